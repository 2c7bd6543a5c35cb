import Lending
import Quantities

/// What a person has to know who takes over from the desk.
package struct HandOffPacket: Equatable, Sendable {
    package var conversation: String
    package var customer: String?
    /// Identity level that was reached.
    package var level: Int
    package var reason: String
    package var summary: String
    /// Smaller is sooner.
    package var priority: Int
    package var at: Moment

    package init(
        conversation: String, customer: String?, level: Int, reason: String, summary: String,
        priority: Int, at: Moment
    ) {
        self.conversation = conversation
        self.customer = customer
        self.level = level
        self.reason = reason
        self.summary = summary
        self.priority = priority
        self.at = at
    }
}

extension Ledger {
    /// Keeps a conversation's dialogue as it stands after a turn; the one before is replaced.
    package func saveDialogue(
        _ json: [UInt8], conversation: String, customer: String?, at: Moment
    ) throws(LedgerError) {
        guard json.count <= Self.longestDialogue else {
            throw .notAcceptable(
                "the dialogue has \(json.count) bytes; at most \(Self.longestDialogue) are kept")
        }
        try store.write { book in
            try book.run(
                """
                INSERT INTO dialogues (conversation, customer, at, content) VALUES (?, ?, ?, ?)
                ON CONFLICT (conversation) DO UPDATE SET customer = excluded.customer,
                    at = excluded.at, content = excluded.content
                """, [conversation, customer, at.seconds, json.data])
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

    /// Puts a request for a person into the queue and answers its ticket: `H000001`.
    package func queueHandOff(_ packet: HandOffPacket) throws(LedgerError) -> String {
        if let readOnly { throw .readOnly(path: readOnly) }
        return try store.write { book in
            let number = try book.nextNumber(in: "handoffs")
            try book.run(
                """
                INSERT INTO handoffs (number, conversation, customer, level, reason, summary,
                    priority, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    number, packet.conversation, packet.customer, packet.level, packet.reason,
                    packet.summary, packet.priority, packet.at.seconds,
                ])
            return numbered("H", number, width: 6)
        }
    }
}
