import Ledger

/// What came of a conversation.
struct ConversationOutcome: Encodable {
    var conversation: String
    var receipts: [String] = []
    var tickets: [String] = []

    func line(_ words: StaffWords) -> String {
        words.row(
            "came of", "\(conversation): " + (receipts + tickets).joined(separator: ", "))
    }

    /// Of all the customer's conversations with receipts and tickets, the oldest first.
    static func all(of customer: String, in ledger: Ledger) throws -> [ConversationOutcome] {
        var outcomes: [ConversationOutcome] = []
        func place(_ conversation: String) -> Int {
            if let place = outcomes.firstIndex(where: { $0.conversation == conversation }) {
                return place
            }
            outcomes.append(ConversationOutcome(conversation: conversation))
            return outcomes.count - 1
        }
        let receipts = try ledger.receipts(of: customer).compactMap { issued in
            issued.conversation.map { ($0, issued.receipt.number, issued.receipt.at) }
        }
        let tickets = try ledger.queue().filter { $0.customer == customer }
            .map { ($0.conversation, $0.number, $0.at) }
        for (conversation, number, _) in (receipts + tickets).sorted(by: { $0.2 < $1.2 }) {
            let place = place(conversation)
            if number.hasPrefix("R") {
                outcomes[place].receipts.append(number)
            } else {
                outcomes[place].tickets.append(number)
            }
        }
        return outcomes
    }
}
