import Quantities

/// Why a contract cannot be paid off now. The raw values are reason codes: stored, shown in
/// transcripts, and keys of the phrasebook.
package enum PayoffRefusal: String, Codable, Sendable, CaseIterable {
    /// Nothing is left to pay.
    case alreadySettled = "ALREADY_SETTLED"
    /// The contract was cancelled.
    case notActive = "NOT_ACTIVE"
    case accountFrozen = "ACCOUNT_FROZEN"
    /// The money was paid out on the value date itself.
    case sameDayDrawdown = "SAME_DAY_DRAWDOWN"
    /// The automatic debit of a row that is due today is still being processed.
    case pendingDeduction = "PENDING_DEDUCTION"
    /// A revolving loan on which nothing is drawn.
    case dailyNothingOwed = "DAILY_NOTHING_OWED"
}

extension Loan {
    /// Why the contract cannot be paid off, or nil when it can. Being overdue is no reason: the
    /// quote contains the arrears.
    ///
    /// - Parameters:
    ///   - day: the value date of the payment.
    ///   - moment: now; a debit of the day is pending until `Product.debitHour`.
    package func payoffRefusal(
        on day: Day, at moment: Moment, customer: Customer.Status
    ) -> PayoffRefusal? {
        if status == .settled || (terms.method != .daily && isPaidInFull) { return .alreadySettled }
        guard status == .active else { return .notActive }
        guard customer == .normal else { return .accountFrozen }
        guard terms.method != .daily || outstandingPrincipal > .zero else {
            return .dailyNothingOwed
        }
        guard day > lastDrawdown else { return .sameDayDrawdown }
        return isDebitPending(at: moment) ? .pendingDeduction : nil
    }

    private var isPaidInFull: Bool { rows.allSatisfy(\.isPaid) }

    /// A row that is due today counts even before the book has marked its debit.
    func isDebitPending(at moment: Moment) -> Bool {
        guard moment.hour < Product.debitHour else { return false }
        return pendingDebit == moment.day
            || rows.contains { $0.instalment.due == moment.day && !$0.isPaid }
    }
}

/// The day a payment made now counts for: today before the cut-off at 22:00, else tomorrow.
package func valueDate(at moment: Moment) -> Day {
    moment.hour < Product.cutOffHour ? moment.day : moment.day + 1
}
