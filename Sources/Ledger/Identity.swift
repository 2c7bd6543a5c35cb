import Lending
import Quantities

package enum IdentityCheck: Equatable, Sendable {
    case right(customer: String)
    case wrong(triesLeft: Int)
    case locked(until: Moment)
}

package enum AttemptCount: Equatable, Sendable {
    /// The attempt is counted; the caller may compare.
    case allowed(triesLeftAfterThis: Int)
    case locked(until: Moment)
}

extension Ledger {
    /// Three failures lock for thirty minutes.
    static let tries = 3
    static let lockSeconds: Int64 = 30 * 60

    /// Checks the last four digits of an ID against a registered phone.
    ///
    /// The attempt is counted and on disk before the digits are compared, so ending the program
    /// between the two wins nothing. It is counted under a keyed digest of the phone, and a phone
    /// that nobody has registered takes the same path: the answer does not tell who is a customer.
    package func checkIdentity(
        phone: String, digits: String, at: Moment
    ) throws(LedgerError) -> IdentityCheck {
        if let readOnly { throw .readOnly(path: readOnly) }
        let subject = key.subject(phone: phone)
        let count = try store.write { try $0.countAttempt(.identity, of: subject, at: at) }
        guard case .allowed(let left) = count else { return .locked(until: count.lockEnd ?? at) }

        let stored = try store.read { try $0.identity(phone: phone) }
        let isRight = key.isIdentity(
            stored?.digest ?? Digest.keyInMemory, customer: stored?.customer ?? "", digits: digits)
        if let stored, isRight {
            try store.write { try $0.clearAttempts(.identity, of: subject) }
            return .right(customer: stored.customer)
        }
        guard left == 0 else { return .wrong(triesLeft: left) }
        let end = try write { try $0.noteLock(.identity, of: subject, at: at) }
        return .locked(until: end)
    }

    /// Until when the customer is locked, after failures of either kind; nil when not.
    package func lock(customer: String, at: Moment) throws(LedgerError) -> Moment? {
        try store.read { book in
            guard let subject = try self.subject(of: customer, in: book) else { return nil }
            return try book.lockEnd(of: subject, at: at)
        }
    }

    /// Counts an attempt at a one-time code, before the caller compares it. The attempt that uses
    /// up the last try locks at once; `clearCodeAttempts` after a right code takes that back.
    package func countCodeAttempt(
        customer: String, at: Moment
    ) throws(LedgerError) -> AttemptCount {
        if let readOnly { throw .readOnly(path: readOnly) }
        return try write { book in
            guard let subject = try self.subject(of: customer, in: book) else {
                throw LedgerError.notAcceptable("there is no customer '\(customer)'")
            }
            let count = try book.countAttempt(.code, of: subject, at: at)
            if count == .allowed(triesLeftAfterThis: 0) {
                _ = try book.noteLock(.code, of: subject, at: at)
            }
            return count
        }
    }

    package func clearCodeAttempts(customer: String) throws(LedgerError) {
        try store.write { book in
            guard let subject = try self.subject(of: customer, in: book) else { return }
            try book.clearAttempts(.code, of: subject)
        }
    }

    private func subject(of customer: String, in book: Book) throws -> [UInt8]? {
        try book.first("SELECT phone FROM customers WHERE id = ?", [customer]) { try $0.text(0) }
            .map { key.subject(phone: $0) }
    }
}

extension AttemptCount {
    fileprivate var lockEnd: Moment? {
        guard case .locked(let end) = self else { return nil }
        return end
    }
}

enum AttemptKind: String { case identity, code }

extension Book {
    /// Counts an attempt unless there is a lock. The count that reaches the last try sets the lock
    /// with it, so that whoever dies here is locked, not free.
    func countAttempt(
        _ kind: AttemptKind, of subject: [UInt8], at: Moment
    ) throws -> AttemptCount {
        if let end = try lockEnd(of: subject, at: at) { return .locked(until: end) }
        let stored = try first(
            "SELECT failures, locked_until, at FROM attempts WHERE subject = ? AND kind = ?",
            [subject.data, kind.rawValue]
        ) { cells in
            // A lock that has been served starts the count afresh.
            let isServed = try cells.optionalInteger(1) != nil
            return (failures: isServed ? 0 : try cells.int(0), at: try cells.moment(2))
        }
        let before = stored?.failures ?? 0
        let failures = before + 1
        let now = max(at, stored?.at ?? at)
        let end = failures >= Ledger.tries ? now + Ledger.lockSeconds : nil
        try run(
            """
            INSERT INTO attempts (subject, kind, failures, at, locked_until)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (subject, kind) DO UPDATE SET failures = excluded.failures,
                at = excluded.at, locked_until = excluded.locked_until
            """,
            [subject.data, kind.rawValue, failures, now.seconds, end?.seconds])
        return .allowed(triesLeftAfterThis: max(0, Ledger.tries - failures))
    }

    func clearAttempts(_ kind: AttemptKind, of subject: [UInt8]) throws {
        try run(
            "DELETE FROM attempts WHERE subject = ? AND kind = ?", [subject.data, kind.rawValue])
    }

    /// The later end of the locks of either kind, if it is still ahead. A clock that was set back
    /// does not count: time goes on from the last attempt.
    func lockEnd(of subject: [UInt8], at: Moment) throws -> Moment? {
        let ends = try all(
            """
            SELECT locked_until, at FROM attempts
            WHERE subject = ? AND locked_until IS NOT NULL
            """, [subject.data]
        ) { (end: try $0.moment(0), at: try $0.moment(1)) }
        return ends.filter { $0.end > max(at, $0.at) }.map(\.end).max()
    }

    /// Puts a lock into the audit chain and answers its end.
    func noteLock(_ kind: AttemptKind, of subject: [UInt8], at: Moment) throws -> Moment {
        let end = try lockEnd(of: subject, at: at) ?? at
        var record = AuditRecord("lock")
        record.add("kind", kind.rawValue)
        record.add("subject", Digest.hexadecimal(subject))
        record.add("until", "\(end.seconds)")
        try audit(.lock, record.text, at: at)
        return end
    }

    func identity(phone: String) throws -> (customer: String, digest: [UInt8])? {
        try first("SELECT id, identity FROM customers WHERE phone = ?", [phone]) {
            (try $0.text(0), try $0.bytes(1))
        }
    }
}
