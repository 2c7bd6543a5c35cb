import Quantities
import TestSupport
import Testing

@testable import NLU
@testable import Training

/// Figures a reader can work out by hand.
@Suite("Evaluation")
struct EvaluationTests {
    private func row(
        _ expected: String?, _ predicted: String?, _ confidence: Double, score: Double = 1,
        rejected: Bool = false
    ) -> Evaluation.Row {
        Evaluation.Row(
            text: "\(expected ?? "stranger") as \(predicted ?? "nothing")",
            label: expected ?? "out_of_scope", place: nil,
            expected: expected, predicted: predicted, confidence: confidence, score: score,
            decision: rejected ? .reject : .accept, rank: expected == predicted ? 1 : nil)
    }

    private var evaluation: Evaluation {
        Evaluation(
            rows: [
                row("a", "a", 0.9, score: 5), row("a", "a", 0.8, score: 1, rejected: true),
                row("a", "b", 0.7, score: 4), row("b", "b", 0.95, score: 3),
                row("c", nil, 0, score: -.infinity, rejected: true),
                row(nil, "b", 0.4, score: 2, rejected: true), row(nil, "a", 0.6, score: 4),
            ], threshold: 2.5)
    }

    private func near(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 1e-9 } ?? false }

    @Test("accuracy counts the first of the ranking, with and without rejection")
    func accuracy() {
        #expect(near(evaluation.accuracy, 3 / 5))
        #expect(near(evaluation.inScopeAccuracy, 2 / 5))
        #expect(near(evaluation.inScopeRejected, 2 / 5))
        #expect(near(evaluation.outOfScopeRecall, 1 / 2))
    }

    @Test("precision, recall and F1 of each intent, and their mean")
    func intents() throws {
        let figures = evaluation.intents
        #expect(figures.map(\.intent) == ["a", "b", "c"])
        #expect(figures.map(\.support) == [3, 1, 1])
        #expect(figures.map(\.precision) == [1, 0.5, 0])
        #expect(near(figures[0].recall, 2 / 3) && near(figures[1].recall, 1))
        #expect(near(evaluation.macroF1, (0.8 + 2 / 3 + 0) / 3))
        #expect(figures[0].strangers == 1 && figures[1].strangers == 0)
        #expect(figures[0].confusedWith.map(\.intent) == ["b"])
    }

    /// Bins are (13/15, 14/15], …: .9 stands with itself, .8 on the edge of two in the lower.
    @Test("calibration error")
    func calibration() {
        #expect(near(evaluation.calibrationError, (0.1 + 0.2 + 0.7 + 0.05 + 0) / 5))
        #expect(evaluation.bins.map(\.count).reduce(0, +) == 5)
        #expect(Evaluation(rows: [], threshold: 0).calibrationError == 0)
    }

    /// Of ten pairs the one in scope is higher in 5>2, 5>4, 4>2, 3>2 and ties in 4=4.
    @Test("area under the curve")
    func auroc() {
        #expect(near(evaluation.auroc, 4.5 / 10))
        #expect(Evaluation(rows: [row("a", "a", 1)], threshold: 0).auroc == nil)
    }

    /// Right lines score 1 to 8, two of ten are wrong.
    @Test(
        "the threshold loses as many right lines as it may",
        arguments: [
            (0, 0.9999), (0.1, 1.9999), (0.19, 1.9999), (0.2, 2.9999), (0.7, 7.9999), (1, 8.0001),
        ] as [(Double, Double)])
    func threshold(cost: Double, expected: Double) {
        var rows = (1...8).map { row("a", "a", 1, score: Double($0)) }
        rows += [row("a", "b", 1, score: 0.5), row("a", "b", 1, score: 9), row(nil, "a", 1)]
        #expect(Evaluation(rows: rows, threshold: 0).threshold(costing: cost) == expected)
    }

    @Test("a line's fold is told by its words alone")
    func folds() {
        let lines = ["还款", "還款 ", "pay", "提前", "结清", "loan"].map {
            Corpus.Example(text: $0, intent: "a")
        }
        let folds = Evaluation.folds(of: lines, 3)
        #expect(folds[0] == folds[1], "the same to the classifier")
        #expect(Evaluation.folds(of: Array(lines.reversed()), 3) == folds.reversed())
        #expect(Evaluation.folds(of: Array(lines.dropLast()), 3) == folds.dropLast())
        #expect(folds.allSatisfy { (0..<3).contains($0) })
    }

    @Test("every line is judged once, by a model that has not seen it")
    func crossValidation() throws {
        let corpus = try SmallCorpus.corpus()
        var trained: [Set<String>] = []
        let evaluation = Evaluation(
            folds: 4, of: corpus,
            train: {
                trained.append(Set($0.examples.map(\.text)))
                return Model.train($0, method: .closedForm)
            })
        #expect(evaluation.rows.map(\.text) == corpus.examples.map(\.text))
        let folds = Evaluation.folds(of: corpus.examples, 4)
        for (example, fold) in zip(corpus.examples, folds) {
            #expect(!trained[fold].contains(example.text))
        }
        #expect(evaluation.outOfScope.count == 6)
    }

    @Test("labels: out of scope, unknown, and either of two")
    func labels() throws {
        let model = Model.train(try SmallCorpus.corpus())
        let lines = [
            ("我几号还款", "query_due_date/early_settle_full"), ("我几号还款", "unheard_of"),
            ("今天天气怎么样", "out_of_scope"), ("全部结清", "early_settle_full"),
            ("我几号还款", "query_due_date/nowhere"), ("我几号还款", "no/where"),
        ].map { Corpus.Example(text: $0.0, intent: $0.1) }
        let evaluation = Evaluation(of: try model.rejecting(below: 1000), on: lines)
        #expect(
            evaluation.rows.map(\.expected) == [
                "query_due_date", "unheard_of", nil, "early_settle_full", "query_due_date",
                "no/where",
            ])
        #expect(evaluation.unknownLabels == ["no/where", "nowhere", "unheard_of"])
        #expect(evaluation.rows[0].isRight && evaluation.rows[0].isRejected)
        #expect(evaluation.rows[3].score == .infinity && !evaluation.rows[3].isRejected)
    }

    @Test("a threshold of somebody's own decides, and nothing else of the model changes")
    func rejecting() throws {
        let model = Model.train(try SmallCorpus.corpus())
        let line = "when is my payment due"
        let usual = model.interpret(line, today: .init(number: 20_514))
        for (threshold, decision) in [
            (nil, Interpretation.Decision.accept), (-1, .accept), (1000, .reject),
        ] as [(Double?, Interpretation.Decision)] {
            let other = try model.rejecting(below: threshold)
            let heard = other.interpret(line, today: .init(number: 20_514))
            #expect(heard.decision == decision && heard.ranking == usual.ranking)
            #expect(other.rejectionThreshold == threshold && other.digest != model.digest)
            #expect(try Model(bytes: other.bytes).digest == other.digest)
        }
    }

    @Test("a threshold that was fitted loses no line that it may not, as typed in four decimals")
    func fittedThreshold() throws {
        let corpus = try SmallCorpus.corpus()
        let model = Model.train(corpus)
        for cost in [0, 0.1, 0.5] {
            let before = Evaluation(of: try model.rejecting(below: nil), on: corpus.examples)
            let threshold = try #require(before.threshold(costing: cost))
            let after = Evaluation(
                of: try model.rejecting(below: threshold), on: corpus.examples)
            #expect(after.inScopeAccuracy >= before.accuracy - cost - 1e-9)
            #expect(abs((threshold * 1e4).rounded() - threshold * 1e4) < 1e-6)
        }
    }
}
