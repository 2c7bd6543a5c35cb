/// Finds aliases before a YAML parser sees them: a parser that compares keys can be kept busy for
/// ever by a few lines of aliases to aliases, long before the tree it builds could be refused.
enum YamlAliases {
    /// The place of the first `*name` for which there is an `&name`, line and column from 1.
    ///
    /// Both must stand where a word can begin. Text may hold either; that a customer's line should
    /// hold both with the same name is left out of account.
    static func first(in text: String) -> (line: Int, column: Int)? {
        guard text.utf8.contains(ampersand), text.utf8.contains(asterisk) else { return nil }
        let bytes = Array(text.utf8)
        let anchors = Set(names(after: ampersand, in: bytes).map(\.name))
        guard
            let alias = names(after: asterisk, in: bytes).first(where: { anchors.contains($0.name) }
            )
        else { return nil }
        let before = String(decoding: bytes[..<alias.start], as: UTF8.self).unicodeScalars
        let line = before.reduce(1) { $1 == "\n" ? $0 + 1 : $0 }
        return (line, before.reversed().prefix { $0 != "\n" }.count + 1)
    }

    private static let ampersand = UInt8(ascii: "&")
    private static let asterisk = UInt8(ascii: "*")

    private static func names(
        after mark: UInt8, in bytes: [UInt8]
    ) -> [(name: ArraySlice<UInt8>, start: Int)] {
        var found: [(name: ArraySlice<UInt8>, start: Int)] = []
        for start in bytes.indices where bytes[start] == mark {
            guard start == 0 || !isNamePart(bytes[start - 1]) else { continue }
            let name = bytes[(start + 1)...].prefix(while: isNamePart)
            if !name.isEmpty { found.append((name, start)) }
        }
        return found
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
