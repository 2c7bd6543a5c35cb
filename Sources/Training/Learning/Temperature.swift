import Foundation
import NLU

/// The temperature under which labels are likeliest: golden-section search over its logarithm.
enum Temperature {
    private static let golden = 0.381_966_011_250_105
    private static let steps = 18

    /// - Parameters:
    ///   - scores: a row per line.
    ///   - labels: the rows to look at, with the class of each; at most 3,000 are.
    ///   - areFew: the lines are so few that a temperature far from the usual ones is chance.
    static func fit(
        _ scores: Matrix, _ labels: [(row: Int, label: Int)], classCount: Int,
        areFew: Bool = false
    ) -> Float {
        guard classCount > 1, !labels.isEmpty else { return 1 }
        let every = (labels.count + 2999) / 3000
        let sample = stride(from: 0, to: labels.count, by: every).map { labels[$0] }
        func loss(_ exponent: Double) -> Double {
            let temperature = Float(exp(exponent))
            return scores.withVectors { vectors in
                var softmax = Softmax(classCount: classCount, stride: scores.width * 8)
                var loss = areFew ? surprise(exponent) : 0
                for line in sample {
                    softmax.take(vectors + line.row * scores.width, temperature: temperature)
                    loss -= Double(logarithm(softmax[line.label] + 1e-12))
                }
                return loss
            }
        }
        var (low, high) = (-3.0, 5.0)
        var (left, right) = (low + (high - low) * golden, high - (high - low) * golden)
        var losses = (left: loss(left), right: loss(right))
        // The one that stays inside is the other of the next step.
        for _ in 0..<steps {
            if losses.left < losses.right {
                (high, right, losses.right) = (right, left, losses.left)
                left = low + (high - low) * golden
                losses.left = loss(left)
            } else {
                (low, left, losses.left) = (left, right, losses.right)
                right = high - (high - low) * golden
                losses.right = loss(right)
            }
        }
        return Calibration.rounded(exp((low + high) / 2))
    }

    /// Corpora of thousands of lines have temperatures from 9 to 12.
    private static let usual = log(10.0)
    private static let deviation = 0.25

    /// The logarithm of how unlikely a temperature is beforehand.
    private static func surprise(_ exponent: Double) -> Double {
        let distance = (exponent - usual) / deviation
        return distance * distance / 2
    }
}
