import NLU
import Text

/// How a model does on lines whose intents are known.
package struct Evaluation: Sendable {
    /// A line, what it is, and what it was taken for.
    package struct Row: Equatable, Sendable {
        package var text: String
        package var place: Place?
        /// The intent it is labelled with; nil for a line that is out of scope.
        package var expected: String?
        /// The first of the ranking, whether or not it was rejected; nil when nothing in the line
        /// is known to the model.
        package var predicted: String?
        /// Calibrated probability of what was predicted, 0...1.
        package var confidence: Double
        /// What is held against the threshold: without a known word -infinity, by a rule infinity.
        package var score: Double
        package var isRejected: Bool
        /// The place of `expected` in the ranking, from 1; nil when it is not in it.
        package var rank: Int?

        package var isRight: Bool { expected != nil && predicted == expected }
    }

    package var rows: [Row]
    /// Labels of the lines that the model knows no intent of, in the order of their names.
    package var unknownLabels: [String]
    /// What the scores were held against; of folds, the mean.
    package var threshold: Double

    package init(rows: [Row], unknownLabels: [String] = [], threshold: Double) {
        self.rows = rows
        self.unknownLabels = unknownLabels
        self.threshold = threshold
    }

    package var inScope: [Row] { rows.filter { $0.expected != nil } }
    package var outOfScope: [Row] { rows.filter { $0.expected == nil } }
}

extension Evaluation {
    /// - Parameters:
    ///   - threshold: instead of the model's own.
    ///   - progress: called after every line.
    package init(
        of model: Model, on examples: [Corpus.Example], threshold: Double? = nil,
        progress: () -> Void = {}
    ) {
        let known = Set(model.intents)
        var interpreter = Interpreter(model)
        var rows: [Row] = []
        var unknown = Set<String>()
        rows.reserveCapacity(examples.count)
        for example in examples {
            let labels = Self.labels(of: example, known)
            unknown.formUnion(labels.filter { !known.contains($0) })
            rows.append(Row(example, labels, interpreter.classify(example.text), threshold))
            progress()
        }
        self.init(
            rows: rows, unknownLabels: unknown.sorted(),
            threshold: threshold ?? model.rejectionThreshold)
    }

    /// The intents that are right for a line, none when it is out of scope. `a/b` is right as
    /// either where the model knows both and has no intent of that very name.
    private static func labels(of example: Corpus.Example, _ known: Set<String>) -> [String] {
        guard example.intent != Interpretation.outOfScope else { return [] }
        let parts = example.intent.split(separator: "/").map(String.init)
        let areIntents =
            parts.count > 1 && !known.contains(example.intent)
            && parts.allSatisfy(known.contains)
        return areIntents ? parts : [example.intent]
    }

    /// Cross-validation: every line is judged by a model that was trained without it.
    ///
    /// A line's fold is told by its own words, so that adding lines moves no others, and lines that
    /// are the same to the classifier are never parted.
    /// - Parameters:
    ///   - tune: lines to set the threshold of each model by, and the points it may cost.
    ///   - progress: called after every fold.
    package init(
        folds: Int, of corpus: Corpus, tune: (examples: [Corpus.Example], cost: Double)? = nil,
        train: (Corpus) -> Model, progress: () -> Void = {}
    ) {
        var rows = [Row?](repeating: nil, count: corpus.examples.count)
        let foldOf = Self.folds(of: corpus.examples, folds, corpus.slips)
        var thresholds: [Double] = []
        for fold in 0..<folds {
            let held = corpus.examples.indices.filter { foldOf[$0] == fold }
            var rest = corpus
            rest.examples = corpus.examples.indices.filter { foldOf[$0] != fold }
                .map { corpus.examples[$0] }
            let model = train(rest)
            let threshold = tune.map {
                Evaluation(of: model, on: $0.examples).threshold(costing: $0.cost)
            }
            let part = Evaluation(
                of: model, on: held.map { corpus.examples[$0] }, threshold: threshold)
            for (index, row) in zip(held, part.rows) { rows[index] = row }
            if !held.isEmpty { thresholds.append(part.threshold) }
            progress()
        }
        self.init(
            rows: rows.compactMap { $0 },
            threshold: thresholds.reduce(0, +) / Double(max(1, thresholds.count)))
    }

    /// - Parameter slips: what words are read as.
    static func folds(
        of examples: [Corpus.Example], _ count: Int, _ slips: SlipTable = .standard
    ) -> [Int] {
        var text = NormalisedText(slips)
        return examples.map { example in
            text.read(example.text)
            let digest = text.scalars.withUnsafeBytes { Checksum($0) }
            return Int(digest.low % UInt64(count))
        }
    }
}

extension Evaluation.Row {
    fileprivate init(
        _ example: Corpus.Example, _ labels: [String], _ heard: Interpretation,
        _ threshold: Double?
    ) {
        text = example.text
        place = example.place
        predicted = heard.predicted?.intent
        confidence = heard.predicted?.confidence ?? 0
        let label = labels.first { $0 == heard.predicted?.intent } ?? labels.first
        expected = label
        rank = heard.ranking.firstIndex { $0.intent == label }.map { $0 + 1 }
        let found =
            switch heard.reason {
            case .rule: Double.infinity
            case .evidence(let score, _): score
            case .nothingKnown: -Double.infinity
            }
        score = found
        isRejected = threshold.map { found < $0 } ?? (heard.decision == .reject)
    }
}
