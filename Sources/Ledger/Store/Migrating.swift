/// Brings a book of an earlier version to the present one. Since the oldest only tables and indexes
/// were added and constraints widened, so nothing that is stored is touched.
extension Schema {
    static func migrate(_ book: Book) throws {
        let stored = try text(in: book)
        let fresh = try fresh(in: book)
        switch book.dialect {
        case .sqlite: try exchange(stored, for: fresh, in: book)
        case .postgres: try alter(stored, to: fresh, in: book)
        }
        try book.runScript(book.dialect.setVersion(version))
        let made = try text(in: book)
        if let name = fresh.keys.sorted().first(where: { made[$0] != fresh[$0] }) {
            throw LedgerError.damaged("the definition of \(name) was changed")
        }
    }

    /// A constraint is no part of what is stored, and SQLite lets its text be exchanged.
    private static func exchange(
        _ stored: [String: String], for fresh: [String: String], in book: Book
    ) throws {
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
    }

    /// PostgreSQL checks a constraint against all rows as it is exchanged.
    private static func alter(
        _ stored: [String: String], to fresh: [String: String], in book: Book
    ) throws {
        for part in parts {
            var part = book.dialect.spelled(part)
            for made in ["TABLE", "INDEX"] {
                part.replace("\(made) ", with: "\(made) IF NOT EXISTS ")
            }
            try book.runScript(part)
        }
        for (name, text) in fresh.sorted(by: { $0.key < $1.key })
        where name.hasPrefix("constraint ") && stored[name] != text {
            guard let (table, constraint) = parts(of: name), text.hasSuffix(isValid) else {
                continue
            }
            // Those of a table that was missing are there by now.
            let isNew = !stored.keys.contains { $0.hasPrefix("column \(table).") }
            guard !isNew else { continue }
            try book.runScript(
                """
                ALTER TABLE \(table) DROP CONSTRAINT IF EXISTS \(constraint),
                    ADD CONSTRAINT \(constraint) \(text.dropLast(isValid.count))
                """)
        }
        for name in stored.keys.filter({ $0.hasPrefix("trigger ") }).sorted() {
            guard let (table, trigger) = parts(of: name) else { continue }
            try book.runScript("DROP TRIGGER \(trigger) ON \(table)")
        }
        try book.runScript(guards(functions: ""))
        // What is new is granted to whom the rest was.
        for (role, rights) in try Rights.granted(in: book) { try rights.grant(to: role, in: book) }
    }

    /// After the definition of a constraint, in the catalogue's words.
    private static let isValid = " true"

    /// `constraint table.name`, taken apart.
    private static func parts(of name: String) -> (table: Substring, name: Substring)? {
        guard let space = name.firstIndex(of: " "),
            let point = name[space...].firstIndex(of: ".")
        else { return nil }
        return (name[name.index(after: space)..<point], name[name.index(after: point)...])
    }
}

extension Store {
    /// Once, when a book of an earlier version is opened; a copy to look at is migrated as a copy.
    func migrate() throws(LedgerError) {
        let version = try read { try $0.number($0.dialect.version) }
        guard version < Schema.version else { return }
        do {
            try write { book in
                // Another terminal may have been first.
                guard try book.number(book.dialect.version) < Schema.version else { return }
                try Schema.migrate(book)
                // Tickets of before version 5 are taken as they are.
                if version < 5 { try book.auditTickets() }
            }
        } catch .notPermitted {
            throw .notPermitted(
                path: path,
                reason: "it was written by an earlier version (schema \(version)), and only the "
                    + "owner of its tables can bring it to the present one")
        }
    }
}
