import Lending
import Quantities

/// Contracts and customers that tests start from.
enum Sample {
    static func day(_ text: String) -> Day { Day(text)! }
    static func yuan(_ yuan: Int64) -> Money { Money(fen: yuan * 100) }

    /// 10,000.00 in 12 level instalments of 916.80 at 18 %, from 15 March 2026.
    static let cash = Terms(
        method: .equalInstalment, principal: yuan(10_000), annualRate: Rate(ppm: 180_000),
        periods: 12, start: day("2026-03-15"))

    /// 6,000.00 in 12 rows of 500.00 and a fee of 36.00, from 5 May 2026.
    static let plan = Terms(
        method: .flatFee, principal: yuan(6000), feeRatePerPeriod: Rate(ppm: 6000), periods: 12,
        start: day("2026-05-05"))

    static func loan(
        _ terms: Terms = cash, paid: Int = 0, id: String = "LN20260001", source: String? = nil,
        signed: Day? = nil
    ) throws -> Loan {
        let rows = try Schedule(terms).rows.map { row in
            Loan.Row(
                instalment: row,
                paid: row.number <= paid
                    ? Parts(principal: row.principal, interest: row.interest, fee: row.fee) : .zero)
        }
        return Loan(
            id: id, purpose: "cash", status: .active, terms: terms, rows: rows,
            penalty: Product.penaltyRule(for: terms.method),
            prepaymentFee: Product.prepaymentFee(for: terms.method), source: source,
            signed: signed ?? terms.start)
    }

    /// Draws 5,000.00 on 1 March, repays 2,000.00 on the 11th, at 14.6 %.
    static let revolving = Loan(
        id: "LN20260002", purpose: "revolving", status: .active,
        terms: Terms(
            method: .daily, principal: yuan(5000), annualRate: Rate(ppm: 146_000), periods: 0,
            start: day("2026-03-01")),
        rows: [],
        movements: [
            DailyMovement(day: day("2026-03-01"), kind: .draw, amount: yuan(5000)),
            DailyMovement(day: day("2026-03-11"), kind: .repay, amount: yuan(2000)),
        ],
        penalty: Product.penaltyRule(for: .daily),
        prepaymentFee: Product.prepaymentFee(for: .daily), signed: day("2026-03-01"))

    /// 8,000.00 of purchases, cut on 10 June and due on the 28th.
    static let statement = Statement(
        id: "ST20260001", cut: day("2026-06-10"), due: day("2026-06-28"), purchases: yuan(8000),
        converted: .zero, paid: .zero, overdueHistory: [])

    static func account(
        loans: [Loan] = [], plans: [Loan] = [], statement: Statement? = statement,
        unbilled: [Purchase] = [], status: Customer.Status = .normal, on asOf: Day
    ) -> Account {
        Account(
            asOf: asOf, version: 1,
            customer: Customer(
                id: "zhang-wei", name: "张伟", phone: "13800000001", cardTail: "6001",
                cardBalance: yuan(50_000), status: status, language: "zh"),
            loans: loans, plans: plans, statement: statement, purchases: unbilled,
            credit: CreditLine(limit: yuan(20_000), used: yuan(7500), holds: .zero),
            risk: RiskProfile(
                fraudFlag: false, lendersWithBalance: 1, hardInquiries90Days: 0,
                setupAttempts24Hours: 0, monthlyIncome: yuan(10_000),
                monthlyObligations: yuan(3000), hoursSinceContactChange: nil))
    }
}
