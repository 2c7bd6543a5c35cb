/// One weight per feature, the same for all classes, under which the labels of lines left out are
/// likeliest (attributes weighted by conditional likelihood: Zaidi, Cerquides, Carman and Webb 2013).
///
///     minimise  -Σ ln P(label | line left out) + Σ (φ - T)² / T²,  φ ≥ 0
///
/// by a few steps of Newton's method on the diagonal, damped because features go together.
enum FeatureWeights {
    private static let iterations = 4
    private static let damping: Float = 0.2
    /// Classes with a smaller share move nothing.
    private static let smallestShare: Float = 1e-5

    /// - Parameter temperature: T, the weight all features begin with.
    static func fit(
        _ leftOut: LeaveOneOut, _ set: TrainingSet, _ documents: [Int], temperature: Float
    ) -> [Float] {
        var weights = [Float](repeating: temperature, count: set.features.count)
        var terms = Matrix(
            rows: leftOut.longest(documents), stride: ClassCounts.stride(for: set.classes.count))
        let prior = 2 / (temperature * temperature)
        for _ in 0..<iterations {
            var slopes = weights.map { ($0 - temperature) * prior }
            var curvatures = [Float](repeating: prior, count: weights.count)
            let stride = ClassCounts.stride(for: set.classes.count)
            var sums = [SIMD8<Float>](repeating: .zero, count: stride / 8)
            var softmax = Softmax(classCount: set.classes.count, stride: stride)
            for document in documents {
                guard let label = set.documents[document].label else { continue }
                sums.withUnsafeMutableBufferPointer { sums in
                    guard let base = sums.baseAddress else { return }
                    leftOut.score(document, weights, &terms, into: base)
                    softmax.take(base, temperature: 1)
                }
                let errors = errors(softmax, label, classCount: set.classes.count)
                for (index, entry) in set.entries[set.documents[document].entries].enumerated() {
                    var (slope, curvature): (Float, Float) = (0, 0)
                    for error in errors {
                        let term = terms[index, error.column]
                        slope += error.slope * term
                        curvature += error.curvature * term * term
                    }
                    slopes[Int(entry.feature)] += slope
                    curvatures[Int(entry.feature)] += curvature
                }
            }
            for feature in weights.indices {
                weights[feature] = max(
                    0, weights[feature] - damping * slopes[feature] / curvatures[feature])
            }
        }
        return weights
    }

    /// How far each class that matters is off.
    private static func errors(
        _ softmax: Softmax, _ label: Int, classCount: Int
    ) -> [(column: Int, slope: Float, curvature: Float)] {
        var errors: [(column: Int, slope: Float, curvature: Float)] = []
        for column in 0..<classCount {
            let share = softmax[column]
            guard share > smallestShare || column == label else { continue }
            errors.append((column, column == label ? share - 1 : share, share * (1 - share)))
        }
        return errors
    }
}
