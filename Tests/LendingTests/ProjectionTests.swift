import Lending
import Quantities
import Testing

/// A position on a later day, contracts in an order, and a shorter term without a crumb.
struct ProjectionTests {
    /// A loan of 15 March, asked about in June with two rows paid: 15 May is late, 15 July and
    /// August are to come.
    @Test(arguments: [
        ("2026-06-20", 0, 2), ("2026-07-14", 0, 2), ("2026-07-15", 91_680, 3),
        ("2026-08-20", 183_360, 4),
    ])
    func debitsAreTakenAndArrearsStay(_ day: String, _ debits: Int64, _ rows: Int) throws {
        let (today, day) = (Sample.day("2026-06-20"), Sample.day(day))
        let loan = try Sample.loan(paid: 2)
        #expect(loan.debits(from: today, to: day) == Money(fen: debits))
        let later = loan.projected(from: today, to: day)
        #expect(later.rows.filter(\.isPaid).count == rows)
        #expect(later.duesUnpaid(on: day).principal == loan.duesUnpaid(on: today).principal)
        #expect(later.duesUnpaid(on: day).penalty >= loan.duesUnpaid(on: today).penalty)
    }

    /// What settling costs then is what it costs on that day once the debits were really taken.
    @Test func settlingLaterIsSettlingThen() throws {
        let day = Sample.day("2026-07-20")
        let projected = try Sample.loan(paid: 3).projected(
            from: Sample.day("2026-06-20"), to: day)
        #expect(try projected.payoffQuote(on: day) == Sample.loan(paid: 4).payoffQuote(on: day))
    }

    @Test func aContractEndsOfItself() throws {
        let today = Sample.day("2026-06-20")
        let loan = try Sample.loan(paid: 3)
        #expect(loan.projected(from: today, to: Sample.day("2027-03-14")).status == .active)
        #expect(loan.projected(from: today, to: Sample.day("2027-03-15")).status == .settled)
    }

    @Test func aStatementIsPaidOnItsDay() throws {
        let account = Sample.account(on: Sample.day("2026-06-20"))
        #expect(account.projected(to: Sample.day("2026-06-27")).statement?.unpaid != .zero)
        let later = account.projected(to: Sample.day("2026-06-28"))
        #expect(later.statement?.unpaid == .zero && later.asOf == Sample.day("2026-06-28"))
        #expect(account.projected(to: Sample.day("2026-06-01")) == account)
    }

    @Test(arguments: [
        (ContractOrder.rateHigh, "0001"), (.rateLow, "0003"), (.amountHigh, "0001"),
        (.amountLow, "0002"), (.dueFirst, "0003"), (.dueLast, "0001"), (.endFirst, "0001"),
        (.endLast, "0003"),
    ])
    func orders(_ order: ContractOrder, _ tail: String) throws {
        let loans = [
            try Sample.loan(), Sample.revolving, try Sample.loan(Sample.plan, id: "PL20260003"),
        ]
        let first = order.first(of: loans, on: Sample.day("2026-05-20"))
        #expect(first.map(\.tail) == [tail])
    }

    @Test func oneContractHasOneRate() throws {
        #expect(try Sample.loan().disclosedRate == Rate(ppm: 180_000))
        #expect(Sample.revolving.disclosedRate == Rate(ppm: 148_000))
        #expect(try Sample.loan(Sample.plan).disclosedRate == Rate(ppm: 130_300))
    }

    /// Whole instalments paid early shorten the term by as many: a fen left over is no row.
    @Test(arguments: 1...8) func wholeInstalmentsLeaveNoCrumb(_ count: Int) throws {
        let loan = try Sample.loan(paid: 2)
        let day = Sample.day("2026-05-16")
        let principal = loan.principal(ofNextRows: count, on: day)
        let quote = try loan.prepaymentQuote(of: principal, mode: .shortenTerm, on: day)
        #expect(quote.rows.count == 10 - count)
        #expect(quote.remainingPrincipal == loan.prepayable(on: day) - principal)
        #expect(quote.rows.last.map { $0.total < Money(fen: 91_680 + 100) } ?? false)
    }
}
