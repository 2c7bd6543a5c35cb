import GRDB
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
        try translated(path) {
            try trusted().writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        }
        isRehearsal.store(true, ordering: .relaxed)
    }

    func startOver() throws(LedgerError) {
        precondition(isRehearsal.load(ordering: .relaxed), "only a rehearsal can start over")
        lastPosition.withLock { $0 = nil }
        try translated(path) {
            try trusted().writeWithoutTransaction {
                try $0.execute(sql: "ROLLBACK; BEGIN IMMEDIATE")
            }
        }
    }

    func begin(_ kind: Database.TransactionKind, _ database: Database) throws {
        guard isRehearsal.load(ordering: .relaxed) else {
            return try database.beginTransaction(kind)
        }
        try database.cachedStatement(sql: "SAVEPOINT work").execute()
    }

    func rollBack(_ database: Database) throws {
        guard isRehearsal.load(ordering: .relaxed) else { return try database.rollback() }
        try database.cachedStatement(sql: "ROLLBACK TO work").execute()
        try end(database)
    }

    func end(_ database: Database) throws {
        guard isRehearsal.load(ordering: .relaxed) else { return try commit(database) }
        try database.cachedStatement(sql: "RELEASE work").execute()
    }
}
