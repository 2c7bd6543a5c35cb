import Quantities

/// How a contract is repaid. The raw values are the names used in vectors and in the book.
package enum RepaymentMethod: String, Codable, Sendable, CaseIterable {
    /// 等额本息: level instalments of principal and interest (rule R3).
    case equalInstalment = "equal_instalment"
    /// 等额本金: level principal, falling interest (rule R4).
    case equalPrincipal = "equal_principal"
    /// 先息后本: interest only, the principal with the last row (rule R5).
    case interestOnly = "interest_only"
    /// 随借随还: interest by the day on whatever is drawn (rule R7).
    case daily
    /// 分期: level principal and a fee on the original amount (rule R6).
    case flatFee = "flat_fee"
}

/// When a flat-fee plan charges its fee (rule R6).
package enum FeeTiming: String, Codable, Sendable {
    case perPeriod = "per_period"
    case upfrontFirst = "upfront_first"
}

/// What was agreed when the money was lent. Due dates are counted from `start` (rule R2).
package struct Terms: Hashable, Codable, Sendable {
    package var method: RepaymentMethod
    package var principal: Money
    /// Contract rate a year on a 360-day base; zero for a flat-fee plan.
    package var annualRate: Rate
    /// Fee per period on the original principal; zero for interest methods.
    package var feeRatePerPeriod: Rate
    package var feeTiming: FeeTiming
    /// Number of monthly instalments; zero for the daily method.
    package var periods: Int
    /// Drawdown day, or for a converted statement that statement's due date.
    package var start: Day

    package init(
        method: RepaymentMethod, principal: Money, annualRate: Rate = .zero,
        feeRatePerPeriod: Rate = .zero, feeTiming: FeeTiming = .perPeriod, periods: Int, start: Day
    ) {
        self.method = method
        self.principal = principal
        self.annualRate = annualRate
        self.feeRatePerPeriod = feeRatePerPeriod
        self.feeTiming = feeTiming
        self.periods = periods
        self.start = start
    }
}

/// One row of an amortisation schedule.
package struct Instalment: Hashable, Codable, Sendable {
    /// 1 for the first instalment.
    package var number: Int
    package var due: Day
    package var principal: Money
    package var interest: Money
    package var fee: Money
    /// Principal left after this row is paid.
    package var balanceAfter: Money

    package init(
        number: Int, due: Day, principal: Money, interest: Money, fee: Money, balanceAfter: Money
    ) {
        self.number = number
        self.due = due
        self.principal = principal
        self.interest = interest
        self.fee = fee
        self.balanceAfter = balanceAfter
    }

    package var total: Money { principal + interest + fee }
}

/// Money by what it pays for. Sums and differences go part by part.
package struct Parts: Hashable, Codable, Sendable {
    package var principal: Money
    package var interest: Money
    package var fee: Money
    package var penalty: Money
    package var prepaymentFee: Money
    /// Money received beyond what is owed: the customer's credit.
    package var unapplied: Money

    package init(
        principal: Money = .zero, interest: Money = .zero, fee: Money = .zero,
        penalty: Money = .zero, prepaymentFee: Money = .zero, unapplied: Money = .zero
    ) {
        self.principal = principal
        self.interest = interest
        self.fee = fee
        self.penalty = penalty
        self.prepaymentFee = prepaymentFee
        self.unapplied = unapplied
    }

    package static let zero = Parts()
    package var total: Money {
        principal + interest + fee + penalty + prepaymentFee + unapplied
    }

    package static func + (a: Parts, b: Parts) -> Parts {
        Parts(
            principal: a.principal + b.principal, interest: a.interest + b.interest,
            fee: a.fee + b.fee, penalty: a.penalty + b.penalty,
            prepaymentFee: a.prepaymentFee + b.prepaymentFee,
            unapplied: a.unapplied + b.unapplied)
    }
}

/// Penalty on overdue principal (rule R8).
package struct PenaltyRule: Hashable, Codable, Sendable {
    package enum Mode: Hashable, Codable, Sendable {
        /// Contract rate times numerator/denominator, at most `cap` a year when there is one.
        case multiple(numerator: Int, denominator: Int, cap: Rate?)
        /// A rate a day.
        case daily(Rate)
    }
    /// Calendar days after the due date without a penalty.
    package var graceDays: Int
    package var mode: Mode

    package init(graceDays: Int, mode: Mode) {
        self.graceDays = graceDays
        self.mode = mode
    }
}

/// What early repayment costs (rule R9).
package struct PrepaymentFee: Hashable, Codable, Sendable {
    /// Share of the principal paid early.
    package var rate: Rate
    /// No fee once this many instalments are paid.
    package var freeAfterPaidRows: Int
    /// No fee within this many days of the drawdown.
    package var coolingOffDays: Int

    package init(rate: Rate, freeAfterPaidRows: Int, coolingOffDays: Int) {
        self.rate = rate
        self.freeAfterPaidRows = freeAfterPaidRows
        self.coolingOffDays = coolingOffDays
    }
}

/// What an early settlement of a flat-fee plan still charges of later fees (rule R9).
package enum FlatFeePolicy: String, Codable, Sendable {
    case proRataCurrent = "pro_rata_current"
    case waiveFuture = "waive_future"
    case chargeAll = "charge_all"
}
