import Lending
import Quantities

/// Whose time passes. A small book is brought forward as a whole. In a large one each customer is,
/// as somebody asks: nobody waits for what falls due of a million others.
enum Whose {
    case everybody
    case customer(String)

    /// As a condition on a column that names the customer; last in a statement.
    func holds(_ column: String) -> String {
        switch self {
        case .everybody: "true"
        case .customer: "\(column) = ?"
        }
    }

    /// What is bound for it.
    var arguments: [Argument] {
        switch self {
        case .everybody: []
        case .customer(let id): [id]
        }
    }
}

extension Schema {
    static let passed = """
        -- How far time has passed for a customer who is ahead of the book.
        CREATE TABLE passed (
            customer TEXT PRIMARY KEY REFERENCES customers (id),
            \(moment("reached"))
        ) STRICT, WITHOUT ROWID;
        """
}

extension Book {
    /// Up to so many customers a book is small.
    static let fewCustomers: Int64 = 100

    func isLarge() throws -> Bool {
        try number("SELECT coalesce(max(number), 0) FROM customers") > Self.fewCustomers
    }

    /// The moment the book, or a customer in it, has been brought to: always a boundary.
    func reached(of whose: Whose = .everybody) throws -> Moment {
        let ahead =
            switch whose {
            case .everybody: "NULL"
            case .customer: "(SELECT reached FROM passed WHERE customer = ?)"
            }
        let moments = try first("SELECT reached, \(ahead) FROM meta", whose.arguments) {
            (try $0.moment(0), try $0.optionalInteger(1) == nil ? nil : try $0.moment(1))
        }
        guard let (book, customer) = moments else {
            throw LedgerError.damaged("the table meta is empty")
        }
        return max(book, customer ?? book)
    }

    func reach(_ moment: Moment, _ whose: Whose) throws {
        switch whose {
        case .everybody:
            try run(
                "UPDATE meta SET reached = ? WHERE reached < ?", [moment.seconds, moment.seconds])
        case .customer(let id):
            guard try reached(of: whose) < moment else { return }
            try run(
                """
                INSERT INTO passed (customer, reached) VALUES (?, ?)
                ON CONFLICT (customer) DO UPDATE SET reached = excluded.reached
                """, [id, moment.seconds])
        }
    }

    /// Customers to whom something may happen by itself up to `now`, in the order of the book.
    func customersAwaiting(_ now: Moment) throws -> [String] {
        let (from, to) = (try reached().day.number, now.day.number)
        let isDue = "BETWEEN ?1 AND ?2"
        return try all(
            """
            SELECT id FROM customers WHERE id IN (
                SELECT customer FROM loans WHERE id IN (SELECT loan
                    FROM \(dialect.table("rows", by: "open_rows"))
                    WHERE due \(isDue) AND \(Schema.isOpen))
                UNION SELECT customer FROM statements WHERE converted + paid < purchases
                    AND (due \(isDue) OR (overdue = 0 AND due < ?2))
                UNION SELECT customer FROM bookings WHERE state = 'waiting' AND day \(isDue)
                UNION SELECT customer FROM purchases WHERE \(Schema.isUnbilled))
            AND NOT EXISTS (SELECT 1 FROM passed
                WHERE passed.customer = customers.id AND passed.reached >= ?3)
            ORDER BY number
            """, [from, to, Boundary.last(upTo: now).moment.seconds]
        ) { try $0.text(0) }
    }
}
