import Foundation
import GRDB
import Lending
import Quantities
import Synchronization
import Testing

@testable import Ledger

/// A disk that fails in the last step of the next transaction.
@Suite struct CommitTests {
    enum Failure: CaseIterable {
        /// The commit fails and the transaction is gone.
        case before
        /// The commit is reported as failed, and yet it was kept.
        case after
    }

    final class Disk: Sendable {
        let failure = Mutex<Failure?>(nil)
        let ruin = Mutex<String?>(nil)

        func commit(_ database: Database) throws {
            let failure = failure.withLock { failure in
                defer { failure = nil }
                return failure
            }
            guard let failure else { return try database.commit() }
            if failure == .after { try database.commit() }
            if let path = ruin.withLock({ $0 }) {
                for suffix in ["", "-wal", "-shm"] {
                    try? FileManager.default.removeItem(atPath: path + suffix)
                }
                try Data("gone".utf8).write(to: URL(fileURLWithPath: path))
            }
            throw DatabaseError(resultCode: .SQLITE_IOERR, message: "disk I/O error")
        }
    }

    private func ledger(at path: String, _ disk: Disk) throws -> Ledger {
        try Ledger(
            at: .file(path), now: morning, newKey: { [UInt8](repeating: 7, count: 32) },
            commit: { try disk.commit($0) })
    }

    @Test func aKeptCommitIsFoundAgain() throws {
        let folder = try Folder()
        let disk = Disk()
        let ledger = try ledger(at: folder.file(), disk)
        let (order, evidence) = try ledger.settlement(by: "zhang-wei")
        disk.failure.withLock { $0 = .after }
        let execution = try ledger.execute(
            order, customer: "zhang-wei", key: "c1-Q1", evidence: evidence, at: morning)
        let receipt = try #require(execution.receipt)
        #expect(execution == .posted(receipt))
        #expect(try ledger.known("zhang-wei").loans[0].status == .settled)
        #expect(try ledger.verify() == [])
    }

    @Test func aLostCommitIsSaidToBeLost() throws {
        let folder = try Folder()
        let disk = Disk()
        let ledger = try ledger(at: folder.file(), disk)
        let (order, evidence) = try ledger.settlement(by: "zhang-wei")
        disk.failure.withLock { $0 = .before }
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
    }

    @Test func whatCannotBeFoundOutIsUnknown() throws {
        let folder = try Folder()
        let disk = Disk()
        let ledger = try ledger(at: folder.file(), disk)
        let (order, evidence) = try ledger.settlement(by: "zhang-wei")
        disk.failure.withLock { $0 = .after }
        disk.ruin.withLock { $0 = folder.file() }
        let execution = try ledger.execute(
            order, customer: "zhang-wei", key: "c1-Q1", evidence: evidence, at: morning)
        #expect(execution == .unknown(reference: "c1-Q1"))
        #expect(throws: LedgerError.self) { try ledger.known("zhang-wei") }
    }

    @Test(arguments: Failure.allCases)
    func timePassesAllTheSame(failure: Failure) throws {
        let folder = try Folder()
        let disk = Disk()
        let ledger = try ledger(at: folder.file(), disk)
        let end = morning + 30 * 86_400
        disk.failure.withLock { $0 = failure }
        try ledger.advance(to: end)
        let smooth = try Ledger.inMemory()
        try smooth.advance(to: end)
        #expect(try ledger.known("zhang-wei", at: end) == smooth.known("zhang-wei", at: end))
        #expect(try ledger.verify() == [])
    }
}
