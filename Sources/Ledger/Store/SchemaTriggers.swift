extension Schema {
    private static let denseTables = [
        "operations", "receipts", "audit", "handoffs", "ticket_steps",
    ]
    private static let appendOnlyTables = denseTables + ["postings"]

    /// A wrong entry is put right by another entry that names it, never by changing it. Numbers
    /// without gaps show that nothing was taken out. The insert triggers also stand against
    /// `INSERT OR REPLACE`, which removes rows without asking the delete triggers.
    static let appendOnly: String = {
        var triggers = ""
        for table in appendOnlyTables {
            for change in ["UPDATE", "DELETE"] {
                triggers += trigger(
                    "no_\(change.lowercased())", before: change, on: table, when: "1",
                    refuse: "\(table) are append-only")
            }
        }
        for table in denseTables {
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

    /// Rows by the thousand come table by table, which the guards would refuse; for the owner of a
    /// book, who looks afterwards at what they would have.
    static func withoutGuards(in book: Book, _ body: () throws -> Void) throws {
        switch book.dialect {
        case .sqlite:
            for name in try book.all(
                "SELECT name FROM sqlite_schema WHERE type = 'trigger'", [], { try $0.text(0) })
            { try book.runScript("DROP TRIGGER \(name)") }
            try body()
            try book.runScript(appendOnly)
        case .postgres:
            func turn(_ way: String) throws {
                for table in appendOnlyTables {
                    try book.runScript("ALTER TABLE \(table) \(way) TRIGGER USER")
                }
            }
            try turn("DISABLE")
            try body()
            // What is checked at the commit would otherwise wait behind it.
            try book.runScript("SET CONSTRAINTS ALL IMMEDIATE")
            try turn("ENABLE")
        }
    }

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

/// The same for PostgreSQL, where a trigger is a function, and unique columns need no help.
extension Schema {
    /// - Parameter functions: goes before the names of functions: a schema and a full stop, or
    ///   nothing.
    static func guards(functions: String) -> String {
        var guards = refusals(functions)
        func trigger(
            _ name: String, _ when: String, on table: String, _ function: String, _ why: String
        ) {
            guards += """
                CREATE TRIGGER \(table)_\(name) \(when) EXECUTE FUNCTION \
                \(functions)book_\(function)('\(why)');

                """
        }
        for table in appendOnlyTables {
            let why = "\(table) are append-only"
            trigger(
                "no_change", "BEFORE UPDATE OR DELETE ON \(table) FOR EACH ROW", on: table,
                "refuses", why)
            trigger("no_truncate", "BEFORE TRUNCATE ON \(table)", on: table, "refuses", why)
        }
        for table in denseTables {
            trigger(
                "dense", "BEFORE INSERT ON \(table) FOR EACH ROW", on: table, "is_dense",
                "\(table) are numbered without gaps")
        }
        trigger(
            "at_the_end", "BEFORE INSERT ON postings FOR EACH ROW", on: "postings", "is_at_the_end",
            "postings are added to the newest operation, line after line")
        return guards
            + """
            CREATE CONSTRAINT TRIGGER postings_balance AFTER INSERT ON postings
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
                EXECUTE FUNCTION \(functions)book_balances('postings of an operation sum to zero');
            """
    }

    /// Tables are named with their schema: whoever writes may look for others first.
    private static func refusals(_ functions: String) -> String {
        func function(_ name: String, _ body: String) -> String {
            """
            CREATE OR REPLACE FUNCTION \(functions)book_\(name)() RETURNS trigger LANGUAGE plpgsql AS $body$
            DECLARE last bigint; total bigint;
            BEGIN
                \(body)
            END $body$;

            """
        }
        let refuse =
            "RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'integrity_constraint_violation'"
        return function("refuses", "\(refuse);")
            + function(
                "is_dense",
                """
                EXECUTE format('SELECT coalesce(max(number), 0) FROM %I.%I',
                    TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO last;
                IF new.number <> last + 1 THEN \(refuse); END IF;
                RETURN new;
                """)
            + function(
                "is_at_the_end",
                """
                EXECUTE format('SELECT max(number) FROM %I.operations', TG_TABLE_SCHEMA) INTO last;
                EXECUTE format('SELECT coalesce(max(line), 0) FROM %I.postings WHERE operation = $1',
                    TG_TABLE_SCHEMA) INTO total USING new.operation;
                IF new.operation <> last OR new.line <> total + 1 THEN \(refuse); END IF;
                RETURN new;
                """)
            + function(
                "balances",
                """
                EXECUTE format('SELECT sum(debit) - sum(credit) FROM %I.postings WHERE operation = $1',
                    TG_TABLE_SCHEMA) INTO total USING new.operation;
                IF total <> 0 THEN \(refuse); END IF;
                RETURN NULL;
                """)
    }
}
