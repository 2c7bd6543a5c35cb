import Foundation

/// Shares that sum to 1 in the proportion of the exponentials of scores.
struct Softmax: Sendable {
    private let classCount: Int
    /// A share per class, 0 after the last.
    private(set) var shares: [SIMD8<Float>]

    init(classCount: Int, stride: Int) {
        self.classCount = classCount
        shares = Array(repeating: .zero, count: stride / 8)
    }

    /// Fills the shares from scores times a temperature.
    mutating func take(_ scores: UnsafePointer<SIMD8<Float>>, temperature: Float) {
        let top = Self.top(scores, classCount)
        shares.withUnsafeMutableBufferPointer { shares in
            var sum = SIMD8<Float>.zero
            for part in shares.indices {
                var share = exponential((scores[part] - top) * temperature)
                if part * 8 + 8 > classCount {
                    for lane in max(0, classCount - part * 8)..<8 { share[lane] = 0 }
                }
                shares[part] = share
                sum += share
            }
            let scale = 1 / sum.sum()
            for part in shares.indices { shares[part] *= scale }
        }
    }

    subscript(column: Int) -> Float { shares[column / 8][column % 8] }

    private static func top(_ scores: UnsafePointer<SIMD8<Float>>, _ classCount: Int) -> Float {
        var tops = SIMD8<Float>(repeating: -.greatestFiniteMagnitude)
        for part in 0..<classCount / 8 {
            tops.replace(with: scores[part], where: scores[part] .> tops)
        }
        var top = tops.max()
        for column in classCount / 8 * 8..<classCount {
            top = max(top, scores[column / 8][column % 8])
        }
        return top
    }
}

/// The temperature under which labels are likeliest: golden-section search over its logarithm.
enum Temperature {
    private static let golden = 0.381_966_011_250_105
    private static let steps = 18

    /// - Parameters:
    ///   - scores: a row per line.
    ///   - labels: the rows to look at, with the class of each; at most 3,000 are.
    static func fit(_ scores: Matrix, _ labels: [(row: Int, label: Int)], classCount: Int) -> Float
    {
        guard classCount > 1, !labels.isEmpty else { return 1 }
        let every = (labels.count + 2999) / 3000
        let sample = stride(from: 0, to: labels.count, by: every).map { labels[$0] }
        var softmax = Softmax(classCount: classCount, stride: scores.width * 8)
        func loss(_ exponent: Double) -> Double {
            let temperature = Float(exp(exponent))
            return scores.withVectors { vectors in
                sample.reduce(0) { sum, line in
                    softmax.take(vectors + line.row * scores.width, temperature: temperature)
                    return sum - Double(logarithm(softmax[line.label] + 1e-12))
                }
            }
        }
        var (low, high) = (-3.0, 5.0)
        for _ in 0..<steps {
            let (left, right) = (low + (high - low) * golden, high - (high - low) * golden)
            if loss(left) < loss(right) { high = right } else { low = left }
        }
        return Calibration.rounded(exp((low + high) / 2))
    }
}
