import Quantities
import TestSupport
import Testing

@testable import NLU
@testable import Text

@Suite("Interpretation")
struct InterpretationTests {
    private let model: Model

    init() throws { model = Model.train(try SmallCorpus.corpus()) }

    @Test(
        "lines nobody has written",
        arguments: [
            ("贷款想一次全部还清", "early_settle_full", Language.zh), ("几号扣我的款", "query_due_date", .zh),
            ("分期能提前还吗", "faq_early_repay_rules", .zh),
            ("please settle my whole loan", "early_settle_full", .en),
            ("on what day is the payment due", "query_due_date", .en),
            ("am I allowed to repay early", "faq_early_repay_rules", .en),
        ])
    func predicted(line: String, intent: String, language: Language) {
        let heard = model.interpret(line, today: day)
        #expect(heard.predicted?.intent == intent)
        #expect(heard.language == language && heard.text == line)
        #expect(heard.ranking.first?.intent == heard.predicted?.intent && heard.ranking.count == 3)
        #expect(abs(heard.ranking.reduce(0) { $0 + $1.confidence } - 1) < 1e-4)
        guard case .evidence = heard.reason else {
            Issue.record("\(heard.reason)")
            return
        }
    }

    @Test("rules decide, and say so")
    func rules() {
        let whole = model.interpret("还款", today: day)
        #expect(whole.decision == .clarify(["early_settle_full", "query_due_date"]))
        #expect(whole.intent == nil && whole.predicted?.confidence == 0.5)
        #expect(whole.reason == .rule(["还款"]))
        let due = model.interpret("到期日", today: day)
        #expect(due.decision == .accept && due.intent == "query_due_date")
        #expect(due.reason == .rule(["到期日"]) && due.predicted?.confidence == 1)
        #expect(model.interpret("全部结清", today: day).reason == .rule(["全部", "结清"]))
        let asking = model.interpret("能不能全部结清", today: day)
        #expect(asking.intent != "early_settle_full")
    }

    @Test(
        "what is not ours is rejected",
        arguments: ["the weather tonight", "zzzz", "", "👍"])
    func rejected(line: String) {
        #expect(model.interpret(line, today: day).decision == .reject)
    }

    @Test("a line of nothing known says so")
    func nothing() {
        let heard = model.interpret("⊕⊕", today: day)
        #expect(heard.reason == .nothingKnown && heard.predicted == nil && heard.ranking.isEmpty)
    }

    @Test("phrases of the corpus are found, but for case and width")
    func phrases() throws {
        var corpus = try SmallCorpus.corpus()
        corpus.phrases = [
            .init(text: "Master Card", entity: "card", value: "mastercard"),
            .init(text: "手机分期", entity: "plan", value: "phone"),
        ]
        let model = Model.train(corpus)
        let heard = model.interpret("我的ＭＡＳＴＥＲ card还手机分期", today: day)
        let found = heard.entities.filter { ["card", "plan"].contains($0.name) }
        #expect(
            found.map { "\($0.name) \($0.start) \($0.end) \($0.text)" } == [
                "card 2 13 ＭＡＳＴＥＲ card", "plan 14 18 手机分期",
            ])
        #expect(found.map(\.value) == [.text("mastercard"), .text("phone")])
    }

    @Test("no line makes it stumble")
    func hostile() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix(state: seed)
        for _ in 0..<2000 {
            let count = Int.random(in: 0...60, using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            guard case .line(let text) = Utterance.make(bytes) else { continue }
            let heard = model.interpret(text, today: day)
            #expect(!heard.text.contains("\n"), "seed \(seed)")
        }
        let long = String(repeating: "提前还款 pay off ", count: 4000)
        #expect(model.interpret(long, today: day).ranking.count == 3)
    }
}
