/// Books filled with what another one holds.
extension Book {
    /// Fills a new book with all that another holds.
    func take(all other: Book) throws {
        try Schema.createTables(in: self)
        for table in Schema.tables { try take(table, from: other) }
        try Schema.createGuards(in: self)
    }

    /// Fills a new book with a customer's part of another, to look at: numbers have gaps in it, and
    /// the chain has.
    func take(from other: Book, of customer: String) throws {
        try Schema.createTables(in: self)
        for (table, condition) in Self.parts {
            try take(table, from: other, where: condition, condition == "true" ? [] : [customer])
        }
        try run(
            "UPDATE meta SET reached = max(reached, (SELECT coalesce(max(reached), 0) FROM passed))"
        )
        try run("DELETE FROM passed")
        try Schema.createGuards(in: self)
    }

    /// What of each table is a customer's.
    static let parts: [(table: String, condition: String)] = {
        let own = "customer = ?"
        let lent = "loan IN (SELECT id FROM loans WHERE \(own))"
        let done = "operation IN (SELECT number FROM operations WHERE \(own))"
        return [
            ("meta", "true"), ("customers", "id = ?"), ("loans", own), ("rows", lent),
            ("movements", lent), ("prepayments", lent), ("statements", own), ("purchases", own),
            ("operations", own), ("postings", done), ("receipts", done), ("bookings", own),
            ("orders", own), ("audit", own), ("passed", own),
        ]
    }()

    private func take(
        _ table: String, from other: Book, where condition: String = "true",
        _ arguments: [Argument] = []
    ) throws {
        try other.each("SELECT * FROM \(table) WHERE \(condition)", arguments) { cells in
            try insert([(0..<cells.row.count).map(cells.argument)], into: table)
        }
    }
}

extension Cells {
    /// The cell as it is bound to a statement.
    func argument(_ index: Int) -> Argument {
        switch row.kind(index) {
        case .integer: row.integer(index)
        case .text: String(decoding: row.content(index), as: UTF8.self)
        case .bytes: Array(row.content(index))
        case .null, .real: nil
        }
    }
}
