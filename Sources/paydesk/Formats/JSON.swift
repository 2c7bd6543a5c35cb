import Foundation
import Transcripts

/// JSON for scripts: an object a line, its keys in small letters and in their order, so that equal
/// answers are equal bytes. Documentation/json.md says what is in them.
enum JSON {
    /// What scripts may rely on: it counts up when a field goes, or means something else.
    static let schema = 1

    /// An object on one line, without its end.
    static func line(_ value: some Encodable) -> String {
        (try? encoder.encode(Versioned(value: value))).map {
            VisibleJSON.text(String(decoding: $0, as: UTF8.self))
        } ?? "{}"
    }

    /// A line for each.
    static func lines(_ values: [some Encodable]) -> String {
        values.map { line($0) + "\n" }.joined()
    }

    private static let encoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return encoder
    }()

    private struct Versioned<Value: Encodable>: Encodable {
        let value: Value

        func encode(to encoder: any Encoder) throws {
            try value.encode(to: encoder)
            var object = encoder.container(keyedBy: Key.self)
            try object.encode(JSON.schema, forKey: Key("schema"))
        }
    }

    /// A key of an object whose keys are told by what it holds.
    struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { nil }
    }
}

extension Double {
    /// To so many decimals; what is no number is 0.
    func rounded(decimals: Int) -> Double {
        guard isFinite else { return 0 }
        let power = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
        return (self * power).rounded() / power
    }
}
