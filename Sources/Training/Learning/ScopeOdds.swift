import NLU

/// The same weights between two classes: what is in scope, and what is out of it.
///
/// Lines that are near misses are few among those out of scope, so lines are weighed by what the
/// others make of them here too, each on its own side.
struct ScopeOdds {
    private static let epochs = 4
    /// How much an error adds to the weight of a line.
    private static let rate: Float = 2

    private let set: TrainingSet
    /// Mass of each feature in the lines in scope, and in those out of it.
    private var inside: [Float]
    private var outside: [Float]
    /// Twice γ e, because a feature speaks for the one and against the other; 0 if it is not kept.
    private var factors: [Float] = []
    /// ln (ΣO+αV) - ln (ΣI+αV) of each group.
    private var offsets: [Float] = []
    private let vocabulary: [Float]

    /// Nil when no line is known to be out of scope.
    /// - Parameter counts: of every line once.
    init?(_ counts: ClassCounts, of set: TrainingSet, minimumFrequency: Int) {
        guard counts.strangers.contains(where: { $0 > 0 }) else { return nil }
        self.set = set
        (inside, outside) = (counts.total, counts.outside)
        var vocabulary = [Float](repeating: 0, count: FeatureGroup.allCases.count)
        var factors = [Float](repeating: 0, count: set.features.count)
        for (feature, group) in set.features.map(\.group).enumerated()
        where counts.documents[feature] + counts.strangers[feature] >= Int32(minimumFrequency) {
            vocabulary[Int(group.rawValue)] += 1
            let share = inside[feature] / max(inside[feature] + outside[feature], 1e-30)
            var entropy: Float = 0
            for part in [share, 1 - share] { entropy -= part * logarithm(max(part, 1e-12)) }
            factors[feature] = 2 * group.weight * certainty(1 - entropy / logarithm(2))
        }
        self.factors = factors
        self.vocabulary = vocabulary
        fillOffsets()
    }

    private mutating func fillOffsets() {
        var sums = (
            inside: [Float](repeating: 0, count: vocabulary.count),
            outside: [Float](repeating: 0, count: vocabulary.count)
        )
        for feature in factors.indices where factors[feature] > 0 {
            let group = Int(set.features[feature].group.rawValue)
            sums.inside[group] += inside[feature]
            sums.outside[group] += outside[feature]
        }
        offsets = FeatureGroup.allCases.map { group in
            let index = Int(group.rawValue)
            let smoothing = max(group.smoothing * vocabulary[index], group.smoothing)
            return logarithm(sums.outside[index] + smoothing)
                - logarithm(sums.inside[index] + smoothing)
        }
    }

    /// The weight of each feature: positive for what belongs to the desk.
    func fitted(to documents: [Int]) -> [Float] {
        var odds = self
        var weights = [Float](repeating: 1, count: set.documents.count)
        for _ in 0..<Self.epochs {
            let scores = odds.scores(documents, without: weights)
            let temperature = odds.temperature(scores, documents)
            for (score, document) in zip(scores, documents) {
                let side: Float = set.documents[document].label == nil ? -1 : 1
                // The share of the other side.
                let error =
                    1 / (1 + 1 / exponential(SIMD8(repeating: -abs(score * temperature)))[0])
                weights[document] += Self.rate * (score * side > 0 ? error : 1 - error)
            }
            odds.recount(documents, weights)
        }
        let trust = Self.trust(documents.count { set.documents[$0].label == nil })
        return set.features.indices.map {
            trust * odds.weight(of: $0, odds.inside[$0], odds.outside[$0])
        }
    }

    /// A few lines out of scope say little of what else may come; with some hundreds their column
    /// is worth as much as that of the best class, with thousands half as much again.
    static func trust(_ count: Int) -> Float { 1.5 * Float(count) / Float(count + 350) }

    private func weight(of feature: Int, _ inside: Float, _ outside: Float) -> Float {
        let group = set.features[feature].group
        let ratio = (max(0, inside) + group.smoothing) / (max(0, outside) + group.smoothing)
        return factors[feature] * (logarithm(ratio) + offsets[Int(group.rawValue)])
    }

    /// The scores of lines, each by what is left without it.
    private func scores(_ documents: [Int], without weights: [Float]) -> [Float] {
        var scores = [Float](repeating: 0, count: documents.count)
        scores.withUnsafeMutableBufferPointer { scores in
            nonisolated(unsafe) let scores = scores
            Portions.forEach(of: documents.count) { rows in
                for row in rows {
                    scores[row] = score(documents[row], without: weights[documents[row]])
                }
            }
        }
        return scores
    }

    private func score(_ document: Int, without weight: Float) -> Float {
        let isInside = set.documents[document].label != nil
        return set.entries[set.documents[document].entries].reduce(0) { sum, entry in
            let (feature, mass) = (Int(entry.feature), entry.mass * weight)
            return sum
                + self.weight(
                    of: feature, inside[feature] - (isInside ? mass : 0),
                    outside[feature] - (isInside ? 0 : mass))
        }
    }

    private mutating func recount(_ documents: [Int], _ weights: [Float]) {
        for feature in inside.indices { (inside[feature], outside[feature]) = (0, 0) }
        for document in documents {
            let isInside = set.documents[document].label != nil
            for entry in set.entries[set.documents[document].entries] {
                let mass = entry.mass * weights[document]
                if isInside {
                    inside[Int(entry.feature)] += mass
                } else {
                    outside[Int(entry.feature)] += mass
                }
            }
        }
        fillOffsets()
    }

    /// Under which the sides are likeliest, as many lines on one as on the other.
    private func temperature(_ scores: [Float], _ documents: [Int]) -> Float {
        let sides = documents.map { set.documents[$0].label != nil }
        let counts = (inside: sides.count { $0 }, outside: sides.count { !$0 })
        var (best, lowest): (Float, Double) = (1, .infinity)
        for temperature in [Float(0.1), 0.15, 0.2, 0.3, 0.4, 0.6, 0.8, 1, 1.4, 2] {
            var loss = 0.0
            for (score, isInside) in zip(scores, sides) {
                let margin = score * temperature * (isInside ? 1 : -1)
                let share = exponential(SIMD8(repeating: -abs(margin)))[0]
                let part = logarithm(1 + share) + max(0, -margin)
                loss += Double(part) / Double(isInside ? counts.inside : counts.outside)
            }
            if loss < lowest { (best, lowest) = (temperature, loss) }
        }
        return best
    }
}
