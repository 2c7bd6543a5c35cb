import Quantities

/// What this company lends at: every price, limit and hour of the products, in this one place.
package enum Product {
    /// A term on offer and its fee a period on the original amount.
    package struct Price: Equatable, Sendable {
        /// Number of monthly instalments.
        package let periods: Int
        /// Fee a period on the original amount.
        package let feeRate: Rate

        package init(periods: Int, feeRate: Rate) {
            self.periods = periods
            self.feeRate = feeRate
        }
    }

    /// Terms of statement instalments, the shortest first.
    package static let priceTable = [
        Price(periods: 3, feeRate: Rate(ppm: 7500)),
        Price(periods: 6, feeRate: Rate(ppm: 6500)),
        Price(periods: 9, feeRate: Rate(ppm: 6200)),
        Price(periods: 12, feeRate: Rate(ppm: 6000)),
        Price(periods: 24, feeRate: Rate(ppm: 6000)),
    ]

    /// The least of a statement that can be put into instalments: 600.00.
    package static let minimumConversion = Money(fen: 60_000)
    /// The most: 50,000.00.
    package static let maximumConversion = Money(fen: 5_000_000)
    /// The share of a statement's purchases that can be put into instalments.
    package static let maximumShare = Rate(ppm: 900_000)
    /// Conversion closes this many days before the statement is due.
    package static let conversionClosesBeforeDue = 1
    /// The least principal of a partial prepayment, and the least that may stay after it: 100.00.
    package static let minimumPrepayment = Money(fen: 10_000)
    /// A purchase can be put into instalments this many days after it was booked.
    package static let purchaseDays = 30
    /// The share of a statement that is due at least.
    package static let minimumPaymentShare = Rate(ppm: 100_000)

    /// A year's cost above this is not offered, and no penalty grows faster.
    package static let annualRateCap = Rate(ppm: 240_000)

    /// Calendar days after a due date without a penalty and without an overdue mark.
    package static let graceDays = 3
    /// Days after the drawdown in which early repayment is free of its fee.
    package static let coolingOffDays = 7
    /// From this hour a payment counts for the next day.
    package static let cutOffHour = 22
    /// At this hour the debits of a due day are done.
    package static let debitHour = 20

    /// A repayment can be booked so many days ahead.
    package static let mostDaysBooked = 31

    /// Penalty of new contracts (rule R8): 1.5 times the contract rate, at most 24 %; plans have no
    /// contract rate and pay 0.05 % a day.
    package static func penaltyRule(for method: RepaymentMethod) -> PenaltyRule {
        let mode: PenaltyRule.Mode =
            method == .flatFee
            ? .daily(Rate(ppm: 500))
            : .multiple(numerator: 3, denominator: 2, cap: annualRateCap)
        return PenaltyRule(graceDays: graceDays, mode: mode)
    }

    /// Early repayment of new contracts (rule R9): 1 %, free after three paid rows and in the
    /// cooling-off days; revolving loans are always free of it.
    package static func prepaymentFee(for method: RepaymentMethod) -> PrepaymentFee {
        PrepaymentFee(
            rate: method == .daily ? .zero : Rate(ppm: 10_000), freeAfterPaidRows: 3,
            coolingOffDays: coolingOffDays)
    }

    /// The next cut-off after a moment: how long a quote made then is good.
    package static func nextCutOff(after moment: Moment) -> Moment {
        Moment(valueDate(at: moment), hour: cutOffHour)
    }
}
