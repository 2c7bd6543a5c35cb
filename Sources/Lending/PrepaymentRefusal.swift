import Quantities

/// Why a part of a loan cannot be paid early. The raw values are reason codes; the first ones are
/// those of `PayoffRefusal`.
package enum PrepaymentRefusal: String, Codable, Sendable, CaseIterable {
    case alreadySettled = "ALREADY_SETTLED"
    case notActive = "NOT_ACTIVE"
    case accountFrozen = "ACCOUNT_FROZEN"
    case sameDayDrawdown = "SAME_DAY_DRAWDOWN"
    case pendingDeduction = "PENDING_DEDUCTION"
    case dailyNothingOwed = "DAILY_NOTHING_OWED"
    /// A flat-fee plan is paid off whole or not at all.
    case flatFee = "FLAT_FEE_PLAN"
    case overdueClearFirst = "OVERDUE_CLEAR_FIRST"
    /// One instalment is left: paying it is paying the loan off.
    case lastPeriod = "LAST_PERIOD"
    case duplicateSameDay = "DUPLICATE_SAME_DAY"
    /// A part was paid early in the running period.
    case oncePerPeriod = "ONCE_PER_PERIOD"
    case belowMinimum = "BELOW_MINIMUM"
    /// Less than the minimum would stay: pay the loan off instead.
    case remainderTooSmall = "REMAINDER_TOO_SMALL"
}

extension Loan {
    /// Why a part of the loan cannot be paid early, or nil when it can.
    ///
    /// - Parameters:
    ///   - principal: the principal to pay early in fen; nil while it is not chosen.
    ///   - day: the value date of the payment.
    ///   - moment: now.
    package func prepaymentRefusal(
        of principal: Money? = nil, on day: Day, at moment: Moment, customer: Customer.Status
    ) -> PrepaymentRefusal? {
        if let refusal = payoffRefusal(on: day, at: moment, customer: customer) {
            return PrepaymentRefusal(rawValue: refusal.rawValue) ?? .notActive
        }
        if terms.method == .flatFee { return .flatFee }
        if terms.method != .daily {
            guard duesUnpaid(on: day).total == .zero else { return .overdueClearFirst }
            let period = runningPeriod(on: day)
            guard period.rows.count > 1 else { return .lastPeriod }
            if let last = prepayments.last?.day {
                if last == day { return .duplicateSameDay }
                if last > period.begin { return .oncePerPeriod }
            }
        }
        guard let principal else { return nil }
        if principal < Product.minimumPrepayment { return .belowMinimum }
        let left = prepayable(on: day) - principal
        return left < Product.minimumPrepayment ? .remainderTooSmall : nil
    }

    /// The principal that can be paid early: what is not due yet, or all that is drawn, in fen.
    package func prepayable(on day: Day) -> Money {
        terms.method == .daily ? outstandingPrincipal : runningPeriod(on: day).open.principal
    }

    /// The principal of the next rows that are not due yet: what paying `count` of them early
    /// comes to, in fen.
    package func principal(ofNextRows count: Int, on day: Day) -> Money {
        runningPeriod(on: day).rows.prefix(max(0, count)).map(\.open.principal).sum()
    }

    /// The due date of the running period's row; nil when none is to come.
    package func nextDueDate(after day: Day) -> Day? {
        runningPeriod(on: day).rows.first?.instalment.due
    }
}
