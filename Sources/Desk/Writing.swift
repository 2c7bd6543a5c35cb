import Ledger
import Quantities
import Synchronization

/// Tries to write to the book where the conversation can go on without: what fails is told to the
/// shell, and the customer gets an answer that says so.
final class Writing: Sendable {
    private let trouble: @Sendable (LedgerError) -> Void
    private let failedAt = Mutex<Moment?>(nil)

    init(trouble: @escaping @Sendable (LedgerError) -> Void) { self.trouble = trouble }

    /// Nil when the book cannot be written; other faults are thrown.
    func attempt<Answer>(_ write: () throws -> Answer) throws -> Answer? {
        do {
            return try write()
        } catch let error as LedgerError where error.isOfWriting {
            trouble(error)
            return nil
        }
    }

    /// The same for what is not worth waiting for again soon.
    func attempt(
        unlessFailedSince since: Moment, at now: Moment, _ write: () throws -> Void
    ) throws {
        guard failedAt.withLock({ $0.map { $0 < since } ?? true }) else { return }
        let failed = try attempt(write) == nil
        failedAt.withLock { $0 = failed ? now : nil }
    }
}
