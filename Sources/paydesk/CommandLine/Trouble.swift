import Ledger
import Synchronization

/// Faults of the book that a conversation outlives: a line on stderr, once until another comes.
enum Trouble {
    static func teller() -> @Sendable (LedgerError) -> Void {
        let last = Last()
        return { error in
            let isNew = last.error.withLock { last in
                defer { last = error }
                return last != error
            }
            if isNew { Console.note(error.description) }
        }
    }

    private final class Last: Sendable {
        let error = Mutex<LedgerError?>(nil)
    }
}
