import Text

extension Lint {
    /// The first of the lists of whole lines, whose phrases may mean nothing else.
    private static let wholeLines = "whole_lines"

    /// A closed list holds a phrase once, and what agrees to a quote agrees to it and means nothing
    /// else.
    func lists() -> [Finding] {
        corpus.lists.keys.sorted().flatMap(repeats) + otherMeanings() + missing()
    }

    private func repeats(_ name: String) -> [Finding] {
        var seen: [String: String] = [:]
        return (corpus.lists[name] ?? []).compactMap { phrase in
            // Spaces may count, and marks alone are told by nothing else.
            let bare = phrase.bare
            let key = phrase.first == " " || phrase.last == " " || bare.isEmpty ? phrase : bare
            guard let other = seen.updateValue(phrase, forKey: key) else { return nil }
            return Finding(
                .error, .list, corpus.listPlaces[name],
                "\(quoted(phrase)) of \(name) is the same as \(quoted(other)); keep one of them.")
        }
    }

    private func otherMeanings() -> [Finding] {
        let names = corpus.lists[Self.wholeLines] ?? []
        guard let first = names.first else { return [] }
        let phrases = Set((corpus.lists[first] ?? []).map(\.bare))
        return names.dropFirst().flatMap { name in
            (corpus.lists[name] ?? []).filter { phrases.contains($0.bare) }.map { phrase in
                Finding(
                    .error, .list, corpus.listPlaces[name],
                    "\(quoted(phrase)) stands in \(first) too, and a line means one thing; take it "
                        + "out of \(name).")
            }
        }
    }

    private func missing() -> [Finding] {
        (corpus.lists[Self.wholeLines] ?? []).filter { corpus.lists[$0] == nil }.map { name in
            Finding(
                .error, .list, corpus.listPlaces[Self.wholeLines],
                "there is no list \(name); write it, or take its name out.")
        }
    }
}
