import Quantities

/// What became of an order that the customer has not heard of: its receipt never reached a screen,
/// or its outcome could not be told at the time.
package enum UntoldOutcome: Equatable, Sendable {
    case carriedOut(Receipt)
    /// Nothing was posted, and nothing will be: the order can no longer be carried out under this
    /// reference, which the customer may have been given.
    case notCarriedOut(reference: String, Order, at: Moment)

    /// By what it is called: the number of the receipt, or the reference.
    package var reference: String {
        switch self {
        case .carriedOut(let receipt): receipt.number
        case .notCarriedOut(let reference, _, _): reference
        }
    }
}
