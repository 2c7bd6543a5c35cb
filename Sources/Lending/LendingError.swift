import Quantities

/// Why an amount cannot be worked out. Each case describes itself as a sentence.
///
/// These are faults of the input or of a stored contract, not the refusals a customer may meet:
/// those are `PayoffRefusal`, `ConversionRefusal` and `RiskScan`.
package enum LendingError: Error, Equatable, Sendable {
    /// An amount is negative, nothing where something is needed, or above `Money.limit`.
    case amount(Money)
    /// A sum of amounts is above `Money.limit`, 10^12 fen.
    case tooLarge
    /// The number of instalments is not 1 to 600.
    case periods(Int)
    /// A rate is negative or above 1,000 %.
    case rate(Rate)
    /// A day, or a due date counted from it, is outside the years 1 to 9999.
    case day
    /// The parameters of a penalty or of a prepayment fee make no sense.
    case rule(String)
    /// The daily method has no rows (rule R7).
    case noRows
    /// The contract is not active: nothing is owed on it.
    case notActive(contract: String)
    /// A value date has to come after the drawdown (rule R9).
    case tooEarly(Day, drawn: Day)
    /// Rows are due and not paid: a partial prepayment has to wait (rule R10).
    case overdueFirst(contract: String)
    /// A partial prepayment is more than nothing and less than the principal not yet due.
    case prepayment(Money, notDue: Money)
    /// A payment of dues is more than nothing and at most what is due.
    case payment(Money, due: Money)
    /// The method takes no partial prepayment, or not with a shorter term.
    case notPrepayable(RepaymentMethod)
    /// No annual rate: the flows are not enough to pay the money back, or beyond all bounds.
    case noAnnualRate
    /// A stored contract contradicts itself.
    case contradiction(contract: String, String)
}

extension LendingError: CustomStringConvertible {
    /// One sentence, for staff and logs.
    package var description: String {
        switch self {
        case .amount(let amount): "An amount of \(amount) cannot be used here."
        case .tooLarge: "The sum is above the limit of \(Money.limit)."
        case .periods(let periods): "\(periods) instalments are not between 1 and 600."
        case .rate(let rate): "A rate of \(rate) is not between 0% and 1000%."
        case .day: "A date lies outside the years 1 to 9999."
        case .rule(let what): "A rule of the contract makes no sense: \(what)."
        case .noRows: "A loan with interest by the day has no instalments."
        case .notActive(let contract): "Contract \(contract) is not active."
        case .tooEarly(let day, let drawn):
            "\(day) is not after the drawdown on \(drawn)."
        case .overdueFirst(let contract):
            "Contract \(contract) has instalments that are due and not paid."
        case .prepayment(let amount, let notDue):
            "A part of \(amount) is not between nothing and the \(notDue) not yet due."
        case .payment(let amount, let due):
            "A payment of \(amount) is not between nothing and the \(due) that is due."
        case .notPrepayable(let method):
            "The method \(method.rawValue) takes no partial prepayment of this kind."
        case .noAnnualRate: "These payments have no annual rate."
        case .contradiction(let contract, let what):
            "Contract \(contract) contradicts itself: \(what)."
        }
    }
}
