import Synchronization

extension Ledger {
    /// A copy of the book in memory for what is only tried: `startOver` undoes all of it, and costs
    /// a fraction of another copy, because everything prepared for the book stays prepared.
    package func rehearsal() throws(LedgerError) -> Ledger {
        let copy = try copiedToMemory()
        try copy.store.rehearse()
        return copy
    }

    /// As if nothing had happened since `rehearsal`.
    package func startOver() throws(LedgerError) { try store.startOver() }
}

/// A rehearsal is one transaction that is never committed; what would be transactions in it are
/// savepoints.
extension Store {
    func rehearse() throws(LedgerError) {
        try translated(path) { try trusted().use { try $0.begin(.writing) } }
        isRehearsal.store(true, ordering: .relaxed)
    }

    func startOver() throws(LedgerError) {
        precondition(isRehearsal.load(ordering: .relaxed), "only a rehearsal can start over")
        lastPosition.withLock { $0 = nil }
        try translated(path) {
            try trusted().use {
                try $0.rollBack()
                try $0.begin(.writing)
            }
        }
    }

    func begin(_ session: any DatabaseSession) throws {
        guard isRehearsal.load(ordering: .relaxed) else { return try session.begin(.writing) }
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
