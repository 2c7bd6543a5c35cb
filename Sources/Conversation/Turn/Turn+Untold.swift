import Lending
import Quantities

/// What became of earlier orders: told before anything else to whoever signs in.
extension Turn {
    mutating func tellOutcomes() {
        for outcome in facts.untold {
            events.append(.told(outcome.reference))
            switch outcome {
            case .carriedOut(let receipt):
                var values = Self.values(of: receipt.order, at: receipt.at)
                values["receipt"] = .text(receipt.number)
                say(Reply("untold_done", values))
            case .madeAsBooked(let receipt):
                let made = Booking(day: receipt.at.day, order: receipt.order)
                var values = Booked.values(made, facts.account)
                values["receipt"] = .text(receipt.number)
                say(Reply("booking_made", values))
            case .bookingRefused(_, let booking, let reason):
                var values = Booked.values(booking, facts.account)
                let key = "booking_reason_" + reason.lowercased()
                values["reason"] = .phrase(
                    assistant.phrasebook.has(key) ? key : "booking_reason_other")
                let isNeeded = !Booked.notNeeded.contains(reason)
                say(Reply(isNeeded ? "booking_not_made" : "booking_not_needed", values))
            case .notCarriedOut(let reference, let order, let at):
                var values = Self.values(of: order, at: at)
                values["reference"] = .text(reference)
                say(Reply("untold_not_done", values))
            }
        }
        facts.untold = []
    }

    /// Another terminal was first with the same order.
    mutating func alreadyDone(_ receipt: Receipt) {
        dialogue.state = .idle
        events.append(.told(receipt.number))
        say(Reply("already_done", ["receipt": .text(receipt.number)]))
        resume()
    }

    private static func values(of order: Order, at: Moment) -> [String: Reply.Value] {
        [
            "time": .time(at), "total": .money(order.total),
            "tail": .text(String(order.subject.suffix(4))),
        ]
    }
}
