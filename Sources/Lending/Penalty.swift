import Quantities

extension PenaltyRule {
    /// The penalty on overdue principal (rule R8), in fen, half up.
    ///
    /// - Parameters:
    ///   - principal: the principal of one overdue row that is not paid; nothing else bears any.
    ///   - rate: the contract rate a year, which the mode `multiple` starts from.
    ///   - days: days since the due date. Up to `graceDays` there is no penalty; beyond that it
    ///     counts from the day after the due date, the days of grace included.
    /// - Throws: `LendingError` for amounts, rates or parameters outside what makes sense.
    package func penalty(
        on principal: Money, at rate: Rate, days: Int
    ) throws(LendingError) -> Money {
        try check()
        try Limits.check(principal)
        try Limits.check(rate)
        guard days > graceDays else { return .zero }
        guard days <= Limits.days.upperBound - Limits.days.lowerBound else { throw .day }
        let base = Int128(principal.fen) * Int128(days)
        switch mode {
        case .multiple(let numerator, let denominator, let cap):
            // An exact fraction: 1.5 times 17.99 % is never rounded to a rate of its own.
            var (over, under) = (Int128(rate.ppm) * Int128(numerator), Int128(denominator))
            if let cap, over > Int128(cap.ppm) * under { (over, under) = (Int128(cap.ppm), 1) }
            return try Limits.roundedHalfUp(base * over, over: under * 360_000_000)
        case .daily(let rate):
            return try Limits.roundedHalfUp(base * Int128(rate.ppm), over: 1_000_000)
        }
    }

    func check() throws(LendingError) {
        guard graceDays >= 0 else { throw .rule("\(graceDays) days of grace") }
        switch mode {
        case .multiple(let numerator, let denominator, let cap):
            let fair = 1...1_000_000
            guard fair.contains(denominator), numerator == 0 || fair.contains(numerator) else {
                throw .rule("a penalty of \(numerator)/\(denominator) times the rate")
            }
            if let cap { try Limits.check(cap) }
        case .daily(let rate): try Limits.check(rate)
        }
    }
}

extension Loan {
    /// The penalty on a row that is owed on a day, in fen (rule R8), less what was paid of it.
    ///
    /// Until a part of the row is paid late it is worked out on the principal that is open. From
    /// then on it is what had grown by that day and what has grown on the rest since.
    func penaltyOwed(on row: Row, day: Day) throws(LendingError) -> Money {
        let rule: PenaltyRule
        let since: Day
        if let charged = row.charged {
            (rule, since) = (PenaltyRule(graceDays: 0, mode: penalty.mode), charged.upTo)
        } else {
            (rule, since) = (penalty, row.instalment.due)
        }
        let growing = try rule.penalty(
            on: row.open.principal, at: terms.annualRate, days: day - since)
        return max(.zero, (row.charged?.amount ?? .zero) + growing - row.paid.penalty)
    }

    /// The penalty of a row as it is charged by a payment on a day; nil while there is none.
    package func penaltyCharged(
        on row: Row, by day: Day
    ) throws(LendingError) -> ChargedPenalty? {
        let owed = try penaltyOwed(on: row, day: day)
        guard owed > .zero || row.charged != nil else { return nil }
        return ChargedPenalty(amount: row.paid.penalty + owed, upTo: day)
    }
}
