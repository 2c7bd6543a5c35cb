import Lending
import Quantities
import Testing

@testable import Ledger

/// Plans of purchases, plans undone and changed, and certificates.
@Suite(.onBothStores) struct PlanOrderTests {
    private static func split(_ merchant: String, into periods: Int) -> (Account) throws -> Order {
        { account in
            let purchase = try #require(account.purchases.first { $0.merchant == merchant })
            let offers = try account.instalmentOffers(for: purchase)
            return .convertPurchase(
                id: purchase.id, try #require(offers.first { $0.periods == periods }))
        }
    }

    private static func cancel(_ plan: Int = 0) -> (Account) throws -> Order {
        { .cancelPlan(id: $0.plans[plan].id, amount: $0.plans[plan].terms.principal) }
    }

    private static func change(_ amount: Int64, into periods: Int) -> (Account) throws -> Order {
        { account in
            let plan = try #require(account.plans.first { $0.status == .active })
            let offers = try account.changeOffers(plan, amount: Money(fen: amount))
            return .changePlan(id: plan.id, try #require(offers.first { $0.periods == periods }))
        }
    }

    /// Of a statement and before one: the money leaves where it was owed.
    @Test(
        arguments: [
            ("zhang-wei", "家电商城", 329_900, 470_100, "2026-04-15"),
            ("zheng-hao", "厨具店", 188_000, 0, "2026-04-26"),
        ] as [(String, String, Int64, Int64, String)])
    func splitsAPurchase(
        customer: String, merchant: String, amount: Int64, unpaid: Int64, due: String
    ) throws {
        let ledger = try Ledger.inMemory()
        let used = try ledger.known(customer).credit.used
        let execution = try ledger.carryOut(by: customer, Self.split(merchant, into: 6))
        #expect(execution.receipt?.postings.lines == ["1302 \(amount)", "1303 -\(amount)"])
        let after = try ledger.known(customer)
        #expect(after.statement?.unpaid ?? .zero == Money(fen: unpaid))
        #expect(after.plans[0].rows[0].instalment.due.description == due)
        #expect(after.plans[0].purpose == "purchase")
        #expect(after.credit.used == used)
        #expect(try ledger.verify() == [])
        let again = try ledger.carryOut(
            by: customer, key: "c1-Q2", Self.split(merchant, into: 3))
        #expect(again == .refused(.notPossible("ALREADY_CONVERTED")))
        try ledger.advance(to: morning + 400 * 86_400)
        #expect(try ledger.verify() == [])
    }

    @Test(
        arguments: [
            ("zheng-hao", "鞋店", morning, "REFUNDED"),
            ("zheng-hao", "健身房", morning, "ON_PAID_STATEMENT"),
            ("zheng-hao", "超市", morning, "BELOW_MINIMUM"),
            ("zhang-wei", "书店", morning, "BELOW_MINIMUM"),
            ("zhang-wei", "家电商城", Moment(morning.day + 12, hour: 9), "TOO_OLD"),
            ("zhang-wei", "服装店", Moment(morning.day + 14, hour: 9), "OUTSIDE_WINDOW"),
            ("ma-li", "家电商城", morning, "MULTI_LENDER_ELEVATED"),
            ("gao-fei", "数码广场", morning, "MULTI_LENDER_HIGH"),
        ] as [(String, String, Moment, String)])
    func refusesAPurchase(customer: String, merchant: String, at: Moment, code: String) throws {
        let ledger = try Ledger.inMemory()
        try ledger.advance(to: at)
        let before = try ledger.everything()
        let execution = try ledger.carryOut(by: customer, at: at, Self.split(merchant, into: 6))
        #expect(execution == .refused(.notPossible(code)))
        #expect(try ledger.everything() == before)
    }

    /// The plan leaves nothing behind, and the statement can be split again.
    @Test(arguments: [true, false])
    func undoesAPlan(ofStatement: Bool) throws {
        let ledger = try Ledger.inMemory()
        let before = try ledger.known("zhang-wei")
        if ofStatement {
            let (order, evidence) = try ledger.conversion(
                of: yuan(6_000), into: 12, by: "zhang-wei")
            _ = try ledger.execute(
                order, customer: "zhang-wei", key: "c1-Q1", evidence: evidence, at: morning)
        } else {
            _ = try ledger.carryOut(by: "zhang-wei", Self.split("家电商城", into: 6))
        }
        let amount: Int64 = ofStatement ? 600_000 : 329_900
        let undone = try ledger.carryOut(by: "zhang-wei", key: "c1-Q2", Self.cancel())
        #expect(undone.receipt?.postings.lines == ["1302 -\(amount)", "1303 \(amount)"])
        let after = try ledger.known("zhang-wei")
        #expect(after.plans.map(\.status) == [.cancelled])
        #expect(after.statement == before.statement)
        #expect(after.credit == before.credit)
        #expect(after.purchases == before.purchases)
        #expect(try ledger.verify() == [])
        let again = try ledger.conversion(of: yuan(6_000), into: 6, by: "zhang-wei")
        #expect(
            try ledger.execute(
                again.order, customer: "zhang-wei", key: "c1-Q3", evidence: again.evidence,
                at: morning
            ).receipt != nil)
        try ledger.advance(to: morning + 400 * 86_400)
        #expect(try ledger.verify() == [])
    }

    @Test(arguments: [
        (Moment(morning.day, hour: 22), "AFTER_CUT_OFF"), (tomorrow, "NOT_SAME_DAY"),
    ])
    func undoesAPlanOnItsDayOnly(at: Moment, code: String) throws {
        let ledger = try Ledger.inMemory()
        _ = try ledger.carryOut(by: "li-na", Self.split("数码广场", into: 6))
        for order in [Self.cancel(), Self.change(399_900, into: 12)] {
            let execution = try ledger.carryOut(by: "li-na", at: at, key: "late", order)
            #expect(execution == .refused(.notPossible(code)))
        }
    }

    /// Cancelled and made anew in one entry; then changed once more, and undone.
    @Test func changesAPlan() throws {
        let ledger = try Ledger.inMemory()
        let (order, evidence) = try ledger.conversion(of: yuan(6_000), into: 12, by: "zhang-wei")
        _ = try ledger.execute(
            order, customer: "zhang-wei", key: "c1-Q1", evidence: evidence, at: morning)
        let changed = try ledger.carryOut(
            by: "zhang-wei", key: "c1-Q2", Self.change(500_000, into: 6))
        #expect(
            changed.receipt?.postings.lines == [
                "1303 600000", "1302 -600000", "1302 500000", "1303 -500000",
            ])
        let after = try ledger.known("zhang-wei")
        #expect(after.plans.map(\.status) == [.active, .cancelled])
        #expect(after.plans[0].rows.count == 6)
        #expect(after.statement?.unpaid == yuan(3_000))
        #expect(try ledger.verify() == [])
        // The fourth plan of a day is for a person to look at.
        _ = try ledger.carryOut(by: "zhang-wei", key: "c1-Q3", Self.change(500_000, into: 24))
        let fourth = try ledger.carryOut(
            by: "zhang-wei", key: "c1-Q4", Self.change(500_000, into: 3))
        #expect(fourth == .refused(.notPossible("REPEATED_ATTEMPTS")))
        #expect(try ledger.carryOut(by: "zhang-wei", key: "c1-Q5", Self.cancel()).receipt != nil)
        #expect(try ledger.known("zhang-wei").statement?.unpaid == yuan(8_000))
        #expect(try ledger.verify() == [])
    }

    @Test func changesAPurchasePlanOnlyInItsTerm() throws {
        let ledger = try Ledger.inMemory()
        _ = try ledger.carryOut(by: "zheng-hao", Self.split("厨具店", into: 6))
        let offers = try InstalmentOffer.offers(
            for: yuan(1_000), startingFrom: try ledger.known("zheng-hao").plans[0].terms.start)
        let less = try ledger.carryOut(by: "zheng-hao", key: "c1-Q2") {
            .changePlan(id: $0.plans[0].id, offers[0])
        }
        #expect(less == .refused(.notPossible("WHOLE_PURCHASE")))
        let longer = try ledger.carryOut(
            by: "zheng-hao", key: "c1-Q3", Self.change(188_000, into: 12))
        #expect(longer.receipt != nil)
        #expect(try ledger.verify() == [])
        try ledger.advance(to: morning + 40 * 86_400)
        #expect(try ledger.verify() == [])
    }

    private static func certify(_ loan: String, on day: Day) -> (Account) throws -> Order {
        { account in
            let loan = try #require((account.loans + account.plans).first { $0.id == loan })
            return .certify(loan: loan.id, try account.certificate(of: loan, on: day).get())
        }
    }

    @Test func issuesACertificateFromTheNextDayOn() throws {
        let ledger = try Ledger.inMemory()
        let execution = try ledger.carryOut(
            by: "lin-xue", Self.certify("LN10004608", on: morning.day))
        let receipt = try #require(execution.receipt)
        #expect(receipt.number == "R000001" && receipt.postings.isEmpty)
        guard case .certify(_, let certificate) = receipt.order else { return }
        #expect(certificate.principal == yuan(3_000) && certificate.periods == 3)
        #expect(!certificate.isEarly && certificate.paid < morning.day)
        #expect(try ledger.verify() == [])

        let (order, evidence) = try ledger.settlement(by: "zhang-wei")
        _ = try ledger.execute(
            order, customer: "zhang-wei", key: "c1-Q2", evidence: evidence, at: morning)
        #expect(throws: CertificateRefusal.fromTomorrow) {
            try ledger.carryOut(by: "zhang-wei", Self.certify("LN10003815", on: morning.day))
        }
        #expect(throws: CertificateRefusal.notSettled) {
            try ledger.carryOut(by: "feng-lan", Self.certify("LN10001772", on: morning.day))
        }
        let early = try ledger.carryOut(
            by: "zhang-wei", at: tomorrow, key: "c1-Q3",
            Self.certify("LN10003815", on: tomorrow.day))
        guard case .certify(_, let paidEarly) = early.receipt?.order else {
            Issue.record("\(early)")
            return
        }
        #expect(paidEarly.isEarly && paidEarly.amount == order.total)
        #expect(try ledger.verify() == [])
    }

    /// What happened, as the customer is told it.
    @Test func tellsTheHistory() throws {
        let ledger = try Ledger.inMemory()
        _ = try ledger.carryOut(by: "zhang-wei", Self.split("家电商城", into: 6))
        _ = try ledger.carryOut(by: "zhang-wei", key: "c1-Q2", Self.cancel())
        let history = try ledger.known("zhang-wei").history
        #expect(history.map(\.receipt) == [nil, nil, "R000001", "R000002"])
        #expect(
            history.suffix(2).map(\.what) == [
                .planMade(Money(fen: 329_900)), .planCancelled(Money(fen: 329_900)),
            ])
        guard case .paid(let parts, isAutomatic: true) = history[0].what else {
            Issue.record("\(history[0])")
            return
        }
        #expect(parts.total == Money(fen: 91_680))
        // Ten days ago the card was empty.
        let failed = try ledger.known("zhao-lei").history.last
        #expect(failed?.what == .debitFailed(Money(fen: 73_344)))
        #expect(failed?.subject == "LN10006042")
    }
}
