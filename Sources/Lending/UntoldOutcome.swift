import Quantities

/// What became of an order that the customer has not heard of: its receipt never reached a screen,
/// or its outcome could not be told at the time.
package enum UntoldOutcome: Equatable, Sendable {
    case carriedOut(Receipt)
    /// A repayment was made on the day it was booked for.
    case madeAsBooked(Receipt)
    /// Nothing was posted, and nothing will be: the order can no longer be carried out under this
    /// reference, which the customer may have been given.
    case notCarriedOut(reference: String, Order, at: Moment)
    /// A repayment was not made on the day it was booked for, for this reason code.
    case bookingRefused(reference: String, Booking, reason: String)

    /// By what it is called: the number of the receipt, or the reference.
    package var reference: String {
        switch self {
        case .carriedOut(let receipt), .madeAsBooked(let receipt): receipt.number
        case .notCarriedOut(let reference, _, _), .bookingRefused(let reference, _, _): reference
        }
    }
}
