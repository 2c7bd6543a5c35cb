import Lending

/// A receipt as the book keeps it.
package struct IssuedReceipt: Equatable, Sendable {
    package var customer: String
    package var receipt: Receipt
    /// Whether it has been on a screen.
    package var isShown: Bool
    /// It was booked before, and made by itself on its day.
    package var isAsBooked: Bool
}

extension Ledger {
    /// Every receipt there is, in the order of their numbers, whose it is, and whether
    /// it has been on a screen.
    package func receipts() throws(LedgerError) -> [IssuedReceipt] {
        try store.read { book in
            let shown = Set(try book.all("SELECT receipt FROM shown") { try $0.integer(0) })
            return try book.entries(where: "operations.key IS NOT NULL").compactMap { entry in
                guard let number = entry.receipt?.number else { return nil }
                return IssuedReceipt(
                    customer: entry.customer, receipt: try book.receipt(of: entry),
                    isShown: shown.contains(number), isAsBooked: entry.origin == .booking)
            }
        }
    }
}

extension Ledger {
    /// How many hand-off tickets have been drawn.
    package func tickets() throws(LedgerError) -> Int {
        try store.read { Int(try $0.nextNumber(in: "handoffs")) - 1 }
    }
}
