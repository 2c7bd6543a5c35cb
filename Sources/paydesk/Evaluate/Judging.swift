import Foundation
import NLU
import Training

extension Evaluate {
    typealias Source = [(name: String, value: String)]

    /// The evaluation, and what was judged by what.
    func judge() throws -> (Evaluation, Source) {
        let tuning = try tuningOptions.tuning(corpusOptions.corpus)
        let (evaluation, source) =
            try folds.map { try judge(folds: $0, tuning) } ?? judgeTest(tuning)
        let threshold = tuningOptions.description.map { [("threshold by", $0)] } ?? []
        return (evaluation, source + threshold)
    }

    private func judge(folds: Int, _ tuning: Tuning) throws -> (Evaluation, Source) {
        let paths = try corpusPaths()
        let corpus = try corpusOptions.corpus.corpus(paths)
        corpusOptions.corpus.tellMissing(corpus)
        var bar = ProgressBar("\(folds) folds", total: folds)
        let evaluation = try Evaluation(
            folds: folds, of: corpus,
            train: { try tuning.applied(to: Model.train($0, method: method ?? .featureWeights)) },
            progress: { bar.advance() })
        bar.finish()
        let source = [
            ("corpus", paths.joined(separator: " ")), ("digest", "\(corpus.digest)"),
            ("judged by", "\(folds) folds"),
        ]
        return (evaluation, source + methodName)
    }

    private func judgeTest(_ tuning: Tuning) throws -> (Evaluation, Source) {
        let lines = try corpusOptions.corpus.lines(testPaths(), .test)
        let (trained, corpus, source) = try model()
        corpusOptions.corpus.tellMissing(lines, corpus ?? Corpus())
        if let corpus { Self.tellKnown(lines.examples, corpus) }
        let model = try tuning.applied(to: trained)
        var bar = ProgressBar("judging", total: lines.examples.count)
        let evaluation = Evaluation(of: model, on: lines.examples, progress: { bar.advance() })
        bar.finish()
        return (evaluation, source + [("judged by", try testPaths().joined(separator: " "))])
    }

    /// Figures by lines that were trained on are none.
    private static func tellKnown(_ lines: [Corpus.Example], _ corpus: Corpus) {
        let known = corpus.countOfKnown(lines)
        guard known > 0 else { return }
        Console.note(
            "\(known) of \(EvaluationText.lines(lines.count)) to judge by are trained on, so the "
                + "figures flatter; leave them out of one of the two")
    }

    /// The model to judge, the corpus where that was read, and where it is from.
    private func model() throws -> (Model, Corpus?, Source) {
        if let path = options.model {
            let model = try options.load()
            return (model, nil, [("model", path), ("digest", "\(model.digest)")])
        }
        let paths = try corpusPaths()
        guard train.isEmpty, method == nil, corpusOptions.isUsual else {
            let corpus = try corpusOptions.corpus.corpus(paths)
            let model = ModelTraining.train(corpus, method: method ?? .featureWeights)
            let source = [("corpus", paths.joined(separator: " ")), ("digest", "\(model.digest)")]
            return (model, corpus, source + methodName)
        }
        let model = try options.load()
        return (
            model, nil, [("corpus", paths.joined(separator: " ")), ("digest", "\(model.digest)")]
        )
    }

    private var methodName: Source {
        [("method", (method ?? .featureWeights).rawValue)]
    }

    private func corpusPaths() throws -> [String] {
        train.isEmpty ? [try options.corpus().relativePath] : train
    }

    /// The lines named, or those the corpus holds out.
    private func testPaths() throws -> [String] {
        guard test.isEmpty else { return test }
        let held = try options.corpus().appendingPathComponent("tests")
        guard Paths.isDirectory(held) else {
            throw Failure(
                .usage,
                "no lines to judge by: there is no folder `tests` in the corpus; "
                    + "name some with --test, or give --folds")
        }
        return [held.relativePath]
    }
}
