import Foundation
import GRDB
import Lending
import Quantities
import Testing

@testable import Ledger

/// A second place that knows the end of the audit chain: cutting it off, or going back to an older
/// copy, is seen there.
@Suite struct CheckpointTests {
    private func settle(_ customer: String, in ledger: Ledger, key: String) throws -> Execution {
        let (order, evidence) = try ledger.settlement(by: customer)
        return try ledger.execute(
            order, customer: customer, key: key, evidence: evidence, at: morning)
    }

    private func files(of path: String) -> [String] { ["", "-wal"].map { path + $0 } }

    @Test func everyChangeOfTheChainIsKept() throws {
        let folder = try Folder()
        let ledger = try Ledger(
            at: .file(folder.file()), now: morning, checkpoints: folder.file("state"))
        let checkpoints = try #require(ledger.checkpoints)
        #expect(checkpoints.path.hasPrefix(folder.file("state/")))
        #expect(try checkpoints.heads().count == 1)
        _ = try settle("zhang-wei", in: ledger, key: "k1")
        try ledger.advance(to: morning + 30 * 86_400)
        let head = try ledger.store.read { try $0.auditHead() }
        #expect(try checkpoints.heads().count == 3)
        #expect(try checkpoints.last() == head)
        // Reading leaves it alone, and it goes with the book wherever that is moved.
        _ = try ledger.known("li-na", at: morning + 30 * 86_400)
        #expect(try checkpoints.heads().count == 3)
        #expect(try ledger.verify() == [])
    }

    @Test func aBookGoneBackIsFoundOutAndMovesNoMoney() throws {
        let folder = try Folder()
        let path = folder.file()
        var ledger: Ledger? = try Ledger(at: .file(path), now: morning)
        _ = try settle("zhang-wei", in: ledger!, key: "k1")
        ledger = nil
        let old = try Data(contentsOf: URL(fileURLWithPath: path))
        ledger = try Ledger(at: .file(path), now: morning)
        _ = try settle("feng-lan", in: ledger!, key: "k2")
        ledger = nil
        for file in files(of: path) { try? FileManager.default.removeItem(atPath: file) }
        try old.write(to: URL(fileURLWithPath: path))
        chmod(path, 0o600)

        let back = try Ledger(at: .file(path), now: morning)
        #expect(try back.verify().contains { $0.contains("an older copy") })
        #expect(try settle("feng-lan", in: back, key: "k3") == .refused(.booksDamaged))
        #expect(try back.known("feng-lan").loans[0].status == .active)
        // Staff may decide to go on with it; the old checkpoints are kept, and the chain tells.
        #expect(try back.acceptWithoutCheckpoints(at: morning) == [])
        #expect(try back.verify() == [])
        #expect(FileManager.default.fileExists(atPath: try #require(back.checkpoints).path + ".1"))
        #expect(try settle("feng-lan", in: back, key: "k4").receipt?.number == "R000002")
    }

    @Test func withoutCheckpointsNoMoneyMoves() throws {
        let folder = try Folder()
        let ledger = try Ledger(at: .file(folder.file()), now: morning)
        let path = try #require(ledger.checkpoints).path
        try FileManager.default.removeItem(atPath: path)
        #expect(try ledger.verify().contains { $0.contains("are missing") })
        #expect(try settle("zhang-wei", in: ledger, key: "k1") == .refused(.booksDamaged))
        #expect(try ledger.known("zhang-wei").loans[0].status == .active)
    }

    @Test(arguments: [
        ("1 00", "no checkpoint"), ("x", "no checkpoint"),
        ("2 " + String(repeating: "0", count: 64), "record 2 is not the one"),
        ("99999 " + String(repeating: "0", count: 64), "ends at record"),
    ])
    func aForgedCheckpointIsFoundOut(line: String, sentence: String) throws {
        let folder = try Folder()
        let ledger = try Ledger(at: .file(folder.file()), now: morning)
        let path = try #require(ledger.checkpoints).path
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data((line + "\n").utf8))
        let found = try ledger.verify()
        #expect(found.contains { $0.contains(sentence) }, "\(found)")
    }

    /// The power went while a line was being written: it is no checkpoint and no fault.
    @Test func aTornLineIsPassedOver() throws {
        let folder = try Folder()
        let ledger = try Ledger(at: .file(folder.file()), now: morning)
        let path = try #require(ledger.checkpoints).path
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data("77 abc".utf8))
        #expect(try ledger.verify() == [])
        #expect(try settle("zhang-wei", in: ledger, key: "k1").receipt != nil)
        #expect(try ledger.verify() == [])
        #expect(try ledger.checkpoints?.heads().count == 2)
    }

    /// A copy that cannot be written shows positions and moves nothing.
    @Test func lookingChangesNothing() throws {
        let folder = try Folder()
        _ = try Ledger(at: .file(folder.file()), now: morning)
        let before = try Data(contentsOf: URL(fileURLWithPath: folder.file()))
        let copy = try Ledger(lookingAt: folder.file())
        let later = morning + 40 * 86_400
        #expect(try copy.known("zhang-wei", at: later).asOf == later.day)
        #expect(try copy.verify() == [])
        #expect(throws: LedgerError.readOnly(path: folder.file())) {
            try self.settle("zhang-wei", in: copy, key: "k1")
        }
        #expect(throws: LedgerError.self) {
            try copy.checkIdentity(phone: "13800000001", digits: "1001", at: morning)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file())) == before)
        #expect(try copy.checkpoints?.heads().count == 1)
    }
}
