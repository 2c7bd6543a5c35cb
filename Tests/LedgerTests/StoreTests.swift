import Foundation
import Lending
import Quantities
import Testing

@testable import Ledger

@Suite struct StoreTests {
    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    private func failure(opening path: String) -> LedgerError? {
        do {
            _ = try Ledger(at: .file(path), now: morning)
            return nil
        } catch {
            return error
        }
    }

    @Test func makesPrivateFiles() throws {
        let folder = try Folder()
        let path = folder.file("new/deeper/store.sqlite")
        let ledger = try Ledger(at: .file(path), now: morning)
        #expect(try ledger.verify() == [])
        #expect(try mode(path) == 0o600)
        #expect(try mode(path + "-wal") == 0o600)
        #expect(try mode(path + ".key") == 0o600)
        #expect(try mode(folder.file("new")) == 0o700)
        #expect(try mode(folder.file("new/deeper")) == 0o700)
    }

    @Test func isDurable() throws {
        let folder = try Folder()
        let ledger = try Ledger(at: .file(folder.file()), now: morning)
        let settings = try ledger.store.read { book in
            try ["synchronous", "foreign_keys", "trusted_schema", "cell_size_check"].map {
                try book.number("PRAGMA \($0)")
            }
        }
        #expect(settings == [2, 1, 0, 1])
        let journal = try ledger.store.read {
            try $0.first("PRAGMA journal_mode", []) { try $0.text(0) }
        }
        #expect(journal == "wal")
    }

    @Test func leavesForeignFilesAsTheyAre() throws {
        let folder = try Folder()
        let text = folder.file("letter.txt")
        try Data("Dear Sir or Madam, this is not a database.\n".utf8)
            .write(to: URL(fileURLWithPath: text))
        chmod(text, 0o600)
        let foreign = folder.file("foreign.sqlite")
        let other = try Ledger(at: .file(foreign), now: morning)
        try other.store.write { try $0.runScript("PRAGMA application_id = 77") }
        for path in [text, foreign] {
            let before = try Data(contentsOf: URL(fileURLWithPath: path))
            let error = failure(opening: path)
            #expect(error == .notOurs(path: path))
            #expect(
                error?.description == "\(path) is not a store of this program; choose another file")
            #expect(error?.exitCode == 65)
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        }
        #expect(!FileManager.default.fileExists(atPath: text + ".key"))
    }

    @Test func leavesNewerStoresAlone() throws {
        let folder = try Folder()
        let ledger = try Ledger(at: .file(folder.file()), now: morning)
        try ledger.store.write { try $0.runScript("PRAGMA user_version = 9") }
        let error = failure(opening: folder.file())
        #expect(error == .newer(path: folder.file(), version: 9))
        #expect(error?.exitCode == 78)
    }

    @Test func refusesWhatOthersCouldChange() throws {
        let folder = try Folder()
        let path = folder.file()
        _ = try Ledger(at: .file(path), now: morning)
        let link = folder.file("link.sqlite")
        symlink(path, link)
        #expect(failure(opening: link)?.exitCode == 77)
        let pipe = folder.file("pipe")
        mkfifo(pipe, 0o600)
        #expect(failure(opening: pipe)?.exitCode == 77)
        chmod(path, 0o622)
        #expect(failure(opening: path)?.exitCode == 77)
        chmod(path, 0o600)
        chmod(folder.path, 0o777)
        #expect(failure(opening: path)?.exitCode == 77)
        chmod(folder.path, 0o700)
        #expect(failure(opening: path) == nil)
    }

    @Test func saysWhatIsMissing() throws {
        let folder = try Folder()
        let path = folder.file()
        _ = try Ledger(at: .file(path), now: morning)
        let key = try Data(contentsOf: URL(fileURLWithPath: path + ".key"))
        try FileManager.default.removeItem(atPath: path + ".key")
        #expect(failure(opening: path)?.exitCode == 65)
        try Data(key.map { $0 ^ 1 }).write(to: URL(fileURLWithPath: path + ".key"))
        chmod(path + ".key", 0o600)
        #expect(failure(opening: path) == .damaged("the key file belongs to another store"))
        #expect(failure(opening: "/proc/none/store.sqlite")?.exitCode == 73)
        #expect(failure(opening: "/dev/null/store.sqlite")?.exitCode == 73)
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
    func saysWhereItCannotWrite() throws {
        let folder = try Folder()
        let path = folder.file()
        _ = try Ledger(at: .file(path), now: morning)
        chmod(path, 0o400)
        #expect(failure(opening: path) == .readOnly(path: path))
        chmod(path, 0o600)
        chmod(folder.path, 0o500)
        #expect(failure(opening: path) == .readOnly(path: folder.path))
        #expect(failure(opening: folder.file("other.sqlite"))?.exitCode == 73)
        chmod(folder.path, 0o700)
    }

    @Test func readingLeavesTheFileAsItIs() throws {
        let folder = try Folder()
        let path = folder.file()
        _ = try Ledger(at: .file(path), now: morning)
        func bytes() throws -> [Data] {
            try ["", "-wal"].map { suffix in
                FileManager.default.fileExists(atPath: path + suffix)
                    ? try Data(contentsOf: URL(fileURLWithPath: path + suffix)) : Data()
            }
        }
        let ledger = try Ledger(at: .file(path), now: morning)
        let before = try bytes()
        _ = try ledger.known("zhang-wei")
        _ = try ledger.customers()
        #expect(try ledger.verify() == [])
        #expect(try bytes() == before)
    }

    @Test func keepsDialoguesAndQueues() throws {
        let ledger = try Ledger.inMemory()
        let latest = { (besides: String, since: Moment) in
            try ledger.latestDialogue(of: "li-na", besides: besides, since: since)
        }
        try ledger.saveDialogue([1], conversation: "c1", customer: nil, at: morning)
        #expect(try latest("c2", morning) == nil)
        try ledger.saveDialogue([2, 3], conversation: "c1", customer: "li-na", at: morning)
        try ledger.saveDialogue([4], conversation: "c2", customer: "wang-fang", at: morning)
        #expect(try latest("c2", morning) == [2, 3])
        #expect(try latest("c1", morning) == nil)
        #expect(try latest("c2", morning + 1) == nil)
        #expect(throws: LedgerError.self) {
            try ledger.saveDialogue(
                [UInt8](repeating: 0, count: Ledger.longestDialogue + 1), conversation: "c1",
                customer: nil, at: morning)
        }
        var packet = HandOffPacket(
            conversation: "c1", customer: "li-na", level: 1, reason: "human", summary: "…",
            priority: 2, at: morning)
        #expect(try ledger.queueHandOff(packet) == "H000001")
        packet.customer = nil
        #expect(try ledger.queueHandOff(packet) == "H000002")
    }

    @Test func manyMayOpenANewStoreAtOnce() async throws {
        let folder = try Folder()
        let path = folder.file()
        let opened = try await withThrowingTaskGroup(of: Day.self) { group in
            for _ in 0..<6 {
                group.addTask { try Ledger(at: .file(path), now: morning).opened }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(opened == Array(repeating: morning.day, count: 6))
        let ledger = try Ledger(at: .file(path), now: morning)
        #expect(try ledger.count("customers") == 16)
        #expect(try ledger.verify() == [])
    }
}
