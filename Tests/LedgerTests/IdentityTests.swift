import Quantities
import Testing

@testable import Ledger

@Suite(.onBothStores) struct IdentityTests {
    static let end = morning + 1800

    @Test(arguments: ["13800000001", "13912345678", "", "nonsense"])
    func locksAfterThreeWhetherTheNumberIsKnownOrNot(phone: String) throws {
        let ledger = try Ledger.inMemory()
        func check(_ digits: String, at: Moment = morning) throws -> IdentityCheck {
            try ledger.checkIdentity(phone: phone, digits: digits, at: at)
        }
        #expect(try check("0000") == .wrong(triesLeft: 2))
        #expect(try check("0001") == .wrong(triesLeft: 1))
        #expect(try check("0002") == .locked(AttemptLock(end: Self.end)))
        // The right digits no longer help, nor does a clock that was set back.
        #expect(try check("1001") == .locked(AttemptLock(end: Self.end)))
        #expect(try check("1001", at: morning + (-86_400)) == .locked(AttemptLock(end: Self.end)))
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
                == .locked(AttemptLock(end: Self.end)))
        let fourth = try Ledger(at: .file(path), now: morning)
        #expect(try fourth.signInLock(customer: "zhang-wei", at: morning)?.end == Self.end)
        #expect(try fourth.signInLock(customer: "zhang-wei", at: Self.end) == nil)
        #expect(try fourth.signInLock(customer: "li-na", at: morning) == nil)
    }

    @Test func successClears() throws {
        let ledger = try Ledger.inMemory()
        for _ in 0..<3 {
            for digits in ["1", "2"] {
                _ = try ledger.checkIdentity(phone: "13800000002", digits: digits, at: morning)
            }
            // Those told of before are not told of again.
            #expect(
                try ledger.checkIdentity(phone: "13800000002", digits: "1002", at: morning)
                    == .right(customer: "li-na", failed: [morning, morning]))
        }
        #expect(try ledger.count("attempts") == 0)
        #expect(
            try ledger.checkIdentity(phone: "13800000002", digits: "1002", at: morning)
                == .right(customer: "li-na", failed: []))
    }

    @Test func theThirdTryMayBeRight() throws {
        let ledger = try Ledger.inMemory()
        for left in [2, 1, 0] {
            #expect(
                try ledger.countCodeAttempt(customer: "li-na", at: morning)
                    == .allowed(triesLeftAfterThis: left))
        }
        // Whoever is killed here is locked; whoever was right says so.
        #expect(try ledger.codeLock(customer: "li-na", at: morning)?.end == Self.end)
        try ledger.codeAccepted(customer: "li-na")
        #expect(try ledger.codeLock(customer: "li-na", at: morning) == nil)
    }

    /// Whoever guesses digits locks signing in, and nobody who is signed in; and the other way.
    @Test func eachKindLocksItself() throws {
        let ledger = try Ledger.inMemory()
        for _ in 0..<3 {
            _ = try ledger.checkIdentity(phone: "13800000001", digits: "0000", at: morning)
            _ = try ledger.countCodeAttempt(customer: "li-na", at: morning)
        }
        #expect(try ledger.signInLock(customer: "zhang-wei", at: morning)?.end == Self.end)
        #expect(try ledger.codeLock(customer: "zhang-wei", at: morning) == nil)
        #expect(
            try ledger.countCodeAttempt(customer: "zhang-wei", at: morning)
                == .allowed(triesLeftAfterThis: 2))
        #expect(
            try ledger.countCodeAttempt(customer: "li-na", at: morning)
                == .locked(AttemptLock(end: Self.end)))
        #expect(
            try ledger.checkIdentity(phone: "13800000002", digits: "1002", at: morning)
                == .right(customer: "li-na", failed: []))
    }

    /// As early as each lock allows, for a phone that is known and one that is not.
    @Test(arguments: ["13800000001", "13912345678"])
    func wrongTriesSlowDownUntilAPersonOpens(phone: String) throws {
        let ledger = try Ledger.inMemory()
        var at = morning
        var minutes: [Int64?] = []
        for _ in 0..<5 {
            for left in [2, 1] {
                #expect(
                    try ledger.checkIdentity(phone: phone, digits: "0000", at: at)
                        == .wrong(triesLeft: left))
            }
            guard
                case .locked(let lock) = try ledger.checkIdentity(
                    phone: phone, digits: "0000", at: at)
            else { throw LedgerError.notAcceptable("a third wrong try does not lock") }
            minutes.append(lock.end.map { ($0 - at) / 60 })
            at = lock.end ?? at
        }
        #expect(minutes == [30, 60, 120, 240, nil])
        #expect(
            try ledger.checkIdentity(phone: phone, digits: "1001", at: at + 40 * 86_400)
                == .locked(AttemptLock(end: nil)))
    }

    /// Who signs in between gives nobody more tries a day.
    @Test func fifteenADayAreAllThereAre() throws {
        let ledger = try Ledger.inMemory()
        func check(_ digits: String, at: Moment) throws -> IdentityCheck {
            try ledger.checkIdentity(phone: "13800000001", digits: digits, at: at)
        }
        for hour in 0..<7 {
            let at = morning + Int64(hour) * 3600
            #expect(try check("0000", at: at) == .wrong(triesLeft: 2))
            #expect(try check("0001", at: at) == .wrong(triesLeft: 1))
            #expect(try check("1001", at: at) == .right(customer: "zhang-wei", failed: [at, at]))
        }
        #expect(try check("0002", at: morning + 7 * 3600) == .locked(AttemptLock(end: nil)))
        // A day after the first ones there would be tries again; the lock stays all the same.
        #expect(try check("1001", at: morning + 30 * 3600) == .locked(AttemptLock(end: nil)))
    }

    @Test func aPersonOpensTheLock() throws {
        let folder = try Folder()
        let ledger = try Ledger(at: .file(folder.file()), now: morning)
        func check(_ digits: String, at: Moment) throws -> IdentityCheck {
            try ledger.checkIdentity(phone: "13800000001", digits: digits, at: at)
        }
        func unlock(at: Moment) throws -> Bool {
            try ledger.unlock(customer: "zhang-wei", by: "staff", reason: "called back", at: at)
        }
        #expect(try !unlock(at: morning))
        let times = [0, 1, 3, 7, 15].map { morning + $0 * 1800 }
        for at in times { for _ in 0..<3 { _ = try check("0000", at: at) } }
        let later = morning + 9 * 3600
        #expect(try check("1001", at: later) == .locked(AttemptLock(end: nil)))
        #expect(try unlock(at: later))
        // What was tried no longer counts, and is told of all the same.
        #expect(try check("0000", at: later) == .wrong(triesLeft: 2))
        #expect(
            try check("1001", at: later)
                == .right(
                    customer: "zhang-wei", failed: times.flatMap { [$0, $0, $0] } + [later]))
        let records = try ledger.store.read { book in
            try book.all("SELECT record FROM audit WHERE kind = 'unlocked'") { try $0.text(0) }
        }
        #expect(
            records == ["unlocked\ncustomer=zhang-wei\nuser=staff\nreason=called back\n"])
        #expect(try ledger.verify().isEmpty)
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
