import Training

/// The drawings of an evaluation.
struct EvaluationCharts {
    let evaluation: Evaluation

    var parts: [(caption: String, markup: String)] {
        var parts: [(caption: String, markup: String)] = []
        if evaluation.rows.contains(where: { $0.expected != nil }) {
            parts.append(
                (
                    "Calibration: of lines with a confidence, the share that is right. On the broken "
                        + "line a confidence means what it says.", calibration
                ))
            parts.append(
                (
                    "Confidence: of the lines that are right (blue) and of those that are wrong "
                        + "(orange), the share at each.", confidence
                ))
        }
        if !evaluation.outOfScope.isEmpty {
            parts.append(
                (
                    "Rejection: shares of lines in scope (blue) and out of scope (orange) by score. "
                        + "What is left of the broken line is rejected.", rejection
                ))
        }
        return parts
    }

    private static let shares = [0.0, 0.25, 0.5, 0.75, 1].map {
        (at: $0, label: "\(Int($0 * 100)) %")
    }

    private var calibration: String {
        var chart = Chart(title: "Calibration curve")
        chart.vertical(Self.shares)
        chart.horizontal(Self.shares, name: "confidence")
        chart.line([(0, 0), (1, 1)], kind: "limit")
        let bins = evaluation.bins.filter { $0.count > 0 }
        let most = Double(bins.map(\.count).max() ?? 1)
        chart.line(bins.map { ($0.confidence, $0.accuracy) }, kind: "line")
        for bin in bins {
            chart.dot(
                (bin.confidence, bin.accuracy),
                radius: 2.5 + 4 * (Double(bin.count) / most).squareRoot(),
                note:
                    "\(EvaluationText.lines(bin.count)): confidence \(Percentage.percent(bin.confidence)), "
                    + "\(Percentage.percent(bin.accuracy)) right")
        }
        return chart.svg
    }

    private var confidence: String {
        distribution(
            Distribution(
                title: "Histogram of confidences", axis: "confidence", low: 0, high: 1,
                ticks: Self.shares, names: ("right", "wrong")),
            evaluation.inScope.filter(\.isRight).map(\.confidence),
            evaluation.inScope.filter { !$0.isRight }.map(\.confidence))
    }

    private var rejection: String {
        let inside = evaluation.inScope.map(\.score).filter(\.isFinite)
        let outside = evaluation.outOfScope.map(\.score).filter(\.isFinite)
        let all = (inside + outside + [evaluation.threshold].compactMap { $0 }).filter(\.isFinite)
        guard let low = all.min(), let high = all.max(), high > low else { return "" }
        let ticks = [0, 0.25, 0.5, 0.75, 1].map {
            (at: $0, label: EvaluationText.decimal(low + (high - low) * $0, 2))
        }
        return distribution(
            Distribution(
                title: "Scores of lines in scope and out of scope", axis: "score", low: low,
                high: high, ticks: ticks, names: ("in scope", "out of scope"),
                limit: evaluation.threshold),
            inside, outside)
    }

    private struct Distribution {
        var title: String
        var axis: String
        var low: Double
        var high: Double
        var ticks: [(at: Double, label: String)]
        var names: (String, String)
        var limit: Double?
    }

    /// Two sorts of lines side by side in each bin, each in shares of its own.
    private func distribution(
        _ what: Distribution, _ left: [Double], _ right: [Double]
    ) -> String {
        let bins = 20
        func shares(_ values: [Double]) -> [Double] {
            var counts = [Double](repeating: 0, count: bins)
            for value in values {
                let bin = Int((value - what.low) / (what.high - what.low) * Double(bins))
                counts[min(bins - 1, max(0, bin))] += 1
            }
            return counts.map { $0 / Double(max(1, values.count)) }
        }
        let (lefts, rights) = (shares(left), shares(right))
        let most = max(lefts.max() ?? 0, rights.max() ?? 0, 0.01)
        var chart = Chart(title: what.title)
        chart.vertical([0, 0.5, 1].map { (at: $0, label: Percentage.percent(most * $0)) })
        chart.horizontal(what.ticks, name: what.axis)
        let width = 1 / Double(bins)
        for bin in 0..<bins {
            let from = Double(bin) * width
            let note =
                "\(what.names.0) \(Percentage.percent(lefts[bin])), "
                + "\(what.names.1) \(Percentage.percent(rights[bin]))"
            let (middle, end) = (from + width / 2, from + width - 0.003)
            chart.bar(from + 0.003, middle, height: lefts[bin] / most, kind: "mark", note: note)
            chart.bar(middle, end, height: rights[bin] / most, kind: "other", note: note)
        }
        if let limit = what.limit {
            let place = (limit - what.low) / (what.high - what.low)
            chart.line([(place, 0), (place, 1)], kind: "limit")
        }
        return chart.svg
    }
}
