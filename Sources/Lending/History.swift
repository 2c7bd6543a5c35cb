import Quantities

/// Something that happened on a customer's account: a payment, a debit that failed, a plan.
package struct HistoryItem: Equatable, Codable, Sendable {
    package enum What: Equatable, Codable, Sendable {
        /// Paid, by automatic debit, at the desk, or as it was booked there.
        case paid(Parts, isAutomatic: Bool)
        /// The bound card did not cover an automatic debit.
        case debitFailed(Money)
        case planMade(Money)
        case planChanged(Money)
        case planCancelled(Money)
        case certificate
        case booked(Booking)
        case bookingCancelled(Booking)
        /// Not made on its day, for this reason code.
        case bookingRefused(Booking, reason: String)
    }

    package var at: Moment
    /// The contract, statement or purchase it is about.
    package var subject: String
    package var what: What
    /// The number of its receipt, for what was ordered at the desk.
    package var receipt: String?

    package init(at: Moment, subject: String, what: What, receipt: String? = nil) {
        self.at = at
        self.subject = subject
        self.what = what
        self.receipt = receipt
    }
}
