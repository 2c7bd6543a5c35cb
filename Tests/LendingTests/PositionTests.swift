import Lending
import Quantities
import Testing

/// What is owed, what is due and when, and what is left to spend.
struct PositionTests {
    /// A loan due on the 15th with three rows paid, so that the fourth is due on 15 July.
    @Test(arguments: [
        ("2026-07-14", 0, 0, 0, 0), ("2026-07-15", 91_680, 0, 0, 0),
        ("2026-07-16", 91_680, 0, 1, 0), ("2026-07-18", 91_680, 0, 3, 0),
        ("2026-07-19", 91_680, 214, 4, 4), ("2026-07-25", 91_680, 535, 10, 10),
        ("2026-08-15", 183_360, 1657, 31, 31),
    ])
    func dues(
        _ day: String, _ due: Int64, _ penalty: Int64, _ late: Int, _ pastDue: Int
    ) throws {
        let loan = try Sample.loan(paid: 3)
        let day = Sample.day(day)
        let dues = loan.duesUnpaid(on: day)
        #expect(dues.principal + dues.interest == Money(fen: due))
        #expect(dues.penalty == Money(fen: penalty))
        #expect(loan.daysLate(on: day) == late)
        #expect(loan.daysPastDue(on: day) == pastDue)
        #expect(loan.remainingTotal(on: day) == Money(fen: 91_680 * 8 + 91_681 + penalty))
        #expect(loan.nextDue?.instalment.number == 4)
        #expect(loan.outstandingPrincipal == Money(fen: 766_492))
    }

    @Test func aSettledContractOwesNothing() throws {
        var loan = try Sample.loan(paid: 3)
        loan.status = .settled
        let day = Sample.day("2026-08-01")
        #expect(loan.outstandingPrincipal == .zero)
        #expect(loan.duesUnpaid(on: day) == .zero)
        #expect(loan.nextDue == nil)
        #expect(loan.remainingTotal(on: day) == .zero)
        #expect(loan.daysPastDue(on: day) == 0)
    }

    @Test func aRevolvingLoan() {
        let day = Sample.day("2026-03-31")
        let loan = Sample.revolving
        #expect(loan.outstandingPrincipal == Sample.yuan(3000))
        #expect(loan.remainingTotal(on: day) == Money(fen: 304_461))
        #expect(loan.duesUnpaid(on: day) == .zero)
        #expect(loan.nextDue == nil)
    }

    @Test func anAccountInOrder() throws {
        let day = Sample.day("2026-06-12")
        let account = Sample.account(
            loans: [try Sample.loan(paid: 2), Sample.revolving],
            plans: [try Sample.loan(Sample.plan, paid: 1, id: "IP20260001")],
            unbilled: [
                Purchase(id: "PU1", merchant: "超市", amount: Sample.yuan(50), booked: day)
            ],
            on: day)
        #expect(
            account.outstandingPrincipal
                == Money(fen: 845_490 + 300_000 + 550_000 + 800_000 + 5000))
        #expect(account.outstanding(on: day).map(\.principal.fen) == [845_490, 300_000, 550_000])
        #expect(account.outstandingTotal(on: day) > account.outstandingPrincipal)
        #expect(account.arrears(on: day) == .zero)
        #expect(account.amountDue(on: day) == Money(fen: 91_680 + 53_600 + 800_000))
        #expect(
            account.nextDueDates(on: day).map(\.description)
                == ["2026-06-15", "2026-06-28", "2026-07-05"])
        #expect(account.nextDueDate(on: day) == Sample.day("2026-06-15"))
        #expect(account.available(on: day).usable == Sample.yuan(12_500))
    }

    @Test func anAccountInArrears() throws {
        let day = Sample.day("2026-07-25")
        let account = Sample.account(
            loans: [try Sample.loan(paid: 3)], on: day)
        let arrears = account.arrears(on: day)
        #expect(arrears.principal == Money(fen: 80_183 + 800_000))
        #expect((arrears.interest, arrears.penalty) == (Money(fen: 11_497), Money(fen: 535)))
        #expect(account.daysPastDue(on: day) == 27)
        // The overdue row with its penalty, the row of August, and the statement.
        #expect(account.amountDue(on: day) == Money(fen: 92_215 + 91_680 + 800_000))
        #expect(account.nextDueDates(on: day) == [Sample.day("2026-08-15")])
        #expect(account.available(on: day).nominal == Sample.yuan(12_500))
        #expect(account.available(on: day).usable == .zero)
    }

    @Test func whatIsDueTodayIsNoArrears() throws {
        let day = Sample.day("2026-07-15")
        let account = Sample.account(
            loans: [try Sample.loan(paid: 3)], statement: nil, on: day)
        #expect(account.arrears(on: day) == .zero)
        #expect(account.amountDue(on: day) == Money(fen: 91_680))
        #expect(account.nextDueDate(on: day) == day)
        #expect(account.arrears(on: day + 1).total == Money(fen: 91_680))
        #expect((account.daysLate(on: day + 1), account.daysPastDue(on: day + 1)) == (1, 0))
    }

    /// A tenth of what is unpaid, up to the fen, and what the plan asks for by the due date.
    @Test(arguments: [
        (0, 0, "800.00"), (1, 0, "800.00"), (9, 0, "800.00"),
        (10, 0, "799.99"),
        (800_000, 0, "0.00"), (0, 1, "1,336.00"),
    ])
    func minimumPayment(_ paid: Int64, _ plans: Int, is expected: String) throws {
        var statement = Sample.statement
        statement.paid = Money(fen: paid)
        // A plan whose first row, 536.00, is due with the statement.
        var terms = Sample.plan
        terms.start = Sample.day("2026-05-28")
        let plan = try Sample.loan(terms, id: "IP20260001")
        let account = Sample.account(
            plans: Array(repeating: plan, count: plans), statement: statement,
            on: Sample.day("2026-06-12"))
        #expect(account.minimumPayment(of: statement).description == expected)
    }
}
