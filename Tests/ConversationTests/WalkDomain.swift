import Conversation
import Entities
import Ledger
import Lending
import NLU
import Quantities
import TestSupport
import Testing

/// The abstract domain of the walk: a customer with two loans, a plan and a statement, and one line
/// for each thing that can be said to the desk.
extension Walk {
    /// What can be said in a walk.
    struct Domain: CustomStringConvertible {
        var description: String
        fileprivate var names: Set<String>

        /// Every service, every control, every answer.
        static let everything = Domain(
            description: "everything", names: Set(lines.keys).subtracting(doing))

        /// An order and a question for figures, one inside the other and in one line.
        static let nested = Domain(
            description: "an order and a question",
            names: ways.union([
                "early_settle_full", "query_schedule", "the second", "two requests",
                "faq_early_repay_fee",
            ]))

        /// Two orders, and a line that may be either of two things.
        static let together = Domain(
            description: "two orders",
            names: ways.union([
                "early_settle_full", "instalment_setup_statement", "the second", "either",
            ]))

        /// What a line may do to what is on the table, at two orders and at figures.
        static let moving = Domain(
            description: "moves",
            names: ways.union(doing).union([
                "early_settle_full", "instalment_setup_statement", "query_overdue_status",
                "6 months",
            ]))

        /// One service that carries something out, and what can interrupt it.
        static let each = Service.all.filter(carriesOut).map { service in
            Domain(
                description: service.name,
                names: ways.union(service.intents).union(service.refinedBy).union([
                    "the second", "6 months", "not 6", "3000", "faq_early_repay_fee",
                    "query_schedule",
                ]))
        }

        private static func carriesOut(_ service: Service) -> Bool {
            service.intents.contains(where: Project.model.kinds.isOrder)
        }

        /// The ways on and out that are there in every state.
        private static let ways: Set = [
            "yes", "no", "back", "nonsense", "repeat", "handoff_human", "goodbye",
        ]
    }

    /// - Parameter memory: works every answer out once; only where the account stays as it is.
    static func make(_ domain: Domain, memory: WalkMemory? = nil) throws -> Walk {
        let ledger = try Ledger(
            at: .memory, now: Moment(Day("2026-03-01") ?? Day(number: 0), hour: 0))
        var account = try #require(try ledger.account(of: "zhang-wei", at: now))
        let others = try ["wang-fang", "liu-yang"].map {
            try #require(try ledger.account(of: $0, at: now))
        }
        account.loans += others[0].loans.prefix(1)
        account.plans += others[1].plans.prefix(1)
        return Walk(
            assistant: Assistant(
                services: memory?.services() ?? Service.all, intents: Project.model.intents,
                kinds: Project.model.kinds, phrasebook: Project.phrasebook,
                words: Words(Project.model.lists)),
            account: account, lines: lines.filter { domain.names.contains($0.key) })
    }

    /// Said as they stand, exactly.
    private static let phrases: [String: String] = [
        "yes": "确认", "no": "取消", "is that ok": "可以吗", "yes but": "好的但是", "wait": "等一下",
        "what": "什么意思", "back": "上一步", "the second": "第二个", "resend": "没收到",
    ]

    /// What a line may do to what is on the table.
    static let moves: Set = [
        "ask_total", "ask_done", "ask_waive", "decline", "wait", "go_ahead", "resume", "undo",
        "rest",
        "oops", "chat", "not_wanted", "not_customer", "pick_last", "pick_all", "amount_all",
        "which_rate",
    ]

    /// The names of the lines that do them.
    private static let doing = Set(moves.map { "does " + $0 })

    /// The parts of a line that holds several requests, by its name.
    static let parts: [String: [Interpretation]] = [
        "two requests": ["early_settle_full", "query_schedule"].map { line("一句话", $0) }
    ]

    private static let lines: [String: Interpretation] = {
        var lines: [String: Interpretation] = [:]
        for (name, text) in phrases { lines[name] = line(text, nil) }
        for intent in Set(Service.all.flatMap(\.intents)) { lines[intent] = line("一句话", intent) }
        for intent in [
            "greet", "help", "repeat", "thank", "goodbye", "affirm", "deny", "inform",
            "switch_language", "handoff_human", "hardship_request", "complaint",
            "fraud_or_identity_dispute", "faq_early_repay_fee",
        ] { lines[intent] = line("一句话", intent) }
        lines["nonsense"] = line("哈哈", nil)
        for move in moves { lines["does " + move] = line("一句话", nil, does: move) }
        lines["either"] = Interpretation(
            text: "还款", language: .zh, predicted: nil, ranking: [],
            decision: .clarify(["early_settle_full", "query_outstanding"]),
            reason: .nothingKnown, entities: [])
        lines["6 months"] = line("6期", "inform", .count(6, unit: .instalment))
        lines["not 6"] = line("不要6期", "inform", .count(6, unit: .instalment), at: 2)
        lines["3000"] = line("3000元", "inform", .amount(Money(fen: 300_000), currency: "CNY"))
        lines["two requests"] = line("两件事", "early_settle_full")
        return lines
    }()

    private static func line(
        _ text: String, _ intent: String?, _ value: Entity.Value? = nil, at start: Int = 0,
        does move: String? = nil
    ) -> Interpretation {
        let candidate = intent.map { Interpretation.Candidate(intent: $0, confidence: 1) }
        let entity = value.map {
            Entity(
                name: text.hasSuffix("元") ? "amount" : "count", value: $0, text: text, start: start,
                end: text.unicodeScalars.count)
        }
        var line = Interpretation(
            text: text, language: .zh, predicted: candidate, ranking: candidate.map { [$0] } ?? [],
            decision: intent == nil ? .reject : .accept, reason: .nothingKnown,
            entities: entity.map { [$0] } ?? [])
        line.moves = move.map { [.init(intent: $0, confidence: 1)] } ?? []
        return line
    }
}
