import Lending
import Quantities

extension Book {
    static let statementColumns = "id, cut, due, purchases, converted, paid"

    func newestStatement(of customer: String) throws -> Statement? {
        let statement = try first(
            """
            SELECT \(Self.statementColumns) FROM statements
            WHERE customer = ? ORDER BY cut DESC LIMIT 1
            """, [customer], statement)
        guard var statement else { return nil }
        statement.overdueHistory = try all(
            """
            SELECT overdue FROM statements WHERE customer = ? AND cut < ?
            ORDER BY cut DESC LIMIT 6
            """, [customer, statement.cut.number]
        ) { try $0.flag(0) }
        return statement
    }

    func statement(_ cells: Cells) throws -> Statement {
        let statement = Statement(
            id: try cells.text(0), cut: try cells.day(1), due: try cells.day(2),
            purchases: try cells.money(3), converted: try cells.money(4),
            paid: try cells.money(5), overdueHistory: [])
        guard statement.unpaid >= .zero else {
            throw LedgerError.damaged("statement \(statement.id) is paid by more than its sum")
        }
        return statement
    }

    /// Purchases of the newest statement and since, those refunded or in instalments too.
    func purchases(of customer: String, on statement: Statement?) throws -> [Purchase] {
        try all(
            """
            SELECT id, merchant, amount, booked, statement, plan, refunded FROM purchases
            WHERE customer = ? AND (statement IS NULL OR statement = ?) ORDER BY number
            """, [customer, statement?.id]
        ) {
            Purchase(
                id: try $0.text(0), merchant: try $0.text(1), amount: try $0.money(2),
                booked: try $0.day(3), statement: try $0.optionalText(4),
                plan: try $0.optionalText(5), isRefunded: try $0.flag(6))
        }
    }

    /// What of the purchases no statement has yet is owed as it is.
    func unbilled(of customer: String) throws -> Money {
        try first(
            """
            SELECT coalesce(sum(amount), 0) FROM purchases
            WHERE customer = ? AND \(Schema.isUnbilled)
            """, [customer]
        ) { try $0.money(0) } ?? .zero
    }

    /// Purchases neither paid nor put into instalments, billed or not.
    func purchasesOpen(of customer: String) throws -> Money {
        let billed = try first(
            """
            SELECT coalesce(sum(purchases - converted - paid), 0) FROM statements
            WHERE customer = ?
            """, [customer]
        ) { try $0.money(0) }
        return (billed ?? .zero) + (try unbilled(of: customer))
    }
}
