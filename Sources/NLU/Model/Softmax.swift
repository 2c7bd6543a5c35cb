/// Shares that sum to 1 in the proportion of the exponentials of scores.
package struct Softmax: Sendable {
    private let classCount: Int
    /// A share per class, 0 after the last.
    package private(set) var shares: [SIMD8<Float>]

    package init(classCount: Int, stride: Int) {
        self.classCount = classCount
        shares = Array(repeating: .zero, count: stride / 8)
    }

    /// Fills the shares from scores times a temperature.
    package mutating func take(_ scores: UnsafePointer<SIMD8<Float>>, temperature: Float) {
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

    package subscript(column: Int) -> Float { shares[column / 8][column % 8] }

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
