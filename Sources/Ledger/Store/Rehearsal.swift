import Lending
import Quantities
import Synchronization

extension Ledger {
    /// A copy of the book in memory for what is only tried: `startOver` undoes all of it, and costs
    /// a fraction of another copy, because everything prepared for the book stays prepared.
    package func rehearsal() throws(LedgerError) -> Ledger {
        let copy = try copiedToMemory()
        try copy.store.rehearse()
        return copy
    }

    /// The same on a server: a demo book of tables that are gone with their connection, and that
    /// nobody else sees.
    ///
    /// - Parameter reached: how far time has passed in it.
    package static func rehearsal(
        on server: Server, opened: Day, reached: Moment
    ) throws(LedgerError) -> Ledger {
        let store = try Store(at: .server(server), commit: { try $0.commit() }, waiting: {})
        let key = StoreKey(Digest.keyInMemory)
        try store.rehearse { book in
            // A transaction that reads keeps nobody from the book that lies there.
            try book.runScript("SET LOCAL search_path = pg_temp")
            try Schema.create(in: book, functions: "pg_temp.")
            try DemoBook(opened: opened, key: key).write(into: book)
            try book.advance(to: reached)
            try book.runScript("SAVEPOINT beginning")
        }
        return Ledger(store: store, key: key, opened: opened)
    }

    /// As if nothing had happened since `rehearsal`.
    package func startOver() throws(LedgerError) { try store.startOver() }
}

/// A rehearsal is one transaction that is never committed; what would be transactions in it are
/// savepoints.
extension Store {
    /// - Parameter beginning: what is there when it starts over.
    func rehearse(from beginning: (Book) throws -> Void = { _ in }) throws(LedgerError) {
        try translated(path) {
            try trusted().use { session in
                try session.begin(session.dialect == .sqlite ? .writing(of: nil) : .reading)
                try beginning(Book(session: session))
            }
        }
        isRehearsal.store(true, ordering: .relaxed)
    }

    func startOver() throws(LedgerError) {
        precondition(isRehearsal.load(ordering: .relaxed), "only a rehearsal can start over")
        lastPosition.withLock { $0 = nil }
        try translated(path) {
            try trusted().use { session in
                guard session.dialect == .sqlite else {
                    return try session.runScript("ROLLBACK TO beginning")
                }
                try session.rollBack()
                try session.begin(.writing(of: nil))
            }
        }
    }

    func begin(_ part: String?, _ session: any DatabaseSession) throws {
        guard isRehearsal.load(ordering: .relaxed) else {
            return try session.begin(.writing(of: part))
        }
        try session.run("SAVEPOINT work", [])
    }

    func rollBack(_ session: any DatabaseSession) throws {
        guard isRehearsal.load(ordering: .relaxed) else { return try session.rollBack() }
        try session.run("ROLLBACK TO work", [])
        try end(session)
    }

    func end(_ session: any DatabaseSession) throws {
        guard isRehearsal.load(ordering: .relaxed) else { return try commit(session) }
        try session.run("RELEASE work", [])
    }
}
