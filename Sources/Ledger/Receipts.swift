import Lending

/// A receipt as the book keeps it.
package struct IssuedReceipt: Equatable, Sendable {
    package var customer: String
    package var receipt: Receipt
    /// Whether it has been on a screen.
    package var isShown: Bool
    /// It was booked before, and made by itself on its day.
    package var isAsBooked: Bool
    /// The operation it is for.
    package var operation: Int64
    /// The plan that was made, `IP10007002`.
    package var plan: String?
    /// The conversation it was ordered in; nil for what was made as booked.
    package var conversation: String?
}

extension Ledger {
    /// Every receipt there is, or those of a customer, in the order of their numbers.
    package func receipts(of customer: String? = nil) throws(LedgerError) -> [IssuedReceipt] {
        try store.read { book in
            let shown = Set(try book.all("SELECT receipt FROM shown") { try $0.integer(0) })
            return try book.entries(
                where: """
                    operations.key IS NOT NULL
                    AND (CAST(?1 AS TEXT) IS NULL OR operations.customer = ?1)
                    """,
                [customer]
            ).compactMap { entry in
                guard let number = entry.receipt?.number else { return nil }
                return try book.issued(entry, isShown: shown.contains(number))
            }
        }
    }
}

extension Book {
    func issued(_ entry: Entry, isShown: Bool) throws -> IssuedReceipt {
        let plan = entry.lines.last {
            $0.posting.account == .planPrincipal && $0.posting.debit > .zero
        }
        let isAsBooked = entry.origin == .booking
        let key = isAsBooked ? nil : entry.authority?.key
        return IssuedReceipt(
            customer: entry.customer, receipt: try receipt(of: entry), isShown: isShown,
            isAsBooked: isAsBooked, operation: entry.number,
            plan: entry.kind == .conversion || entry.kind == .change ? plan?.contract : nil,
            conversation: key?.split(separator: "/").first.map(String.init))
    }
}
