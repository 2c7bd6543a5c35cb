import Foundation
import GRDB

/// What a simulation found wrong, as a sentence.
struct Wrong: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// The books as they lie in the file, worked out again from the postings by code that shares none
/// with the ledger: a connection of its own, SQL of its own, and nothing believed that is cached.
struct Books {
    /// An operation that has come since the last look.
    struct Operation {
        var number: Int64
        var customer: String
        var origin: String
        var key: String?
        var quote: String?
        var consent: String?
        var level: Int?
        /// The order as its receipt keeps it.
        var content: String?
        /// `R000001`.
        var receipt: String?
        /// What was taken from the card, in fen.
        var taken: Int64
    }

    private let file: DatabaseQueue
    /// What has to be on each card: what was there at the first look, less what was taken since.
    private var cards: [String: Int64] = [:]
    /// Every row of what is never changed, as it was first seen.
    private var kept: [String] = []
    private var last: Int64 = 0
    private var receipts: Int64 = 0

    init(_ path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        file = try DatabaseQueue(path: path, configuration: configuration)
        for row in try rows("SELECT id, card_balance FROM customers") {
            cards[row[0]] = row[1]
        }
        _ = try operations()
    }

    /// Looks at everything. Answers the operations that have come.
    mutating func look() throws -> [Operation] {
        let fresh = try operations()
        try checkNumbers()
        try checkCards(after: fresh)
        try checkContracts()
        try checkReceivables()
        return fresh
    }

    /// What was written once is as it was written.
    func checkNothingChanged() throws {
        let now = try history(after: 0)
        for (index, row) in kept.enumerated() where index >= now.count || now[index] != row {
            throw Wrong("an operation has changed: \(row)")
        }
    }

    private func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
        try file.unsafeRead { try Row.fetchAll($0.cachedStatement(sql: sql), arguments: arguments) }
    }

    private func history(after number: Int64) throws -> [String] {
        try rows(
            """
            SELECT o.*, p.*, r.* FROM operations AS o LEFT JOIN postings AS p ON p.operation = o.number
                LEFT JOIN receipts AS r ON r.operation = o.number
            WHERE o.number > ? ORDER BY o.number, line
            """, [number]
        ).map { "\($0.databaseValues.map(\.description))" }
    }

    // MARK: - Entries

    private mutating func operations() throws -> [Operation] {
        let fresh = try rows(Self.fresh, [last])
        guard !fresh.isEmpty else { return [] }
        kept += try history(after: last)
        return try fresh.map { row in
            let kind: String = row["kind"]
            let (lines, sum): (Int, Int64) = (row["lines"], row["sum"])
            let number: Int64 = row["number"]
            let moves = !["certificate", "booking", "booking_cancelled"].contains(kind)
            guard number == last + 1 else { throw Wrong("operation \(last + 1) is missing") }
            guard sum == 0 else { throw Wrong("operation \(number) is out of balance by \(sum)") }
            guard moves ? lines >= 2 : lines == 0 else {
                throw Wrong("operation \(number), a \(kind), has \(lines) lines")
            }
            let (key, receipt): (String?, Int64?) = (row["key"], row["receipt"])
            guard (key == nil) == (receipt == nil) else {
                throw Wrong("operation \(number) is an order without a receipt, or the reverse")
            }
            if let receipt {
                guard receipt == receipts + 1 else { throw Wrong("receipt \(receipt) is no next") }
                receipts = receipt
            }
            last = number
            return Operation(
                number: number, customer: row["customer"], origin: row["origin"], key: key,
                quote: row["quote"], consent: row["consent"], level: row["level"],
                content: row["content"],
                receipt: receipt.map { "R" + String(1_000_000 + $0).dropFirst() },
                taken: kind == "repayment" ? row["cash"] : 0)
        }
    }

    private static let fresh = """
        SELECT o.*, r.number AS receipt, content, count(line) AS lines,
            coalesce(sum(debit - credit), 0) AS sum,
            coalesce(sum((debit - credit) * (account = '1001')), 0) AS cash
        FROM operations AS o LEFT JOIN postings AS p ON p.operation = o.number
            LEFT JOIN receipts AS r ON r.operation = o.number
        WHERE o.number > ? GROUP BY o.number ORDER BY o.number
        """

    private func checkNumbers() throws {
        let counts = try rows(
            """
            SELECT (SELECT count(*) FROM operations), (SELECT count(*) FROM receipts),
                (SELECT count(DISTINCT operation) FROM receipts),
                (SELECT count(DISTINCT key) FROM operations),
                (SELECT coalesce(sum(debit - credit), 0) FROM postings)
            """)[0]
        let numbers = (0..<5).map { counts[$0] as Int64 }
        guard numbers[0] == last else { throw Wrong("there are \(numbers[0]) operations") }
        guard numbers[1...3].allSatisfy({ $0 == receipts }) else {
            throw Wrong("there are not as many receipts as orders, one for each")
        }
        guard numbers[4] == 0 else { throw Wrong("all postings sum to \(numbers[4])") }
    }

    // MARK: - Balances

    private mutating func checkCards(after fresh: [Operation]) throws {
        for operation in fresh { cards[operation.customer, default: 0] -= operation.taken }
        for row in try rows("SELECT id, card_balance FROM customers") {
            let (customer, balance): (String, Int64) = (row[0], row[1])
            guard cards[customer] == balance, balance >= 0 else {
                throw Wrong("the card of \(customer) holds \(balance), not \(cards[customer] ?? 0)")
            }
        }
    }

    /// Of each contract: what its rows say is owed and was earned, and what its postings say.
    private func checkContracts() throws {
        for row in try rows(Self.contracts) {
            let id: String = row["id"]
            let (status, method): (String, String) = (row["status"], row["method"])
            let (posted, open): (Int64, Int64) = (row["owed"], row["open"])
            let (earned, paid): (Int64, Int64) = (row["earned"], row["paid"])
            let owed = status == "cancelled" ? 0 : open
            guard posted == owed else {
                throw Wrong("\(id) owes \(owed), and by its postings \(posted)")
            }
            guard method == "daily" || earned == paid else {
                throw Wrong("\(id) was paid \(paid), and by its postings \(earned)")
            }
            guard owed >= 0, status != "settled" || owed == 0 else {
                throw Wrong("\(id) is \(status) and owes \(owed)")
            }
        }
    }

    private static let contracts = """
        WITH posted AS (
            SELECT contract, sum((debit - credit) * (account IN ('1301', '1302'))) AS owed,
                sum((credit - debit) * (account IN ('6011', '6021', '6051'))) AS earned
            FROM postings GROUP BY contract),
        due AS (
            SELECT loan, sum(principal - paid_principal) AS open,
                sum(paid_interest + paid_fee + paid_penalty) AS paid FROM rows GROUP BY loan),
        moved AS (
            SELECT loan, sum(CASE kind WHEN 'draw' THEN amount ELSE -amount END) AS open
            FROM movements GROUP BY loan),
        early AS (SELECT loan, sum(interest) AS paid FROM prepayments GROUP BY loan)
        SELECT id, status, method, coalesce(owed, 0) AS owed, coalesce(earned, 0) AS earned,
            coalesce(due.open, 0) + coalesce(moved.open, 0) AS open,
            coalesce(due.paid, 0) + coalesce(early.paid, 0) AS paid
        FROM loans LEFT JOIN posted ON contract = id LEFT JOIN due ON due.loan = id
            LEFT JOIN moved ON moved.loan = id LEFT JOIN early ON early.loan = id
        """

    /// Of each customer: what statements and purchases say is owed on the card, and what was
    /// posted. Of each statement: that it is the sum of its purchases.
    private func checkReceivables() throws {
        for row in try rows(Self.receivables) {
            let (id, posted, owed): (String, Int64, Int64) = (row["id"], row["posted"], row["owed"])
            guard posted == owed else {
                throw Wrong("\(id) owes \(owed) on the card, and by the postings \(posted)")
            }
        }
        let statements = try rows(
            """
            SELECT id FROM statements WHERE purchases <>
                (SELECT coalesce(sum(amount), 0) FROM purchases WHERE statement = statements.id)
            """)
        guard statements.isEmpty else {
            throw Wrong("\(statements[0][0] as String) is not the sum of its purchases")
        }
    }

    private static let receivables = """
        SELECT id,
            (SELECT coalesce(sum(debit - credit), 0) FROM postings JOIN operations AS o
                ON o.number = operation WHERE o.customer = c.id AND account = '1303') AS posted,
            (SELECT coalesce(sum(purchases - converted - paid), 0) FROM statements
                WHERE customer = c.id)
            + (SELECT coalesce(sum(amount), 0) FROM purchases
                WHERE customer = c.id AND statement IS NULL AND plan IS NULL AND refunded = 0)
            AS owed
        FROM customers AS c
        """
}
