import Lending

extension Ledger {
    /// Every receipt the desk has issued, in the order of their numbers, and whose it is.
    public func receipts() throws(LedgerError) -> [(customer: String, receipt: Receipt)] {
        try store.read { book in
            try book.entries(where: "operations.origin = 'desk'").filter { $0.receipt != nil }
                .map { (customer: $0.customer, receipt: try book.receipt(of: $0)) }
        }
    }
}

extension Ledger {
    /// How many hand-off tickets have been drawn.
    public func tickets() throws(LedgerError) -> Int {
        try store.read { Int(try $0.nextNumber(in: "handoffs")) - 1 }
    }
}
