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
        guard let last = lastPosition.withLock({ $0 }), last.customer == customer, last.now == now
        else { return nil }
        let writes = try translated(path) { try trusted().use { try $0.writes() } }
        return writes == last.writes ? .some(last.account) : nil
    }

    /// To be called in the transaction that has read it.
    func keep(_ account: Account?, of customer: String, at now: Moment, _ book: Book) throws {
        guard let writes = try book.session.writes() else { return }
        let last = LastPosition(customer: customer, now: now, writes: writes, account: account)
        lastPosition.withLock { $0 = last }
    }
}
