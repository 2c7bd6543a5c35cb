import NLU
import Text

/// How a model does on lines whose intents are known.
package struct Evaluation: Sendable {
    /// A line, what it is, and what it was taken for.
    package struct Row: Equatable, Sendable {
        package var text: String
        /// As it is written, such as `a/b`.
        package var label: String
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
        package var decision: Interpretation.Decision
        /// The place of `expected` in the ranking, from 1; nil when it is not in it.
        package var rank: Int?

        /// It was taken for what it is, whatever was decided about it.
        package var isRight: Bool { expected != nil && predicted == expected }
        package var isRejected: Bool { decision == .reject }
        package var isAskedBack: Bool { if case .clarify = decision { true } else { false } }
        /// It went as it should: accepted as what it is, or rejected where it is out of scope.
        package var isServed: Bool {
            expected == nil ? isRejected : isRight && decision == .accept
        }
    }

    package var rows: [Row]
    /// Labels of the lines that the model knows no intent of, in the order of their names.
    package var unknownLabels: [String]
    /// What the scores were held against; of folds, the mean; nil where nothing is rejected.
    package var threshold: Double?

    package init(rows: [Row], unknownLabels: [String] = [], threshold: Double?) {
        self.rows = rows
        self.unknownLabels = unknownLabels
        self.threshold = threshold
    }

    /// Names the lines that were judged, whatever their order and their places.
    package var linesDigest: Checksum {
        Checksum(rows.map { Checksum([Checksum($0.label), Checksum($0.text)]) }.sorted())
    }

    package var inScope: [Row] { rows.filter { $0.expected != nil } }
    package var outOfScope: [Row] { rows.filter { $0.expected == nil } }
}

extension Evaluation {
    /// - Parameter progress: called after every line.
    package init(
        of model: Model, on examples: [Corpus.Example], progress: () -> Void = {}
    ) {
        let known = Set(model.intents)
        var interpreter = Interpreter(model)
        var rows: [Row] = []
        var unknown = Set<String>()
        rows.reserveCapacity(examples.count)
        for example in examples {
            let label = example.label(known)
            unknown.formUnion(label.unknown)
            rows.append(Row(example, label.intents, interpreter.classify(example.text)))
            progress()
        }
        self.init(
            rows: rows, unknownLabels: unknown.sorted(), threshold: model.rejectionThreshold)
    }

    /// Cross-validation: every line is judged by a model that was trained without it.
    ///
    /// A line's fold is told by its own words, so that adding lines moves no others, and lines that
    /// are the same to the classifier are never parted.
    /// - Parameters:
    ///   - train: makes the model of a fold, with the threshold it is judged by.
    ///   - progress: called after every fold.
    package init(
        folds: Int, of corpus: Corpus, train: (Corpus) throws -> Model,
        progress: () -> Void = {}
    ) rethrows {
        var rows = [Row?](repeating: nil, count: corpus.examples.count)
        let foldOf = Self.folds(of: corpus.examples, folds, corpus.slips)
        var thresholds: [Double] = []
        for fold in 0..<folds {
            let held = corpus.examples.indices.filter { foldOf[$0] == fold }
            var rest = corpus
            rest.examples = corpus.examples.indices.filter { foldOf[$0] != fold }
                .map { corpus.examples[$0] }
            let part = Evaluation(of: try train(rest), on: held.map { corpus.examples[$0] })
            for (index, row) in zip(held, part.rows) { rows[index] = row }
            if !held.isEmpty, let threshold = part.threshold { thresholds.append(threshold) }
            progress()
        }
        self.init(
            rows: rows.compactMap { $0 },
            threshold: thresholds.isEmpty
                ? nil : thresholds.reduce(0, +) / Double(thresholds.count))
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

extension Corpus.Example {
    /// What a line is labelled with: the intents that are right for it, none when it is out of
    /// scope. `a/b` is right as either where there is no intent of that very name and one of a and
    /// b is known; what else it names is `unknown`.
    package func label(_ known: Set<String>) -> (intents: [String], unknown: [String]) {
        guard intent != Interpretation.outOfScope else { return ([], []) }
        guard !known.contains(intent) else { return ([intent], []) }
        let parts = intent.split(separator: "/").map(String.init)
        let intents = parts.filter(known.contains)
        guard parts.count > 1, !intents.isEmpty else { return ([intent], [intent]) }
        return (intents, parts.filter { !known.contains($0) })
    }
}

extension Evaluation.Row {
    fileprivate init(
        _ example: Corpus.Example, _ labels: [String], _ heard: Interpretation
    ) {
        (text, label) = (example.text, example.intent)
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
        decision = heard.decision
    }
}
