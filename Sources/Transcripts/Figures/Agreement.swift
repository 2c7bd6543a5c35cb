/// How often the rules and reviewers say the same of a conversation: both pass it, or both do not.
package struct Agreement: Equatable, Sendable {
    /// Reviews by what the rules said, and then by what the reviewer said.
    private var counts = [[0, 0], [0, 0]]

    package init() {}

    package mutating func add(rules: Review.Mark, reviewer: Review.Mark) {
        counts[Self.place(rules)][Self.place(reviewer)] += 1
    }

    package func count(rules: Review.Mark, reviewer: Review.Mark) -> Int {
        counts[Self.place(rules)][Self.place(reviewer)]
    }

    private static func place(_ mark: Review.Mark) -> Int { mark == .pass ? 0 : 1 }

    /// The reviews on which both agree.
    package var share: Share {
        Share(counts[0][0] + counts[1][1], of: counts.flatMap { $0 }.reduce(0, +))
    }

    /// Cohen's kappa, (p₀ − pₑ) / (1 − pₑ): 1 where both always agree, 0 where they agree as often
    /// as chance would have it. Nil where chance alone agrees always: nothing was told apart.
    package var kappa: Double? {
        guard let observed = share.value else { return nil }
        // Both counts of a mark multiplied: how often chance would have both give it.
        let products = (0...1).map { mark in
            (counts[mark][0] + counts[mark][1]) * (counts[0][mark] + counts[1][mark])
        }
        let expected = Double(products[0] + products[1]) / Double(share.total * share.total)
        return expected < 1 ? (observed - expected) / (1 - expected) : nil
    }
}
