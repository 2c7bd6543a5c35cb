extension Schema {
    /// Brings a file of an earlier version to the present one. Since the oldest only tables were
    /// added and constraints widened, so nothing that is stored is touched: a constraint is no part
    /// of it, and SQLite lets its text be exchanged.
    static func migrate(_ book: Book) throws {
        let stored = try text(in: book)
        let fresh = try fresh(in: book)
        try book.runScript("PRAGMA writable_schema = ON")
        for (name, sql) in fresh where stored[name] != nil && stored[name] != sql {
            try book.run(
                "UPDATE sqlite_schema SET sql = ? WHERE type || ' ' || name = ?", [sql, name])
        }
        try book.runScript("PRAGMA writable_schema = RESET")
        // Tables come before what is made on them.
        for kind in ["table ", "index ", "trigger "] {
            for (name, sql) in fresh.sorted(by: { $0.key < $1.key })
            where stored[name] == nil && name.hasPrefix(kind) && !sql.isEmpty {
                try book.runScript(sql)
            }
        }
        try book.runScript(book.dialect.setVersion(version))
    }
}

extension Store {
    /// Once, when a book of an earlier version is opened; a copy to look at is migrated as a copy.
    func migrate() throws(LedgerError) {
        let version = try read { try $0.number($0.dialect.version) }
        guard version < Schema.version else { return }
        try write { book in
            // Another terminal may have been first.
            guard try book.number(book.dialect.version) < Schema.version else { return }
            try Schema.migrate(book)
            // Tickets of before version 5 are taken as they are.
            if version < 5 { try book.auditTickets() }
        }
    }
}
