import Lending
import Quantities

/// Why no money moves in a book, whoever orders it. Enquiries go on.
package enum Standstill: Equatable, Sendable {
    /// The file, or its place, cannot be written.
    case readOnly(path: String)
    /// The book contradicts itself or its checkpoints; the sentence says where.
    case contradiction(String)
    /// The clock cannot be right, or the book has not been used for long.
    case clock(ClockGap)

    /// The reason class, as of a refusal.
    package var code: String {
        switch self {
        case .readOnly: "BOOKS_READ_ONLY"
        case .contradiction: Refusal.booksDamaged.code
        case .clock: Refusal.clockDoubted.code
        }
    }
}

/// A clock and a book that are too far apart for time to pass by itself.
package struct ClockGap: Equatable, Sendable {
    /// The newest day of the book.
    package var book: Day
    package var clock: Day

    /// A book that nobody has used for so many days is not brought up to date unasked: what falls
    /// due meanwhile is debited, and nothing undoes that.
    static let mostDays = 40

    /// Nil where time passes by itself.
    init?(book: Day, clock: Day) {
        guard clock < book || clock - book > Self.mostDays else { return nil }
        (self.book, self.clock) = (book, clock)
    }
}

/// For whoever looks after the desk: what is wrong, and the mend.
extension Standstill: CustomStringConvertible {
    package var description: String {
        switch self {
        case .readOnly(let path): "\(LedgerError.readOnly(path: path)). No money moves."
        case .contradiction(let what):
            "\(what). No money moves; once that is explained, or the book restored, "
                + "`paydesk account verify --accept REASON` lets it go on."
        case .clock(let gap): "\(gap)"
        }
    }
}

extension ClockGap: CustomStringConvertible {
    package var description: String {
        let mend = "set the clock right, or accept it: `paydesk account advance --to"
        return clock < book
            ? "the clock says \(clock), and the book is at \(book) already. No time passes in it and "
                + "no money moves; \(mend) \(book) --accept REASON` goes on at that day."
            : "the clock says \(clock), but the book is at \(book), \(clock - book) days before. No "
                + "time passes in it and no money moves; \(mend) \(clock) --accept REASON`."
    }
}

extension Ledger {
    /// Nil when money may move: the whole book is looked at once in a process, and its checkpoints
    /// each time. The customer's own part is checked within the transaction of an order. Of a
    /// large book only the guards are looked at: the whole of it is for `account verify`.
    package func standstill(at now: Moment) throws(LedgerError) -> Standstill? {
        if let apparent = try apparentStandstill(at: now) { return apparent }
        guard checkpoints != nil, !store.isVerified.load(ordering: .relaxed) else { return nil }
        if let wrong = try firstContradiction() { return .contradiction("\(wrong)") }
        store.isVerified.store(true, ordering: .relaxed)
        return nil
    }

    /// What of it shows without a look through the whole book.
    package func apparentStandstill(at now: Moment) throws(LedgerError) -> Standstill? {
        if let readOnly { return .readOnly(path: readOnly) }
        guard checkpoints != nil else { return nil }
        if let wrong = try newestContradiction() { return .contradiction(wrong) }
        return try clockGap(at: now).map(Standstill.clock)
    }

    /// What is wrong with the checkpoints, as a sentence; nil when they agree with the book.
    package func checkpointContradiction() throws(LedgerError) -> String? {
        guard let checkpoints else { return nil }
        return try contradiction { () throws(LedgerError) in try checkpoints.heads() }
    }

    /// The same of the newest of them, which is soon done.
    func newestContradiction() throws(LedgerError) -> String? {
        guard let checkpoints else { return nil }
        return try contradiction { () throws(LedgerError) in try checkpoints.newest() }
    }

    /// Looked at again where they differ: another desk of this place may have kept one between the
    /// look at them and the look at the book.
    private func contradiction(
        _ heads: () throws(LedgerError) -> [Checkpoints.Head]
    ) throws(LedgerError) -> String? {
        var found: String?
        for _ in 0..<Self.looks {
            do {
                let heads = try heads()
                found = try store.read { try $0.contradiction(to: heads) }
            } catch .damaged(let what) {
                found = what
            }
            guard found != nil else { return nil }
        }
        return found
    }

    private static let looks = 5

    // MARK: - Checkpoints

    /// A book that has never moved money begins its checkpoints by itself. One that has, or that
    /// has begun them before, has lost them.
    func beginCheckpoints() throws(LedgerError) {
        guard let checkpoints, try store.read({ try $0.mayBeginCheckpoints() }) else { return }
        guard let head = try store.read({ try $0.auditHead() }) else { return }
        if !checkpoints.exists { try checkpoints.begin(with: head) }
        guard try checkpointContradiction() == nil else { return }
        try store.write(of: checkpoints.path) { try $0.rely(on: head) }
    }

    /// Makes up for a checkpoint that is late, and remembers it: an order begins with this.
    func relyOnCheckpoints(_ book: Book) throws {
        // Of several desks none must write an older one after another's.
        try book.session.keepEnd()
        guard let checkpoints, let head = try book.auditHead() else { return }
        try checkpoints.keep(head)
        try book.rely(on: head)
    }

    /// Goes on with this book although its checkpoints say otherwise: it was restored from a copy,
    /// or moved without them. The old ones are kept aside, and the chain tells of it.
    ///
    /// - Returns: what else is wrong; then nothing is accepted.
    package func acceptWithoutCheckpoints(
        _ approval: Approval, at now: Moment
    ) throws(LedgerError) -> [Discrepancy] {
        if let readOnly { throw .readOnly(path: readOnly) }
        let wrong = try verifyBook()
        guard wrong.isEmpty, let checkpoints, let contradiction = try checkpointContradiction()
        else { return wrong }
        let now = try time(at: now)
        try store.write { book in
            try book.audit(
                .accepted, approval.record("checkpoints", contradiction),
                at: try book.present(now))
            guard let head = try book.auditHead() else { return }
            try checkpoints.restart(with: head)
            try book.rely(on: head)
        }
        return []
    }

    // MARK: - The clock

    /// The day the book has been brought to.
    package func newestDay() throws(LedgerError) -> Day { try store.read { try $0.newest().day } }

    /// How far the clock is from the book, where that is too far; nil for a book in memory, which
    /// goes wherever it is taken.
    package func clockGap(at now: Moment) throws(LedgerError) -> ClockGap? {
        guard doubt == nil, checkpoints != nil else { return doubt }
        return try store.read { book in
            guard let gap = ClockGap(book: try book.newest().day, clock: now.day) else {
                return nil
            }
            return try book.isAccepted(gap) ? nil : gap
        }
    }

    /// The time at the desk: that of the clock, unless the book is ahead of it, or too far behind.
    package func time(at now: Moment) throws(LedgerError) -> Moment {
        guard checkpoints != nil else { return now }
        let newest = try store.read { try $0.newest() }
        return try clockGap(at: now) == nil ? max(now, newest) : newest
    }

    /// In the record of an acceptance: the day at which the book goes on.
    fileprivate static let clockBehind = "clock-behind"

    /// Lets time pass up to a day although it is far away, or lets the book go on at its day
    /// although the clock is behind it.
    ///
    /// - Throws: `notAcceptable` for a day before the book's.
    package func acceptClock(
        to day: Day, _ approval: Approval, at now: Moment,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws(LedgerError) {
        if let readOnly { throw .readOnly(path: readOnly) }
        if let wrong = try checkpointContradiction() { throw .damaged(wrong) }
        let goal = day == now.day ? now : Moment(day)
        let isLarge = try write { book in
            let newest = try book.newest()
            guard day >= newest.day else {
                throw LedgerError.notAcceptable(
                    "the book is at \(newest.day) already, and time does not run back in it; name "
                        + "that day or a later one, or restore an earlier copy")
            }
            let what = now.day < day ? Self.clockBehind : "clock"
            try book.audit(.accepted, approval.record(what, "\(day)"), at: newest)
            guard try !book.isLarge() else { return true }
            try book.advance(to: goal)
            return false
        }
        if isLarge { try advanceAll(to: goal, progress) }
    }
}

/// Who accepted what cannot be told by the book itself, and why.
package struct Approval: Sendable {
    package var by: String
    package var reason: String

    package init(by: String, reason: String) {
        self.by = by
        self.reason = reason
    }

    func record(_ what: String, _ detail: String) -> String {
        var record = AuditRecord("accepted")
        record.add(what, detail)
        record.add("by", by)
        record.add("reason", reason)
        return record.text
    }
}

extension Book {
    fileprivate func mayBeginCheckpoints() throws -> Bool {
        guard try reliedOn() == nil else { return false }
        // Where many desks share a book, each begins its own when it comes.
        return try dialect == .postgres || number("SELECT count(*) FROM receipts") == 0
    }

    /// A clock that is behind was accepted when the book was told to go on at its day.
    fileprivate func isAccepted(_ gap: ClockGap) throws -> Bool {
        guard gap.clock < gap.book else { return false }
        let accepted = try all(
            """
            SELECT record FROM audit WHERE customer IS NULL AND kind = ? ORDER BY number DESC
            """,
            [AuditKind.accepted.rawValue]
        ) { try $0.text(0) }
        return accepted.contains { $0.contains("\n\(Ledger.clockBehind)=\(gap.book)\n") }
    }
}
