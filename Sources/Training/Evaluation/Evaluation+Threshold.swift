extension Evaluation {
    /// The points of in-scope accuracy a threshold set by other lines may cost, as a share. On
    /// halves of the validation lines of CLINC150, each tuned by the other, a point and a half buys
    /// five points of recall more than one, and the next half only two.
    package static let defaultCost = 0.015

    /// The threshold that rejects most out of scope while rejection costs at most so much of the
    /// accuracy in scope. The more is rejected the more of either goes, so it is the score of the
    /// first right line that may not be lost, less a hair: in four decimals it can be shown and
    /// typed.
    ///
    /// - Parameter cost: a share of the lines in scope, such as 0.02 for two points.
    /// - Returns: nil where no line was told right by its features.
    package func threshold(costing cost: Double) -> Double? {
        let inScope = inScope
        let right = inScope.filter(\.isRight).map(\.score).filter(\.isFinite).sorted()
        guard let last = right.last else { return nil }
        // A hair more than the product, so that 2 % of 100 lines is two of them.
        let spare = Int(cost * Double(inScope.count) + 1e-9)
        guard spare < right.count else { return (last * 1e4 + 1).rounded(.up) / 1e4 }
        return (right[spare] * 1e4 - 0.5).rounded(.down) / 1e4
    }
}
