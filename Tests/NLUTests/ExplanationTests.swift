import Foundation
import TestSupport
import Testing

@testable import NLU

@Suite("Why a line was understood so")
struct ExplanationTests {
    private let model: Model

    init() throws { model = Model.train(try SmallCorpus.corpus()) }

    @Test(
        "what the features say adds up to the odds of the best against the second",
        arguments: [
            "please settle my whole loan", "贷款想一次全部还清", "能不能提前还款", "what day",
            "还款日 is when", "pay pay pay off off",
        ])
    func sums(line: String) throws {
        var interpreter = Interpreter(model)
        let found = interpreter.explain(line)
        let explanation = try #require(found)
        let sum = explanation.contributions.reduce(0) { $0 + $1.logOdds }
        #expect(abs(sum - explanation.logOdds) < 1e-4)
        let heard = model.interpret(line, today: day)
        #expect(explanation.intent == heard.ranking[0].intent)
        #expect(explanation.runnerUp == heard.ranking[1].intent)
        let odds = log(heard.ranking[0].confidence / heard.ranking[1].confidence)
        #expect(abs(explanation.logOdds - odds) < 1e-2)
    }

    @Test("features are shown as they can be read, the weightiest first")
    func shown() throws {
        var interpreter = Interpreter(model)
        let inEnglish = interpreter.explain("please settle my whole loan")
        let english = try #require(inEnglish)
        let parts = english.contributions
        #expect(parts.contains { $0.feature == "settle" && $0.group == "stem" })
        #expect(Set(parts.map(\.group)).count >= 3)
        #expect(zip(parts, parts.dropFirst()).allSatisfy { abs($0.logOdds) >= abs($1.logOdds) })
        let inChinese = interpreter.explain("贷款全部还清")
        let chinese = try #require(inChinese)
        #expect(chinese.contributions.contains { $0.feature == "≈还清" })
        let unknown = interpreter.explain("⊕")
        #expect(unknown == nil)
    }

    @Test(
        "the smallest edit is small, and is decided otherwise",
        arguments: ["帮我把贷款一次性全部还清", "recommend me a film"])
    func edit(line: String) throws {
        var interpreter = Interpreter(model)
        let before = interpreter.classify(line)
        let found = interpreter.explain(line)?.edit
        let edit = try #require(found)
        let after = interpreter.classify(edit.text)
        #expect(after.decision == edit.decision && after.predicted?.intent == edit.predicted)
        #expect(after.decision != before.decision || after.intent != before.intent)
        #expect(edit.dropped.count <= 4)
    }
}
