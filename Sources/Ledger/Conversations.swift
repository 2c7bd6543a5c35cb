import Lending
import Quantities

extension Ledger {
    /// Keeps a conversation's dialogue as it stands after a turn; the one before is replaced.
    package func saveDialogue(
        _ json: [UInt8], conversation: String, customer: String?, at: Moment
    ) throws(LedgerError) {
        guard json.count <= Self.longestDialogue else {
            throw .notAcceptable(
                "the dialogue has \(json.count) bytes; at most \(Self.longestDialogue) are kept")
        }
        try store.write(of: conversation) { book in
            try book.run(
                """
                INSERT INTO dialogues (conversation, customer, at, content) VALUES (?, ?, ?, ?)
                ON CONFLICT (conversation) DO UPDATE SET customer = excluded.customer,
                    at = excluded.at, content = excluded.content
                """, [conversation, customer, at.seconds, json])
        }
    }

    /// A customer's latest dialogue besides the one going on, not older than `since`.
    package func latestDialogue(
        of customer: String, besides conversation: String, since: Moment
    ) throws(LedgerError) -> [UInt8]? {
        try store.read { book in
            try book.first(
                """
                SELECT content FROM dialogues WHERE customer = ? AND conversation <> ? AND at >= ?
                ORDER BY at DESC, conversation LIMIT 1
                """, [customer, conversation, since.seconds]
            ) { try $0.bytes(0) }
        }
    }

    /// The number of the receipt that an order got, by its idempotency key; nil when it was not
    /// carried out.
    package func receiptNumber(key: String) throws(LedgerError) -> String? {
        try store.read { book in
            try book.entries(where: "operations.key = ?", [key]).first?.receipt
                .map { Receipt.number($0.number) }
        }
    }
}
