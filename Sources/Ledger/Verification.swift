import GRDB
import Lending
import Quantities

extension Ledger {
    /// Recomputes everything that can be recomputed. Empty when the books are right; else a
    /// sentence for each kind of contradiction, naming the first wrong row.
    package func verify() throws(LedgerError) -> [String] {
        try verify(most: .max)
    }

    /// The first contradiction that is found; nothing more is recomputed then.
    func firstContradiction() throws(LedgerError) -> String? { try verify(most: 1).first }

    private func verify(most: Int) throws(LedgerError) -> [String] {
        let wrong = try verifyBook(most: most)
        return try wrong.count < most
            ? wrong + [checkpointContradiction()].compactMap { $0 } : wrong
    }

    /// Where the checkpoints are kept; nil for a book in memory.
    package var checkpointPath: String? { checkpoints?.path }

    /// The same of the file alone, without its checkpoints.
    package func verifyBook() throws(LedgerError) -> [String] { try verifyBook(most: .max) }

    private func verifyBook(most: Int) throws(LedgerError) -> [String] {
        try store.read { book in
            var found: [String] = []
            for check in Verification.checks where found.count < most {
                if let wrong = try wrong(in: book, by: check) { found.append(wrong) }
            }
            return found
        }
    }

    /// What a check finds wrong, a file included that cannot be read as it should be.
    func wrong(in book: Book, by check: Verification.Check) throws -> String? {
        do {
            return try check(book)
        } catch LedgerError.damaged(let what) {
            return what
        } catch let error as LendingError {
            return "\(error)"
        } catch let error as DatabaseError {
            guard case .damaged(let what) = LedgerError(error, path: store.path) else {
                throw error
            }
            return "the file is malformed: \(what)"
        }
    }
}

/// The checks of a book. Each answers the first thing wrong, or nil.
enum Verification {
    typealias Check = @Sendable (Book) throws -> String?

    static let checks: [Check] = [
        file, schema, references, opening, chain, entries, receipts, contracts, statements,
        purchases, bookings, positions, tickets, ticketSteps,
    ]

    private static func file(_ book: Book) throws -> String? {
        let answer = try book.first("PRAGMA integrity_check(1)", []) { try $0.text(0) }
        guard let answer, answer != "ok" else { return nil }
        return "the file is malformed: \(answer)"
    }

    private static func references(_ book: Book) throws -> String? {
        try book.first("PRAGMA foreign_key_check") {
            "a row of \(try $0.text(0)) refers to a row of \(try $0.text(2)) that is missing"
        }
    }

    /// Constraints and triggers guard the book; a file in which they were changed has no guard.
    private static func schema(_ book: Book) throws -> String? {
        let stored = try Schema.text(in: book)
        if Schema.digest(of: stored) == Schema.digest { return nil }
        let fresh = try Schema.fresh()
        let names = Set(fresh.keys).union(stored.keys).sorted()
        return names.first { fresh[$0] != stored[$0] }.map { "the definition of \($0) was changed" }
    }

    private static func opening(_ book: Book) throws -> String? {
        let opened = try book.first("SELECT opened FROM meta") { try $0.day(0) }
        let record = try book.auditLinks().first?.link.record
        guard let opened, record == DemoBook.openingRecord(opened) else {
            return "the day of the opening differs from the first audit record"
        }
        let reached = try book.reached()
        let last = try book.number(
            "SELECT coalesce(max(at), 0) FROM operations WHERE origin <> 'desk'")
        guard Boundary.last(upTo: reached).moment == reached, reached.seconds >= last else {
            return "the time the book has reached is no time it can have stopped at"
        }
        return nil
    }

    private static func chain(_ book: Book) throws -> String? {
        var previous = Digest.chainStart
        var expected: Int64 = 1
        for (link, digest) in try book.auditLinks() {
            guard link.number == expected else { return "audit record \(expected) is missing" }
            guard link.digest(after: previous) == digest else {
                return "audit record \(link.number) does not follow from the records before it"
            }
            (previous, expected) = (digest, expected + 1)
        }
        return expected == 1 ? "the audit chain is empty" : nil
    }

    private static func entries(_ book: Book) throws -> String? {
        let audited = try book.all(
            "SELECT operation, record FROM audit WHERE kind = 'operation'"
        ) { (try $0.integer(0), try $0.text(1)) }
        let records = Dictionary(audited, uniquingKeysWith: { first, _ in first })
        let entries = try book.entries(where: "1")
        var last: Moment?
        for (index, entry) in entries.enumerated() {
            if let wrong = entry.contradiction(expecting: Int64(index + 1), after: last) {
                return wrong
            }
            guard records[entry.number] == entry.record else {
                return "operation \(entry.number) differs from its audit record"
            }
            last = entry.at
        }
        guard records.count == entries.count else {
            return "the audit chain tells of an operation that is missing"
        }
        return nil
    }

    private static func receipts(_ book: Book) throws -> String? {
        let entries = try book.entries(
            where: "operations.number IN (SELECT operation FROM receipts)")
        for (index, entry) in entries.enumerated() {
            let number = Receipt.number(Int64(index + 1))
            guard entry.receipt?.number == Int64(index + 1) else {
                return "receipt \(number) is missing"
            }
            let receipt = try book.receipt(of: entry)
            guard entry.isOrdered, receipt.order.inBook.isBorneOut(by: receipt.postings)
            else {
                return "receipt \(number) differs from its postings"
            }
        }
        let orders = try book.number("SELECT count(*) FROM operations WHERE key IS NOT NULL")
        return orders == entries.count ? nil : "an order was carried out without a receipt"
    }

    private static func tickets(_ book: Book) throws -> String? { try book.wrongTicket() }
    private static func ticketSteps(_ book: Book) throws -> String? { try book.wrongStep() }

    private static func positions(_ book: Book) throws -> String? {
        for customer in try book.people() {
            guard try book.isSealed(customer.id) else {
                return "the rows of customer \(customer.id) differ from the audit chain"
            }
        }
        return nil
    }
}

extension Entry {
    fileprivate func contradiction(expecting number: Int64, after last: Moment?) -> String? {
        guard self.number == number else { return "operation \(number) is missing" }
        guard lines.count >= 2 || (kind.movesNothing && lines.isEmpty) else {
            return "operation \(number) has no two postings"
        }
        guard lines.map(\.posting.signed).sum() == .zero else {
            return "operation \(number) is not balanced"
        }
        guard last.map({ $0 <= at }) ?? true else {
            return "operation \(number) is dated before the one before it"
        }
        return nil
    }
}
