import Quantities

/// The tables of the book. Money is in fen, rates in parts per million, days are counted from
/// 1970-01-01, moments are seconds since 1970-01-01T00:00Z; all are whole numbers.
///
/// What can be said in SQL is said here, so that no later program can write what must not be.
enum Schema {
    /// "PDSK" in ASCII, in the header of the file: how a store is told from other databases.
    static let application: Int64 = 0x5044_534B
    static let version: Int64 = 8

    /// An open row of a schedule: the condition of the index `open_rows`, term for term. Sums do,
    /// because no part can be paid beyond its own; and SQLite sees through no `OR` here.
    static let isOpen = isOpen(in: "")

    /// - Parameter table: goes before each column: `rows.`, where other tables have such too.
    static func isOpen(in table: String) -> String {
        func sum(_ columns: [String]) -> String {
            columns.map { table + $0 }.joined(separator: " + ")
        }
        let paid = sum([
            "paid_principal", "paid_interest", "paid_fee", "paid_penalty", "waived_interest",
            "waived_fee",
        ])
        return paid + " < " + sum(["principal", "interest", "fee", "penalty"])
    }

    /// A purchase owed as it is that no statement has yet: the condition of its index.
    static let isUnbilled = "statement IS NULL AND plan IS NULL AND refunded = 0"

    /// All tables but that of the checkpoints, which belong to a place; each after those it names.
    static let tables = [
        "meta", "customers", "loans", "rows", "movements", "prepayments", "statements", "purchases",
        "operations", "postings", "receipts", "audit", "bookings", "orders", "shown", "dialogues",
        "handoffs", "ticket_steps", "attempts", "failed_tries", "passed", "record_parts",
    ]

    /// - Parameter functions: goes before the names of functions in PostgreSQL.
    static func create(in book: Book, functions: String = "") throws {
        try createTables(in: book)
        try createGuards(in: book, functions: functions)
    }

    static func createTables(in book: Book) throws {
        for part in parts { try book.runScript(book.dialect.spelled(part)) }
    }

    static var parts: [String] {
        [people, contracts, purchases, entries, bookings, desk, attempts, passed, records]
    }

    /// What keeps others from writing what must not be, and the mark of a book that is whole.
    static func createGuards(in book: Book, functions: String = "") throws {
        switch book.dialect {
        case .sqlite:
            try book.runScript(appendOnly + "PRAGMA application_id = \(application);")
        case .postgres: try book.runScript(guards(functions: functions))
        }
        try book.runScript(book.dialect.setVersion(version))
    }

    /// SHA-256 of what a book of this version is made of. That a book is made of just this is known
    /// without making another to compare it with, which would be a fifth of a start.
    static let digest =
        "596a7a3d96b703b8d7b5ef3909a5672d2e0db8a6fd29539249a70b193251e55a"

    static func digest(of text: [String: String]) -> String {
        let parts = text.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
        return Digest.hexadecimal(
            Digest.of(parts.flatMap { Array("\($0.utf8.count) \($0)".utf8) }))
    }

    private static func money(_ column: String) -> String {
        "\(column) INTEGER NOT NULL CHECK (typeof(\(column)) = 'integer' "
            + "AND \(column) BETWEEN 0 AND \(Money.limit.fen))"
    }

    static func day(_ column: String) -> String { whole(column, Cells.days) }
    static func moment(_ column: String) -> String { whole(column, Cells.seconds) }

    private static func whole(_ column: String, _ range: ClosedRange<Int64>) -> String {
        "\(column) INTEGER NOT NULL CHECK (typeof(\(column)) = 'integer' "
            + "AND \(column) BETWEEN \(range.lowerBound) AND \(range.upperBound))"
    }

    static func digest(_ column: String) -> String {
        "\(column) BLOB NOT NULL CHECK (length(\(column)) = \(Digest.length))"
    }

    private static let people = """
        CREATE TABLE meta (
            single INTEGER PRIMARY KEY CHECK (single = 1),
            \(day("opened")),
            \(moment("reached")),
            demo INTEGER NOT NULL CHECK (demo IN (0, 1)),
            \(digest("key_check"))
        ) STRICT;
        CREATE TABLE customers (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL CHECK (name <> ''),
            phone TEXT NOT NULL UNIQUE CHECK (length(phone) = 11 AND phone NOT GLOB '*[^0-9]*'),
            \(digest("identity")),
            card_tail TEXT NOT NULL CHECK (length(card_tail) = 4 AND card_tail NOT GLOB '*[^0-9]*'),
            \(money("card_balance")),
            \(money("credit_limit")),
            \(money("holds")),
            cut_day INTEGER NOT NULL CHECK (cut_day BETWEEN 1 AND 31),
            language TEXT NOT NULL CHECK (language IN ('zh', 'en')),
            status TEXT NOT NULL CHECK (status IN ('normal', 'frozen')),
            fraud_flag INTEGER NOT NULL CHECK (fraud_flag IN (0, 1)),
            lenders INTEGER NOT NULL CHECK (lenders >= 0),
            hard_inquiries INTEGER NOT NULL CHECK (hard_inquiries >= 0),
            \(money("monthly_income")),
            \(money("monthly_obligations")),
            contact_changed INTEGER,
            version INTEGER NOT NULL CHECK (version >= 0)
        ) STRICT;
        """

    private static let contracts = """
        CREATE TABLE loans (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            customer TEXT NOT NULL REFERENCES customers (id),
            kind TEXT NOT NULL CHECK (kind IN ('loan', 'plan')),
            purpose TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('active', 'settled', 'cancelled')),
            method TEXT NOT NULL CHECK (method IN
                ('equal_instalment', 'equal_principal', 'interest_only', 'daily', 'flat_fee')),
            \(money("principal")),
            annual_rate INTEGER NOT NULL CHECK (annual_rate >= 0),
            fee_rate INTEGER NOT NULL CHECK (fee_rate >= 0),
            fee_timing TEXT NOT NULL CHECK (fee_timing IN ('per_period', 'upfront_first')),
            periods INTEGER NOT NULL CHECK (periods >= 0),
            \(day("start")),
            \(day("signed")),
            source TEXT,
            grace_days INTEGER NOT NULL CHECK (grace_days >= 0),
            penalty_numerator INTEGER CHECK (penalty_numerator >= 0),
            penalty_denominator INTEGER CHECK (penalty_denominator > 0),
            penalty_cap INTEGER CHECK (penalty_cap >= 0),
            penalty_daily INTEGER CHECK (penalty_daily >= 0),
            prepayment_rate INTEGER NOT NULL CHECK (prepayment_rate >= 0),
            free_after_paid_rows INTEGER NOT NULL CHECK (free_after_paid_rows >= 0),
            cooling_off_days INTEGER NOT NULL CHECK (cooling_off_days >= 0),
            flat_fee_policy TEXT NOT NULL CHECK (flat_fee_policy IN
                ('pro_rata_current', 'waive_future', 'charge_all')),
            CHECK ((kind = 'plan') = (method = 'flat_fee')),
            CHECK ((penalty_daily IS NULL) = (penalty_numerator IS NOT NULL)),
            CHECK ((penalty_numerator IS NULL) = (penalty_denominator IS NULL))
        ) STRICT;
        CREATE INDEX loans_of_customer ON loans (customer);
        CREATE INDEX plans ON loans (number) WHERE kind = 'plan';
        CREATE TABLE rows (
            loan TEXT NOT NULL REFERENCES loans (id),
            number INTEGER NOT NULL CHECK (number >= 1),
            \(day("due")),
            \(money("principal")),
            \(money("interest")),
            \(money("fee")),
            \(money("balance_after")),
            \(money("paid_principal")),
            \(money("paid_interest")),
            \(money("paid_fee")),
            \(money("paid_penalty")),
            -- The penalty charged when a part was paid late, and the day up to which.
            \(money("penalty")),
            penalty_up_to INTEGER,
            -- What an early settlement no longer charges of the row.
            \(money("waived_interest")),
            \(money("waived_fee")),
            PRIMARY KEY (loan, number),
            CHECK (paid_principal <= principal),
            CHECK (paid_interest + waived_interest <= interest),
            CHECK (paid_fee + waived_fee <= fee),
            CHECK (paid_penalty <= penalty),
            CHECK (penalty_up_to IS NOT NULL OR penalty = 0)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX open_rows ON rows (due) WHERE \(isOpen);
        CREATE TABLE movements (
            number INTEGER PRIMARY KEY,
            loan TEXT NOT NULL REFERENCES loans (id),
            \(day("day")),
            kind TEXT NOT NULL CHECK (kind IN ('draw', 'repay')),
            \(money("amount"))
        ) STRICT;
        CREATE INDEX movements_of_loan ON movements (loan);
        -- Principal paid early, which no row holds; the rows after it are worked out afresh.
        CREATE TABLE prepayments (
            number INTEGER PRIMARY KEY,
            loan TEXT NOT NULL REFERENCES loans (id),
            \(day("day")),
            \(money("principal")),
            \(money("interest")),
            \(money("fee"))
        ) STRICT;
        CREATE INDEX prepayments_of_loan ON prepayments (loan);
        """

    private static let purchases = """
        CREATE TABLE statements (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            customer TEXT NOT NULL REFERENCES customers (id),
            \(day("cut")),
            \(day("due")),
            \(money("purchases")),
            \(money("converted")),
            \(money("paid")),
            overdue INTEGER NOT NULL CHECK (overdue IN (0, 1)),
            CHECK (cut < due),
            CHECK (converted + paid <= purchases)
        ) STRICT;
        CREATE INDEX statements_of_customer ON statements (customer, cut);
        CREATE INDEX open_statements ON statements (due) WHERE converted + paid < purchases;
        CREATE TABLE purchases (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            customer TEXT NOT NULL REFERENCES customers (id),
            merchant TEXT NOT NULL,
            \(money("amount")),
            \(day("booked")),
            statement TEXT REFERENCES statements (id),
            -- The plan it was put into.
            plan TEXT REFERENCES loans (id),
            refunded INTEGER NOT NULL DEFAULT 0 CHECK (refunded IN (0, 1)),
            CHECK (plan IS NULL OR refunded = 0)
        ) STRICT;
        CREATE INDEX purchases_of_customer ON purchases (customer, statement);
        CREATE INDEX unbilled_purchases ON purchases (customer) WHERE \(isUnbilled);
        """

    private static let entries = """
        CREATE TABLE operations (
            number INTEGER PRIMARY KEY,
            customer TEXT NOT NULL REFERENCES customers (id),
            -- Who set it going: the book as it was opened, an automatic debit, the desk, a booking.
            origin TEXT NOT NULL CHECK (origin IN ('opening', 'debit', 'desk', 'booking')),
            kind TEXT NOT NULL CHECK (kind IN
                ('drawdown', 'purchase', 'repayment', 'conversion', 'change', 'reversal',
                'certificate', 'booking', 'booking_cancelled')),
            -- The contract, statement or purchase it is about.
            subject TEXT NOT NULL,
            \(moment("at")),
            -- Of an order, at the desk or booked there: idempotency key, digest of its parameters, authority.
            key TEXT UNIQUE CHECK (length(key) BETWEEN 1 AND 200),
            parameters BLOB CHECK (length(parameters) = \(Digest.length)),
            quote TEXT,
            account_version INTEGER,
            level INTEGER,
            consent TEXT,
            valid_until INTEGER,
            CHECK ((origin IN ('desk', 'booking')) = (key IS NOT NULL)),
            CHECK ((key IS NULL) = (parameters IS NULL) AND (key IS NULL) = (quote IS NULL)
                AND (key IS NULL) = (account_version IS NULL) AND (key IS NULL) = (level IS NULL)
                AND (key IS NULL) = (consent IS NULL) AND (key IS NULL) = (valid_until IS NULL))
        ) STRICT;
        CREATE INDEX operations_of_customer ON operations (customer, kind, at);
        CREATE INDEX operations_in_time ON operations (at);
        CREATE TABLE postings (
            operation INTEGER NOT NULL REFERENCES operations (number),
            line INTEGER NOT NULL CHECK (line >= 1),
            account TEXT NOT NULL CHECK (account IN
                ('1001', '1301', '1302', '1303', '2241', '6011', '6021', '6051', '6052')),
            -- The contract, statement or purchase whose balance the line changes.
            contract TEXT NOT NULL,
            \(money("debit")),
            \(money("credit")),
            PRIMARY KEY (operation, line),
            CHECK ((debit = 0) <> (credit = 0))
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX postings_of_contract ON postings (contract, account);
        CREATE TABLE receipts (
            number INTEGER PRIMARY KEY CHECK (number >= 1),
            operation INTEGER NOT NULL UNIQUE REFERENCES operations (number),
            -- The order as it was agreed to, as JSON.
            content TEXT NOT NULL
        ) STRICT;
        CREATE TABLE audit (
            number INTEGER PRIMARY KEY CHECK (number >= 1),
            \(moment("at")),
            kind TEXT NOT NULL CHECK (kind IN
                ('opening', 'operation', 'position', 'statement', 'debit-refused', 'lock',
                 'access', 'accepted', 'booking-refused', 'unlocked', 'handoff', 'ticket')),
            operation INTEGER UNIQUE REFERENCES operations (number),
            customer TEXT REFERENCES customers (id),
            record TEXT NOT NULL,
            \(digest("digest"))
        ) STRICT;
        CREATE INDEX audit_of_customer ON audit (customer, kind);
        -- The newest checkpoint of the chain that was seen on the disk.
        CREATE TABLE checkpoints (
            single INTEGER PRIMARY KEY CHECK (single = 1),
            number INTEGER NOT NULL CHECK (number >= 1),
            \(digest("digest"))
        ) STRICT;
        """
}
