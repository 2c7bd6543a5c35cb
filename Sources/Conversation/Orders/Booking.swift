import Lending
import Quantities

extension BookingOrder: ToldOrder {
    private var told: any ToldOrder { booking.order.told }

    var topic: String { told.topic }
    var needs: [[Disclosure.Field]] { told.needs + [[.cancelBy]] }
    var parts: Parts? { told.parts }
    var rows: [Instalment] { told.rows }
    var asksConsent: String { "ask_consent_booking" }

    func tell(in card: inout Disclosure, of contract: Loan?, _ facts: Facts) {
        card.tell(booking, facts)
    }

    /// Those of its day.
    func figures(_ facts: Facts) -> [String: Reply.Value] {
        var values = booking.order.figures(facts.projected(to: booking.day))
        for name in ["valid", "until"] { values[name] = nil }
        values["cancel_by"] = .time(booking.due)
        return values
    }
}

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

extension BookingCancellationOrder: ToldOrder {
    var topic: String { "unbooking" }
    var needs: [[Disclosure.Field]] { [.day, .total, .cancelBy, .undo].map { [$0] } }
    var asksConsent: String { "ask_consent_unbooking" }

    func tell(in card: inout Disclosure, of contract: Loan?, _ facts: Facts) {
        card.tellCancelling(of: booking)
    }

    func figures(_ facts: Facts) -> [String: Reply.Value] { ["day": .day(booking.day)] }
}
