extension Evaluation {
    /// Precision, recall and their harmonic mean for one intent, over lines in scope, top-1, with
    /// nothing rejected.
    package struct IntentFigures: Equatable, Sendable {
        package var intent: String
        /// Lines that are labelled with it.
        package var support: Int
        /// Lines in scope that were taken for it.
        package var predicted: Int
        package var right: Int
        /// Lines out of scope that were taken for it and not rejected.
        package var strangers: Int
        /// What its lines were taken for instead, most often first.
        package var confusedWith: [(intent: String, count: Int)]

        /// Of what was taken for it, the share that was; 0 when nothing was taken for it.
        package var precision: Double { share(right, predicted) }
        /// Of its lines, the share that was taken for it; 0 when it has none.
        package var recall: Double { share(right, support) }
        package var f1: Double { share(2 * right, support + predicted) }

        package static func == (a: IntentFigures, b: IntentFigures) -> Bool {
            (a.intent, a.support, a.predicted, a.right, a.strangers)
                == (b.intent, b.support, b.predicted, b.right, b.strangers)
        }
    }

    /// Lines of about the same confidence.
    package struct Bin: Equatable, Sendable {
        package var count = 0
        package var right = 0
        /// Of the confidences.
        package var sum = 0.0

        package var accuracy: Double { share(right, count) }
        package var confidence: Double { count == 0 ? 0 : sum / Double(count) }
    }

    package static let binCount = 15

    /// Top-1 on lines in scope, with nothing rejected.
    package var accuracy: Double {
        let inScope = inScope
        return share(inScope.count(where: \.isRight), inScope.count)
    }

    /// Lines in scope whose label is among the best three of the ranking.
    package var topThree: Double {
        let inScope = inScope
        return share(inScope.count { ($0.rank ?? .max) <= 3 }, inScope.count)
    }

    /// Lines in scope that were taken for what they are and not rejected.
    package var inScopeAccuracy: Double {
        let inScope = inScope
        return share(inScope.count { $0.isRight && !$0.isRejected }, inScope.count)
    }

    /// Lines in scope that were accepted as what they are.
    package var inScopeAnswered: Double {
        let inScope = inScope
        return share(inScope.count(where: \.isServed), inScope.count)
    }

    /// Lines in scope that were asked back about, whatever they were taken for.
    package var inScopeAskedBack: Double {
        let inScope = inScope
        return share(inScope.count(where: \.isAskedBack), inScope.count)
    }

    /// Lines out of scope that were asked back about; nil when there are none.
    package var outOfScopeAskedBack: Double? {
        let outside = outOfScope
        return outside.isEmpty ? nil : share(outside.count(where: \.isAskedBack), outside.count)
    }

    /// All lines that went as they should.
    package var served: Double { share(rows.count(where: \.isServed), rows.count) }

    /// Lines in scope that were rejected, whatever they were taken for.
    package var inScopeRejected: Double {
        let inScope = inScope
        return share(inScope.count(where: \.isRejected), inScope.count)
    }

    /// Lines out of scope that were rejected; nil when there are none.
    package var outOfScopeRecall: Double? {
        let outside = outOfScope
        return outside.isEmpty ? nil : share(outside.count(where: \.isRejected), outside.count)
    }

    /// The mean F1 of all intents that a line in scope is labelled with or was taken for.
    package var macroF1: Double {
        let figures = intents.filter { $0.support + $0.predicted > 0 }
        return figures.isEmpty ? 0 : figures.map(\.f1).reduce(0, +) / Double(figures.count)
    }

    /// Lines in scope by confidence, in fifteen bins of one width.
    package var bins: [Bin] {
        var bins = [Bin](repeating: Bin(), count: Self.binCount)
        for row in inScope {
            let index = Int((row.confidence * Double(Self.binCount)).rounded(.up)) - 1
            let bin = min(max(index, 0), Self.binCount - 1)
            bins[bin].count += 1
            bins[bin].right += row.isRight ? 1 : 0
            bins[bin].sum += row.confidence
        }
        return bins
    }

    /// Expected calibration error: how far confidence and accuracy are apart in a bin, on average
    /// over lines (Guo et al. 2017).
    package var calibrationError: Double {
        let bins = bins
        let total = bins.reduce(0) { $0 + $1.count }
        guard total > 0 else { return 0 }
        let distance = bins.reduce(0) { $0 + abs($1.sum - Double($1.right)) }
        return distance / Double(total)
    }

    /// The chance that a line in scope scores above one out of scope; nil without lines of either.
    /// A tie counts half (Mann and Whitney 1947).
    package var auroc: Double? {
        let inside = inScope.map(\.score).sorted()
        let outside = outOfScope.map(\.score).sorted()
        guard !inside.isEmpty, !outside.isEmpty else { return nil }
        var (below, upTo) = (0, 0)
        var wins = 0.0
        for score in inside {
            while below < outside.count, outside[below] < score { below += 1 }
            while upTo < outside.count, outside[upTo] <= score { upTo += 1 }
            wins += Double(below + upTo) / 2
        }
        return wins / (Double(inside.count) * Double(outside.count))
    }

    /// Every intent a line is labelled with or was taken for, in the order of their names.
    package var intents: [IntentFigures] {
        var figures: [String: IntentFigures] = [:]
        var confusions: [String: [String: Int]] = [:]
        func count(_ intent: String, _ change: (inout IntentFigures) -> Void) {
            let new = IntentFigures(
                intent: intent, support: 0, predicted: 0, right: 0, strangers: 0, confusedWith: [])
            change(&figures[intent, default: new])
        }
        for row in rows {
            guard let expected = row.expected else {
                if let predicted = row.predicted, !row.isRejected {
                    count(predicted) { $0.strangers += 1 }
                }
                continue
            }
            count(expected) {
                $0.support += 1
                $0.right += row.isRight ? 1 : 0
            }
            guard let predicted = row.predicted else { continue }
            count(predicted) { $0.predicted += 1 }
            if !row.isRight { confusions[expected, default: [:]][predicted, default: 0] += 1 }
        }
        return figures.values.sorted { $0.intent < $1.intent }.map { figure in
            var figure = figure
            figure.confusedWith = (confusions[figure.intent] ?? [:])
                .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { (intent: $0.key, count: $0.value) }
            return figure
        }
    }

    /// Lines that did not go as they should: ours that were mistaken, asked back about or rejected,
    /// and strangers that were not; in the order they were read.
    package var mistakes: [Row] { rows.filter { !$0.isServed } }
}

/// 0 of nothing.
private func share(_ part: Int, _ whole: Int) -> Double {
    whole == 0 ? 0 : Double(part) / Double(whole)
}
