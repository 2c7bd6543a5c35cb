import Quantities

/// A record of the audit chain as canonical text: a heading, then a line `name=value` per fact.
struct AuditRecord {
    private(set) var text: String

    init(_ heading: String) { text = heading + "\n" }

    /// Line breaks and other control characters are escaped, so that no value can look like a line
    /// of its own, nor act on the terminal of whoever reads it.
    mutating func add(_ name: String, _ value: String) {
        text += name
        text += "="
        // Nearly all values are plain, and a look at their bytes tells it.
        if value.utf8.contains(where: Self.mayNeedEscaping) {
            addEscaped(value)
        } else {
            text += value
        }
        text += "\n"
    }

    private mutating func addEscaped(_ value: String) {
        for scalar in value.unicodeScalars {
            switch scalar.value {
            case 0x5C: text += "\\\\"
            case 0...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069:
                text += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    /// Whether what is escaped can begin with this byte.
    private static func mayNeedEscaping(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x5C || byte == 0x7F || byte == 0xC2 || byte == 0xE2
    }
}

/// A link of the chain as it is stored.
struct AuditLink {
    var number: Int64
    var at: Moment
    var kind: AuditKind
    var operation: Int64?
    var customer: String?
    var record: String

    /// The digest covers every column of the row.
    func digest(after previous: [UInt8]) -> [UInt8] {
        let operation = operation.map { "\($0)" } ?? "-"
        let heading =
            "\(number) \(at.seconds) \(kind.rawValue) \(operation) \(customer ?? "-")\n"
        return Digest.link(heading + record, after: previous)
    }

    /// As it is stored.
    func row(_ digest: [UInt8]) -> [Argument] {
        [number, at.seconds, kind.rawValue, operation, customer, record, digest]
    }
}

enum AuditKind: String {
    case opening, operation, position, statement, lock
    /// Personal data was shown to staff unmasked.
    case access
    /// Somebody took it upon themselves to go on: with a book without its checkpoints, or with a
    /// clock that is far from it.
    case accepted
    /// A person let a customer try again.
    case unlocked
    /// A request for a person was queued.
    case handOff = "handoff"
    /// A step of a ticket.
    case ticket
    case debitRefused = "debit-refused"
    case bookingRefused = "booking-refused"
}

extension Book {
    /// Adds a record to the chain. It is part of the transaction that does what it tells of.
    func audit(
        _ kind: AuditKind, _ record: String, at: Moment, operation: Int64? = nil,
        customer: String? = nil
    ) throws {
        try session.keepEnd()
        let last = try first("SELECT number, digest FROM audit ORDER BY number DESC LIMIT 1") {
            (number: try $0.integer(0), digest: try $0.bytes(1))
        }
        let link = AuditLink(
            number: (last?.number ?? 0) + 1, at: at, kind: kind, operation: operation,
            customer: customer, record: record)
        let digest = link.digest(after: last?.digest ?? Digest.chainStart)
        try insert([link.row(digest)], into: "audit")
    }

    func auditLinks() throws -> [(link: AuditLink, digest: [UInt8])] {
        try all(
            """
            SELECT number, at, kind, operation, customer, record, digest FROM audit
            ORDER BY number
            """
        ) { cells in
            let link = AuditLink(
                number: try cells.integer(0), at: try cells.moment(1), kind: try cells.name(2),
                operation: try cells.optionalInteger(3), customer: try cells.optionalText(4),
                record: try cells.text(5))
            return (link, try cells.bytes(6))
        }
    }

    /// Puts the present position of these customers into the chain. Balances can be recomputed from
    /// the postings; a limit, a name or a due date cannot, and is held this way.
    func seal(_ customers: Set<String>, at: Moment) throws {
        for customer in customers.sorted() {
            try audit(.position, try positionRecord(of: customer), at: at, customer: customer)
        }
    }

    /// Whether the customer's rows are what the chain says they are.
    func isSealed(_ customer: String) throws -> Bool {
        let sealed = try first(
            """
            SELECT record FROM audit WHERE customer = ? AND kind = 'position'
            ORDER BY number DESC LIMIT 1
            """, [customer]
        ) { try $0.text(0) }
        return try sealed == positionRecord(of: customer)
    }

    private func positionRecord(of customer: String) throws -> String {
        var rows: [UInt8] = []
        for query in Self.position {
            try each(query, [customer]) { $0.appendCanonical(to: &rows) }
        }
        return Self.positionRecord(of: customer, Digest.of(rows))
    }

    static func positionRecord(of customer: String, _ digest: [UInt8]) -> String {
        var record = AuditRecord("position")
        record.add("customer", customer)
        record.add("digest", Digest.hexadecimal(digest))
        return record.text
    }

    /// Everything an answer to the customer is made of.
    private static let position = [
        "SELECT * FROM customers WHERE id = ?",
        "SELECT * FROM loans WHERE customer = ? ORDER BY number",
        """
        SELECT rows.* FROM loans JOIN rows ON rows.loan = loans.id
        WHERE loans.customer = ? ORDER BY loans.number, rows.number
        """,
        """
        SELECT movements.* FROM loans JOIN movements ON movements.loan = loans.id
        WHERE loans.customer = ? ORDER BY movements.number
        """,
        """
        SELECT prepayments.* FROM loans JOIN prepayments ON prepayments.loan = loans.id
        WHERE loans.customer = ? ORDER BY prepayments.number
        """,
        "SELECT * FROM statements WHERE customer = ? ORDER BY number",
        "SELECT * FROM purchases WHERE customer = ? ORDER BY number",
        "SELECT * FROM bookings WHERE customer = ? ORDER BY operation",
    ]
}
