import Foundation
import NLU

extension Calibration {
    /// What fits the scores of lines by models that have not seen them.
    init(_ outOfFold: OutOfFold) {
        let labels = outOfFold.labels
        let temperature = Temperature.fit(
            outOfFold.scores, labels, classCount: outOfFold.classCount,
            areFew: labels.count < Self.fewestLines)
        let shift = Self.fitShift(outOfFold.rows)
        let rows = outOfFold.rows.map { row in
            var row = row
            if row.isChinese { row.rejection += shift }
            return row
        }
        let (threshold, slope) = Self.fitScope(rows)
        self.init(
            temperature: temperature, threshold: threshold, slope: slope, chineseShift: shift,
            ceiling: labels.count < Self.fewestLines ? Self.ruleOfSuccession(labels.count) : 1)
    }

    /// The chance of one more after so many that were all right (Laplace 1774).
    private static func ruleOfSuccession(_ count: Int) -> Float {
        rounded(Double(count + 1) / Double(count + 2))
    }

    /// How far the threshold of Chinese lines alone is from that of the others alone, where there
    /// are enough of both to tell.
    private static func fitShift(_ rows: [OutOfFold.Row]) -> Float {
        let parts = [true, false].map { isChinese in rows.filter { $0.isChinese == isChinese } }
        let areEnough = parts.allSatisfy { part in
            part.count { $0.label == nil } >= fewest && part.count { $0.label != nil } >= fewest
        }
        guard areEnough else { return 0 }
        return fitScope(parts[1]).threshold - fitScope(parts[0]).threshold
    }

    /// Fewer lines in scope say little of how sure a model may be.
    package static let fewestLines = 300

    /// Fewer lines out of scope fit no threshold.
    package static let fewest = 20

    /// Without lines out of scope: of the lines in scope that were told right, and of which
    /// something was known, this many lie below the threshold.
    private static let defaultRejection = 0.005

    private static func fitScope(_ rows: [OutOfFold.Row]) -> (threshold: Float, slope: Float) {
        let inScope = rows.filter { $0.label != nil }.map(\.rejection)
        let outside = rows.filter { $0.label == nil }.map(\.rejection)
        guard !inScope.isEmpty else { return (0, 1) }
        guard outside.count >= fewest else { return withoutStrangers(rows) }
        let (slope, offset) = fitLogistic(inScope.map(Double.init), outside.map(Double.init))
        return (rounded((oddsAtThreshold - offset) / slope), rounded(slope))
    }

    private static func withoutStrangers(
        _ rows: [OutOfFold.Row]
    ) -> (threshold: Float, slope: Float) {
        let right = rows.filter { $0.label == $0.best && $0.rejection > 0 }
            .map(\.rejection).sorted()
        guard !right.isEmpty else { return (0, 1) }
        let threshold = right[Int(Double(right.count) * defaultRejection)]
        let spread = max(0.01, right[right.count / 2] - threshold)
        return (rounded(Double(threshold)), rounded(4 / Double(spread)))
    }

    /// Logistic regression on one number, both sides weighing the same, by Newton's method.
    private static func fitLogistic(
        _ inside: [Double], _ outside: [Double]
    ) -> (slope: Double, offset: Double) {
        var (slope, offset) = (1.0, 0.0)
        for _ in 0..<25 {
            var gradient = (slope: 0.0, offset: 0.0)
            var curvature = (slope: 1e-6, cross: 0.0, offset: 1e-6)
            for (scores, target) in [(inside, 1.0), (outside, 0.0)] {
                for score in scores {
                    let share = 1 / (1 + exp(-(slope * score + offset)))
                    let error = (share - target) / Double(scores.count)
                    let weight = share * (1 - share) / Double(scores.count)
                    gradient.slope += error * score
                    gradient.offset += error
                    curvature.slope += weight * score * score
                    curvature.cross += weight * score
                    curvature.offset += weight
                }
            }
            let determinant =
                curvature.slope * curvature.offset - curvature.cross * curvature.cross
            guard determinant > 1e-12 else { break }
            slope -=
                (gradient.slope * curvature.offset - gradient.offset * curvature.cross)
                / determinant
            offset -=
                (gradient.offset * curvature.slope - gradient.slope * curvature.cross)
                / determinant
        }
        return slope > 0.1 && slope < 1000 ? (slope, offset) : (4, 0)
    }

    /// Three decimals are more than the data hold, and hide the last bit of a machine's `exp`.
    static func rounded(_ value: Double) -> Float {
        Float((value * 1000).rounded() / 1000)
    }
}
