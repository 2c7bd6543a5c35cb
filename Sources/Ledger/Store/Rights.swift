/// What a role of PostgreSQL's may do in a book that another role owns.
package enum Rights: String, Sendable {
    /// It may do what desks do: orders, tickets, the passing of time. Operations, postings,
    /// receipts, the audit chain, tickets and what was shown it adds to, and changes nothing of.
    case desk
    /// Reads everything, and notes in the audit chain that it has looked. Nothing else.
    case staff

    /// Tables whose rows live: a balance, a lock, a conversation. All others are only added to.
    private static let changing = [
        "meta", "customers", "loans", "rows", "statements", "purchases", "bookings", "orders",
        "dialogues", "attempts", "failed_tries", "passed", "checkpoints",
    ]
    /// Rows that are worked out again, and tries that are forgotten.
    private static let passing = ["rows", "attempts", "failed_tries"]

    /// The table whose right to insert tells a desk.
    fileprivate static let telling = "operations"

    private func words(of table: String) -> String {
        switch self {
        case .staff: table == "audit" ? "SELECT, INSERT" : "SELECT"
        case .desk:
            "SELECT, INSERT" + (Self.changing.contains(table) ? ", UPDATE" : "")
                + (Self.passing.contains(table) ? ", DELETE" : "")
        }
    }

    func grant(to role: String, in book: Book) throws {
        let quoted = Self.quoted(role)
        let schema = Self.quoted(
            try book.first("SELECT CAST(current_schema() AS text)") { try $0.text(0) } ?? "public")
        var script = "GRANT USAGE ON SCHEMA \(schema) TO \(quoted);\n"
        for table in Schema.tables + ["checkpoints"] {
            script += """
                REVOKE ALL ON \(table) FROM \(quoted);
                GRANT \(words(of: table)) ON \(table) TO \(quoted);

                """
        }
        // Of the chain a role that reads may write that it has looked, and no other record.
        let policy = Self.quoted("\(role) adds")
        let condition = self == .staff ? "kind = '\(AuditKind.access.rawValue)'" : "true"
        let reading = Self.quoted("\(role) reads")
        script += """
            ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
            DROP POLICY IF EXISTS \(reading) ON audit;
            DROP POLICY IF EXISTS \(policy) ON audit;
            CREATE POLICY \(reading) ON audit FOR SELECT TO \(quoted) USING (true);
            CREATE POLICY \(policy) ON audit FOR INSERT TO \(quoted) WITH CHECK (\(condition));
            """
        try book.runScript(script)
    }

    /// Roles that were granted some, by name.
    static func granted(in book: Book) throws -> [(role: String, rights: Rights)] {
        try book.all(
            """
            SELECT CAST(rolname AS text), bool_or(privilege_type = 'INSERT')
            FROM pg_class, aclexplode(relacl) JOIN pg_roles ON pg_roles.oid = grantee
            WHERE pg_class.oid = to_regclass('\(telling)') AND grantee <> relowner
            GROUP BY rolname ORDER BY rolname
            """
        ) { (try $0.text(0), try $0.flag(1) ? Rights.desk : .staff) }
    }

    private static func quoted(_ name: String) -> String {
        "\""
            + name.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }
}

/// In whose name a book is asked.
package enum RoleStanding: Equatable, Sendable {
    /// It could take the guards of its own tables away.
    case owner
    case granted(Rights)
}

extension Ledger {
    /// Lets a role of the server's do what these rights are, and nothing else, in this book.
    ///
    /// - Throws: `notAcceptable` where the book lies on no server, or the role is none, or could
    ///   do everything anyway.
    package func grant(_ rights: Rights, to role: String) throws(LedgerError) {
        try store.write { book in
            guard book.dialect == .postgres else {
                throw LedgerError.notAcceptable(
                    "a book in a file has no roles: whoever can write the file can change it")
            }
            let isOwner = try book.first(
                """
                SELECT pg_has_role(pg_roles.oid, relowner, 'MEMBER') FROM pg_roles, pg_class
                WHERE rolname = ? AND pg_class.oid = to_regclass('audit')
                """, [role]
            ) { try $0.flag(0) }
            guard let isOwner else {
                throw LedgerError.notAcceptable(
                    "the server has no role '\(role)'; CREATE ROLE makes it, and its password")
            }
            guard !isOwner else {
                throw LedgerError.notAcceptable(
                    "the role '\(role)' owns the book, or everything; choose another one")
            }
            try rights.grant(to: role, in: book)
        }
    }

    /// In whose name this desk asks; nil for a book that lies on no server.
    package func standing() throws(LedgerError) -> RoleStanding? {
        try store.read { book in
            guard book.dialect == .postgres else { return nil }
            let isOwner = try book.first(
                """
                SELECT pg_has_role(relowner, 'MEMBER') FROM pg_class
                WHERE oid = to_regclass('audit')
                """
            ) { try $0.flag(0) }
            guard isOwner != true else { return .owner }
            let mayOrder = try book.first(
                "SELECT has_table_privilege('\(Rights.telling)', 'INSERT')"
            ) { try $0.flag(0) }
            return .granted(mayOrder == true ? .desk : .staff)
        }
    }
}
