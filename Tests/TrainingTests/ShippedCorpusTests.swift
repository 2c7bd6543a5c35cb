import TestSupport
import Testing

@testable import NLU
@testable import Text
@testable import Training

/// The corpus of the project against the lines held out from it.
@Suite("The shipped corpus")
struct ShippedCorpusTests {
    private static let intents = Project.intents

    /// Percent of held-out lines whose best intent is the right one; measured 94.5 and 96.2.
    @Test("held-out lines are understood", arguments: [(Language.zh, 93.0), (.en, 94.0)])
    func heldOut(language: Language, atLeast percent: Double) throws {
        let model = Self.model
        let held = try CorpusReader.read(["\(Self.intents)/tests"]).examples
            .filter { $0.intent != Interpretation.outOfScope }
            .filter { Language.of($0.text) ?? .zh == language }
        #expect(held.count > 300)
        var interpreter = Interpreter(try model.get())
        let right = held.filter { interpreter.classify($0.text).predicted?.intent == $0.intent }
        #expect(Double(right.count) * 100 / Double(held.count) >= percent)
    }

    @Test("hardly any held-out line opens a transaction it does not ask for")
    func transactions() throws {
        let model = try Self.model.get()
        var interpreter = Interpreter(model)
        let held = try CorpusReader.read(["\(Self.intents)/tests"]).examples
        let wrong = held.filter {
            guard let intent = interpreter.classify($0.text).intent else { return false }
            return intent != $0.intent && model.kinds.isOrder(intent)
        }
        #expect(wrong.count * 100 <= held.count, "\(wrong.map(\.text))")
    }

    @Test("no two intents claim the same line, and rules are right about the corpus")
    func rules() throws {
        let corpus = try CorpusReader.read([Self.intents])
        #expect(corpus.warnings.map(\.description) == [])
        let matcher = KeywordMatcher(corpus.rules, corpus.kinds, corpus.slips)
        var text = NormalisedText(corpus.slips)
        for example in corpus.examples {
            guard let rule = matcher.rule(for: text.scalars(of: example.text)) else { continue }
            #expect(rule.intents.contains(example.intent), "\(example.text): \(rule.words)")
        }
    }

    @Test(
        "every rule and every intent is known",
        arguments: [
            ("账单", "query_amount_due"), ("还款日", "query_due_date"), ("额度", "query_available_credit"),
            ("分期", "instalment_setup_statement"), ("提前还款", "early_settle_full"),
            ("怎么还款", "faq_repayment_channel"), ("人工", "handoff_human"),
        ])
    func bareWords(line: String, intent: String) throws {
        let heard = try Self.model.get().interpret(line, today: day)
        #expect(heard.intent == intent && heard.predicted?.confidence == 1)
    }

    @Test("every intent says what it is")
    func kinds() throws {
        let model = try Self.model.get()
        #expect(model.intents.filter { model.kinds.kind(of: $0) == nil } == [])
        #expect(model.intents.filter(model.kinds.isOrder).count == 10)
    }

    @Test(
        "other lenders' products are our loan",
        arguments: [
            ("花呗怎么还", "贷款怎么还"), ("微粒货逾期", "贷款逾期"), ("京东白条", "贷款"),
            ("微粒贷款利息", "贷款利息"), ("微众贷", "贷款"), ("打个借条", "打个借条"), ("奇富借条", "贷款"),
            ("jiebei balance", "loan balance"), ("提前还请花唄", "提前还清贷款"),
        ])
    func lenders(typed: String, normal: String) throws {
        var text = NormalisedText(try Self.model.get().rules.slips)
        text.read(typed)
        #expect(text.string == normal)
        #expect(text.scalars(of: normal) == NormalisedText(normal).scalars)
    }

    @Test("bare repayment is asked about", arguments: ["还款", "repayment", "還款"])
    func bareRepayment(line: String) throws {
        let heard = try Self.model.get().interpret(line, today: day)
        #expect(heard.decision == .clarify(["repay_due", "faq_repayment_channel"]))
    }

    /// Trained once for all tests.
    private static let model = Result { Model.train(try CorpusReader.read([intents])) }
}
