import Lending
import Quantities

extension Disclosure {
    /// A repayment for a later day: what it comes to then, and that nothing is taken before, nor
    /// ever more.
    mutating func tell(_ booking: Booking, _ facts: Facts) {
        guard let account = facts.account else { return }
        tell(booking.order, facts.projected(to: booking.day))
        day = booking.day
        cancelBy = booking.due
        sentences[.undo] = .bookingStaysOpen
        let contract = account.contract(booking.order.subject)
        let taken = contract?.debits(from: account.asOf, to: booking.day) ?? .zero
        if case .settle = booking.order, taken > .zero {
            debits = taken
            add("booking_debits", [.debits])
        }
        add("booking_card", [.day, .total, .cancelBy])
    }

    /// A booking that is taken back.
    mutating func tellCancelling(of booking: Booking) {
        day = booking.day
        cancelBy = booking.due
        sentences = [.undo: .bookingCanBeMadeAgain]
        if purpose == nil {
            add("booking_cancel_statement", [.day, .total, .cancelBy, .undo])
        } else {
            add("booking_cancel_card", [.name, .tail, .day, .total, .cancelBy, .undo])
        }
    }
}
