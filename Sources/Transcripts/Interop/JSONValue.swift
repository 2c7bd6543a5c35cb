import Foundation

/// Any JSON, where a format leaves it to whoever writes it.
enum JSONValue: Codable, Equatable {
    case text(String)
    case number(Double)
    case flag(Bool)
    case list([JSONValue])
    case map([String: JSONValue])
    case null

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSONValue].self) {
            self = .list(list)
        } else {
            self = .map(try container.decode([String: JSONValue].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        case .list(let list): try container.encode(list)
        case .map(let map): try container.encode(map)
        case .null: try container.encodeNil()
        }
    }

    subscript(key: String) -> JSONValue? {
        if case .map(let map) = self { map[key] } else { nil }
    }

    /// A text that says something, or a number as one.
    var text: String? {
        switch self {
        case .text(let text): text.isEmpty ? nil : text
        case .number(let number):
            number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
        default: nil
        }
    }

    var number: Double? { if case .number(let number) = self { number } else { nil } }

    var list: [JSONValue] { if case .list(let list) = self { list } else { [] } }

    var map: [String: JSONValue] { if case .map(let map) = self { map } else { [:] } }
}
