import Lending
import Quantities

package enum IdentityCheck: Equatable, Sendable {
    /// - Parameter failed: when tries failed since the customer signed in last, the latest last.
    case right(customer: String, failed: [Moment])
    case wrong(triesLeft: Int)
    case locked(AttemptLock)
}

package enum AttemptCount: Equatable, Sendable {
    /// The attempt is counted; the caller may compare.
    case allowed(triesLeftAfterThis: Int)
    case locked(AttemptLock)
}

/// How long nothing is compared.
package struct AttemptLock: Equatable, Sendable {
    /// Nil until a person opens it: `Ledger.unlock`.
    package var end: Moment?

    package init(end: Moment?) { self.end = end }
}

extension Ledger {
    /// Checks the last four digits of an ID against a registered phone.
    ///
    /// The attempt is counted and on disk before the digits are compared, so ending the program
    /// between the two wins nothing. It is counted under a keyed digest of the phone, and a phone
    /// that nobody has registered takes the same path: the answer does not tell who is a customer.
    package func checkIdentity(
        phone: String, digits: String, at: Moment
    ) throws(LedgerError) -> IdentityCheck {
        if let readOnly { throw .readOnly(path: readOnly) }
        let attempts = Attempts(.identity, of: key.subject(phone: phone))
        let count = try store.write(of: attempts.name) { try attempts.count(in: $0, at: at) }
        guard case .allowed(let left) = count else { return .locked(count.lock) }

        let stored = try store.read { try $0.identity(phone: phone) }
        let isRight = key.isIdentity(
            stored?.digest ?? Digest.keyInMemory, customer: stored?.customer ?? "", digits: digits)
        if let stored, isRight {
            let failed = try store.write(of: attempts.name) { try attempts.succeed(in: $0) }
            return .right(customer: stored.customer, failed: failed)
        }
        guard left == 0 else { return .wrong(triesLeft: left) }
        return .locked(
            try write(of: attempts.name) { try attempts.noteLock(in: $0, at: at) })
    }

    /// The lock of a customer's codes, after wrong ones; nil when there is none. Digits that a
    /// stranger got wrong lock signing in, and nobody who is signed in.
    package func codeLock(customer: String, at: Moment) throws(LedgerError) -> AttemptLock? {
        try store.read { book in
            try self.attempts(.code, of: customer, in: book)?.lock(in: book, at: at)
        }
    }

    /// The lock of signing in as a customer; nil when there is none.
    package func signInLock(customer: String, at: Moment) throws(LedgerError) -> AttemptLock? {
        try store.read { book in
            try self.attempts(.identity, of: customer, in: book)?.lock(in: book, at: at)
        }
    }

    /// Counts an attempt at a one-time code, before the caller compares it. The attempt that uses
    /// up the last try locks at once; `codeAccepted` after a right code takes that back.
    package func countCodeAttempt(
        customer: String, at: Moment
    ) throws(LedgerError) -> AttemptCount {
        if let readOnly { throw .readOnly(path: readOnly) }
        return try write(of: customer) { book in
            guard let attempts = try self.attempts(.code, of: customer, in: book) else {
                throw LedgerError.notAcceptable("there is no customer '\(customer)'")
            }
            let count = try attempts.count(in: book, at: at)
            if count == .allowed(triesLeftAfterThis: 0) {
                _ = try attempts.noteLock(in: book, at: at)
            }
            return count
        }
    }

    package func codeAccepted(customer: String) throws(LedgerError) {
        try store.write(of: customer) { book in
            _ = try self.attempts(.code, of: customer, in: book)?.succeed(in: book)
        }
    }

    /// Tries to sign in with a phone, anybody's or nobody's, that failed and have not been told of.
    package func untoldTries(phone: String) throws(LedgerError) -> [Moment] {
        try store.read { try Attempts(.identity, of: key.subject(phone: phone)).untold(in: $0) }
    }

    /// Codes of a customer that were wrong, since the last right one.
    package func wrongCodes(of customer: String) throws(LedgerError) -> [Moment] {
        try store.read { try attempts(.code, of: customer, in: $0)?.untold(in: $0) ?? [] }
    }

    /// Opens signing in and codes of a customer again, and puts who did it, and why, into the audit
    /// chain.
    /// - Returns: whether anything was locked; nothing is noted where it was not.
    package func unlock(
        customer: String, by user: String, reason: String, at: Moment
    ) throws(LedgerError) -> Bool {
        if let readOnly { throw .readOnly(path: readOnly) }
        return try write { book in
            var isLocked = false
            for kind in [AttemptKind.identity, .code] {
                guard let attempts = try self.attempts(kind, of: customer, in: book),
                    try attempts.lock(in: book, at: at) != nil
                else { continue }
                isLocked = true
                try attempts.forgive(in: book)
            }
            guard isLocked else { return false }
            var record = AuditRecord("unlocked")
            record.add("customer", customer)
            record.add("user", user)
            record.add("reason", reason)
            try book.audit(.unlocked, record.text, at: try book.present(at), customer: customer)
            return true
        }
    }

    private func attempts(
        _ kind: AttemptKind, of customer: String, in book: Book
    ) throws -> Attempts? {
        try book.first("SELECT phone FROM customers WHERE id = ?", [customer]) { try $0.text(0) }
            .map { Attempts(kind, of: key.subject(phone: $0)) }
    }
}

extension Ledger {
    /// Whether its customers are made up: only there scripts may have the right answers put in.
    package func isDemo() throws(LedgerError) -> Bool {
        try store.read { try $0.number("SELECT demo FROM meta") == 1 }
    }
}

extension AttemptCount {
    fileprivate var lock: AttemptLock {
        guard case .locked(let lock) = self else { return AttemptLock(end: nil) }
        return lock
    }
}

extension Book {
    func identity(phone: String) throws -> (customer: String, digest: [UInt8])? {
        try first("SELECT id, identity FROM customers WHERE phone = ?", [phone]) {
            (try $0.text(0), try $0.bytes(1))
        }
    }
}
