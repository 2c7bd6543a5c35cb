import Lending
import Quantities
import Testing

/// Nonsense and sums beyond the limit are refused with a sentence; nothing traps.
struct RefusedInputTests {
    static func terms(_ change: (inout Terms) -> Void) -> Terms {
        var terms = Sample.cash
        change(&terms)
        return terms
    }

    static let refused: [(Terms, LendingError)] = [
        (terms { $0.method = .daily }, .noRows),
        (terms { $0.principal = .zero }, .amount(.zero)),
        (terms { $0.principal = Money(fen: -1) }, .amount(Money(fen: -1))),
        (terms { $0.principal = Money(fen: .min) }, .amount(Money(fen: .min))),
        (terms { $0.principal = Money(fen: .max) }, .amount(Money(fen: .max))),
        (terms { $0.principal = .limit + Money(fen: 1) }, .amount(.limit + Money(fen: 1))),
        (terms { $0.principal = .limit }, .tooLarge),
        (terms { $0.periods = 0 }, .periods(0)),
        (terms { $0.periods = -1 }, .periods(-1)),
        (terms { $0.periods = .max }, .periods(.max)),
        (terms { $0.annualRate = Rate(ppm: -1) }, .rate(Rate(ppm: -1))),
        (terms { $0.annualRate = Rate(ppm: .max) }, .rate(Rate(ppm: .max))),
        (terms { $0.feeRatePerPeriod = Rate(ppm: .min) }, .rate(Rate(ppm: .min))),
        (terms { $0.start = Day(number: .max) }, .day),
        (terms { $0.start = Day(number: .min) }, .day),
        (terms { $0.start = Sample.day("9999-06-30") }, .day),
        (
            terms {
                ($0.method, $0.principal) = (.flatFee, .limit)
                ($0.feeTiming, $0.feeRatePerPeriod) = (.upfrontFirst, Rate(ppm: 10_000_000))
            }, .tooLarge
        ),
    ]

    @Test(arguments: refused.indices)
    func schedule(_ index: Int) {
        let (terms, error) = Self.refused[index]
        #expect(throws: error) { try Schedule(terms) }
        #expect(error.description.hasSuffix("."))
    }

    @Test func theLargestContractsAreStillWorkedOut() throws {
        for method in RepaymentMethod.allCases where method != .daily {
            let schedule = try Schedule(
                Self.terms { terms in
                    (terms.method, terms.principal) = (method, Money(fen: 10_000_000_000))
                    (terms.periods, terms.annualRate) = (600, Rate(ppm: 360_000))
                })
            #expect(schedule.totals.principal == Money(fen: 10_000_000_000))
        }
        let level = try Schedule.levelInstalment(
            principal: .limit, rate: Rate(ppm: 10_000_000), periods: 600)
        #expect(level == Money(fen: 833_333_333_333))
    }

    @Test func aContractThatContradictsItself() throws {
        let day = Sample.day("2026-06-01")
        var loan = try Sample.loan()
        loan.rows[1].paid.principal = loan.rows[1].instalment.principal + Money(fen: 1)
        #expect(throws: LendingError.self) { try loan.payoffQuote(on: day) }
        loan.rows[1].paid.principal = Money(fen: .min)
        #expect(throws: LendingError.self) { try loan.payoffQuote(on: day) }
        loan = try Sample.loan()
        loan.rows[0].instalment.interest = Money(fen: .max)
        #expect(throws: LendingError.self) { try loan.payoffQuote(on: day) }
        loan = try Sample.loan()
        loan.penalty.mode = .multiple(numerator: 3, denominator: 0, cap: nil)
        #expect(throws: LendingError.self) { try loan.payoffQuote(on: day) }
        #expect(loan.duesUnpaid(on: day).penalty == .zero)
        loan = try Sample.loan()
        loan.prepaymentFee.rate = Rate(ppm: -1)
        #expect(throws: LendingError.rate(Rate(ppm: -1))) { try loan.payoffQuote(on: day) }
    }

    @Test func daysBeyondTheCalendar() throws {
        let loan = try Sample.loan()
        #expect(throws: LendingError.day) { try loan.payoffQuote(on: Day(number: .max)) }
        #expect(throws: LendingError.day) { try loan.payoffQuote(on: Day(number: .min)) }
        #expect(throws: LendingError.day) {
            try DailyInterest(
                [], rate: Rate(ppm: 180_000), until: Day(number: .max))
        }
        #expect(throws: LendingError.tooEarly(Sample.cash.start, drawn: Sample.cash.start)) {
            try loan.payoffQuote(on: Sample.cash.start)
        }
        #expect(Schedule.dueDates(start: Sample.cash.start, periods: -3).isEmpty)
    }

    @Test func movementsThatCannotBe() {
        let draw = DailyMovement(
            day: Sample.day("2026-03-01"), kind: .draw, amount: Sample.yuan(10))
        var repay = DailyMovement(
            day: Sample.day("2026-03-02"), kind: .repay, amount: Sample.yuan(11))
        let rate = Rate(ppm: 180_000)
        let until = Sample.day("2026-04-01")
        #expect(throws: LendingError.self) {
            try DailyInterest([draw, repay], rate: rate, until: until)
        }
        repay.amount = Money(fen: .min)
        #expect(throws: LendingError.self) {
            try DailyInterest([draw, repay], rate: rate, until: until)
        }
        repay = DailyMovement(day: draw.day, kind: .draw, amount: .limit)
        #expect(throws: LendingError.self) {
            try DailyInterest([draw, repay], rate: rate, until: until)
        }
    }

    @Test func prepaymentsThatCannotBe() throws {
        let day = Sample.day("2026-07-01")
        let loan = try Sample.loan(paid: 3)
        let notDue = Money(fen: 766_492)
        for amount in [Money.zero, Money(fen: -1), notDue, Money(fen: .max)] {
            #expect(throws: LendingError.prepayment(amount, notDue: notDue)) {
                try loan.prepaymentQuote(of: amount, mode: .reduceInstalment, on: day)
            }
        }
        #expect(throws: LendingError.overdueFirst(contract: loan.id)) {
            try loan.prepaymentQuote(of: Sample.yuan(100), mode: .shortenTerm, on: day + 14)
        }
        let plan = try Sample.loan(Sample.plan)
        #expect(throws: LendingError.notPrepayable(.flatFee)) {
            try plan.prepaymentQuote(of: Sample.yuan(100), mode: .shortenTerm, on: day)
        }
        #expect(throws: LendingError.notPrepayable(.daily)) {
            try Sample.revolving.prepaymentQuote(
                of: Sample.yuan(100), mode: .reduceInstalment, on: day)
        }
        var terms = Sample.cash
        terms.method = .interestOnly
        let interestOnly = try Sample.loan(terms, paid: 3)
        #expect(throws: LendingError.notPrepayable(.interestOnly)) {
            try interestOnly.prepaymentQuote(of: Sample.yuan(100), mode: .shortenTerm, on: day)
        }
    }

    @Test func penaltiesThatCannotBe() {
        let money = Sample.yuan(100)
        let rate = Rate(ppm: 180_000)
        let rules = [
            PenaltyRule(graceDays: -1, mode: .daily(.zero)),
            PenaltyRule(graceDays: 0, mode: .daily(Rate(ppm: -1))),
            PenaltyRule(graceDays: 0, mode: .multiple(numerator: 3, denominator: 0, cap: nil)),
            PenaltyRule(graceDays: 0, mode: .multiple(numerator: .max, denominator: 1, cap: nil)),
            PenaltyRule(
                graceDays: 0, mode: .multiple(numerator: 3, denominator: 2, cap: Rate(ppm: .min))),
        ]
        for rule in rules {
            #expect(throws: LendingError.self) {
                try rule.penalty(on: money, at: rate, days: 10)
            }
        }
        let fair = Product.penaltyRule(for: .equalInstalment)
        #expect(throws: LendingError.self) { try fair.penalty(on: -money, at: rate, days: 10) }
        #expect(throws: LendingError.self) { try fair.penalty(on: money, at: rate, days: .max) }
        #expect(throws: Never.self) { try fair.penalty(on: money, at: rate, days: .min) }
        #expect(throws: LendingError.tooLarge) {
            try fair.penalty(on: .limit, at: rate, days: 3_000_000)
        }
    }

    @Test func allocationsThatCannotBe() {
        let row = Allocation.Row(number: 1, parts: Parts(principal: Money(fen: -1)))
        #expect(throws: LendingError.self) {
            try Allocation(of: Money(fen: 1), to: [row], daysPastDue: 0)
        }
        #expect(throws: LendingError.self) {
            try Allocation(of: Money(fen: -1), to: [], daysPastDue: 0)
        }
    }
}
