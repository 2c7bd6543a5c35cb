/// What a book is made of, as its database tells it: by it a book is known whose constraints or
/// triggers somebody has changed.
extension Schema {
    /// By name.
    static func text(in book: Book) throws -> [String: String] {
        let parts = try book.all(
            book.dialect == .sqlite
                ? "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema" : catalogue
        ) { (try $0.text(0), try $0.text(1)) }
        return Dictionary(parts, uniquingKeysWith: +)
    }

    /// What a new book is made of, in the same database.
    static func fresh(in book: Book) throws -> [String: String] {
        guard book.dialect == .postgres else {
            return try SQLiteFile().use { session in
                try create(in: Book(session: session))
                return try text(in: Book(session: session))
            }
        }
        // Tables of a session's own need no permission, and are gone with the savepoint.
        try book.runScript("SAVEPOINT fresh; SET LOCAL search_path = pg_temp")
        defer { try? book.runScript("ROLLBACK TO fresh; RELEASE fresh") }
        try create(in: book, functions: "pg_temp.")
        return try text(in: book)
    }

    private static let names = (tables + ["checkpoints"]).map { "'\($0)'" }.joined(separator: ", ")

    private static let catalogue = """
        WITH ours AS (
            SELECT pg_class.oid, relname FROM pg_class
            JOIN pg_namespace ON pg_namespace.oid = relnamespace AND nspname = current_schema()
            WHERE relkind = 'r' AND relname IN (\(names)))
        SELECT 'column ' || relname || '.' || attname,
            format_type(atttypid, atttypmod) || ' ' || coalesce(collname, '') || ' '
                || attnotnull || ' ' || CAST(attidentity AS text)
        FROM ours JOIN pg_attribute ON attrelid = ours.oid AND attnum > 0 AND NOT attisdropped
            LEFT JOIN pg_collation ON pg_collation.oid = attcollation
        UNION ALL
        SELECT 'constraint ' || relname || '.' || conname,
            pg_get_constraintdef(pg_constraint.oid) || ' ' || convalidated
        FROM ours JOIN pg_constraint ON conrelid = ours.oid
        UNION ALL
        SELECT 'index ' || relname || '.' || CAST(indexrelid AS regclass),
            pg_get_indexdef(indexrelid, 0, true)
        FROM ours JOIN pg_index ON indrelid = ours.oid
        UNION ALL
        SELECT 'trigger ' || relname || '.' || tgname,
            tgtype || ' ' || CAST(tgenabled AS text) || ' ' || encode(tgargs, 'escape') || ' '
                || prosrc
        FROM ours JOIN pg_trigger ON tgrelid = ours.oid AND NOT tgisinternal
            JOIN pg_proc ON pg_proc.oid = tgfoid
        """
}

/// What a database knows of its own soundness.
extension Verification {
    static func file(_ book: Book) throws -> Discrepancy? {
        // PostgreSQL finds a damaged page as it is read, by its checksums.
        guard book.dialect == .sqlite else { return nil }
        let answer = try book.first("PRAGMA integrity_check(1)", []) { try $0.text(0) }
        guard let answer, answer != "ok" else { return nil }
        return Discrepancy("the file is malformed: \(answer)")
    }

    static func references(_ book: Book) throws -> Discrepancy? {
        guard book.dialect == .postgres else {
            return try book.first("PRAGMA foreign_key_check") {
                missing(try $0.text(2), named: try $0.text(0))
            }
        }
        let keys = try book.all(Self.foreignKeys) {
            (try $0.text(0), try $0.text(1), try $0.text(2), try $0.text(3))
        }
        for (child, column, parent, key) in keys {
            let lost = try book.number(
                """
                SELECT count(*) FROM \(child) AS child WHERE child.\(column) IS NOT NULL
                    AND NOT EXISTS (SELECT 1 FROM \(parent) AS parent
                        WHERE parent.\(key) = child.\(column))
                """)
            if lost > 0 { return missing(parent, named: child) }
        }
        return nil
    }

    private static func missing(_ parent: String, named child: String) -> Discrepancy {
        Discrepancy("a row of \(child) refers to a row of \(parent) that is missing")
    }

    /// Each is of one column.
    private static let foreignKeys = """
        SELECT CAST(CAST(conrelid AS regclass) AS text), child.attname,
            CAST(CAST(confrelid AS regclass) AS text), parent.attname
        FROM pg_constraint
            JOIN pg_attribute AS child ON child.attrelid = conrelid AND child.attnum = conkey[1]
            JOIN pg_attribute AS parent ON parent.attrelid = confrelid
                AND parent.attnum = confkey[1]
        WHERE contype = 'f' AND connamespace = CAST(current_schema() AS regnamespace)
        ORDER BY 1, 2
        """
}
