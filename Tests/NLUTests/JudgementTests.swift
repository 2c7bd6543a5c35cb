import TestSupport
import Testing

@testable import NLU
@testable import Text

@Suite("Decisions and rules")
struct JudgementTests {
    @Test(
        "an order needs more certainty than an answer",
        arguments: [
            (.query, 0.95, 1.0, "accept"), (.query, 0.7, 1.0, "accept"),
            (.query, 0.45, 1.0, "clarify"), (.order, 0.98, 1.0, "accept"),
            (.order, 0.8, 1.0, "clarify"), (.order, 0.98, 0.7, "clarify"),
            (.report, 0.6, 1.0, "clarify"), (.query, 0.6, 1.0, "accept"),
            (.query, 0.95, 0.15, "reject"),
            (nil, 0.7, 1.0, "accept"),
        ] as [(IntentKind?, Double, Double, String)])
    func decide(kind: IntentKind?, confidence: Double, inScope: Double, decision: String) {
        let rest = (1 - confidence) / 2
        let text = "\(decide([confidence, rest, rest], kind, inScope))"
        #expect(text.hasPrefix(decision), "\(text)")
    }

    private func decide(
        _ shares: [Double], _ kind: IntentKind? = .query, _ inScope: Double = 1,
        price: Double = 0
    ) -> Judgement.Outcome {
        Judgement.decide(
            Judgement.Odds(
                shares: (shares[0], shares[1], shares[2]), count: 3,
                costOfError: Judgement.costOfError(kind), price: price),
            inScope: inScope)
    }

    @Test("two choices when they cover the line, three when they do not")
    func choices() {
        #expect(decide([0.48, 0.46, 0.06]) == .clarify(2))
        #expect(decide([0.35, 0.33, 0.32]) == .clarify(3))
    }

    @Test("an order that may be the question for its price is opened: nothing moves yet")
    func price() {
        #expect(decide([0.75, 0.2, 0.05], .order) != .accept)
        #expect(decide([0.75, 0.2, 0.05], .order, price: 0.2) == .accept)
    }

    @Test(
        "a friend's plan, a supposition, a question: asked about, not opened",
        arguments: [
            ("instalment_cancel", "帮我取消分期", true), ("instalment_cancel", "我朋友取消了分期", false),
            ("instalment_cancel", "取消其他分期", true), ("early_settle_full", "如果提前结清", false),
            ("early_settle_full", "能不能提前结清", false), ("early_settle_full", "能不能帮我提前结清", true),
            ("instalment_setup_statement", "账单一万一帮我分九期", true),
            ("instalment_setup_statement", "万一分期了", false),
            ("early_settle_full", "为什么提前还清", false), ("early_settle_full", "提前结清，先不办", false),
            ("early_settle_full", "pay off my loan", true),
            ("early_settle_full", "if I pay off my loan", false),
            ("early_settle_full", "how can I pay off my loan", true),
            ("early_settle_full", "can a loan be paid off", false),
            ("instalment_cancel", "cancel the magazine", false),
            ("settlement_certificate", "能开结清证明吗", true),
            ("settlement_certificate", "在职证明怎么开", false),
            ("query_due_date", "如果我朋友", true),
        ])
    func caution(intent: String, line: String, allowed: Bool) {
        let caution = Caution(
            Array(Self.traits.keys), IntentKinds(Self.traits), CueFinder(Project.model.lists),
            .standard)
        #expect(caution.allows(intent, NormalisedText(line).scalars) == allowed)
        let nothingKnown = Caution(
            Array(Self.traits.keys), IntentKinds(), CueFinder(Project.model.lists), .standard)
        #expect(nothingKnown.allows(intent, NormalisedText(line).scalars))
    }

    private static let traits: [String: IntentTraits] = {
        let debts = ["分期", "账", "结清", "还清", "loan*", "plan*"]
        var traits: [String: IntentTraits] = [
            "settlement_certificate": IntentTraits(
                .order, about: ["结清"], isOpenedByQuestion: true),
            "fraud_or_identity_dispute": IntentTraits(.report, urgency: 4),
            "handoff_human": IntentTraits(.report, urgency: 3),
            "complaint": IntentTraits(.report, urgency: 2),
            "hardship_request": IntentTraits(.report, urgency: 1),
            "quote_instalment": IntentTraits(.price), "greet": IntentTraits(.talk),
            "repay_due": IntentTraits(.order),
        ]
        for name in ["query_history", "query_due_date"] { traits[name] = IntentTraits(.query) }
        for name in ["faq_application", "faq_due_date_change", "faq_repayment_channel"] {
            traits[name] = IntentTraits(.faq)
        }
        for name in ["instalment_cancel", "early_settle_full", "instalment_setup_statement"] {
            traits[name] = IntentTraits(.order, about: debts)
        }
        return traits
    }()

    private let rules = KeywordMatcher(
        [
            KeywordRule(["query_due_date"], all: ["还款日"]),
            KeywordRule(["faq_due_date_change"], all: ["还款日", "改"], none: ["密码"]),
            KeywordRule(["complaint"], all: ["投诉"]),
            KeywordRule(["early_settle_full"], all: ["pay off"]),
            KeywordRule(["repay_due", "faq_repayment_channel"], only: ["还款", "repayment"]),
            KeywordRule(["thank"], only: ["投诉"]),
        ], IntentKinds(traits))

    @Test(
        "rules",
        arguments: [
            ("我的還款日", "query_due_date"), ("改还款日", "query_due_date"), ("还款", "repay_due"),
            ("還 款！", "repay_due"), ("还款?", nil), ("我要还款", nil), ("Repayment", "repay_due"),
            ("pay-off now", "early_settle_full"), ("repay offer", nil), ("pay officer", nil),
            ("还款日不对我要投诉", "complaint"), ("投诉", "thank"), ("", nil),
        ])
    func rule(line: String, intent: String?) {
        #expect(rules.rule(for: NormalisedText(line).scalars)?.intents.first == intent)
    }

    @Test("the order of the intents")
    func priority() {
        let order = [
            "fraud_or_identity_dispute", "handoff_human", "complaint", "hardship_request",
            "repay_due",
            "quote_instalment", "query_history", "faq_application", "greet", "anything_else",
        ]
        let kinds = IntentKinds(Self.traits)
        for (first, second) in zip(order, order.dropFirst()) {
            #expect(kinds.precedes(first, second) && !kinds.precedes(second, first))
        }
    }
}
