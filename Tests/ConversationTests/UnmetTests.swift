import Conversation
import Lending
import NLU
import Quantities
import Testing

/// What no replay of a demo book can bring about: a world that fails, and reasons that guard what
/// nobody can ask for. Each is brought about here, and has words.
@Suite struct UnmetTests {
    // MARK: - The world fails

    /// What the desk has to answer to, and what it says.
    private static let failures: [(String, from: [String], Input, says: String)] = [
        ("the book is busy", atTheBook, .executed(.notDone), "not_done"),
        (
            "the disk fails in the middle of a commit", atTheBook,
            .executed(.unknown(reference: "walk/Q1")), "outcome_unknown"
        ),
        (
            "a refusal without words of its own", atTheBook, .executed(.refused("SOMETHING")),
            "refused_not_possible"
        ),
        ("an order sent twice", atTheBook, .executed(.alreadyDone(receipt)), "already_done"),
        (
            "the digits cannot be counted", ["phone"], .digits(.unavailable, customer: nil),
            "identity_unavailable"
        ),
        (
            "the queue cannot be written", ["handoff_human"], .queued(ticket: nil),
            "handoff_not_queued"
        ),
        ("a reply was withheld", ["withheld"], .queued(ticket: "H000001"), "handoff_quality"),
    ]
    private static let atTheBook = ["early_settle_full", "the second", "yes", "code"]

    private static let receipt = Receipt(
        number: "R000007", at: Walk.now, order: .cancelPlan(id: "PL0001", amount: .zero),
        postings: [])

    @Test(arguments: failures.indices)
    func aFailingWorldIsToldInWords(_ row: Int) throws {
        let (what, _, _, key) = Self.failures[row]
        #expect(try Self.keys(ofFailure: row).contains(key), "\(what)")
    }

    private static func keys(ofFailure row: Int) throws -> [String] {
        let walk = try Walk.make(.everything)
        let (_, before, input, _) = failures[row]
        let isKnown = before != ["phone"]
        var dialogue = isKnown ? walk.signedIn.dialogue : walk.start.dialogue
        let facts = Facts(now: Walk.now, account: isKnown ? walk.account : nil)
        for name in before {
            let inputs: [Input]
            switch name {
            case "phone": inputs = [.phoneGiven]
            case "code": inputs = [.codeSent, .code(.right)]
            case "withheld": inputs = [.withheld(rule: "QA04")]
            default: inputs = [.said(try #require(walk.lines[name]))]
            }
            for input in inputs { dialogue = walk.assistant.step(dialogue, input, facts).dialogue }
        }
        return replies(walk.assistant.step(dialogue, input, facts).events).map(\.key)
    }

    /// An order whose outcome was unknown, and turned out not to have been carried out.
    @Test func whatWasNotCarriedOutIsToldAfterwards() throws {
        #expect(try Self.keysOfUntold() == ["untold_not_done"])
    }

    private static func keysOfUntold() throws -> [String] {
        let walk = try Walk.make(.everything)
        let order = UntoldOutcome.notCarriedOut(
            reference: "walk/Q1", receipt.order, at: Walk.now)
        let step = walk.assistant.step(
            walk.signedIn.dialogue, .said(try #require(walk.lines["wait"])),
            Facts(now: Walk.now, account: walk.account, untold: [order]))
        return replies(step.events).map(\.key).filter { $0.hasPrefix("untold") }
    }

    /// Why a booking came to nothing on its day, where the demo book gives no cause for it.
    private static let reasons = [
        "ACCOUNT_FROZEN": "booking_reason_account_frozen",
        "SAME_DAY_DRAWDOWN": "booking_reason_other",
    ]

    @Test func aBookingGivenUpIsToldWithItsReason() throws {
        for (reason, key) in Self.reasons {
            #expect(try Self.phrases(ofBookingRefusedFor: reason) == [key], "\(reason)")
        }
    }

    private static func phrases(ofBookingRefusedFor reason: String) throws -> [String] {
        let walk = try Walk.make(.everything)
        let booking = Booking(
            day: Walk.now.day, order: .payStatement(id: "ST10008001", amount: Money(fen: 100)))
        let refused = UntoldOutcome.bookingRefused(
            reference: "booking/R000001", booking, reason: reason)
        let step = walk.assistant.step(
            walk.signedIn.dialogue, .said(try #require(walk.lines["wait"])),
            Facts(now: Walk.now, account: walk.account, untold: [refused]))
        return replies(step.events).compactMap { reply in
            if case .phrase(let key)? = reply.values["reason"] { key } else { nil }
        }
    }

    // MARK: - Guards

    /// A service asked for what its own questions never offer.
    private struct Guard: CustomTestStringConvertible {
        var service: String
        var slots: [String: SlotValue]
        var says: String
        var change: (inout Account) -> Void
        var testDescription: String { says }

        init(
            _ service: String, _ slots: [String: SlotValue], _ says: String,
            _ change: @escaping (inout Account) -> Void = { _ in }
        ) {
            (self.service, self.slots, self.says, self.change) = (service, slots, says, change)
        }
    }

    private static func guards(_ account: Account) -> [Guard] {
        let loan: [String: SlotValue] = ["loan": .reference(account.loans[0].id)]
        let plan: [String: SlotValue] = ["loan": .reference(account.plans[0].id)]
        let part = loan.merging(["amount": .money(Money(fen: 100_000))]) { own, _ in own }
        let bought: [String: SlotValue] = [
            "purchase": .reference(account.purchases[0].id), "term": .count(12),
        ]
        let settled: (inout Account) -> Void = { $0.loans[0].status = .settled }
        let cancelled: (inout Account) -> Void = { $0.loans[0].status = .cancelled }
        let repaid: (inout Account) -> Void = { account in
            account.loans[0].terms = Terms(
                method: .daily, principal: .zero, annualRate: Rate(ppm: 180_000), periods: 0,
                start: Walk.now.day - 40)
            account.loans[0].rows = []
        }
        let tooLittle = loan.merging(["amount": .money(Money(fen: 100))]) { own, _ in own }
        let nearlyAll = loan.merging(["amount": .money(Money(fen: 845_000))]) { own, _ in own }
        let statement: [String: SlotValue] = ["term": .count(12)]
        func amount(_ fen: Int64) -> [String: SlotValue] {
            statement.merging(["amount": .money(Money(fen: fen))]) { own, _ in own }
        }
        return [
            Guard("early_settlement", loan, "refused_already_settled", settled),
            Guard("early_settlement", loan, "refused_not_active", cancelled),
            Guard("early_settlement", loan, "refused_daily_nothing_owed", repaid),
            Guard("partial_repayment", part, "prepay_already_settled", settled),
            Guard("partial_repayment", part, "prepay_not_active", cancelled),
            Guard("partial_repayment", part, "prepay_daily_nothing_owed", repaid),
            Guard("partial_repayment", tooLittle, "prepay_below_minimum"),
            Guard("partial_repayment", nearlyAll, "prepay_remainder_too_small"),
            Guard("instalment_setup", amount(100), "instalment_below_minimum"),
            Guard("instalment_setup", amount(9_000_000), "instalment_above_maximum"),
        ] + planGuards(plan) + [
            Guard("purchase_instalment", bought, "purchase_above_maximum") {
                $0.purchases[0].statement = nil
                $0.purchases[0].amount = Product.maximumConversion + Money(fen: 1)
            }
        ]
    }

    private static func planGuards(_ plan: [String: SlotValue]) -> [Guard] {
        [
            Guard("plan_cancellation", plan, "plan_already_settled") {
                $0.plans[0].status = .settled
            },
            Guard("plan_cancellation", plan, "plan_not_active") { $0.plans[0].status = .cancelled },
            Guard("plan_cancellation", plan, "plan_account_blocked") {
                $0.customer.status = .frozen
            },
        ]
    }

    @Test func aGuardHasWords() throws {
        let account = try Walk.make(.everything).account
        for row in Self.guards(account) {
            let said = Self.keys(of: row, account)
            #expect(said.contains(row.says), "\(row.says): \(said)")
        }
    }

    private static func keys(of row: Guard, _ account: Account) -> [String] {
        var account = account
        row.change(&account)
        guard let service = Service.all.first(where: { $0.name == row.service }) else { return [] }
        var form = Form(service: service.name, intent: service.intents[0])
        form.slots = row.slots
        switch service.answer(form, Facts(now: Walk.now, account: account)) {
        case .refuse(_, let replies), .refer(_, let replies): return replies.map(\.key)
        case .say, .propose, .become: return []
        }
    }

    // MARK: - For the count of what is said

    private static func replies(_ events: [Event]) -> [Reply] {
        events.compactMap { if case .replied(let reply) = $0 { reply } else { nil } }
    }

    static func said() throws -> Set<String> {
        let account = try Walk.make(.everything).account
        let failing = try failures.indices.flatMap(keys(ofFailure:)) + keysOfUntold()
        let guarded = guards(account).flatMap { keys(of: $0, account) }
        let given = try reasons.keys.flatMap(phrases(ofBookingRefusedFor:))
        let meant =
            failures.map(\.says) + guards(account).map(\.says) + ["untold_not_done"]
            + reasons.values
        return Set(failing + guarded + given).intersection(meant)
    }
}
