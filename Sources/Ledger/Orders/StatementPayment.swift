import Lending
import Quantities

extension StatementOrder: LedgerOrder {
    func carryOut(_ request: Request, _ account: Account, in book: Book) throws -> Execution {
        try book.collect(Parts(principal: amount), for: statement, request, account) { _ in
            try book.run(
                "UPDATE statements SET paid = paid + ? WHERE id = ?", [amount.fen, statement])
        }
    }

    func derive(_ proof: inout Proof, in book: Book) throws {
        let unpaid = try book.unpaid(of: statement, before: proof.operation)
        proof.notes.append(.unpaidBefore(unpaid))
        if amount > unpaid {
            proof.findings.append(
                Discrepancy(
                    "\(amount) was paid on \(statement), where \(unpaid) was owed",
                    about: .statement(statement), expected: unpaid, found: amount))
        }
        proof.add(.cash, amount, .taken)
        proof.add(.statementReceivable, -amount, .statement(statement))
    }
}

extension Book {
    /// What was owed of a statement before an operation, by the journal.
    func unpaid(of statement: String, before operation: Int64) throws -> Money {
        let billed = try first(
            "SELECT coalesce(sum(amount), 0) FROM purchases WHERE statement = ?", [statement]
        ) { try $0.money(0) }
        let gone = try number(
            """
            SELECT coalesce(sum(credit - debit), 0) FROM postings
            WHERE contract = ? AND account = '1303' AND operation < ?
            """, [statement, operation])
        return (billed ?? .zero) - Money(fen: gone)
    }
}
