import Conversation
import Ledger
import Lending
import NLU
import Quantities
import Testing

/// The abstract domain of the walk: a customer with two loans, a plan and a statement, and one line
/// for each thing that can be said to the desk.
extension Walk {
    enum Domain: String {
        /// Every service, every control, every answer.
        case everything
        /// Two orders, a question for figures, a rule, and the ways to answer.
        case essential
    }

    private static let essentials: Set = [
        "yes", "no", "back", "either", "early_settle_full", "instalment_setup_statement",
        "query_schedule", "faq_early_repay_fee", "handoff_human", "goodbye", "nonsense", "6 months",
        "the second",
    ]

    static func make(_ domain: Domain) throws -> Walk {
        let ledger = try Ledger(
            at: .memory, now: Moment(Day("2026-03-01") ?? Day(number: 0), hour: 0))
        var account = try #require(try ledger.account(of: "zhang-wei", at: now))
        let others = try ["wang-fang", "liu-yang"].map {
            try #require(try ledger.account(of: $0, at: now))
        }
        account.loans += others[0].loans.prefix(1)
        account.plans += others[1].plans.prefix(1)
        return Walk(
            assistant: Project.assistant,
            account: account,
            lines: domain == .everything ? lines : lines.filter { essentials.contains($0.key) })
    }

    /// Said as they stand, exactly.
    private static let phrases: [String: String] = [
        "yes": "确认", "no": "取消", "is that ok": "可以吗", "yes but": "好的但是", "wait": "等一下",
        "what": "什么意思", "back": "上一步", "the second": "第二个", "resend": "没收到",
    ]

    private static var lines: [String: Interpretation] {
        var lines: [String: Interpretation] = [:]
        for (name, text) in phrases { lines[name] = line(text, nil) }
        for intent in Set(Service.all.flatMap(\.intents)) { lines[intent] = line("…", intent) }
        for intent in [
            "greet", "help", "repeat", "thank", "goodbye", "affirm", "deny", "inform",
            "switch_language", "handoff_human", "hardship_request", "complaint",
            "fraud_or_identity_dispute", "faq_early_repay_fee",
        ] { lines[intent] = line("…", intent) }
        lines["nonsense"] = line("哈哈", nil)
        lines["either"] = Interpretation(
            text: "还款", language: .zh, predicted: nil, ranking: [],
            decision: .clarify(["early_settle_full", "query_outstanding"]),
            reason: .nothingKnown, entities: [])
        lines["6 months"] = line("6期", "inform", .count(6, unit: .instalment))
        lines["not 6"] = line("不要6期", "inform", .count(6, unit: .instalment), at: 2)
        lines["3000"] = line("3000元", "inform", .amount(Money(fen: 300_000), currency: "CNY"))
        return lines
    }

    private static func line(
        _ text: String, _ intent: String?, _ value: Entity.Value? = nil, at start: Int = 0
    ) -> Interpretation {
        let candidate = intent.map { Interpretation.Candidate(intent: $0, confidence: 1) }
        let entity = value.map {
            Entity(
                name: "count", value: $0, text: text, start: start,
                end: text.unicodeScalars.count)
        }
        return Interpretation(
            text: text, language: .zh, predicted: candidate, ranking: candidate.map { [$0] } ?? [],
            decision: intent == nil ? .reject : .accept, reason: .nothingKnown,
            entities: entity.map { [$0] } ?? [])
    }
}
