import Quantities

enum AttemptKind: String { case identity, code }

/// The attempts of one kind at one customer, or at a phone that is nobody's.
///
/// Three wrong ones in a row lock for half an hour, three more for an hour, and each three after
/// them for twice as long as those before; fifteen within a day lock until a person opens it. Who
/// signs in between gives nobody more tries a day.
struct Attempts {
    let kind: AttemptKind
    /// The keyed digest of the phone.
    let subject: [UInt8]

    static let inARow = 3
    static let aDay = 15
    static let firstLock: Int64 = 30 * 60
    static let day: Int64 = 24 * 3600
    /// In place of the end of a lock that only a person opens.
    private static let never = Moment(seconds: Cells.seconds.upperBound)
    /// Failures that the customer has not come to hear of are kept for so long.
    private static let memory: Int64 = 365 * day

    /// As others are kept from writing it.
    var name: String { Digest.hexadecimal(subject) }

    init(_ kind: AttemptKind, of subject: [UInt8]) {
        self.kind = kind
        self.subject = subject
    }

    /// Counts an attempt unless there is a lock. The count that reaches the last try sets the lock
    /// with it, so that whoever dies here is locked, not free.
    func count(in book: Book, at: Moment) throws -> AttemptCount {
        if let lock = try lock(in: book, at: at) { return .locked(lock) }
        let before = try standing(in: book)
        let now = max(at, before?.at ?? at)
        let isRecent = before.map { now - $0.at < Self.day } ?? false
        let row = (isRecent ? before?.failures ?? 0 : 0) + 1
        try note(in: book, at: now)
        let today = Int(
            try book.number(
                """
                SELECT count(*) FROM failed_tries
                WHERE subject = ? AND kind = ? AND counts = 1 AND at > ?
                """, [subject, kind.rawValue, (now + -Self.day).seconds]))
        let left = max(0, min((Self.inARow - row % Self.inARow) % Self.inARow, Self.aDay - today))
        let isLast = left == 0
        let end = today >= Self.aDay ? Self.never : now + Self.lockSeconds(after: row)
        try book.run(
            """
            INSERT INTO attempts (subject, kind, failures, at, locked_until)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (subject, kind) DO UPDATE SET failures = excluded.failures,
                at = excluded.at, locked_until = excluded.locked_until
            """,
            [subject, kind.rawValue, row, now.seconds, isLast ? end.seconds : nil])
        return .allowed(triesLeftAfterThis: left)
    }

    /// Half an hour, and twice as long each time.
    private static func lockSeconds(after row: Int) -> Int64 {
        firstLock << Int64(min(max(row / inARow - 1, 0), 10))
    }

    private func standing(in book: Book) throws -> (failures: Int, at: Moment)? {
        try book.first(
            "SELECT failures, at FROM attempts WHERE subject = ? AND kind = ?",
            [subject, kind.rawValue]
        ) { (failures: try $0.int(0), at: try $0.moment(1)) }
    }

    private func note(in book: Book, at now: Moment) throws {
        try book.run(
            "INSERT INTO failed_tries (subject, kind, at, counts, told) VALUES (?, ?, ?, 1, 0)",
            [subject, kind.rawValue, now.seconds])
        try book.run(
            "DELETE FROM failed_tries WHERE at < ? OR (at < ? AND told = 1)",
            [(now + -Self.memory).seconds, (now + -Self.day).seconds])
    }

    /// The attempt that was counted last was right: it was no failure, and those before it are
    /// told of.
    /// - Returns: when those were that have not been told of before, the latest last.
    func succeed(in book: Book) throws -> [Moment] {
        try book.run(
            """
            DELETE FROM failed_tries WHERE number = (
                SELECT max(number) FROM failed_tries WHERE subject = ? AND kind = ?)
            """, [subject, kind.rawValue])
        let failed = try untold(in: book)
        try book.run(
            "UPDATE failed_tries SET told = 1 WHERE subject = ? AND kind = ?",
            [subject, kind.rawValue])
        try forget(in: book)
        return failed
    }

    /// When the failures were that have not been told of, the latest last.
    func untold(in book: Book) throws -> [Moment] {
        try book.all(
            """
            SELECT at FROM failed_tries WHERE subject = ? AND kind = ? AND told = 0
            ORDER BY at, number
            """, [subject, kind.rawValue]
        ) { try $0.moment(0) }
    }

    /// A person has opened the lock: what was tried so far no longer counts. It is still told of.
    func forgive(in book: Book) throws {
        try book.run(
            "UPDATE failed_tries SET counts = 0 WHERE subject = ? AND kind = ?",
            [subject, kind.rawValue])
        try forget(in: book)
    }

    private func forget(in book: Book) throws {
        try book.run(
            "DELETE FROM attempts WHERE subject = ? AND kind = ?", [subject, kind.rawValue])
    }

    /// The lock, if its end is still ahead. A clock that was set back does not count: time goes on
    /// from the last attempt.
    func lock(in book: Book, at: Moment) throws -> AttemptLock? {
        let lock = try book.first(
            """
            SELECT locked_until, at FROM attempts
            WHERE subject = ? AND kind = ? AND locked_until IS NOT NULL
            """, [subject, kind.rawValue]
        ) { (end: try $0.moment(0), at: try $0.moment(1)) }
        guard let lock, lock.end > max(at, lock.at) else { return nil }
        return AttemptLock(end: lock.end == Self.never ? nil : lock.end)
    }

    /// Puts a lock into the audit chain.
    func noteLock(in book: Book, at: Moment) throws -> AttemptLock {
        let lock = try lock(in: book, at: at) ?? AttemptLock(end: at)
        var record = AuditRecord("lock")
        record.add("kind", kind.rawValue)
        record.add("subject", Digest.hexadecimal(subject))
        record.add("until", lock.end.map { "\($0.seconds)" } ?? "opened by a person")
        try book.audit(.lock, record.text, at: at)
        return lock
    }
}

extension Schema {
    static let attempts = """
        CREATE TABLE attempts (
            \(digest("subject")),
            kind TEXT NOT NULL CHECK (kind IN ('identity', 'code')),
            failures INTEGER NOT NULL CHECK (failures >= 0),
            \(moment("at")),
            locked_until INTEGER,
            PRIMARY KEY (subject, kind)
        ) STRICT, WITHOUT ROWID;
        -- Each attempt that was not right, whether it still counts, and whether it was told of.
        CREATE TABLE failed_tries (
            number INTEGER PRIMARY KEY,
            \(digest("subject")),
            kind TEXT NOT NULL CHECK (kind IN ('identity', 'code')),
            \(moment("at")),
            counts INTEGER NOT NULL CHECK (counts IN (0, 1)),
            told INTEGER NOT NULL CHECK (told IN (0, 1))
        ) STRICT;
        CREATE INDEX failed_tries_of ON failed_tries (subject, kind, at);
        """
}
