import Quantities

/// The amortisation schedule of a contract (rules R2 to R6), every row half up to the fen.
package struct Schedule: Equatable, Codable, Sendable {
    /// The instalments, the first one first.
    package var rows: [Instalment]

    /// - Throws: `LendingError` for the daily method, which has no rows; for a principal below 0.01
    ///   or above the limit, fewer than 1 or more than 600 periods, a rate outside 0 to 1,000 %, a
    ///   due date after the year 9999, and when the customer would pay more than the limit in all.
    package init(_ terms: Terms) throws(LendingError) {
        try terms.check()
        let dates = Self.dueDates(start: terms.start, periods: terms.periods)
        let slots = zip(1..., dates).map { Amortisation.Slot(number: $0, due: $1) }
        let share = Amortisation.equalShare(of: terms.principal, periods: terms.periods)
        switch terms.method {
        case .equalInstalment:
            let level = try Self.levelInstalment(
                principal: terms.principal, rate: terms.annualRate, periods: terms.periods)
            rows = Amortisation.rows(of: terms.principal, at: terms.annualRate, on: slots) {
                level - $0
            }
        case .equalPrincipal:
            rows = Amortisation.rows(of: terms.principal, at: terms.annualRate, on: slots) { _ in
                share
            }
        case .interestOnly:
            rows = Amortisation.rows(of: terms.principal, at: terms.annualRate, on: slots) { _ in
                .zero
            }
        case .flatFee:
            rows = Amortisation.rows(of: terms.principal, at: .zero, on: slots) { _ in share }
            try chargeFees(terms)
        case .daily: throw .noRows
        }
        _ = try Limits.within(totalPayable)
    }

    /// The fee is a share of the original principal, whatever is left of it (rule R6).
    private mutating func chargeFees(_ terms: Terms) throws(LendingError) {
        let fee = try Limits.within(terms.feeRatePerPeriod.share(of: terms.principal))
        switch terms.feeTiming {
        case .perPeriod: for index in rows.indices { rows[index].fee = fee }
        case .upfrontFirst: rows[0].fee = try Limits.within(fee * rows.count)
        }
    }

    /// Principal, interest and fee over all rows, in fen.
    package var totals: Parts {
        rows.reduce(.zero) {
            $0 + Parts(principal: $1.principal, interest: $1.interest, fee: $1.fee)
        }
    }

    /// What the customer pays in all, in fen.
    package var totalPayable: Money { rows.map(\.total).sum() }

    /// The due dates of `periods` monthly instalments (rule R2): the day of the month of `start`,
    /// or the last day of a shorter month, always counted from `start`. Holidays move nothing.
    package static func dueDates(start: Day, periods: Int) -> [Day] {
        (0..<max(0, periods)).map { start.adding(months: $0 + 1) }
    }

    /// The level instalment of rule R3 in fen, half up: the principal over the annuity factor
    /// `v + v^2 + … + v^n` with `v = 1 / (1 + rate / 12)`.
    ///
    /// That is the contract's `P r (1+r)^n / ((1+r)^n - 1)` without its power and its difference of
    /// near equals, so the factor can be summed in whole numbers of 10^-24: no floating point, and
    /// less than a millionth of a fen off for any contract. A rate of zero needs no special case.
    package static func levelInstalment(
        principal: Money, rate: Rate, periods: Int
    ) throws(LendingError) -> Money {
        try Limits.check(principal)
        try Limits.check(rate)
        guard Limits.periods.contains(periods) else { throw .periods(periods) }
        let one: Int128 = 1_000_000_000_000_000_000_000_000
        let (year, grown): (Int128, Int128) = (12_000_000, 12_000_000 + Int128(rate.ppm))
        var discount = one
        var factor: Int128 = 0
        for _ in 0..<periods {
            discount = discount * year / grown
            factor += discount
        }
        return try Limits.roundedHalfUp(Int128(principal.fen) * one, over: factor)
    }
}
