import Lending
import Quantities

extension Schema {
    static let records = """
        -- Conversations as they were written down, turn by turn, where the book keeps them. They
        -- are no part of the accounts: the owner of a book may take old ones away.
        CREATE TABLE record_parts (
            conversation TEXT NOT NULL CHECK (length(conversation) BETWEEN 1 AND 200),
            part INTEGER NOT NULL CHECK (part >= 1),
            \(moment("began")),
            \(moment("at")),
            content TEXT NOT NULL CHECK (length(content) <= \(Ledger.longestDialogue)),
            PRIMARY KEY (conversation, part)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX record_parts_in_time ON record_parts (began, conversation, part);
        """
}

/// The record of a conversation that the book keeps.
package struct KeptRecord: Equatable, Sendable {
    package var conversation: String
    package var began: Moment
    /// Of its last line so far.
    package var last: Moment
    package var text: String
}

extension Ledger {
    /// Adds to the record of a conversation. It is kept before the next line is heard.
    package func keepRecord(
        _ text: String, of conversation: String, began: Moment, at now: Moment
    ) throws(LedgerError) {
        if let readOnly { throw .readOnly(path: readOnly) }
        try store.write(of: "record/" + conversation) { book in
            let last = try book.number(
                "SELECT max(part) FROM record_parts WHERE conversation = ?", [conversation])
            try book.insert(
                [[conversation, last + 1, began.seconds, now.seconds, text]], into: "record_parts")
        }
    }

    /// Those that the book keeps, the oldest first.
    ///
    /// - Parameter conversation: one of them only; nil for all.
    package func keptRecords(
        of conversation: String? = nil
    ) throws(LedgerError) -> [KeptRecord] {
        try store.read { book in
            var records: [KeptRecord] = []
            try book.each(
                """
                SELECT conversation, began, at, content FROM record_parts
                WHERE CAST(?1 AS TEXT) IS NULL OR conversation = ?1
                ORDER BY began, conversation, part
                """, [conversation]
            ) { cells in
                let part = KeptRecord(
                    conversation: try cells.text(0), began: try cells.moment(1),
                    last: try cells.moment(2), text: try cells.text(3))
                guard records.last?.conversation == part.conversation else {
                    return records.append(part)
                }
                records[records.count - 1].text += part.text
                records[records.count - 1].last = part.last
            }
            return records
        }
    }
}
