import NLU
import Text

/// What a corpus says that quality rules judge by: what the intents are, and the words.
package struct Rulebook: Sendable {
    package let kinds: IntentKinds
    private let words: Words
    /// Of the lists that the corpus has.
    private let finders: [QualityList: Later<PhraseFinder>]

    package init(_ kinds: IntentKinds, _ words: Words) {
        self.kinds = kinds
        self.words = words
        let lists = QualityList.allCases.filter { words.has($0.rawValue) }
        finders = Dictionary(
            uniqueKeysWithValues: lists.map { list in
                (list, Later { PhraseFinder(folded: words.written(list.rawValue)) })
            })
    }

    /// Those of a corpus.
    package init(of model: Model) { self.init(model.kinds, Words(model.lists)) }

    /// Whether the corpus has words for all of these.
    func has(_ lists: [QualityList]) -> Bool { lists.allSatisfy { finders[$0] != nil } }

    func isCrisis(_ line: String) -> Bool { words.isCrisis(line) }

    func says(
        _ list: QualityList, in text: FoldedText, within range: Range<Int>? = nil
    ) -> Bool {
        place(of: list, in: text, within: range) != nil
    }

    func place(
        of list: QualityList, in text: FoldedText, within range: Range<Int>? = nil
    ) -> Range<Int>? {
        finders[list]?.value.first(in: text, within: range)
    }

    /// The first phrase that is meant: no negation reaches it within its clause.
    func meant(_ list: QualityList, in text: FoldedText) -> String? {
        let place = finders[list]?.value.first(in: text) { place in
            let clause = text.clause(around: place.lowerBound)
            return !isDenied(text, from: clause.lowerBound, to: place.lowerBound)
        }
        return place.map(text.string)
    }
}

extension Rulebook {
    /// Whether a "not" before a phrase takes it back: "never tell anyone your code" asks for none.
    func isDenied(_ text: FoldedText, from start: Int, to end: Int) -> Bool {
        guard start < end else { return false }
        let before = FoldedText(harmless(text.string(start..<end)))
        guard let negator = lastNegator(in: before) else { return false }
        // "If you don't pay we will come": what follows the condition is meant.
        return !says(.connectors, in: before, within: negator.upperBound..<before.scalars.count)
    }

    private func lastNegator(in text: FoldedText) -> Range<Int>? {
        var last: Range<Int>?
        var from = 0
        while let place = place(of: .negators, in: text, within: from..<text.scalars.count) {
            last = place
            from = place.upperBound
        }
        return last
    }

    /// Without the words that look like a negation and are none.
    private func harmless(_ text: String) -> String {
        words.written(QualityList.lookalikes.rawValue).reduce(text) { $0.replacing($1, with: " ") }
    }
}
