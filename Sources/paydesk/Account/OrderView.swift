import Desk
import Lending

/// What was ordered, for a script. Amounts in fen.
struct OrderView: Encodable {
    /// `settle`, `pay`, `prepay` … or `book` for one that is made on a later day.
    var kind: String
    /// Of what is booked: the order, and its day.
    var booked: String?
    var day: String?
    /// The contract, statement or purchase.
    var subject: String
    var amount: Int64?
    /// Of instalments.
    var term: Int?
    /// `reduce_instalment` or `shorten_term`.
    var mode: String?
    /// As a transcript's `@ before` writes it.
    let words: String
    private let order: Order

    private enum CodingKeys: CodingKey { case kind, booked, day, subject, amount, term, mode }

    /// As staff read it: in English as a transcript writes it.
    func text(_ words: StaffWords) -> String {
        words.language == .en
            ? self.words : ProofWords(words.language).order(order) + " " + order.subject
    }

    init(_ order: Order) {
        (words, self.order) = (order.words, order)
        var parts = words.split(separator: " ").map(String.init)[...]
        kind = parts.popFirst() ?? ""
        if case .book(let booking) = order {
            day = parts.popFirst()
            booked = parts.popFirst()
            amount = booking.order.total.fen
        }
        subject = parts.popFirst() ?? ""
        for part in parts {
            let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard pair.count == 2 else { continue }
            switch pair[0] {
            case "amount": amount = Int64(pair[1])
            case "term": term = Int(pair[1])
            case "mode": mode = pair[1]
            default: continue
            }
        }
    }
}
