import Text
import Yams

/// A YAML or JSON document as plain strings, lists and maps, each with its place. Nothing is
/// guessed: `no` is the word no, and `0123` is four digits.
///
/// Anchors, aliases, merges and custom tags are refused: a corpus needs none, and with them ten
/// lines can stand for ten thousand million.
package struct YamlTree {
    package indirect enum Value {
        case text(String, Style)
        case list([YamlTree])
        case map([(key: YamlTree, value: YamlTree)])
    }

    /// How a text is written: a block of lines (`|`), one whose lines are joined (`>`), or neither.
    package enum Style { case block, folded, flow }

    static let depthLimit = 32

    package let value: Value
    package let place: Place

    package static func read(_ text: String, file: String) throws(CorpusError) -> YamlTree? {
        let start = Place(file: file, line: 1)
        let bytes = Array(text.utf8)
        if let alias = YamlAliases.first(in: bytes) {
            throw CorpusError(
                .invalid, Place(file: file, offset: alias, in: bytes),
                "anchors and aliases are not taken in a corpus; write the text out.")
        }
        do {
            // Nodes hold their anchors weakly: they are there as long as the parser lives.
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            return try withExtendedLifetime(parser) {
                guard let root = try parser.singleRoot() else { return nil }
                return try YamlTree(root, in: start, depth: 0)
            }
        } catch let error as CorpusError {
            throw error
        } catch let error as YamlError {
            throw corpusError(error, file: file)
        } catch {
            throw CorpusError(.invalid, start, "the file is no YAML; mend its form.")
        }
    }

    /// What another reader found, such as that of JSON.
    init(_ value: Value, at place: Place) { (self.value, self.place) = (value, place) }

    private init(_ node: Node, in parent: Place, depth: Int) throws(CorpusError) {
        place =
            node.mark.map { Place(file: parent.file, line: $0.line, column: $0.column) } ?? parent
        guard node.anchor == nil else {
            throw CorpusError(
                .invalid, place,
                "anchors and aliases are not taken in a corpus; write the text out.")
        }
        guard depth < Self.depthLimit else {
            throw CorpusError(
                .invalid, place, "nested deeper than \(Self.depthLimit) levels; flatten the file.")
        }
        guard Self.isPlain(node) else {
            throw CorpusError(
                .invalid, place, "the tag \(quoted(node.tag.rawValue)) is not taken; remove it.")
        }
        switch node {
        case .scalar(let scalar):
            let style: Style =
                switch scalar.style {
                case .literal: .block
                case .folded: .folded
                default: .flow
                }
            value = .text(scalar.string, style)
        case .sequence(let sequence):
            var items: [YamlTree] = []
            for item in sequence { items.append(try YamlTree(item, in: place, depth: depth + 1)) }
            value = .list(items)
        case .mapping(let mapping):
            value = .map(try Self.pairs(mapping, in: place, depth: depth + 1))
        case .alias:
            throw CorpusError(.invalid, place, "aliases are not taken; write the text out.")
        }
    }

    private static func pairs(
        _ mapping: Node.Mapping, in place: Place, depth: Int
    ) throws(CorpusError) -> [(key: YamlTree, value: YamlTree)] {
        var pairs: [(key: YamlTree, value: YamlTree)] = []
        for (key, item) in mapping {
            let key = try YamlTree(key, in: place, depth: depth)
            guard key.text != "<<" else {
                throw CorpusError(
                    .invalid, key.place, "merge keys are not taken; write the keys out.")
            }
            pairs.append((key, try YamlTree(item, in: key.place, depth: depth)))
        }
        return pairs
    }

    private static func isPlain(_ node: Node) -> Bool {
        let tag = node.tag
        switch node {
        case .scalar: return tag == Tag(.str)
        case .sequence: return tag == Tag(.seq)
        case .mapping: return tag == Tag(.map)
        case .alias: return false
        }
    }

    private static func corpusError(_ error: YamlError, file: String) -> CorpusError {
        switch error {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let during = context.map { " \($0.text)" } ?? ""
            return CorpusError(
                .invalid, Place(file: file, line: mark.line, column: mark.column),
                "the YAML cannot be read\(during): \(problem); mend the line or the one above.")
        case .duplicatedKeysInMapping(let keys, let context):
            return CorpusError(
                .invalid, Place(file: file, line: context.mark.line, column: context.mark.column),
                "the key \(quoted(keys.first ?? "")) stands twice in one map; join the two.")
        case .reader(_, _, _, let text): return forbiddenCharacter(in: text, file: file)
        default:
            return CorpusError(
                .invalid, Place(file: file, line: 1), "the YAML cannot be read; mend its form.")
        }
    }

    private static func forbiddenCharacter(in text: String, file: String) -> CorpusError {
        let scalars = text.unicodeScalars
        let index = scalars.firstIndex { !isAllowed($0) } ?? scalars.startIndex
        let code = scalars.isEmpty ? "" : " U+" + String(scalars[index].value, radix: 16)
        let offset = text.utf8.distance(from: text.startIndex, to: index)
        return CorpusError(
            .invalid, Place(file: file, offset: offset, in: Array(text.utf8)),
            "YAML does not allow the character\(code.uppercased()); remove it.")
    }

    /// Chapter 5.1 of YAML 1.2, without the byte order mark.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xFEFE, 0xFF00...0xFFFD, 0x10000...: true
        default: false
        }
    }

    package var text: String? {
        guard case .text(let text, _) = value else { return nil }
        return text
    }

    /// The value of a key of a map; nil for another key and for anything that is no map.
    package subscript(key: String) -> YamlTree? {
        guard case .map(let pairs) = value else { return nil }
        return pairs.first { $0.key.text == key }?.value
    }

    package func expectMap(_ what: String) throws(CorpusError) -> [(key: YamlTree, value: YamlTree)]
    {
        guard case .map(let pairs) = value else {
            throw CorpusError(.invalid, place, "\(what) is no map; write `key: value` lines.")
        }
        return pairs
    }

    package func expectList(_ what: String) throws(CorpusError) -> [YamlTree] {
        guard case .list(let items) = value else {
            throw CorpusError(.invalid, place, "\(what) is no list; begin each item with `- `.")
        }
        return items
    }

    package func expectText(_ what: String) throws(CorpusError) -> String {
        guard let text, !text.isEmpty else {
            throw CorpusError(.invalid, place, "\(what) is no text; write it on the same line.")
        }
        return text
    }
}
