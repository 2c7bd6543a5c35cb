import Lending
import Quantities

/// An operation as staff read it: when, for whom, by whom, and its lines.
package struct JournalEntry: Equatable, Sendable {
    package struct Line: Equatable, Sendable {
        /// The contract, statement or purchase whose balance the line changes.
        package var contract: String
        package var posting: Posting
    }

    /// Counted from 1 without gaps.
    package var number: Int64
    package var at: Moment
    package var customer: String
    /// `opening`, `debit`, `desk` or `booking`.
    package var origin: String
    /// `drawdown`, `purchase`, `repayment` ….
    package var kind: String
    package var subject: String
    package var lines: [Line]
    /// `R000001`, for an order at the desk.
    package var receipt: String?
}

extension Ledger {
    /// Operations in their order; of a customer, or those that touch a contract, or all.
    package func journal(
        of customer: String? = nil, touching contract: String? = nil
    ) throws(LedgerError) -> [JournalEntry] {
        try store.read { book in
            try book.entries(
                where: """
                    (CAST(?1 AS TEXT) IS NULL OR operations.customer = ?1)
                    AND (CAST(?2 AS TEXT) IS NULL OR EXISTS
                        (SELECT 1 FROM postings AS touched
                        WHERE touched.operation = operations.number AND touched.contract = ?2))
                    """, [customer, contract]
            ).map(JournalEntry.init)
        }
    }

    /// Whose a contract is; nil when there is no such contract.
    package func owner(ofContract id: String) throws(LedgerError) -> String? {
        try store.read { book in
            try book.first("SELECT customer FROM loans WHERE id = ?", [id]) { try $0.text(0) }
        }
    }

    /// The purchases of a statement.
    package func purchases(on statement: String) throws(LedgerError) -> [Purchase] {
        try store.read { book in
            try book.all(
                """
                SELECT id, merchant, amount, booked FROM purchases WHERE statement = ?
                ORDER BY number
                """, [statement]
            ) {
                Purchase(
                    id: try $0.text(0), merchant: try $0.text(1), amount: try $0.money(2),
                    booked: try $0.day(3))
            }
        }
    }

    /// Puts into the audit chain that somebody has looked.
    ///
    /// - Parameters:
    ///   - who: the staff member, as the machine knows them.
    ///   - what: what was asked for.
    ///   - reason: why personal data was shown unmasked; nil where it was masked.
    package func noteAccess(
        by who: String, to what: String, customer: String?, reason: String?, at now: Moment
    ) throws(LedgerError) {
        if let readOnly { throw .readOnly(path: readOnly) }
        var record = AuditRecord("access")
        record.add("who", who)
        record.add("what", what)
        if let customer { record.add("customer", customer) }
        if let reason { record.add("reason", reason) } else { record.add("seen", "masked") }
        try write(of: customer ?? who) { book in
            try book.audit(.access, record.text, at: try book.present(now), customer: customer)
        }
    }
}

extension JournalEntry {
    fileprivate init(_ entry: Entry) {
        self.init(
            number: entry.number, at: entry.at, customer: entry.customer,
            origin: entry.origin.rawValue, kind: entry.kind.rawValue, subject: entry.subject,
            lines: entry.lines.map { Line(contract: $0.contract, posting: $0.posting) },
            receipt: entry.receipt.map { Receipt.number($0.number) })
    }
}
