import Lending
import Quantities

/// How many receipts, plans and tickets there are: what the next of each is called.
package struct Counters: Equatable, Sendable {
    package var receipts: Int
    package var plans: Int
    package var tickets: Int

    package init(receipts: Int, plans: Int, tickets: Int) {
        (self.receipts, self.plans, self.tickets) = (receipts, plans, tickets)
    }
}

extension Ledger {
    /// - Parameter last: what was read before. Plans are made with receipts only, and are not
    ///   counted again where no receipt has come.
    package func counters(after last: Counters? = nil) throws(LedgerError) -> Counters {
        try store.read { book in
            let receipts = Int(try book.nextNumber(in: "receipts")) - 1
            let tickets = Int(try book.nextNumber(in: "handoffs")) - 1
            let known = last.flatMap { $0.receipts == receipts ? $0.plans : nil }
            return Counters(
                receipts: receipts, plans: try known ?? Int(book.plans()), tickets: tickets)
        }
    }
}

extension Ledger {
    /// The number of the newest operation.
    package func newestOperation() throws(LedgerError) -> Int64 {
        try store.read { try $0.nextNumber(in: "operations") - 1 }
    }
}

/// For a replay, in a book that nobody else has: receipts and plans of somebody else, of which
/// only the numbers matter.
extension Ledger {
    /// Makes as many as are missing up to so many.
    package func fill(receipts: Int, plans: Int) throws(LedgerError) {
        try store.write { book in
            let missing = try receipts - (Int(book.nextNumber(in: "receipts")) - 1)
            let plansMissing = try plans - Int(book.plans())
            guard missing > 0 || plansMissing > 0 else { return }
            try book.addSomebody()
            if missing > 0 { try book.addReceipts(missing) }
            if plansMissing > 0 { try book.addPlans(plansMissing) }
        }
    }

    /// Up to the one before these.
    ///
    /// - Parameters:
    ///   - receipt: `R000003`; nil where it does not matter.
    ///   - plan: `IP10007003`.
    package func fill(before receipt: String?, _ plan: String? = nil) throws(LedgerError) {
        let receipts = receipt.flatMap(Receipt.number(in:)).map { Int($0) - 1 }
        let plans = plan.flatMap { Int64($0.dropFirst(2)) }.map { Int($0 - Self.firstPlan) - 1 }
        try fill(receipts: receipts ?? 0, plans: plans ?? 0)
    }
}

extension Book {
    /// Taken back or not: their numbers are never used again.
    func plans() throws -> Int64 {
        try session.keepEnd()
        let newest = try first(
            "SELECT id FROM loans WHERE kind = 'plan' ORDER BY number DESC LIMIT 1"
        ) { try $0.text(0) }
        guard let newest else { return 0 }
        guard let number = Int64(newest.dropFirst(2)), number > Ledger.firstPlan else {
            throw LedgerError.damaged("plan \(newest) is called what no plan is")
        }
        return number - Ledger.firstPlan
    }

    private static let somebody = "somebody"

    fileprivate func addSomebody() throws {
        try run(
            """
            INSERT INTO customers
            SELECT 1 + (SELECT max(number) FROM customers), ?, '-', '00000000000', identity,
                card_tail, 0, 0, 0, cut_day, language, 'frozen', 0, 0, 0, 0, 0, NULL, 0
            FROM customers WHERE number = 1 ON CONFLICT DO NOTHING
            """, [Self.somebody])
    }

    /// Numbers from nothing to the last but one.
    private static let steps =
        "WITH RECURSIVE steps (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM steps WHERE n + 1 < ?1)"

    fileprivate func addReceipts(_ count: Int) throws {
        let (operation, receipt) = (
            try nextNumber(in: "operations"), try nextNumber(in: "receipts")
        )
        try run(
            """
            \(Self.steps)
            INSERT INTO operations (number, customer, origin, kind, subject, at, key, parameters,
                quote, account_version, level, consent, valid_until)
            SELECT ?2 + n, ?3, 'desk', 'certificate', '-', reached, ?3 || '/' || (?2 + n),
                ?4, 'Q1', 0, 2, '-', reached FROM steps, meta
            """, [count, operation, Self.somebody, Digest.chainStart])
        try run(
            """
            \(Self.steps)
            INSERT INTO receipts (number, operation, content) SELECT ?3 + n, ?2 + n, '' FROM steps
            """, [count, operation, receipt])
    }

    fileprivate func addPlans(_ count: Int) throws {
        let first = Ledger.firstPlan + (try plans()) + 1
        try run(
            """
            \(Self.steps)
            INSERT INTO loans (number, id, customer, kind, purpose, status, method, principal,
                annual_rate, fee_rate, fee_timing, periods, start, signed, grace_days,
                penalty_daily, prepayment_rate, free_after_paid_rows, cooling_off_days,
                flat_fee_policy)
            SELECT ?2 + n, 'IP' || (?3 + n), ?4, 'plan', '-', 'cancelled', 'flat_fee', 0,
                0, 0, 'per_period', 0, opened, opened, 0, 0, 0, 0, 0, 'waive_future'
            FROM steps, meta
            """, [count, try nextNumber(in: "loans"), first, Self.somebody])
    }
}
