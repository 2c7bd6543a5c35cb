import Foundation
import GRDB
import Lending
import Quantities
import Synchronization
import Testing

@testable import Ledger

/// A disk that fails in the last step of an order. The first transaction of an order only notes it.
@Suite struct CommitTests {
    enum Failure: CaseIterable {
        /// The commit fails and the transaction is gone.
        case before
        /// The commit is reported as failed, and yet it was kept.
        case after
    }

    final class Disk: Sendable {
        private struct Plan {
            var failure: Failure
            var commitsBefore: Int
            var hides: String?
        }
        private let plan = Mutex<Plan?>(nil)

        /// - Parameters:
        ///   - commits: transactions that go well before the one that fails.
        ///   - path: a book that cannot be opened after the failure, until it is mended.
        func fail(
            _ failure: Failure, after commits: Int = 1, leavingUnreadable path: String? = nil
        ) {
            plan.withLock { $0 = Plan(failure: failure, commitsBefore: commits, hides: path) }
        }

        func commit(_ session: any DatabaseSession) throws {
            let due = plan.withLock { plan -> Plan? in
                guard let present = plan else { return nil }
                plan?.commitsBefore -= 1
                guard present.commitsBefore == 0 else { return nil }
                defer { plan = nil }
                return present
            }
            guard let due else { return try session.commit() }
            if due.failure == .after { try session.commit() }
            if let path = due.hides {
                // A copy now: closing the connection removes the log.
                for suffix in ["", "-wal"] {
                    try FileManager.default.copyItem(
                        atPath: path + suffix, toPath: path + suffix + ".kept")
                    try Data("gone".utf8).write(to: URL(fileURLWithPath: path + suffix))
                }
            }
            throw DatabaseError(resultCode: .SQLITE_IOERR, message: "disk I/O error")
        }

        func mend(_ path: String) throws {
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: path + suffix)
            }
            for suffix in ["", "-wal"] {
                try FileManager.default.moveItem(
                    atPath: path + suffix + ".kept", toPath: path + suffix)
                chmod(path + suffix, 0o600)
            }
        }
    }

    static func ledger(at path: String, _ disk: Disk) throws -> Ledger {
        try Ledger(
            at: .file(path), now: morning, newKey: { [UInt8](repeating: 7, count: 32) },
            commit: { try disk.commit($0) })
    }

    @Test func aKeptCommitIsFoundAgain() throws {
        let folder = try Folder()
        let disk = Disk()
        let ledger = try Self.ledger(at: folder.file(), disk)
        let (order, evidence) = try ledger.settlement(by: "zhang-wei")
        disk.fail(.after)
        let execution = try ledger.execute(
            order, customer: "zhang-wei", key: "c1-Q1", evidence: evidence, at: morning)
        let receipt = try #require(execution.receipt)
        #expect(execution == .posted(receipt))
        #expect(try ledger.known("zhang-wei").loans[0].status == .settled)
        #expect(try ledger.verify() == [])
    }

    /// Whether it fails while the order is noted or while it is carried out.
    @Test(arguments: [0, 1])
    func aLostCommitIsSaidToBeLost(commits: Int) throws {
        let folder = try Folder()
        let disk = Disk()
        let ledger = try Self.ledger(at: folder.file(), disk)
        let (order, evidence) = try ledger.settlement(by: "zhang-wei")
        disk.fail(.before, after: commits)
        do {
            let execution = try ledger.execute(
                order, customer: "zhang-wei", key: "c1-Q1", evidence: evidence, at: morning)
            Issue.record("\(execution)")
        } catch {
            #expect(error.exitCode == 74)
            #expect(error.description.contains("nothing was posted"))
        }
        #expect(try ledger.count("receipts") == 0)
        // The same order goes through when the disk is well again.
        let again = try ledger.execute(
            order, customer: "zhang-wei", key: "c1-Q1", evidence: evidence, at: morning)
        #expect(again.receipt?.number == "R000001")
        #expect(try ledger.verify() == [])
    }

    @Test func whatCannotBeFoundOutIsUnknown() throws {
        let folder = try Folder()
        let disk = Disk()
        let ledger = try Self.ledger(at: folder.file(), disk)
        let (order, evidence) = try ledger.settlement(by: "zhang-wei")
        disk.fail(.after, leavingUnreadable: folder.file())
        let execution = try ledger.execute(
            order, customer: "zhang-wei", key: "c1-Q1", evidence: evidence, at: morning)
        #expect(execution == .unknown(reference: "c1-Q1"))
        #expect(throws: LedgerError.self) { try ledger.known("zhang-wei") }
    }

    @Test(arguments: Failure.allCases)
    func timePassesAllTheSame(failure: Failure) throws {
        let folder = try Folder()
        let disk = Disk()
        let ledger = try Self.ledger(at: folder.file(), disk)
        let end = morning + 30 * 86_400
        disk.fail(failure, after: 0)
        try ledger.advance(to: end)
        let smooth = try Ledger.inMemory()
        try smooth.advance(to: end)
        #expect(try ledger.known("zhang-wei", at: end) == smooth.known("zhang-wei", at: end))
        #expect(try ledger.verify() == [])
    }
}
