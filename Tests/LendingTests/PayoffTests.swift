import Lending
import Quantities
import Testing

/// When a contract can be paid off, for which day, and what of it is owed.
struct PayoffTests {
    @Test(arguments: [
        ("2026-03-02T00:00", "2026-03-02", "2026-03-02T22:00+08:00"),
        ("2026-03-02T21:59:59", "2026-03-02", "2026-03-02T22:00+08:00"),
        ("2026-03-02T22:00", "2026-03-03", "2026-03-03T22:00+08:00"),
        ("2026-12-31T23:59:59", "2027-01-01", "2027-01-01T22:00+08:00"),
    ])
    func cutOff(_ now: String, counts day: String, until cutOff: String) throws {
        let now = try #require(Moment(now))
        #expect(valueDate(at: now).description == day)
        #expect(Product.nextCutOff(after: now).description == cutOff)
    }

    /// A loan of 15 March with `paid` rows paid, asked about at a moment.
    @Test(arguments: [
        (0, "2026-03-15T10:00", PayoffRefusal.sameDayDrawdown),
        (0, "2026-03-15T22:00", nil),
        (0, "2026-03-16T10:00", nil),
        (0, "2026-04-14T23:00", nil),
        (0, "2026-04-15T00:00", .pendingDeduction),
        (0, "2026-04-15T19:59:59", .pendingDeduction),
        (0, "2026-04-15T20:00", nil),
        (1, "2026-04-15T10:00", nil),
        (0, "2026-07-01T10:00", nil),
        (12, "2026-07-01T10:00", .alreadySettled),
    ])
    func refusal(_ paid: Int, _ now: String, is expected: PayoffRefusal?) throws {
        let now = try #require(Moment(now))
        let loan = try Sample.loan(paid: paid)
        let day = valueDate(at: now)
        #expect(loan.payoffRefusal(on: day, at: now, customer: .normal) == expected)
        if expected == nil { #expect(try loan.payoffQuote(on: day).total > .zero) }
    }

    @Test func refusalOfAContractThatIsNotOpen() throws {
        let now = try #require(Moment("2026-07-01T10:00"))
        var loan = try Sample.loan()
        #expect(loan.payoffRefusal(on: now.day, at: now, customer: .frozen) == .accountFrozen)
        loan.pendingDebit = now.day
        #expect(loan.payoffRefusal(on: now.day, at: now, customer: .normal) == .pendingDeduction)
        loan.status = .settled
        #expect(loan.payoffRefusal(on: now.day, at: now, customer: .frozen) == .alreadySettled)
        loan.status = .cancelled
        #expect(loan.payoffRefusal(on: now.day, at: now, customer: .normal) == .notActive)
        #expect(throws: LendingError.notActive(contract: loan.id)) {
            try loan.payoffQuote(on: now.day)
        }
    }

    @Test func refusalOfARevolvingLoan() throws {
        var loan = Sample.revolving
        let now = try #require(Moment("2026-03-31T10:00"))
        #expect(loan.payoffRefusal(on: now.day, at: now, customer: .normal) == nil)
        let again = DailyMovement(day: now.day, kind: .draw, amount: Sample.yuan(100))
        loan.movements.append(again)
        #expect(loan.payoffRefusal(on: now.day, at: now, customer: .normal) == .sameDayDrawdown)
        loan.movements = []
        #expect(loan.payoffRefusal(on: now.day, at: now, customer: .normal) == .dailyNothingOwed)
    }

    @Test func payoffByTheDay() throws {
        let quote = try Sample.revolving.payoffQuote(on: Sample.day("2026-03-31"))
        #expect(quote.notDuePrincipal == Sample.yuan(3000))
        #expect(quote.accruedInterest == Money(fen: 4461))
        #expect(quote.accruedDays == 30)
        #expect(quote.total == Money(fen: 304_461))
        #expect((quote.prepaymentFee, quote.netSaved) == (.zero, .zero))
    }

    @Test func aPlanIsMadeBeforeItsPeriodsBegin() throws {
        let signed = Sample.day("2026-04-20")
        let plan = try Sample.loan(Sample.plan, signed: signed)
        let quote = try plan.payoffQuote(on: signed + 1)
        #expect(quote.total == Sample.yuan(6000))
        #expect(quote.feeSaved == Sample.yuan(432))
        #expect(throws: LendingError.tooEarly(signed, drawn: signed)) {
            try plan.payoffQuote(on: signed)
        }
    }

    @Test func aPartOfARowThatIsPaidIsNotAskedForAgain() throws {
        var loan = try Sample.loan(paid: 3)
        let day = Sample.day("2026-07-25")
        let whole = try loan.payoffQuote(on: day)
        #expect(whole.dueParts.penalty == Money(fen: 535))
        loan.rows[3].paid = Parts(
            principal: Money(fen: 40_183), interest: Money(fen: 11_497), penalty: Money(fen: 100))
        let rest = try loan.payoffQuote(on: day)
        #expect(rest.dueParts.principal == Money(fen: 40_000))
        #expect(rest.dueParts.interest == .zero)
        // 400.00 for 10 days at 24 % is 2.67, and 1.00 of it is paid.
        #expect(rest.dueParts.penalty == Money(fen: 167))
        #expect(rest.notDuePrincipal == whole.notDuePrincipal)
        #expect(rest.daysPastDue == 10)
    }

    @Test(arguments: [
        (Product.prepaymentFee(for: .equalInstalment), 2, "2026-06-01", 8455),
        (Product.prepaymentFee(for: .equalInstalment), 3, "2026-07-01", 0),
        (Product.prepaymentFee(for: .equalInstalment), 0, "2026-03-22", 0),
        (Product.prepaymentFee(for: .equalInstalment), 0, "2026-03-23", 10_000),
        (Product.prepaymentFee(for: .daily), 0, "2026-03-23", 0),
    ])
    func prepaymentFee(_ rule: PrepaymentFee, _ paid: Int, _ day: String, is fen: Int64) throws {
        var loan = try Sample.loan(paid: paid)
        loan.prepaymentFee = rule
        #expect(try loan.payoffQuote(on: Sample.day(day)).prepaymentFee == Money(fen: fen))
    }

    @Test func aQuoteSurvivesItsRecord() throws {
        let quote = try Sample.loan(paid: 2).payoffQuote(on: Sample.day("2026-06-01"))
        #expect(try roundTrip(quote) == quote)
        let parts = quote.parts
        #expect(parts.principal == Money(fen: 845_490))
        #expect((parts.interest, parts.prepaymentFee) == (Money(fen: 7187), Money(fen: 8455)))
        let order = Order.settle(loan: "LN20260001", quote)
        #expect(try roundTrip(order) == order)
    }
}
