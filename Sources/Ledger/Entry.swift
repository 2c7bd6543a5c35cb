import Lending
import Quantities

/// An operation as it stands in the book: who, what, when, on whose word, and its lines.
struct Entry {
    enum Origin: String {
        /// Part of the book as it was opened.
        case opening
        /// Taken automatically from the bound card.
        case debit
        /// Ordered by the customer at the desk.
        case desk
        /// Booked by the customer at the desk for a day that has come.
        case booking
    }

    enum Kind: String {
        case drawdown, purchase, repayment, conversion, change, reversal, certificate
        case booking
        case bookingCancelled = "booking_cancelled"

        /// A document, or a plan for later: no money and no debt.
        var movesNothing: Bool {
            switch self {
            case .certificate, .booking, .bookingCancelled: true
            case .drawdown, .purchase, .repayment, .conversion, .change, .reversal: false
            }
        }
    }

    /// What entitles the desk to an operation, and the key under which it is done only once.
    struct Authority {
        var key: String
        var parameters: [UInt8]
        var evidence: Evidence
    }

    struct Line {
        /// The contract, statement or purchase whose balance the line changes.
        var contract: String
        var posting: Posting
    }

    struct ReceiptNote {
        var number: Int64
        /// The order as JSON.
        var content: String
    }

    var number: Int64
    var customer: String
    var origin: Origin
    var kind: Kind
    var subject: String
    var at: Moment
    var authority: Authority?
    var lines: [Line]
    var receipt: ReceiptNote?

    /// By the customer, on consent and a code.
    var isOrdered: Bool { origin == .desk || origin == .booking }
}

extension Entry {
    /// What the audit chain keeps of it, written the same whenever it is written.
    var record: String {
        var record = AuditRecord("operation \(number)")
        record.add("customer", customer)
        record.add("origin", origin.rawValue)
        record.add("kind", kind.rawValue)
        record.add("subject", subject)
        record.add("at", "\(at.seconds)")
        if let authority {
            record.add("key", authority.key)
            record.add("parameters", Digest.hexadecimal(authority.parameters))
            record.add("quote", authority.evidence.quote)
            record.add("version", "\(authority.evidence.accountVersion)")
            record.add("level", "\(authority.evidence.level)")
            record.add("consent", authority.evidence.consent)
            record.add("valid-until", "\(authority.evidence.validUntil.seconds)")
        }
        for line in lines {
            record.add(
                "posting",
                "\(line.posting.account.rawValue) \(line.posting.signed.fen) \(line.contract)")
        }
        if let receipt {
            let digest = Digest.of(Array(receipt.content.utf8))
            record.add(
                "receipt", "\(Receipt.number(receipt.number)) \(Digest.hexadecimal(digest))")
        }
        return record.text
    }
}

extension Entry {
    /// As it is stored, without its lines.
    var row: [Argument] {
        let evidence = authority?.evidence
        return [
            number, customer, origin.rawValue, kind.rawValue, subject, at.seconds, authority?.key,
            authority?.parameters, evidence?.quote, evidence?.accountVersion, evidence?.level,
            evidence?.consent, evidence?.validUntil.seconds,
        ]
    }

    var postingRows: [[Argument]] {
        lines.enumerated().map { index, line in
            [
                number, index + 1, line.posting.account.rawValue, line.contract,
                line.posting.debit.fen, line.posting.credit.fen,
            ]
        }
    }
}

extension Receipt {
    /// `R000001`.
    static func number(_ number: Int64) -> String { numbered("R", number, width: 6) }
}

/// A prefix and a number filled up with zeros.
func numbered(_ prefix: String, _ number: Int64, width: Int) -> String {
    let digits = String(number)
    return prefix + String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension Book {
    /// Writes an operation with its postings, its receipt and its audit record.
    func enter(_ entry: Entry) throws {
        try insert([entry.row], into: "operations")
        try insert(entry.postingRows, into: "postings")
        if let receipt = entry.receipt {
            try run(
                "INSERT INTO receipts (number, operation, content) VALUES (?, ?, ?)",
                [receipt.number, entry.number, receipt.content])
        }
        try audit(.operation, entry.record, at: entry.at, operation: entry.number)
        try run("UPDATE customers SET version = version + 1 WHERE id = ?", [entry.customer])
    }

    /// The number the next row of a table without gaps takes.
    func nextNumber(in table: String) throws -> Int64 {
        try session.keepEnd()
        return try number("SELECT 1 + coalesce(max(number), 0) FROM \(table)")
    }

    /// Reads operations back; `condition` speaks of the table `operations`.
    func entries(
        where condition: String, _ arguments: [Argument] = []
    ) throws -> [Entry] {
        var entries = try all(
            """
            SELECT operations.number, customer, origin, kind, subject, at, key, parameters, quote,
                account_version, level, consent, valid_until, receipts.number, receipts.content
            FROM operations LEFT JOIN receipts ON receipts.operation = operations.number
            WHERE \(condition) ORDER BY operations.number
            """, arguments, entry)
        var places: [Int64: Int] = [:]
        for (index, entry) in entries.enumerated() { places[entry.number] = index }
        let lines = try all(
            """
            SELECT operation, account, contract, debit, credit
            FROM postings JOIN operations ON operations.number = operation
            WHERE \(condition) ORDER BY operation, line
            """, arguments
        ) { cells in
            let posting = Posting(
                account: try cells.name(1), debit: try cells.money(3), credit: try cells.money(4))
            return (try cells.integer(0), Entry.Line(contract: try cells.text(2), posting: posting))
        }
        for (number, line) in lines {
            guard let place = places[number] else { continue }
            entries[place].lines.append(line)
        }
        return entries
    }

    private func entry(_ cells: Cells) throws -> Entry {
        var entry = Entry(
            number: try cells.integer(0), customer: try cells.text(1), origin: try cells.name(2),
            kind: try cells.name(3), subject: try cells.text(4), at: try cells.moment(5), lines: [])
        if let key = try cells.optionalText(6) {
            let evidence = Evidence(
                level: try cells.int(10), quote: try cells.text(8),
                accountVersion: try cells.int(9), consent: try cells.text(11),
                validUntil: try cells.moment(12))
            entry.authority = Entry.Authority(
                key: key, parameters: try cells.bytes(7), evidence: evidence)
        }
        if let content = try cells.optionalText(14) {
            entry.receipt = Entry.ReceiptNote(number: try cells.integer(13), content: content)
        }
        return entry
    }
}
