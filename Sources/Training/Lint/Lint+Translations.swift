import Text

extension Lint {
    /// Of the replies that have a text, the share in both languages that makes a corpus bilingual:
    /// an emoji or a name is of another language than the rest without anybody having translated.
    private static let shareOfTwo = 0.25

    /// Only a corpus that speaks both languages has to do so everywhere.
    func translations() -> [Finding] {
        let written = corpus.responses.values.filter { !$0.isEmpty }
        let both = written.count { $0.count > 1 }
        guard both > 0, Double(both) >= Self.shareOfTwo * Double(written.count) else { return [] }
        var found: [Finding] = []
        for (key, languages) in corpus.responses {
            let place = corpus.responsePlaces[key]
            let missing = Language.allCases.filter { languages[$0] == nil }
            guard missing.isEmpty else {
                let names = missing.map { $0 == .zh ? "Chinese" : "English" }
                found.append(
                    Finding(
                        .error, .translation, place,
                        "\(key) has no text in \(names.joined(separator: " or ")); add a translation."
                    ))
                continue
            }
            found += compare(key, languages[.zh] ?? [], languages[.en] ?? [], place)
        }
        return found
    }

    private func compare(
        _ key: String, _ chinese: [String], _ english: [String], _ place: Place?
    ) -> [Finding] {
        guard chinese.count == english.count else {
            return [
                Finding(
                    .warning, .translation, place,
                    "\(key) has \(chinese.count) texts in Chinese and \(english.count) in English; "
                        + "translate each.")
            ]
        }
        return zip(chinese, english).compactMap { chinese, english in
            let (left, right) = (placeholders(of: chinese), placeholders(of: english))
            let odd = left.symmetricDifference(right).filter { !Self.isOnlyChinese($0) }.sorted()
            guard !odd.isEmpty else { return nil }
            let names = odd.map { "{\($0)}" }.joined(separator: ", ")
            return Finding(
                .error, .translation, place,
                "\(key): only one language has \(names); say it in both: \(quoted(chinese)).")
        }
    }

    /// A sum in capitals stands in Chinese contracts; English has no such thing.
    private static func isOnlyChinese(_ name: String) -> Bool { name.hasSuffix("capitals") }

    /// Names in braces, without the width that may follow: the columns of two languages differ.
    private func placeholders(of text: String) -> Set<String> {
        var found = Set<String>()
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            rest = rest[rest.index(after: open)...]
            guard let close = rest.firstIndex(of: "}") else { break }
            let name = rest[..<close].prefix { $0 != ":" }
            found.insert(String(name))
            rest = rest[close...]
        }
        return found
    }
}
