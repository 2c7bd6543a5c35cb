import NLU
import Text

extension Lint {
    func rules() -> [Finding] {
        let slips = corpus.slips
        let rules = corpus.rules.map { ReadRule($0, slips) }
        var found: [Finding] = []
        for (index, rule) in rules.enumerated() {
            if let message = rule.contradiction {
                found.append(Finding(.error, .rule, rule.source.place, message))
                continue
            }
            for (other, earlier) in rules.enumerated() where other != index {
                guard earlier.covers(rule), other < index || !rule.covers(earlier) else { continue }
                found.append(shadow(rule.source, earlier.source))
                break
            }
        }
        return found + strangers()
    }

    /// A rule that fires whenever another does, and comes first or says the same.
    private func shadow(_ rule: KeywordRule, _ other: KeywordRule) -> Finding {
        let there = other.place.map { " (\($0))" } ?? ""
        guard rule.intents != other.intents else {
            return Finding(
                .warning, .rule, rule.place,
                "the rule says nothing that another does not\(there); remove one of them.")
        }
        let isFirst = KeywordMatcher.precedes(other, rule, corpus.kinds)
        return Finding(
            isFirst ? .error : .warning, .rule, rule.place,
            "every line of the rule is also one of a rule for \(other.intents.joined(separator: ", "))"
                + "\(there)\(isFirst ? ", which comes first" : ""); add to `none` what parts the two."
        )
    }

    /// Rules that take an example away from its intent.
    private func strangers() -> [Finding] {
        let slips = corpus.slips
        let matcher = KeywordMatcher(corpus.rules, corpus.kinds, slips)
        var text = NormalisedText(slips)
        return corpus.examples.compactMap { example in
            text.read(example.text)
            guard let rule = matcher.rule(for: text.scalars),
                !rule.intents.contains(example.intent)
            else { return nil }
            let place = rule.place.map { " (\($0))" } ?? ""
            return Finding(
                .error, .rule, example.place,
                "\(quoted(example.text)) is \(example.intent), and a rule\(place) takes it for "
                    + "\(rule.intents.joined(separator: ", ")); add to its `none` what parts them.")
        }
    }
}

/// A rule with its words as they are compared.
private struct ReadRule {
    let source: KeywordRule
    private let all: [[UInt32]]
    private let only: [[UInt32]]

    private let slips: SlipTable

    /// - Parameter slips: what words are read as.
    init(_ rule: KeywordRule, _ slips: SlipTable) {
        source = rule
        self.slips = slips
        var text = NormalisedText(slips)
        all = rule.all.map { text.scalars(of: $0) }
        only = rule.only.map { text.scalars(of: $0) }
    }

    /// Why no line can ever fulfil the rule.
    var contradiction: String? {
        for word in source.none {
            let finder = PhraseFinder([word], slips)
            if only.isEmpty, all.contains(where: finder.matches) {
                return "the rule never fires: \(quoted(word)) of its `none` is part of its `all`; "
                    + "remove one of them."
            }
            if !only.isEmpty, only.allSatisfy(finder.matches) {
                return
                    "the rule never fires: \(quoted(word)) of its `none` is in every line of its "
                    + "`only`; remove one of them."
            }
        }
        guard !only.isEmpty else { return nil }
        for word in source.all where !only.contains(where: PhraseFinder([word], slips).matches) {
            return
                "the rule never fires: \(quoted(word)) of its `all` is in no line of its `only`; "
                + "remove one of them."
        }
        return nil
    }

    /// Whether this rule holds for every line the other holds for.
    func covers(_ other: ReadRule) -> Bool {
        guard only.isEmpty == other.only.isEmpty, other.only.allSatisfy(only.contains) else {
            return false
        }
        let hasWords = source.all.allSatisfy { word in
            let finder = PhraseFinder([word], slips)
            return other.all.contains(where: finder.matches)
                || (!other.only.isEmpty && other.only.allSatisfy(finder.matches))
        }
        var text = NormalisedText(slips)
        // A word of ours that would stop us must stop the other as well.
        return hasWords
            && source.none.allSatisfy { word in
                let scalars = text.scalars(of: word)
                return other.source.none.contains { PhraseFinder([$0], slips).matches(scalars) }
            }
    }
}
