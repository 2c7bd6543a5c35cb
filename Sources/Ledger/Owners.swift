import Lending

extension Receipt {
    /// `R000001`, however it is written: `r000001`, `R1`, `1`; nil for what is no number.
    package static func spelled(_ text: String) -> String? {
        let isPrefixed = text.first.map { "Rr".contains($0) } ?? false
        let digits = isPrefixed ? text.dropFirst() : text[...]
        return Int64(digits).flatMap { $0 > 0 ? number($0) : nil }
    }
}

extension Ledger {
    /// Digits of a contract's number that are enough to name it.
    private static let shortestEnd = 4

    /// Whose something with a number is: a contract, statement or purchase by its number or the end
    /// of it, four digits or more; a receipt, `R000001`; a ticket, `H000001`; a conversation. In
    /// either case of letters, and without the zeros.
    ///
    /// - Returns: several where the end of a number is meant by several; none where nothing has
    ///   this number, or where nobody had signed in when the ticket was drawn.
    package func customers(ofNumber text: String) throws(LedgerError) -> [String] {
        let number = text.uppercased()
        if let receipt = Self.counted("R", in: number) {
            return try customers(
                "operations JOIN receipts ON receipts.operation = operations.number",
                where: "receipts.number = ?", receipt)
        }
        if let ticket = Self.counted("H", in: number) {
            return try customers("handoffs", where: "number = ?", ticket)
        }
        let talked = try customers("dialogues", where: "conversation = ?", number)
        guard talked.isEmpty else { return talked }
        let isEnd =
            number.utf8.count >= Self.shortestEnd
            && number.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return try customers(
            """
            (SELECT id, customer FROM loans UNION ALL SELECT id, customer FROM statements
                UNION ALL SELECT id, customer FROM purchases) AS numbered
            """, where: (isEnd ? "substr(id, length(id) - length(?1) + 1)" : "id") + " = ?1", number
        )
    }

    private func customers(
        _ table: String, where condition: String, _ number: Argument
    ) throws(LedgerError) -> [String] {
        try store.read { book in
            try book.all(
                """
                SELECT DISTINCT customer FROM \(table)
                WHERE customer IS NOT NULL AND \(condition) ORDER BY customer
                """, [number]
            ) { try $0.text(0) }
        }
    }

    /// 1 of `R000001` and of `R1`.
    private static func counted(_ prefix: Character, in text: String) -> Int64? {
        guard text.first == prefix, let number = Int64(text.dropFirst()), number > 0 else {
            return nil
        }
        return number
    }
}
