import NLU

/// Learns the weights of a model from some documents of a training set.
struct Trainer {
    let set: TrainingSet
    let method: TrainingMethod
    let minimumFrequency: Int
    var fitting = Fitting.close
    /// Called after each of `steps` of every `logOdds`.
    var step: () -> Void = {}

    /// Times the lines are weighed anew.
    private static let epochs = 2
    /// Lines are weighed by flatter shares than their calibrated ones, so that narrow wins count
    /// too.
    static let flatness: Float = 0.6

    /// Lines that the weights of features are fitted on; more would take memory and change little.
    private static let mostLines = 100_000

    /// How many steps it takes, each as long as another, more or less.
    static func steps(_ method: TrainingMethod, _ fitting: Fitting) -> Int {
        switch method {
        case .closedForm: 1
        case .weightedCounts: 1 + epochs
        case .featureWeights: 2 + epochs + fitting.iterations
        }
    }

    /// - Parameter documents: in the order of the set.
    func logOdds(of documents: [Int]) -> LogOdds {
        var odds = LogOdds(of: set, documents, minimumFrequency: minimumFrequency)
        step()
        let inScope = documents.filter { set.documents[$0].label != nil }
        guard method != .closedForm, set.classes.count > 1, !inScope.isEmpty else { return odds }
        var weights = LineWeights(of: set)
        for _ in 0..<Self.epochs {
            raise(&weights, inScope, odds)
            odds.recount(of: set, inScope, weights)
            step()
        }
        guard method == .featureWeights else { return odds }
        let every = (inScope.count + Self.mostLines - 1) / Self.mostLines
        let lines = stride(from: 0, to: inScope.count, by: every).map { inScope[$0] }
        let leftOut = LeaveOneOut(set, odds, weights)
        let scores = leftOut.scores(lines)
        step()
        odds.featureWeights = FeatureWeights(leftOut, set, lines, scores: scores, fitting)
            .fitted(temperature: temperature(scores, lines), step)
        return odds
    }

    private func raise(_ weights: inout LineWeights, _ documents: [Int], _ odds: LogOdds) {
        let scores = LeaveOneOut(set, odds, weights).scores(documents)
        let temperature = temperature(scores, documents)
        var softmax = Softmax(classCount: set.classes.count, stride: scores.width * 8)
        scores.withVectors { scores in
            for (row, document) in documents.enumerated() {
                guard let label = set.documents[document].label else { continue }
                softmax.take(
                    scores + row * softmax.shares.count, temperature: temperature * Self.flatness)
                weights.raise(
                    document, label: label, by: softmax.shares, othersRate: fitting.othersRate)
            }
        }
    }

    private func temperature(_ scores: Matrix, _ documents: [Int]) -> Float {
        let labels = documents.enumerated().compactMap { row, document in
            set.documents[document].label.map { (row: row, label: $0) }
        }
        return Temperature.fit(scores, labels, classCount: set.classes.count)
    }
}
