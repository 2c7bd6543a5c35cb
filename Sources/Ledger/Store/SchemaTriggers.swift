extension Schema {
    /// A wrong entry is put right by another entry that names it, never by changing it. Numbers
    /// without gaps show that nothing was taken out. The insert triggers also stand against
    /// `INSERT OR REPLACE`, which removes rows without asking the delete triggers.
    static let appendOnly: String = {
        var triggers = ""
        for table in ["operations", "postings", "receipts", "audit", "handoffs", "ticket_steps"] {
            for change in ["UPDATE", "DELETE"] {
                triggers += trigger(
                    "no_\(change.lowercased())", before: change, on: table, when: "1",
                    refuse: "\(table) are append-only")
            }
        }
        for table in ["operations", "receipts", "audit", "handoffs", "ticket_steps"] {
            triggers += trigger(
                "dense", before: "INSERT", on: table,
                when: "new.number <> 1 + (SELECT coalesce(max(number), 0) FROM \(table))",
                refuse: "\(table) are numbered without gaps")
        }
        for table in ["receipts", "audit"] {
            triggers += trigger(
                "once", before: "INSERT", on: table,
                when: "EXISTS (SELECT 1 FROM \(table) WHERE operation = new.operation)",
                refuse: "\(table) name an operation once")
        }
        return triggers
            + trigger(
                "at_the_end", before: "INSERT", on: "postings",
                when: """
                    new.operation <> (SELECT max(number) FROM operations)
                    OR new.line <> 1 + (SELECT coalesce(max(line), 0) FROM postings
                        WHERE operation = new.operation)
                    """,
                refuse: "postings are added to the newest operation, line after line")
    }()

    private static func trigger(
        _ name: String, before change: String, on table: String, when condition: String,
        refuse sentence: String
    ) -> String {
        """
        CREATE TRIGGER \(table)_\(name) BEFORE \(change) ON \(table) WHEN \(condition)
        BEGIN SELECT RAISE(ABORT, '\(sentence)'); END;

        """
    }
}
