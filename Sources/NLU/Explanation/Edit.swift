import Text

/// A small change of a line after which the desk would decide otherwise.
package struct Edit: Equatable, Sendable {
    /// Words of the line, as the classifier reads them, that were left out.
    package var dropped: [String]
    /// A word that was put in.
    package var added: String?
    /// The line after the change.
    package var text: String
    package var decision: Interpretation.Decision
    package var predicted: String?
}

extension Interpreter {
    /// Longer lines are changed in one place only.
    private static let longestForPairs = 40

    /// The smallest change that is decided otherwise: of one word rather than two, dropped rather
    /// than added, the first from the left.
    mutating func smallestEdit(_ text: String) -> Edit? {
        let original = classify(text)
        let words = words(of: text)
        guard !words.isEmpty, words.count <= 200 else { return nil }
        for change in Self.changes(words, adding: added(original.language)) {
            let line = Self.joined(words, change)
            let changed = classify(line)
            guard Self.differs(changed, original) else { continue }
            return Edit(
                dropped: change.dropped.map { words[$0] }, added: change.added, text: line,
                decision: changed.decision, predicted: changed.predicted?.intent)
        }
        return nil
    }

    private func words(of text: String) -> [String] {
        var extractor = FeatureExtractor(rules.slips)
        extractor.read(text)
        return extractor.units.map {
            NormalisedText.string(extractor.text.scalars[$0.start..<$0.end])
        }
    }

    private struct Change {
        var dropped: [Int] = []
        /// Takes the place of what is dropped or, when nothing is, comes first or last.
        var added: String?
        var isLast = false
    }

    /// Words that change what a line is: a question, a negation, another's affair, a request.
    private func added(_ language: Language?) -> [String] {
        model.lists["edit_" + (language ?? .zh).rawValue] ?? []
    }

    private static func changes(_ words: [String], adding added: [String]) -> [Change] {
        var changes = words.indices.map { Change(dropped: [$0]) }
        for word in added where !words.contains(word) {
            changes.append(Change(added: word))
            changes.append(Change(added: word, isLast: true))
        }
        for index in words.indices {
            for word in added where !words.contains(word) {
                changes.append(Change(dropped: [index], added: word))
            }
        }
        for length in [2, 3, 4] {
            for start in 0..<max(0, words.count - length + 1) {
                changes.append(Change(dropped: Array(start..<start + length)))
            }
        }
        guard words.count <= longestForPairs else { return changes }
        for first in words.indices {
            for second in first + 2..<max(first + 2, words.count) {
                changes.append(Change(dropped: [first, second]))
            }
        }
        return changes
    }

    private static func joined(_ words: [String], _ change: Change) -> String {
        var parts: [String] = change.dropped.isEmpty && !change.isLast ? [change.added ?? ""] : []
        for (index, word) in words.enumerated() {
            if !change.dropped.contains(index) {
                parts.append(word)
            } else if index == change.dropped.first, let added = change.added {
                parts.append(added)
            }
        }
        if change.isLast { parts.append(change.added ?? "") }
        return NormalisedText(parts.joined(separator: " ")).string
    }

    /// Asking back about others is the same decision; accepting another intent is not.
    private static func differs(_ a: Interpretation, _ b: Interpretation) -> Bool {
        switch (a.decision, b.decision) {
        case (.accept, .accept): a.intent != b.intent
        case (.clarify, .clarify), (.reject, .reject): false
        default: true
        }
    }
}
