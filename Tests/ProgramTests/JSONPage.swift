import Foundation

/// A value of JSON, with whole numbers and others told apart.
enum JSONValue: Decodable {
    case none
    case boolean
    case integer(Int64)
    case number
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .none
        } else if (try? container.decode(Bool.self)) != nil {
            self = .boolean
        } else if let number = try? container.decode(Int64.self) {
            self = .integer(number)
        } else if (try? container.decode(Double.self)) != nil {
            self = .number
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSONValue].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// What a page calls it; nil for what has parts.
    var type: String? {
        switch self {
        case .none: "none"
        case .boolean: "boolean"
        case .integer: "integer"
        case .number: "number"
        case .text: "text"
        case .list, .object: nil
        }
    }
}

/// A page that documents JSON: for each command, examples and a table of fields. A field of a part
/// is `part.field`, of each of a list `list[].field`, and `part.*` has keys of its own.
struct JSONPage {
    struct Field {
        var path: String
        var types: Set<String>
        /// It may be missing, or null.
        var isOptional: Bool
    }

    struct Section {
        /// Commands, and what such an object is called where it is part of another.
        var names: [String]
        var name: String { names.joined(separator: ", ") }
        var commands: [String] = []
        var fields: [Field] = []
    }

    private(set) var sections: [Section] = []

    init(_ text: String) {
        var isScript = false
        for line in text.split(separator: "\n").map(String.init) {
            if line.hasPrefix("## ") {
                sections.append(Section(names: line.dropFirst(3).components(separatedBy: ", ")))
            } else if line.hasPrefix("```") {
                isScript = line == "```sh"
            } else if isScript, !sections.isEmpty {
                sections[sections.count - 1].commands.append(line)
            } else if line.hasPrefix("| `"), !sections.isEmpty {
                let cells = line.split(separator: "|").map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
                let types = Set(cells[1].components(separatedBy: " or "))
                sections[sections.count - 1].fields.append(
                    Field(
                        path: cells[0].replacingOccurrences(of: "`", with: ""),
                        types: types.subtracting(["none"]), isOptional: types.contains("none")))
            }
        }
    }
}

extension JSONPage {
    /// What an object has that the page does not tell, and what it lacks.
    /// - Parameter seen: takes the fields that have come, by section.
    func faults(
        of value: JSONValue, in section: Section, at path: String = "",
        _ seen: inout [String: Set<String>]
    ) -> [String] {
        let field = section.fields.first { $0.path == path }
        switch value {
        case .list(let items):
            return items.flatMap { faults(of: $0, in: section, at: path + "[]", &seen) }
        case .object(let members):
            if let part = sections.first(where: { field?.types.isDisjoint(with: $0.names) == false }
            ) {
                seen[section.name, default: []].insert(path)
                return faults(of: value, in: part, &seen)
            }
            return faults(of: members, in: section, at: path.isEmpty ? "" : path + ".", &seen)
        default:
            guard let field else { return ["\(section.name): \(path) is not documented"] }
            seen[section.name, default: []].insert(path)
            return field.allows(value) ? [] : ["\(section.name): \(path) is \(value.type ?? "")"]
        }
    }

    private func faults(
        of members: [String: JSONValue], in section: Section, at path: String,
        _ seen: inout [String: Set<String>]
    ) -> [String] {
        let isFree = section.fields.contains { $0.path.hasPrefix(path + "*") }
        var found: [String] = []
        for (key, member) in members where path + key != "schema" {
            found += faults(of: member, in: section, at: path + (isFree ? "*" : key), &seen)
        }
        for field in section.fields where !field.isOptional && field.path.hasPrefix(path) {
            let name = String(field.path.dropFirst(path.count))
            let isOwn = !name.contains(".") && !name.contains("[") && name != "*"
            if isOwn, members[name] == nil {
                found.append("\(section.name): \(field.path) is missing")
            }
        }
        return found
    }
}

extension JSONPage.Field {
    func allows(_ value: JSONValue) -> Bool {
        guard let type = value.type, type != "none" else { return isOptional }
        return types.contains(type) || (type == "integer" && types.contains("number"))
    }
}
