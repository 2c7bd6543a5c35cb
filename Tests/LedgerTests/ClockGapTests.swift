import Foundation
import Lending
import Quantities
import Testing

@testable import Ledger

/// A clock far from the book: no time passes, no money moves, until somebody says why it may.
@Suite struct ClockGapTests {
    private static let approval = Approval(by: "clerk", reason: "the branch was closed")

    private func order(_ ledger: Ledger, at now: Moment) throws -> Execution {
        // The desk quotes by the time of the book.
        let (order, evidence) = try ledger.settlement(by: "chen-jie", at: ledger.time(at: now))
        return try ledger.execute(
            order, customer: "chen-jie", key: "k\(now)", evidence: evidence, at: now)
    }

    @Test(arguments: [
        (0, false), (1, false), (40, false), (41, true), (26_604, true), (-1, true), (-400, true),
    ])
    func fortyDaysAheadAndNoneBehind(_ days: Int, _ isGap: Bool) throws {
        let folder = try Folder()
        _ = try Ledger(at: .file(folder.file()), now: morning)
        let now = Moment(morning.day + days, hour: 10)
        let ledger = try Ledger(at: .file(folder.file()), now: now)
        let before = try ledger.everything()
        let gap = ClockGap(book: morning.day, clock: now.day)
        #expect((gap != nil) == isGap)
        #expect(try ledger.standstill(at: now) == gap.map(Standstill.clock))
        // Enquiries are as of the day of the book, and so is the desk.
        let asOf = isGap ? morning.day : now.day
        #expect(try ledger.known("chen-jie", at: now).asOf == asOf)
        #expect(try ledger.time(at: now).day == asOf)
        // Whoever lets time pass: what falls due meanwhile is debited only where it does.
        try ledger.advance(to: now)
        #expect(try ledger.newestDay() == asOf)
        if isGap {
            #expect(try order(ledger, at: now) == .refused(.clockDoubted))
            #expect(try ledger.everything() == before)
            // Also at the time that the desk goes by.
            #expect(try order(ledger, at: ledger.time(at: now)) == .refused(.clockDoubted))
        }
        #expect(try ledger.verify() == [])
        // In memory time is played with, and so it is in what staff look at.
        #expect(try ledger.copiedToMemory().known("chen-jie", at: now).asOf == max(now.day, asOf))
        #expect(try Ledger.inMemory().standstill(at: now) == nil)
    }

    /// Also when the clock leaps while the program runs.
    @Test func aLeapInTheMiddle() throws {
        let folder = try Folder()
        let ledger = try Ledger(at: .file(folder.file()), now: morning)
        let leapt = Moment(morning.day + 100, hour: 10)
        #expect(try order(ledger, at: leapt) == .refused(.clockDoubted))
        #expect(try ledger.known("chen-jie", at: leapt).asOf == morning.day)
        #expect(try order(ledger, at: morning).receipt != nil)
    }

    @Test(arguments: [
        // The day accepted, and the clock at the next start, in days from the book's.
        (100, 100, true), (100, 120, true), (60, 100, true), (50, 100, false),
        (0, -3, true), (10, -3, true), (100, 99, false),
    ])
    func goesOnWhenAccepted(_ accepted: Int, _ clock: Int, _ goesOn: Bool) throws {
        let folder = try Folder()
        _ = try Ledger(at: .file(folder.file()), now: morning)
        let acceptedAt = Moment(morning.day + (clock < accepted ? min(clock, 0) : clock), hour: 10)
        // The clock that is 99 was right only after it had been accepted at 100.
        let then = (accepted, clock) == (100, 99) ? Moment(morning.day + 100, hour: 10) : acceptedAt
        let day = morning.day + accepted
        try Ledger(at: .file(folder.file()), now: then)
            .acceptClock(to: day, Self.approval, at: then)
        let now = Moment(morning.day + clock, hour: 10)
        let ledger = try Ledger(at: .file(folder.file()), now: now)
        #expect(try (ledger.standstill(at: now) == nil) == goesOn)
        #expect(try (order(ledger, at: now).receipt != nil) == goesOn)
        #expect(try ledger.verify() == [])
    }

    @Test func timeDoesNotRunBack() throws {
        let folder = try Folder()
        let ledger = try Ledger(at: .file(folder.file()), now: morning)
        #expect(throws: LedgerError.self) {
            try ledger.acceptClock(to: morning.day - 1, Self.approval, at: morning)
        }
        // Nor does it run in a book that is not what its checkpoints know.
        try FileManager.default.removeItem(atPath: try #require(ledger.checkpoints).path)
        #expect(throws: LedgerError.self) {
            try ledger.acceptClock(to: morning.day + 50, Self.approval, at: morning)
        }
    }
}
