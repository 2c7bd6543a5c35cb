import GRDB
import Lending
import Quantities
import Synchronization

/// A customer's position as it was read last: good while the clock stands still and nobody writes.
/// A turn asks for it again at each of its steps.
struct LastPosition {
    var customer: String
    var now: Moment
    var writes: Writes
    var account: Account?

    /// What has been written to the book so far, by this connection and by others.
    struct Writes: Equatable {
        var own: Int
        var others: Int64
    }
}

extension Store {
    /// The answer to the same question, when nothing has been written since; else nil.
    func position(of customer: String, at now: Moment) throws(LedgerError) -> Account?? {
        try translated(path) {
            let queue = try trusted()
            guard let last = lastPosition.withLock({ $0 }), last.customer == customer,
                last.now == now, try queue.unsafeRead(writes) == last.writes
            else { return nil }
            return .some(last.account)
        }
    }

    /// To be called in the transaction that has read it.
    func keep(_ account: Account?, of customer: String, at now: Moment, _ book: Book) throws {
        let last = LastPosition(
            customer: customer, now: now, writes: try writes(book.database), account: account)
        lastPosition.withLock { $0 = last }
    }

    private func writes(_ database: Database) throws -> LastPosition.Writes {
        // A book in memory has one connection.
        guard case .file = place else { return .init(own: database.totalChangesCount, others: 0) }
        return .init(
            own: database.totalChangesCount,
            others: try Book(database: database).number("PRAGMA data_version"))
    }
}
