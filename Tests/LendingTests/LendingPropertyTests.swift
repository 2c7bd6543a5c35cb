import Foundation
import Lending
import Quantities
import Testing

/// What holds for every contract. Random contracts from a printed seed; `LENDING_SEED` repeats one.
struct LendingPropertyTests {
    static let seed =
        ProcessInfo.processInfo.environment["LENDING_SEED"].flatMap { UInt64($0) }
        ?? UInt64.random(in: 1...999_999_999)

    private func forAll(_ count: Int = 2000, _ check: (inout RandomContracts) throws -> Void)
        rethrows
    {
        print("LENDING_SEED=\(Self.seed)")
        var contracts = RandomContracts(seed: Self.seed)
        for _ in 0..<count { try check(&contracts) }
    }

    @Test func rowsRepayThePrincipalAndNothingElse() throws {
        try forAll { contracts in
            let terms = contracts.terms()
            let schedule = try Schedule(terms)
            var left = terms.principal
            for row in schedule.rows {
                left -= row.principal
                try #require(row.balanceAfter == left, "\(terms)")
                try #require(left >= .zero && row.principal >= .zero, "\(terms)")
                try #require(row.interest >= .zero && row.fee >= .zero, "\(terms)")
            }
            try #require(left == .zero, "\(terms)")
            try #require(schedule.rows.map(\.number) == Array(1...terms.periods), "\(terms)")
            let dates = schedule.rows.map(\.due)
            try #require(zip(dates, dates.dropFirst()).allSatisfy { $0 < $1 }, "\(terms)")
        }
    }

    @Test func levelInstalmentsAreLevel() throws {
        try forAll { contracts in
            var terms = contracts.terms()
            // A few fen would be repaid before the term is over.
            (terms.method, terms.principal) = (.equalInstalment, terms.principal + Sample.yuan(100))
            let rows = try Schedule(terms).rows
            let level = rows[0].total
            try #require(rows.dropLast().allSatisfy { $0.total == level }, "\(terms)")
            // Half a fen a row, grown by interest, is all that the last one can differ by.
            let difference = (rows[rows.count - 1].total - level).fen.magnitude
            try #require(difference <= 3 * UInt64(terms.periods) + 1, "\(terms)")
        }
    }

    @Test func payingOffOnTheLastDueDateIsTheLastRow() throws {
        try forAll { contracts in
            let terms = contracts.terms()
            let loan = try contracts.loan(terms, paid: terms.periods - 1)
            let last = try #require(loan.rows.last).instalment
            guard last.total > .zero, loan.paidRows == terms.periods - 1 else { return }
            let quote = try loan.payoffQuote(on: last.due)
            try #require(quote.total == last.total, "\(terms)")
            try #require(quote.netSaved == .zero, "\(terms)")
        }
    }

    @Test func payingOffNeverCostsMoreThanPayingToTheEnd() throws {
        try forAll { contracts in
            let loan = try contracts.loan()
            let day = contracts.day(of: loan)
            let quote = try loan.payoffQuote(on: day)
            let plain = quote.total - quote.prepaymentFee - quote.dueParts.penalty
            let toTheEnd = loan.rows.map(\.open.total).sum()
            try #require(plain <= toTheEnd, "\(loan.terms) on \(day)")
            try #require(toTheEnd - plain == quote.interestSaved + quote.feeSaved)
            try #require(quote.parts.total == quote.total)
            try #require(quote.parts.principal == loan.outstandingPrincipal)
            let operation = Operation.repayment(
                contract: loan.id, principal: .loanPrincipal, parts: quote.parts)
            try #require(operation.postings.map(\.signed).sum() == .zero)
        }
    }

    @Test func aPartAndThePayoffAfterItRepayThePrincipal() throws {
        try forAll { contracts in
            let loan = try contracts.loan()
            let day = contracts.day(of: loan)
            let before = try loan.payoffQuote(on: day)
            guard loan.terms.method != .flatFee, before.dueParts.total == .zero,
                before.notDuePrincipal > Money(fen: 1)
            else { return }
            let part = contracts.amount(1...before.notDuePrincipal.fen - 1)
            for mode in PrepaymentQuote.Mode.allCases
            where loan.terms.method != .interestOnly || mode == .reduceInstalment {
                let quote = try loan.prepaymentQuote(of: part, mode: mode, on: day)
                let after = try loan.replacingRows(with: quote).payoffQuote(on: day)
                try #require(after.notDuePrincipal + part == before.notDuePrincipal)
                try #require(quote.remainingPrincipal + part == before.notDuePrincipal)
                try #require(quote.rows.last?.balanceAfter == .zero)
                try #require(quote.rows.allSatisfy { $0.principal >= .zero })
                let open = loan.rows.map(\.instalment).filter {
                    $0.due > day && ($0.number > loan.paidRows || $0.total == .zero)
                }.map(\.due)
                try #require(quote.rows.map(\.due) == Array(open.prefix(quote.rows.count)))
            }
        }
    }

    @Test func anAllocationLosesNothing() throws {
        try forAll { contracts in
            let rows = (1...3).map { Allocation.Row(number: $0, parts: contracts.dues()) }
            let payment = contracts.amount(0...2_000_000)
            let days = contracts.oneOf([1, 90, 91, 200])
            let allocation = try Allocation(of: payment, to: rows, daysPastDue: days)
            let covered = allocation.allocated.map(\.parts.total).sum()
            try #require(covered + allocation.unapplied == payment)
            for (row, (a, b)) in zip(rows, zip(allocation.allocated, allocation.remaining)) {
                try #require(a.parts + b.parts == row.parts)
            }
            let hasLeft = allocation.remaining.contains { $0.parts.total > .zero }
            try #require(allocation.unapplied == .zero || !hasLeft)
        }
    }

    @Test func annualRatesGiveTheMoneyBack() throws {
        try forAll(500) { contracts in
            let terms = contracts.terms()
            let flows = try Schedule(terms).rows.map(\.total)
            let rate = try AnnualRate(disbursed: terms.principal, flows: flows)
            let month = try #require(Double(rate.monthlyPercent)) / 100
            let value = flows.enumerated().reduce(0.0) {
                $0 + Double($1.element.fen) / pow(1 + month, Double($1.offset + 1))
            }
            let error = abs(value / Double(terms.principal.fen) - 1)
            try #require(error < 1e-6, "\(terms)")
            try #require(rate.effective >= rate.nominal, "\(terms)")
        }
    }

    /// Whatever the numbers are, there is an answer or an error.
    @Test func nothingTraps() throws {
        forAll(5000) { contracts in
            let terms = contracts.wildTerms()
            _ = try? Schedule(terms)
            guard var loan = try? contracts.loan() else { return }
            loan.terms.annualRate = terms.annualRate
            loan.terms.start = terms.start
            loan.penalty.graceDays = Int(contracts.wild())
            loan.penalty.mode = contracts.oneOf([
                .daily(Rate(ppm: contracts.wild())),
                .multiple(
                    numerator: Int(contracts.wild()), denominator: Int(contracts.wild()), cap: nil),
            ])
            let row = contracts.amount(0...Int64(loan.rows.count - 1))
            loan.rows[Int(row.fen)].instalment.interest = Money(fen: contracts.wild() / 1000)
            let day = Day(number: Int(contracts.wild()))
            _ = try? loan.payoffQuote(on: day)
            _ = try? loan.prepaymentQuote(
                of: Money(fen: contracts.wild()), mode: .reduceInstalment, on: day)
            _ = try? AnnualRate(
                disbursed: Money(fen: contracts.wild()), flows: [Money(fen: contracts.wild())])
        }
    }
}
