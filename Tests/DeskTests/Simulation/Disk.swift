import Foundation
import GRDB
import Synchronization

@testable import Ledger

/// The last step of a transaction, which a simulation lets fail.
final class Disk: Sendable {
    enum Failure: CaseIterable {
        /// It fails and the transaction is gone.
        case lost
        /// It is reported as failed, and yet it was kept.
        case kept
        /// Another terminal has the book.
        case busy
        case full
        /// From then on nothing more is kept.
        case gone
    }

    private let plan = Mutex<(failure: Failure, left: Int)?>(nil)

    /// - Parameter commits: those that go well before the one that fails.
    func fail(_ failure: Failure, after commits: Int) {
        plan.withLock { $0 = (failure, commits) }
    }

    func mend() { plan.withLock { $0 = nil } }

    var isFailing: Bool { plan.withLock { $0 != nil } }

    func commit(_ session: any DatabaseSession) throws {
        let due = plan.withLock { plan -> Failure? in
            guard let present = plan else { return nil }
            guard present.left == 0 else {
                plan?.left -= 1
                return nil
            }
            // What else this turn writes goes well, unless the disk is gone.
            if present.failure != .gone { plan?.left = .max }
            return present.failure
        }
        // As SQLite does it: but for a book that is busy, what failed is rolled back.
        switch due {
        case nil, .kept: try session.commit()
        case .lost, .gone, .full: try session.rollBack()
        case .busy: break
        }
        switch due {
        case nil: return
        case .busy: throw DatabaseError(resultCode: .SQLITE_BUSY)
        case .full: throw DatabaseError(resultCode: .SQLITE_FULL)
        case .lost, .gone, .kept:
            throw DatabaseError(resultCode: .SQLITE_IOERR, message: "I/O error")
        }
    }
}

/// A folder of a test's own, in memory where the system has one: what is tried there is what is
/// written and in which order, and not how a disk keeps it.
final class QuickFolder {
    let path: String

    init() throws {
        let memory = "/dev/shm"
        let base = access(memory, W_OK) == 0 ? memory : NSTemporaryDirectory()
        path = base + "/paydesk-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
