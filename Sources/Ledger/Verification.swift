import Lending
import Quantities

extension Ledger {
    /// Recomputes everything that can be recomputed. Empty when the books are right; else
    /// one of each kind of contradiction, about the first wrong row.
    package func verify() throws(LedgerError) -> [Discrepancy] {
        try verify(most: .max)
    }

    /// The first contradiction that is found; nothing more is recomputed then. Of a large book only
    /// whether its guards are there.
    func firstContradiction() throws(LedgerError) -> Discrepancy? {
        guard try store.read({ try $0.isLarge() }) else { return try verify(most: 1).first }
        return try store.read { try wrong(in: $0, by: Verification.schema) }
    }

    private func verify(most: Int) throws(LedgerError) -> [Discrepancy] {
        let wrong = try verifyBook(most: most)
        return try wrong.count < most
            ? wrong + [checkpointContradiction()].compactMap { $0.map { Discrepancy($0) } } : wrong
    }

    /// Where the checkpoints are kept; nil for a book in memory.
    package var checkpointPath: String? { checkpoints?.path }

    /// The same of the file alone, without its checkpoints.
    package func verifyBook() throws(LedgerError) -> [Discrepancy] { try verifyBook(most: .max) }

    private func verifyBook(most: Int) throws(LedgerError) -> [Discrepancy] {
        try store.read { book in
            var found: [Discrepancy] = []
            for check in Verification.checks where found.count < most {
                if let wrong = try wrong(in: book, by: check) { found.append(wrong) }
            }
            return found
        }
    }

    /// What a check finds wrong, a file included that cannot be read as it should be.
    func wrong(in book: Book, by check: Verification.Check) throws -> Discrepancy? {
        // In PostgreSQL what fails takes the transaction along, and other checks go on with it.
        if book.dialect == .postgres { try book.runScript("SAVEPOINT look") }
        defer {
            if book.dialect == .postgres { try? book.runScript("ROLLBACK TO look; RELEASE look") }
        }
        do {
            return try check(book)
        } catch LedgerError.damaged(let what) {
            return Discrepancy(what)
        } catch let error as LendingError {
            return Discrepancy("\(error)")
        } catch let error as any DatabaseFailure {
            guard case .damaged(let what) = error.said(of: store.path) else {
                throw error
            }
            return Discrepancy("the file is malformed: \(what)")
        }
    }
}

/// The checks of a book. Each answers the first thing wrong, or nil.
enum Verification {
    typealias Check = @Sendable (Book) throws -> Discrepancy?

    static let checks: [Check] = [
        file, schema, references, opening, chain, entries, receipts, contracts, statements,
        purchases, bookings, positions, tickets, ticketSteps,
    ]

    /// Constraints and triggers guard the book; a file in which they were changed has no guard.
    static func schema(_ book: Book) throws -> Discrepancy? {
        let stored = try Schema.text(in: book)
        if Schema.digest(of: stored) == Schema.digest { return nil }
        let fresh = try Schema.fresh(in: book)
        let names = Set(fresh.keys).union(stored.keys).sorted()
        return names.first { fresh[$0] != stored[$0] }.map {
            Discrepancy("the definition of \($0) was changed")
        }
    }

    private static func opening(_ book: Book) throws -> Discrepancy? {
        let opened = try book.first("SELECT opened FROM meta") { try $0.day(0) }
        let record = try book.auditLinks().first?.link.record
        guard let opened, record == DemoBook.openingRecord(opened) else {
            return Discrepancy("the day of the opening differs from the first audit record")
        }
        let reached = try book.reached()
        let isAhead = try book.number(
            """
            SELECT count(*) FROM operations WHERE origin <> 'desk' AND at > ?1
                AND at > (SELECT coalesce(max(reached), 0) FROM passed
                    WHERE passed.customer = operations.customer)
            """, [reached.seconds])
        guard Boundary.last(upTo: reached).moment == reached, isAhead == 0 else {
            return Discrepancy("the time the book has reached is no time it can have stopped at")
        }
        return nil
    }

    private static func chain(_ book: Book) throws -> Discrepancy? {
        var previous = Digest.chainStart
        var expected: Int64 = 1
        for (link, digest) in try book.auditLinks() {
            guard link.number == expected else {
                return Discrepancy(.auditRecord(expected), "is missing")
            }
            guard link.digest(after: previous) == digest else {
                return Discrepancy(
                    .auditRecord(link.number), "does not follow from the records before it")
            }
            (previous, expected) = (digest, expected + 1)
        }
        return expected == 1 ? Discrepancy("the audit chain is empty") : nil
    }

    private static func entries(_ book: Book) throws -> Discrepancy? {
        let audited = try book.all(
            "SELECT operation, record FROM audit WHERE kind = 'operation'"
        ) { (try $0.integer(0), try $0.text(1)) }
        let records = Dictionary(audited, uniquingKeysWith: { first, _ in first })
        let entries = try book.entries(where: "true")
        var last: [String: Moment] = [:]
        for (index, entry) in entries.enumerated() {
            let before = last[entry.customer]
            if let wrong = entry.contradiction(expecting: Int64(index + 1), after: before) {
                return wrong
            }
            guard records[entry.number] == entry.record else {
                return Discrepancy(.operation(entry.number), "differs from its audit record")
            }
            last[entry.customer] = entry.at
        }
        guard records.count == entries.count else {
            return Discrepancy("the audit chain tells of an operation that is missing")
        }
        return nil
    }

    private static func receipts(_ book: Book) throws -> Discrepancy? {
        let entries = try book.entries(
            where: "operations.number IN (SELECT operation FROM receipts)")
        for (index, entry) in entries.enumerated() {
            let number = Receipt.number(Int64(index + 1))
            guard entry.receipt?.number == Int64(index + 1) else {
                return Discrepancy(.receipt(number), "is missing")
            }
            let receipt = try book.receipt(of: entry)
            guard entry.isOrdered, receipt.order.inBook.isBorneOut(by: receipt.postings)
            else {
                return Discrepancy(.receipt(number), "differs from its postings")
            }
        }
        let orders = try book.number("SELECT count(*) FROM operations WHERE key IS NOT NULL")
        return orders == entries.count
            ? nil : Discrepancy("an order was carried out without a receipt")
    }

    private static func tickets(_ book: Book) throws -> Discrepancy? { try book.wrongTicket() }
    private static func ticketSteps(_ book: Book) throws -> Discrepancy? { try book.wrongStep() }

    private static func positions(_ book: Book) throws -> Discrepancy? {
        for customer in try book.people() {
            guard try book.isSealed(customer.id) else {
                return Discrepancy(
                    "the rows of customer \(customer.id) differ from the audit chain",
                    about: .customer(customer.id))
            }
        }
        return nil
    }
}

extension Entry {
    fileprivate func contradiction(expecting number: Int64, after last: Moment?) -> Discrepancy? {
        let operation = Discrepancy.Subject.operation(number)
        guard self.number == number else { return Discrepancy(operation, "is missing") }
        guard lines.count >= 2 || (kind.movesNothing && lines.isEmpty) else {
            return Discrepancy(operation, "has no two postings")
        }
        guard lines.map(\.posting.signed).sum() == .zero else {
            return Discrepancy(operation, "is not balanced")
        }
        guard last.map({ $0 <= at }) ?? true else {
            return Discrepancy(operation, "is dated before its customer's last one")
        }
        return nil
    }
}
