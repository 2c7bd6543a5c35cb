/// Finds aliases before a YAML parser sees them: a parser that compares keys can be kept busy for
/// ever by a few lines of aliases to aliases, long before the tree it builds could be refused.
enum YamlAliases {
    /// The offset in bytes of the first `*name` for which there is an `&name`.
    ///
    /// Both must stand where a word can begin. Text may hold either; that a customer's line should
    /// hold both with the same name is left out of account.
    static func first(in bytes: [UInt8]) -> Int? {
        guard bytes.contains(ampersand), bytes.contains(asterisk) else { return nil }
        let anchors = Set(names(after: ampersand, in: bytes).map(\.name))
        return names(after: asterisk, in: bytes).first { anchors.contains($0.name) }?.start
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
