import Quantities

extension Loan {
    /// What the contract costs a year, as it is disclosed: simple, to a hundredth of a percent. It
    /// is the contract rate; for interest by the day the rate on a year of 365 days (rule R7); for
    /// a flat fee the annualised rate of its instalments (rule R11). One contract is told one rate.
    package var disclosedRate: Rate {
        switch terms.method {
        case .daily: return Rate(ppm: terms.annualRate.disclosedSimpleAnnual / 10_000 * 100)
        case .flatFee:
            let flows = rows.map(\.instalment.total)
            let annual = try? AnnualRate(disbursed: terms.principal, flows: flows)
            return Rate(ppm: Int64(annual?.nominal ?? 0) * 100)
        case .equalInstalment, .equalPrincipal, .interestOnly: return terms.annualRate
        }
    }

    /// The day the last payment falls due; nil for interest by the day, which has none.
    package var lastDue: Day? { rows.last { !$0.isPaid }?.instalment.due }

    /// Interest and fees that are still to be paid when the rest is paid as it falls due; nil for
    /// interest by the day, which nobody knows beforehand.
    package var costToCome: Money? {
        guard terms.method != .daily else { return nil }
        return rows.filter { !$0.isPaid }.map { $0.open.interest + $0.open.fee }.sum()
    }
}

/// What contracts are compared by.
package enum ContractOrder: String, CaseIterable, Codable, Sendable {
    case rateHigh = "rate_high"
    case rateLow = "rate_low"
    /// Principal left.
    case amountHigh = "amount_high"
    case amountLow = "amount_low"
    /// The next instalment.
    case instalmentHigh = "instalment_high"
    case instalmentLow = "instalment_low"
    /// The next payment from the day on.
    case dueFirst = "due_first"
    case dueLast = "due_last"
    /// The last payment.
    case endFirst = "end_first"
    case endLast = "end_last"
    /// Interest and fees still to come.
    case costHigh = "cost_high"
    case costLow = "cost_low"

    /// Whether the greatest value is meant, not the least.
    private var isFromTop: Bool {
        switch self {
        case .rateHigh, .amountHigh, .instalmentHigh, .dueLast, .endLast, .costHigh: true
        case .rateLow, .amountLow, .instalmentLow, .dueFirst, .endFirst, .costLow: false
        }
    }

    /// Parts per million, fen, or the number of a day; nil where a contract has no such thing.
    private func value(of loan: Loan, on day: Day) -> Int64? {
        switch self {
        case .rateHigh, .rateLow: loan.disclosedRate.ppm
        case .amountHigh, .amountLow: loan.outstandingPrincipal.fen
        case .instalmentHigh, .instalmentLow: loan.nextDue(from: day)?.open.total.fen
        case .dueFirst, .dueLast: loan.nextDue(from: day).map { Int64($0.instalment.due.number) }
        case .endFirst, .endLast: loan.lastDue.map { Int64($0.number) }
        case .costHigh, .costLow: loan.costToCome?.fen
        }
    }

    /// The contracts that have the value, the one that is asked for first; equals as they stand.
    package func sorted(_ loans: [Loan], on day: Day) -> [Loan] {
        let valued = loans.enumerated().compactMap { place, loan in
            value(of: loan, on: day).map { (loan: loan, value: $0, place: place) }
        }
        return valued.sorted {
            $0.value == $1.value ? $0.place < $1.place : ($0.value > $1.value) == isFromTop
        }.map(\.loan)
    }

    /// All that share the first place: one, where no two are equal.
    package func first(of loans: [Loan], on day: Day) -> [Loan] {
        let sorted = sorted(loans, on: day)
        guard let best = sorted.first.flatMap({ value(of: $0, on: day) }) else { return [] }
        return sorted.filter { value(of: $0, on: day) == best }
    }
}
