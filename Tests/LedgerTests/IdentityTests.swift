import Quantities
import Testing

@testable import Ledger

@Suite struct IdentityTests {
    static let end = morning + 1800

    @Test(arguments: ["13800000001", "13912345678", "", "nonsense"])
    func locksAfterThreeWhetherTheNumberIsKnownOrNot(phone: String) throws {
        let ledger = try Ledger.inMemory()
        func check(_ digits: String, at: Moment = morning) throws -> IdentityCheck {
            try ledger.checkIdentity(phone: phone, digits: digits, at: at)
        }
        #expect(try check("0000") == .wrong(triesLeft: 2))
        #expect(try check("0001") == .wrong(triesLeft: 1))
        #expect(try check("0002") == .locked(until: Self.end))
        // The right digits no longer help, nor does a clock that was set back.
        #expect(try check("1001") == .locked(until: Self.end))
        #expect(try check("1001", at: morning + (-86_400)) == .locked(until: Self.end))
        #expect(try check("0003", at: Self.end) == .wrong(triesLeft: 2))
    }

    @Test func countsAcrossTerminalsAndRestarts() throws {
        let folder = try Folder()
        let path = folder.file()
        _ = try Ledger(at: .file(path), now: morning)
            .checkIdentity(phone: "13800000001", digits: "0000", at: morning)
        _ = try Ledger(at: .file(path), now: morning)
            .checkIdentity(phone: "13800000001", digits: "0000", at: morning)
        let third = try Ledger(at: .file(path), now: morning)
        #expect(
            try third.checkIdentity(phone: "13800000001", digits: "0000", at: morning)
                == .locked(until: Self.end))
        let fourth = try Ledger(at: .file(path), now: morning)
        #expect(try fourth.lock(customer: "zhang-wei", at: morning) == Self.end)
        #expect(try fourth.lock(customer: "zhang-wei", at: Self.end) == nil)
        #expect(try fourth.lock(customer: "li-na", at: morning) == nil)
    }

    @Test func successClears() throws {
        let ledger = try Ledger.inMemory()
        for _ in 0..<3 {
            for digits in ["1", "2"] {
                _ = try ledger.checkIdentity(phone: "13800000002", digits: digits, at: morning)
            }
            #expect(
                try ledger.checkIdentity(phone: "13800000002", digits: "1002", at: morning)
                    == .right(customer: "li-na"))
        }
        #expect(try ledger.count("attempts") == 0)
    }

    @Test func theThirdTryMayBeRight() throws {
        let ledger = try Ledger.inMemory()
        for left in [2, 1, 0] {
            #expect(
                try ledger.countCodeAttempt(customer: "li-na", at: morning)
                    == .allowed(triesLeftAfterThis: left))
        }
        // Whoever is killed here is locked; whoever was right says so.
        #expect(try ledger.lock(customer: "li-na", at: morning) == Self.end)
        try ledger.clearCodeAttempts(customer: "li-na")
        #expect(try ledger.lock(customer: "li-na", at: morning) == nil)
    }

    @Test func failuresOfEitherKindLockBoth() throws {
        let ledger = try Ledger.inMemory()
        for _ in 0..<3 { _ = try ledger.countCodeAttempt(customer: "li-na", at: morning) }
        #expect(
            try ledger.countCodeAttempt(customer: "li-na", at: morning) == .locked(until: Self.end))
        #expect(
            try ledger.checkIdentity(phone: "13800000002", digits: "1002", at: morning)
                == .locked(until: Self.end))
        #expect(
            try ledger.checkIdentity(phone: "13800000001", digits: "1001", at: morning)
                == .right(customer: "zhang-wei"))
    }

    @Test func keepsNoDigits() throws {
        let folder = try Folder()
        let store = try Ledger(at: .file(folder.file()), now: morning)
        #expect(try store.rightDigits(of: "zhang-wei") == "1001")
        let other = try Ledger(at: .file(folder.file("other.sqlite")), now: morning)
        func digests(_ ledger: Ledger) throws -> [[UInt8]] {
            try ledger.store.read { book in
                try book.all("SELECT identity FROM customers") { try $0.bytes(0) }
            }
        }
        // Each store has a key of its own, so the same digits leave different digests.
        #expect(Set(try digests(store)).isDisjoint(with: Set(try digests(other))))
    }
}
