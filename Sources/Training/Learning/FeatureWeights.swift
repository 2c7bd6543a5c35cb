import NLU

/// One weight per feature, the same for all classes, under which the labels of lines left out are
/// likeliest (attributes weighted by conditional likelihood: Zaidi, Cerquides, Carman, Webb 2013).
///
///     minimise  -Σ ln P(label | line left out) + Σ (φ - T)² / T²,  φ ≥ 0
///
/// by a few steps of Newton's method on the diagonal, damped because features go together. A line is
/// held against the likeliest of the other classes: of the rest it says next to nothing.
struct FeatureWeights {
    private static let iterations = 4
    private static let damping: Float = 0.2
    /// Vectors of classes that a line is held against, its own the first of them: more made no odds.
    private static let mostVectors = 1

    private let set: TrainingSet
    private let documents: [Int]
    /// Of each entry of a line, a number for the class of the line and one for each of its rivals.
    private var terms: Matrix
    /// Classes a line is held against, its own one of them.
    private let lanes: Int

    /// - Parameters:
    ///   - documents: lines in scope.
    ///   - scores: of each of them, left out.
    init(_ leftOut: LeaveOneOut, _ set: TrainingSet, _ documents: [Int], scores: Matrix) {
        self.set = set
        self.documents = documents
        lanes = min(Self.mostVectors * 8, set.classes.count)
        let width = (lanes + 7) / 8
        let entries = documents.reduce(0) { $0 + set.documents[$1].entries.count }
        terms = Matrix(rows: entries, stride: width * 8)
        let lanes = lanes
        terms.withMutableVectors { terms in
            var next = terms
            for (row, document) in documents.enumerated() {
                guard let label = set.documents[document].label else { continue }
                let rivals = Self.likeliest(lanes - 1, scores, row, besides: label, set)
                leftOut.terms(document, rivals, width: width, into: next)
                next += set.documents[document].entries.count * width
            }
        }
    }

    private static func likeliest(
        _ count: Int, _ scores: Matrix, _ row: Int, besides label: Int, _ set: TrainingSet
    ) -> [Int] {
        var best: [(score: Float, column: Int)] = []
        for column in set.classes.indices where column != label {
            let score = scores[row, column]
            guard best.count < count || score > best[best.count - 1].score else { continue }
            if best.count == count { best.removeLast() }
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
            terms.withVectors { add(to: &slopes, &curvatures, weights, $0) }
            for feature in weights.indices {
                weights[feature] = max(
                    0, weights[feature] - Self.damping * slopes[feature] / curvatures[feature])
            }
        }
        return weights
    }

    /// The first and second derivatives of the negative log-likelihood.
    private func add(
        to slopes: inout [Float], _ curvatures: inout [Float], _ weights: [Float],
        _ terms: UnsafePointer<SIMD8<Float>>
    ) {
        let width = self.terms.width
        var sums = Matrix(rows: 1, stride: width * 8)
        var softmax = Softmax(classCount: lanes, stride: width * 8)
        var start = terms
        for document in documents {
            let entries = set.entries[set.documents[document].entries]
            sums.clear()
            sums.withMutableVectors { sums in
                var term = start
                for entry in entries {
                    let weight = weights[Int(entry.feature)]
                    for part in 0..<width { sums[part] += term[part] * weight }
                    term += width
                }
                softmax.take(sums, temperature: 1)
            }
            let shares = softmax.shares
            for entry in entries {
                var (slope, curvature) = (-start[0][0], Float(0))
                for part in 0..<width {
                    let pull = shares[part] * start[part]
                    slope += pull.sum()
                    curvature += (pull * (1 - shares[part]) * start[part]).sum()
                }
                slopes[Int(entry.feature)] += slope
                curvatures[Int(entry.feature)] += curvature
                start += width
            }
        }
    }
}
