import Foundation
import NLU
import Training

extension Evaluate {
    typealias Source = [(name: String, value: String)]

    /// The evaluation, and what was judged by what.
    func judge() throws -> (Evaluation, Source) {
        let tuning = try tune.isEmpty ? nil : CorpusFiles.lines(tune, outOfScope: outOfScope)
        let (evaluation, source) =
            try folds.map { try judge(folds: $0, tuning) } ?? judgeTest(tuning)
        guard !tune.isEmpty else { return (evaluation, source) }
        let threshold = "\(tune.joined(separator: " ")), costing at most \(tuneCost) points"
        return (evaluation, source + [("threshold by", threshold)])
    }

    private func judge(folds: Int, _ tuning: Corpus?) throws -> (Evaluation, Source) {
        let paths = try corpusPaths()
        let corpus = try CorpusFiles.read(paths, outOfScope: outOfScope)
        var bar = ProgressBar("\(folds) folds", total: folds)
        let evaluation = Evaluation(
            folds: folds, of: corpus, tune: tuning.map { ($0.examples, tuneCost.share) },
            train: { Model.train($0, method: method ?? .featureWeights) },
            progress: { bar.advance() })
        bar.finish()
        let source = [
            ("corpus", paths.joined(separator: " ")), ("digest", "\(corpus.digest)"),
            ("judged by", "\(folds) folds"),
        ]
        return (evaluation, source + methodName)
    }

    private func judgeTest(_ tuning: Corpus?) throws -> (Evaluation, Source) {
        let lines = try CorpusFiles.lines(testPaths(), outOfScope: outOfScope)
        let (model, source) = try model()
        var bar = ProgressBar(
            "judging", total: lines.examples.count + (tuning?.examples.count ?? 0))
        let threshold = tuning.map { tuning in
            Evaluation(of: model, on: tuning.examples, progress: { bar.advance() })
                .threshold(costing: tuneCost.share)
        }
        let evaluation = Evaluation(
            of: model, on: lines.examples, threshold: threshold, progress: { bar.advance() })
        bar.finish()
        return (evaluation, source + [("judged by", try testPaths().joined(separator: " "))])
    }

    /// The model to judge, and where it is from.
    private func model() throws -> (Model, Source) {
        if let path = options.model {
            let model = try options.load()
            return (model, [("model", path), ("digest", "\(model.digest)")])
        }
        let paths = try corpusPaths()
        guard train.isEmpty, method == nil, outOfScope == Interpretation.outOfScope else {
            let corpus = try CorpusFiles.read(paths, outOfScope: outOfScope)
            let model = ModelTraining.train(corpus, method: method ?? .featureWeights)
            let source = [("corpus", paths.joined(separator: " ")), ("digest", "\(model.digest)")]
            return (model, source + methodName)
        }
        let model = try options.load()
        return (model, [("corpus", paths.joined(separator: " ")), ("digest", "\(model.digest)")])
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
