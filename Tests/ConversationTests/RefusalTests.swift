import Conversation
import Lending
import Quantities
import TestSupport
import Testing
import Text

/// Refusals that no customer of the demo book meets: the same question, with a position changed.
@Suite struct RefusalTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var change: String
        var intent: String
        var reason: String
        var key: String
        var apply: @Sendable (inout Account) -> Void
        var testDescription: String { change }

        init(
            _ change: String, _ intent: String, _ reason: String, _ key: String,
            _ apply: @escaping @Sendable (inout Account) -> Void
        ) {
            (self.change, self.intent, self.reason, self.key) = (change, intent, reason, key)
            self.apply = apply
        }
    }

    private static func risk(
        _ change: String, _ reason: String, _ apply: @escaping @Sendable (inout RiskProfile) -> Void
    ) -> Row {
        let decline = ["DEBT_BURDEN", "MULTI_LENDER_HIGH", "ACCOUNT_RESTRICTED"].contains(reason)
        return Row(
            change, "instalment_setup_statement", reason, decline ? "risk_decline" : "risk_review"
        ) { apply(&$0.risk) }
    }

    private static let rows: [Row] = [
        Row("frozen", "instalment_setup_statement", "ACCOUNT_BLOCKED", "instalment_account_blocked")
        {
            $0.customer.status = .frozen
        },
        Row(
            "late three times", "instalment_setup_statement", "OVERDUE_HISTORY",
            "instalment_overdue_history"
        ) { $0.statement?.overdueHistory = [true, false, true, false, true, false] },
        Row(
            "nearly all converted or paid", "instalment_setup_statement",
            "BELOW_MINIMUM_AVAILABLE", "instalment_below_minimum_available"
        ) { $0.statement?.paid = Money(fen: 780_000) },
        Row(
            "a payment missed", "instalment_setup_statement", "OVERDUE_NOW",
            "instalment_overdue_now"
        ) { $0.loans[0].rows[0].paid = .zero },
        Row("fraud", "instalment_setup_statement", "ACCOUNT_RESTRICTED", "risk_decline") {
            $0.risk.fraudFlag = true
        },
        risk("most of the income", "DEBT_BURDEN") { $0.monthlyObligations = $0.monthlyIncome },
        risk("much of the income", "DEBT_BURDEN_ELEVATED") {
            $0.monthlyIncome = Money(fen: 1_000_000)
            $0.monthlyObligations = Money(fen: 600_000)
        },
        risk("asked everywhere", "MANY_INQUIRIES") { $0.hardInquiries90Days = 20 },
        risk("asked again and again", "REPEATED_ATTEMPTS") { $0.setupAttempts24Hours = 9 },
        risk("no income known", "INCOME_UNKNOWN") {
            $0.monthlyIncome = .zero
            $0.monthlyObligations = .zero
        },
        risk("another phone since yesterday", "RECENT_CONTACT_CHANGE") {
            $0.hoursSinceContactChange = 3
        },
    ]

    /// The customer hears the reason class and what to do next, and no figure of a bureau.
    @Test(arguments: rows)
    func saysTheReasonAndNothingOfABureau(_ row: Row) throws {
        let step = try Self.step(row)
        #expect(step.events.contains(.refused(row.reason)), "\(step.events)")
        let said = step.events.compactMap { event in
            if case .replied(let reply) = event { reply } else { nil }
        }
        #expect(said.contains { $0.key == row.key })
        for language in Language.allCases where row.key.hasPrefix("risk_") {
            let text = said.map { Project.phrasebook.text($0, in: language) }.joined()
            let hasFigures = text.contains { $0.isNumber }
            #expect(!hasFigures, "\(text)")
        }
        #expect(!step.events.contains { if case .quote = $0 { true } else { false } })
    }

    private static func step(_ row: Row) throws -> Step {
        let walk = try Walk.make(.everything)
        var account = walk.account
        row.apply(&account)
        var line = try #require(walk.lines[row.intent])
        line.entities = walk.lines["6 months"]?.entities ?? []
        return walk.assistant.step(
            walk.signedIn.dialogue, .said(line), Facts(now: Walk.now, account: account))
    }

    /// The keys that are said here, also as the reason within another reply.
    static func said() throws -> Set<String> {
        let events = try rows.flatMap { try step($0).events }
        return Set(
            events.flatMap { event -> [String] in
                guard case .replied(let reply) = event else { return [] }
                return [reply.key]
                    + reply.values.values.compactMap { value in
                        if case .phrase(let key) = value { key } else { nil }
                    }
            } + losses.map(\.key))
    }

    /// What turns into a loss when the fee is high, and what is said of it.
    private static let losses: [(intent: String, key: String)] = [
        ("early_settle_full", "settle_loss"), ("early_repay_partial", "prepay_loss"),
    ]

    /// A fee that outweighs the interest saved is told as the loss it is.
    @Test(arguments: losses)
    func aLossIsCalledALoss(_ intent: String, _ key: String) throws {
        let walk = try Walk.make(.everything)
        var account = walk.account
        account.plans = []
        account.loans = Array(account.loans.prefix(1))
        account.loans[0].prepaymentFee.rate = Rate(ppm: 200_000)
        var dialogue = walk.signedIn.dialogue
        var events: [Event] = []
        for name in [intent, "3000", "the second"] where dialogue.state.proposal == nil {
            let step = walk.assistant.step(
                dialogue, .said(try #require(walk.lines[name])),
                Facts(now: Walk.now, account: account))
            dialogue = step.dialogue
            events += step.events
        }
        let losses = events.compactMap { event -> Reply? in
            if case .replied(let reply) = event, reply.key == key { reply } else { nil }
        }
        #expect(losses.count == 1)
    }
}
