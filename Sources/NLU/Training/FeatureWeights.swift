/// One weight per feature, the same for all classes, under which the labels of lines left out are
/// likeliest (attributes weighted by conditional likelihood: Zaidi, Cerquides, Carman, Webb 2013).
///
///     minimise  -Σ ln P(label | line left out) + Σ (φ - T)² / T²,  φ ≥ 0
///
/// by a few steps of Newton's method on the diagonal, damped because features go together. A line is
/// held against the seven likeliest of the other classes: of the rest it says next to nothing.
struct FeatureWeights {
    private static let iterations = 4
    private static let damping: Float = 0.2
    private static let rivals = 7
    /// A score that no class reaches.
    private static let nowhere: Float = -1e6

    private let set: TrainingSet
    private let documents: [Int]
    /// Of each entry of a line, a lane for the class of the line and one for each of its rivals.
    private var terms: [SIMD8<Float>]
    /// What the lanes without a class begin with.
    private let emptyLanes: SIMD8<Float>

    /// - Parameters:
    ///   - documents: lines in scope.
    ///   - scores: of each of them, left out.
    init(_ leftOut: LeaveOneOut, _ set: TrainingSet, _ documents: [Int], scores: Matrix) {
        self.set = set
        self.documents = documents
        terms = Array(
            repeating: .zero, count: documents.reduce(0) { $0 + set.documents[$1].entries.count })
        var emptyLanes = SIMD8<Float>.zero
        for lane in min(8, set.classes.count)..<8 { emptyLanes[lane] = Self.nowhere }
        self.emptyLanes = emptyLanes
        terms.withUnsafeMutableBufferPointer { terms in
            guard var next = terms.baseAddress else { return }
            for (row, document) in documents.enumerated() {
                guard let label = set.documents[document].label else { continue }
                let rivals = Self.likeliest(scores, row, besides: label, of: set.classes.count)
                leftOut.terms(document, rivals, into: next)
                next += set.documents[document].entries.count
            }
        }
    }

    private static func likeliest(
        _ scores: Matrix, _ row: Int, besides label: Int, of classCount: Int
    ) -> [Int] {
        var best: [(score: Float, column: Int)] = []
        for column in 0..<classCount where column != label {
            let score = scores[row, column]
            guard best.count < rivals || score > best[best.count - 1].score else { continue }
            if best.count == rivals { best.removeLast() }
            let place = best.firstIndex { $0.score < score } ?? best.count
            best.insert((score, column), at: place)
        }
        return best.map(\.column)
    }

    /// - Parameter temperature: T, the weight all features begin with.
    func fitted(temperature: Float) -> [Float] {
        var weights = [Float](repeating: temperature, count: set.features.count)
        let prior = 2 / (temperature * temperature)
        for _ in 0..<Self.iterations {
            var slopes = weights.map { ($0 - temperature) * prior }
            var curvatures = [Float](repeating: prior, count: weights.count)
            add(to: &slopes, &curvatures, weights)
            for feature in weights.indices {
                weights[feature] = max(
                    0, weights[feature] - Self.damping * slopes[feature] / curvatures[feature])
            }
        }
        return weights
    }

    /// The first and second derivatives of the negative log-likelihood.
    private func add(
        to slopes: inout [Float], _ curvatures: inout [Float], _ weights: [Float]
    ) {
        var start = 0
        for document in documents {
            let entries = set.documents[document].entries
            var sums = emptyLanes
            for (index, place) in entries.enumerated() {
                sums += terms[start + index] * weights[Int(set.entries[place].feature)]
            }
            let shares = exponential(sums - sums.max())
            let share = shares / shares.sum()
            var error = share
            error[0] -= 1
            let curvature = share * (1 - share)
            for (index, place) in entries.enumerated() {
                let (feature, term) = (Int(set.entries[place].feature), terms[start + index])
                slopes[feature] += (error * term).sum()
                curvatures[feature] += (curvature * term * term).sum()
            }
            start += entries.count
        }
    }
}
