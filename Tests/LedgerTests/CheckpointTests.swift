import Foundation
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

    private static let approval = Approval(by: "clerk", reason: "restored\nfrom a copy")

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
        #expect(try checkpoints.newest().last == head)
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
        #expect(try back.verify().contains { $0.description.contains("an older copy") })
        #expect(try settle("feng-lan", in: back, key: "k3") == .refused(.booksDamaged))
        #expect(try back.known("feng-lan").loans[0].status == .active)
        // Staff may decide to go on with it; the old checkpoints are kept, and the chain tells.
        #expect(try back.acceptWithoutCheckpoints(Self.approval, at: morning) == [])
        #expect(try back.verify() == [])
        #expect(FileManager.default.fileExists(atPath: try #require(back.checkpoints).path + ".1"))
        #expect(try settle("feng-lan", in: back, key: "k4").receipt?.number == "R000002")
    }

    /// What becomes of the file of checkpoints, and what is said of it.
    private static let losses: [(String, sentence: String, @Sendable (String) throws -> Void)] = [
        ("missing", "are missing", { try FileManager.default.removeItem(atPath: $0) }),
        ("empty", "are empty, or cut short", { truncate($0, 0) }),
        ("half a line", "are empty, or cut short", { truncate($0, 40) }),
        ("one line of three", "they were cut short", { truncate($0, 69) }),
        (
            "a link", "a link, a folder or a device",
            {
                try FileManager.default.moveItem(atPath: $0, toPath: $0 + ".kept")
                symlink($0 + ".kept", $0)
            }
        ),
        (
            "a link to nowhere", "a link, a folder or a device",
            {
                unlink($0)
                symlink("/nonexistent", $0)
            }
        ),
        (
            "a pipe", "a link, a folder or a device",
            {
                unlink($0)
                mkfifo($0, 0o600)
            }
        ),
        (
            "a folder", "a link, a folder or a device",
            {
                unlink($0)
                mkdir($0, 0o700)
            }
        ),
        ("for all to write", "others can write them", { chmod($0, 0o666) }),
        (
            "another book's", "is not the one its checkpoint knows",
            {
                let other = "1 " + String(repeating: "ab", count: 32) + "\n"
                try Data(other.utf8).write(to: URL(fileURLWithPath: $0))
            }
        ),
    ]

    /// Neither time that passes nor another start makes up for it, only somebody who says why.
    @Test(arguments: losses.indices)
    func lostCheckpointsStopMoneyUntilAccepted(_ row: Int) throws {
        let (what, sentence, lose) = Self.losses[row]
        let folder = try Folder()
        var ledger = try Ledger(at: .file(folder.file()), now: morning)
        #expect(try settle("zhang-wei", in: ledger, key: "k1").receipt != nil)
        #expect(try settle("wang-fang", in: ledger, key: "k2").receipt != nil)
        try lose(try #require(ledger.checkpoints).path)
        for days in [0, 1, 20, 30] as [Int64] {
            let now = morning + days * 86_400
            let before = try ledger.everything()
            ledger = try Ledger(at: .file(folder.file()), now: now)
            #expect(try ledger.verify().contains { $0.description.contains(sentence) }, "\(what)")
            #expect(try ledger.standstill(at: now)?.code == "BOOKS_DAMAGED")
            #expect(try ledger.known("chen-jie", at: now).asOf == now.day)
            let (order, evidence) = try ledger.settlement(by: "chen-jie", at: now)
            #expect(
                try ledger.execute(
                    order, customer: "chen-jie", key: "k3", evidence: evidence, at: now)
                    == .refused(.booksDamaged))
            #expect(try ledger.everything() == before, "\(what), \(days) days later")
        }
        #expect(try ledger.acceptWithoutCheckpoints(Self.approval, at: morning) == [])
        #expect(try ledger.verify() == [] && ledger.standstill(at: morning) == nil)
        let accepted = try ledger.store.read { book in
            try book.all("SELECT record FROM audit WHERE kind = 'accepted'") { try $0.text(0) }
        }
        #expect(accepted.count == 1)
        #expect(accepted[0].hasSuffix("by=clerk\nreason=restored\\u{a}from a copy\n"))
        #expect(try settle("chen-jie", in: ledger, key: "k4").receipt?.number == "R000003")
    }

    /// They are evidence: what lengthens the chain all the same, such as a ticket, is not added.
    @Test func nothingIsAddedToWhatDisagrees() throws {
        let folder = try Folder()
        let ledger = try Ledger(at: .file(folder.file()), now: morning)
        for (customer, key) in [("zhang-wei", "k1"), ("wang-fang", "k2")] {
            #expect(try settle(customer, in: ledger, key: key).receipt != nil)
        }
        let path = try #require(ledger.checkpoints).path
        truncate(path, 69)
        let before = FileManager.default.contents(atPath: path)
        let packet = HandOffPacket(
            conversation: "c1", customer: "li-na", level: 1, reason: "human", summary: "…",
            priority: 2, at: morning)
        #expect(try ledger.queueHandOff(packet) != nil)
        #expect(FileManager.default.contents(atPath: path) == before)
        #expect(try ledger.standstill(at: morning)?.code == "BOOKS_DAMAGED")
    }

    /// A program that was killed before it had begun them is no loss: nothing has been done yet.
    @Test func aBookWithoutOrdersBeginsThem() throws {
        let folder = try Folder()
        let born = try Ledger(at: .file(folder.file()), now: morning)
        let path = try #require(born.checkpoints).path
        try born.run("DELETE FROM checkpoints")
        try FileManager.default.removeItem(atPath: path)
        let ledger = try Ledger(at: .file(folder.file()), now: morning)
        #expect(try ledger.verify() == [] && ledger.checkpoints?.heads().count == 1)
        #expect(try settle("zhang-wei", in: ledger, key: "k1").receipt != nil)
        // From then on they are missed, whatever else the book has forgotten.
        try ledger.run("DELETE FROM checkpoints")
        try FileManager.default.removeItem(atPath: path)
        let again = try Ledger(at: .file(folder.file()), now: morning)
        #expect(try again.standstill(at: morning)?.code == "BOOKS_DAMAGED")
    }

    @Test func anotherPlaceForTheStateHasNone() throws {
        let folder = try Folder()
        _ = try Ledger(at: .file(folder.file()), now: morning, checkpoints: folder.file("state"))
        let moved = try Ledger(
            at: .file(folder.file()), now: morning, checkpoints: folder.file("elsewhere"))
        #expect(try settle("zhang-wei", in: moved, key: "k1") == .refused(.booksDamaged))
        let back = try Ledger(
            at: .file(folder.file()), now: morning, checkpoints: folder.file("state"))
        #expect(try settle("zhang-wei", in: back, key: "k1").receipt != nil)
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
        #expect(found.contains { $0.description.contains(sentence) }, "\(found)")
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
