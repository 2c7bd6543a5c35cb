import Quantities

/// Interest by the day on what is drawn (rule R7): the day of a draw counts, the day of a
/// repayment or of the reckoning does not. Actual days on a base of 360.
package struct DailyInterest: Equatable, Sendable {
    /// Principal outstanding on the day of the reckoning, in fen.
    package let balance: Money
    /// Balance times days, summed, in fen-days.
    package let product: Int64
    /// Days on which anything was outstanding.
    package let days: Int
    /// The interest of the whole time, in fen, rounded once (rule R1).
    package let interest: Money

    /// Principal and interest, in fen: what paying everything back on that day costs.
    package var payoff: Money { balance + interest }

    /// - Parameters:
    ///   - movements: draws and repayments of principal; those of one day apply in the order
    ///     listed, those after `day` are left out.
    ///   - rate: the contract rate a year.
    ///   - day: the day of the reckoning.
    /// - Throws: `LendingError` when more is repaid than was drawn, for amounts and rates outside
    ///   what makes sense, and for sums above the limit.
    package init(
        _ movements: [DailyMovement], rate: Rate, until day: Day
    ) throws(LendingError) {
        try Limits.check(rate)
        try Limits.check(day)
        var balance = Money.zero
        var product: Int64 = 0
        var days = 0
        var last = day
        for movement in Self.ordered(movements, until: day) {
            try Limits.check(movement.day)
            try Limits.check(movement.amount)
            let elapsed = balance == .zero ? 0 : movement.day - last
            product += balance.fen * Int64(elapsed)
            days += elapsed
            balance += movement.kind == .draw ? movement.amount : -movement.amount
            try Limits.check(balance)
            last = movement.day
        }
        let elapsed = balance == .zero ? 0 : day - last
        product += balance.fen * Int64(elapsed)
        self.balance = balance
        self.product = product
        self.days = days + elapsed
        interest = try Limits.roundedHalfUp(
            Int128(product) * Int128(rate.ppm), over: 360_000_000)
        _ = try Limits.within(balance + interest)
    }

    private static func ordered(_ movements: [DailyMovement], until day: Day) -> [DailyMovement] {
        movements.enumerated().filter { $1.day <= day }
            .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
            .map(\.element)
    }
}

extension Rate {
    /// The simple annual rate to disclose for interest by the day (rule R7), in hundredths of a
    /// ppm: the contract counts a year of 360 days, the customer pays for 365. Meant for a contract
    /// rate of 0 to 1,000 %; what lies outside counts as the nearer end.
    package var disclosedSimpleAnnual: Int64 {
        let rate = min(max(self, Limits.rates.lowerBound), Limits.rates.upperBound)
        return roundHalfUp(Int128(rate.ppm) * 365 * 100, over: 360)
    }
}
