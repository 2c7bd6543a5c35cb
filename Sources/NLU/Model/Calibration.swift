import CVector

/// What turns scores into confidences, and a line into one that is rejected.
package struct Calibration: Equatable, Sendable {
    /// Scores per root of the length of the line are multiplied by it before the softmax: features
    /// repeat each other, and the more of them there are, the more so.
    package var temperature: Float
    /// A line whose rejection score is lower is not ours.
    package var threshold: Float
    /// How fast the odds of being ours grow above the threshold.
    package var slope: Float

    /// Added to the scores of Chinese lines, which have a measure of their own, so that one
    /// threshold holds for all.
    package var chineseShift: Float

    /// A threshold that no score is below.
    package static let lowest: Float = -1e9

    /// The highest probability there is: lines that are few make nobody sure.
    package var ceiling: Float

    package init(
        temperature: Float, threshold: Float, slope: Float, chineseShift: Float = 0,
        ceiling: Float = 1
    ) {
        self.ceiling = ceiling
        self.temperature = temperature
        self.threshold = threshold
        self.slope = slope
        self.chineseShift = chineseShift
    }

    var isFinite: Bool {
        [temperature, threshold, slope, chineseShift, ceiling].allSatisfy { $0.isFinite }
            && (0...1).contains(ceiling)
    }

    /// The probability that a line of this rejection score is one for the desk, when as many are
    /// as are not.
    func inScope(_ score: Float) -> Double {
        let odds = Self.oddsAtThreshold + Double(slope * (score - threshold))
        return 1 / (1 + paydesk_exp(-odds))
    }

    /// Logarithm of the odds of being ours under which a line is rejected.
    package static let oddsAtThreshold = paydesk_log(
        Judgement.rejectedBelow / (1 - Judgement.rejectedBelow))
}
