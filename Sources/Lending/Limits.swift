import Quantities

/// What the formulas accept. Within these limits no product leaves 128 bits and no sum 64, so the
/// arithmetic behind them needs no further checks and cannot trap.
enum Limits {
    static let periods = 1...600
    static let rates = Rate.zero...Rate(ppm: 10_000_000)
    /// The years 1 to 9999.
    static let days = Day(number: -719_162)...Day(number: 2_932_896)

    static func check(_ amount: Money, from least: Money = .zero) throws(LendingError) {
        guard amount >= least, amount <= Money.limit else { throw .amount(amount) }
    }

    static func check(_ rate: Rate) throws(LendingError) {
        guard rates.contains(rate) else { throw .rate(rate) }
    }

    static func check(_ day: Day) throws(LendingError) {
        guard days.contains(day) else { throw .day }
    }

    static func check(start: Day, periods count: Int) throws(LendingError) {
        guard periods.contains(count) else { throw .periods(count) }
        try check(start)
        try check(start.adding(months: count))
    }

    /// `amount` itself, unless it has grown above the limit.
    static func within(_ amount: Money) throws(LendingError) -> Money {
        guard amount.isWithinLimit else { throw .tooLarge }
        return amount
    }

    /// Half up to the fen (rule R1), unless the result is above the limit.
    static func roundedHalfUp(
        _ numerator: Int128, over denominator: Int128
    ) throws(LendingError) -> Money {
        guard numerator / denominator <= Int128(Money.limit.fen) else { throw .tooLarge }
        return Money(fen: roundHalfUp(numerator, over: denominator))
    }
}

extension Terms {
    /// Refuses terms that no schedule can be made of.
    func check() throws(LendingError) {
        guard method != .daily else { throw .noRows }
        try Limits.check(principal, from: Money(fen: 1))
        try Limits.check(annualRate)
        try Limits.check(feeRatePerPeriod)
        try Limits.check(start: start, periods: periods)
    }
}

extension Loan {
    /// Refuses a stored contract whose rows no formula can be trusted with.
    func check() throws(LendingError) {
        guard status == .active else { throw .notActive(contract: id) }
        try Limits.check(terms.annualRate)
        try Limits.check(terms.start)
        try Limits.check(signed)
        try penalty.check()
        try prepaymentFee.check()
        for row in rows {
            try Limits.check(row.instalment.due)
            try check(row)
        }
        guard remainingScheduled.isWithinLimit else { throw .tooLarge }
    }

    private func check(_ row: Row) throws(LendingError) {
        let (plan, paid) = (row.instalment, row.paid)
        let pairs = [
            (plan.principal, paid.principal), (plan.interest, paid.interest), (plan.fee, paid.fee),
            (Money.limit, paid.penalty),
        ]
        for (scheduled, paid) in pairs {
            try Limits.check(scheduled)
            guard paid >= .zero, paid <= scheduled else {
                throw .contradiction(
                    contract: id, "instalment \(plan.number) has \(paid) paid of \(scheduled)")
            }
        }
    }
}
