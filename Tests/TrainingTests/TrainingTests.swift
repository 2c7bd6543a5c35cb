import Foundation
import TestSupport
import Testing

@testable import NLU
@testable import Training

@Suite("Training")
struct TrainingTests {
    @Test("the order of examples, rules and replies leaves no trace in the model")
    func order() throws {
        let corpus = try SmallCorpus.corpus()
        let model = Model.train(corpus)
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix(state: seed)
        for _ in 0..<5 {
            var shuffled = corpus
            shuffled.examples.shuffle(using: &random)
            shuffled.rules.shuffle(using: &random)
            for index in shuffled.examples.indices { shuffled.examples[index].place = nil }
            #expect(shuffled.digest == corpus.digest, "seed \(seed)")
            #expect(Model.train(shuffled).bytes == model.bytes, "seed \(seed)")
        }
    }

    @Test("another line, another corpus")
    func digest() throws {
        let corpus = try SmallCorpus.corpus()
        var changed = corpus
        changed.examples[0].text += "吗"
        #expect(changed.digest != corpus.digest)
        changed = corpus
        changed.rules.removeLast()
        #expect(changed.digest != corpus.digest)
        changed = corpus
        changed.responses["utter_due_date"]?[.en] = ["Soon."]
        #expect(changed.digest != corpus.digest)
    }

    /// When this fails training makes other models: count the edition up, and put the digest here.
    @Test("the models of an edition are the same, byte for byte")
    func edition() throws {
        let model = Model.train(try SmallCorpus.corpus())
        #expect("\(Model.edition) \(model.digest)" == "7.4 75b1b50f65d74e3ac3bae4644a15a5d0")
    }

    @Test(
        "rows are centred, and the widest weight is 127 units", arguments: TrainingMethod.allCases)
    func rows(method: TrainingMethod) throws {
        let set = TrainingSet(try SmallCorpus.corpus(), minimumFrequency: 1)
        let odds = Trainer(set: set, method: method, minimumFrequency: 1)
            .logOdds(of: Array(set.documents.indices))
        for feature in set.features.indices {
            let row = row(feature, odds)
            #expect(abs(row[0] + row[1] + row[2]) < 1e-4)
            #expect(row[4...].allSatisfy { $0 == 0 })
        }
        let widest = QuantisedRows(odds, of: set).bytes.map { abs(Int($0) - 128) }.max()
        #expect(widest == 127)
    }

    /// The weights of a feature, by column.
    private func row(_ feature: Int, _ odds: LogOdds) -> [Float] {
        var row = [SIMD8<Float>](repeating: .zero, count: odds.counts.stride / 8)
        row.withUnsafeMutableBufferPointer { odds.write(feature, to: $0.baseAddress!) }
        return row.flatMap { vector in (0..<8).map { vector[$0] } }
    }

    @Test("the weight of a feature is the log-odds of two smoothed multinomials")
    func closedForm() throws {
        // Two classes, one word each: N = 1 and R = 1 for its own word, and nothing else.
        let corpus = Corpus(examples: [
            .init(text: "还", intent: "a"), .init(text: "清", intent: "b"),
        ])
        let set = TrainingSet(corpus, minimumFrequency: 1)
        let odds = LogOdds(of: set, [0, 1], minimumFrequency: 1)
        let feature = try #require(set.features.firstIndex { $0.group == .character })
        let row = row(feature, odds)
        // ln (1 + α) / (1 + 2α) - ln α / (1 + 2α), times γ; the entropy is 0.
        let expected = FeatureGroup.character.weight * logarithm((1 + 0.3) / 0.3)
        let own = odds.counts.own[feature, 0] > 0 ? 0 : 1
        #expect(abs(row[own] - expected) < 1e-4)
        #expect(abs(row[1 - own] + expected) < 1e-4)
    }

    @Test("leaving a line out is counting all lines but it, the sums over all features aside")
    func leaveOneOut() throws {
        let set = TrainingSet(try SmallCorpus.corpus(), minimumFrequency: 1)
        let inScope = set.documents.indices.filter { set.documents[$0].label != nil }
        let odds = LogOdds(of: set, inScope, minimumFrequency: 1)
        let scores = LeaveOneOut(set, odds, LineWeights(of: set)).scores(inScope)
        for (place, document) in inScope.enumerated() {
            let without = ClassCounts(of: set, inScope.filter { $0 != document })
            for column in set.classes.indices {
                let expected = set.entries[set.documents[document].entries].reduce(Float(0)) {
                    let feature = Int($1.feature)
                    let alpha = odds.smoothing(of: feature)
                    let own = logarithm(without.own[feature, column] + alpha)
                    let rest = logarithm(without.rest[feature, column] + alpha)
                    let offset = odds.offsets[odds.group(of: feature), column]
                    return $0 + odds.factors[feature] * (own - rest + offset)
                }
                #expect(abs(scores[place, column] - expected) < 1e-3)
            }
        }
    }

    @Test("lines that their neighbours mistake are learnt, and no feature speaks backwards")
    func weights() throws {
        let corpus = try SmallCorpus.corpus()
        let set = TrainingSet(corpus, minimumFrequency: 1)
        let odds = Trainer(set: set, method: .featureWeights, minimumFrequency: 1)
            .logOdds(of: Array(set.documents.indices))
        #expect(odds.featureWeights.allSatisfy { $0 >= 0 && $0.isFinite })
        #expect(Set(odds.featureWeights).count > 10)
        let bytes = TrainingMethod.allCases.map { Model.train(corpus, method: $0).bytes }
        #expect(Set(bytes).count == 3)
        var interpreter = Interpreter(Model.train(corpus))
        for example in corpus.examples where example.intent != Interpretation.outOfScope {
            #expect(interpreter.classify(example.text).predicted?.intent == example.intent)
        }
    }

    @Test("terms that are kept and those worked out anew fit the same weights of features")
    func keptTerms() throws {
        let set = TrainingSet(try SmallCorpus.corpus(), minimumFrequency: 1)
        let inScope = set.documents.indices.filter { set.documents[$0].label != nil }
        let odds = LogOdds(of: set, inScope, minimumFrequency: 1)
        let leftOut = LeaveOneOut(set, odds, LineWeights(of: set))
        let scores = leftOut.scores(inScope)
        let fitted = [0, 1 << 20].map { mostKept in
            FeatureWeights(leftOut, set, inScope, scores: scores, .free, mostKept: mostKept)
                .fitted(temperature: 5) {}
        }
        #expect(fitted[0] == fitted[1])
        #expect(Set(fitted[0]).count > 10)
    }

    @Test("the lines of a desk are fitted closely, and so are its moves")
    func fitting() throws {
        var corpus = try SmallCorpus.corpus()
        corpus.moves = []
        #expect(Fitting.of(corpus).othersRate == Fitting.free.othersRate)
        corpus.moves = [.init(text: "again", intent: "repeat")]
        #expect(Fitting.of(corpus).othersRate == Fitting.close.othersRate)
        #expect(Fitting.of(corpus.conversational).othersRate == Fitting.close.othersRate)
    }

    @Test("a corpus of one intent, and one of none")
    func degenerate() {
        let one = Model.train(Corpus(examples: [.init(text: "还款", intent: "only")]))
        // By the rule of succession.
        #expect(one.interpret("还款", today: day).predicted?.confidence == Double(Float(0.667)))
        let none = Model.train(Corpus(examples: [.init(text: "天气", intent: "out_of_scope")]))
        #expect(none.interpret("天气", today: day).decision == .reject)
    }

    @Test("exponentials are right to five digits")
    func exponentials() {
        for value in stride(from: Float(-79), through: 0, by: 0.37) {
            let exact = referenceExponential(value)
            let got = exponential(SIMD8(repeating: value))[3]
            #expect(abs(got - exact) <= exact * 8e-6, "\(value)")
        }
        #expect(exponential(SIMD8(repeating: -1000))[0] < 1e-34)
        #expect(exponential(.zero)[0] == 1)
    }

    @Test(
        "logarithms are right to the last digits",
        arguments: [
            Float(1e-12), 0.001, 0.5, 0.999_999, 1, 1.5, 2.718_281_8, 1000, 3e20,
        ])
    func logarithms(value: Float) {
        let exact = referenceLogarithm(value)
        #expect(abs(logarithm(value) - exact) <= max(1e-6, abs(exact) * 3e-7))
    }
}

private func referenceExponential(_ value: Float) -> Float { Float(exp(Double(value))) }

private func referenceLogarithm(_ value: Float) -> Float { Float(log(Double(value))) }
