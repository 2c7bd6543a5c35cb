import NLU

/// Rasa's marks of entities within an example: `[text](entity)`, `[text](entity:value)`,
/// `[text]{"entity": "loan", "value": "…"}`. What is no such mark stands as it is.
package enum Annotation {
    /// The example without its marks, and the phrases they name.
    package static func strip(_ example: String) -> (text: String, phrases: [KnownPhrase]) {
        guard example.utf8.contains(UInt8(ascii: "[")) else { return (example, []) }
        var text = ""
        var phrases: [KnownPhrase] = []
        var rest = example[...]
        while let open = rest.firstIndex(of: "[") {
            text += rest[..<open]
            guard let mark = mark(in: rest[open...]) else {
                text += "["
                rest = rest[rest.index(after: open)...]
                continue
            }
            text += mark.phrase.text
            phrases.append(mark.phrase)
            rest = rest[mark.end...]
        }
        return (text + rest, phrases)
    }

    private static func mark(
        in text: Substring
    ) -> (phrase: KnownPhrase, end: Substring.Index)? {
        guard let close = text.firstIndex(of: "]") else { return nil }
        let words = text[text.index(after: text.startIndex)..<close]
        let next = text.index(after: close)
        guard !words.isEmpty, !words.contains("["), next < text.endIndex else { return nil }
        switch text[next] {
        case "(": return plain(String(words), text[next...])
        case "{": return detailed(String(words), text[next...])
        default: return nil
        }
    }

    private static func plain(
        _ words: String, _ text: Substring
    ) -> (phrase: KnownPhrase, end: Substring.Index)? {
        guard let close = text.firstIndex(of: ")") else { return nil }
        let inside = text[text.index(after: text.startIndex)..<close]
        let parts = inside.split(separator: ":", maxSplits: 1)
        guard let entity = parts.first.map(trimmed), isName(entity) else { return nil }
        let value = parts.count > 1 ? trimmed(parts[1]) : words
        return (KnownPhrase(text: words, entity: entity, value: value), text.index(after: close))
    }

    private static func detailed(
        _ words: String, _ text: Substring
    ) -> (phrase: KnownPhrase, end: Substring.Index)? {
        guard let close = text.firstIndex(of: "}") else { return nil }
        let strings = quotedStrings(text[..<close])
        guard let entity = value(of: "entity", in: strings), isName(entity) else { return nil }
        let value = value(of: "value", in: strings) ?? words
        return (KnownPhrase(text: words, entity: entity, value: value), text.index(after: close))
    }

    private static func quotedStrings(_ text: Substring) -> [String] {
        text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }

    private static func value(of key: String, in strings: [String]) -> String? {
        guard let index = strings.firstIndex(of: key), index + 1 < strings.count else { return nil }
        return strings[index + 1]
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || "_-.".contains($0) }
    }
}
