import Conversation
import Desk
import Foundation
import Ledger
import Quantities
import TestSupport
import Testing

/// The program killed at random moments, again and again: a receipt that was printed is in the
/// book, one that was not is told at the next sign-in, and the books are right.
///
/// `PAYDESK_KILLS` says how often (200; `make gate` 1,000, `make soak` 20,000), `PAYDESK_SEED`
/// repeats a run.
@Suite struct KillTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let kills =
        environment["PAYDESK_KILLS"].flatMap { Int($0) }
        ?? (environment["PAYDESK_GATE"] == nil ? 200 : 1000)
    private static let seed =
        environment["PAYDESK_SEED"].flatMap { UInt64($0) } ?? .random(in: 1...999_999_999)
    private static let killsPerBook = 25

    /// What customers of the demo book can have done, once each.
    private static let errands: [(customer: String, lines: String)] = [
        ("zhang-wei", "账单分12期\n确认\n<secret>\n"),
        ("li-na", "split this bill into 12\nconfirm\n<secret>\n"),
        ("zheng-hao", "提前结清\n确认\n<secret>\n"), ("feng-lan", "提前结清\n确认\n<secret>\n"),
        ("liu-yang", "I want to settle my plan\nconfirm\n<secret>\n"),
        ("chen-jie", "提前结清\n确认\n<secret>\n"), ("zhang-wei", "提前结清\n确认\n<secret>\n"),
        ("wang-fang", "提前结清手机贷款\n确认\n<secret>\n"),
    ]

    private struct Count {
        var killed = 0
        var stored = 0
        var told = 0
    }

    /// The longest wait before a kill. It follows the machine, which may be busy now and idle in a
    /// moment: a run that was killed makes it longer, one that came to its end shorter, so that
    /// about half of all runs meet the kill whatever else goes on.
    private struct Patience {
        var seconds: Double

        mutating func learn(killed: Bool) {
            seconds = killed ? seconds * 1.08 : max(seconds / 1.08, 0.001)
        }
    }

    @Test func whatWasPrintedIsKeptAndWhatWasNotIsTold() throws {
        print("PAYDESK_SEED=\(Self.seed)")
        var random = SplitMix(state: Self.seed)
        let template = try LivedBook(inMemory: true)
        var patience = Patience(seconds: try Self.span(in: template))
        var count = Count()
        var left = Self.kills
        while left > 0 {
            let book = try LivedBook(copying: template)
            try strike(min(left, Self.killsPerBook), book, &patience, &random, &count)
            left -= Self.killsPerBook
        }
        print(
            "gate| The program is killed at a random moment | `KillTests` | \(Self.kills) runs, "
                + "\(count.killed) killed before their end | \(count.stored) receipts stored, "
                + "\(count.told) of them told at the next sign-in, none lost or doubled")
        // A test that never kills in time, or never lets anything through, would show nothing.
        #expect(count.killed > Self.kills / 10 && count.stored > Self.kills / 20)
    }

    /// Seconds that an errand takes when nobody interrupts it.
    private static func span(in template: LivedBook) throws -> Double {
        let book = try LivedBook(copying: template)
        let start = ContinuousClock.now
        _ = try book.chat(errands[0].customer, errands[0].lines)
        let taken = (.now - start).components
        return Double(taken.seconds) + Double(taken.attoseconds) / 1e18
    }

    private func strike(
        _ kills: Int, _ book: LivedBook, _ patience: inout Patience, _ random: inout SplitMix,
        _ count: inout Count
    ) throws {
        var printed: Set<String> = []
        for kill in 0..<kills {
            let errand = Self.errands[kill % Self.errands.count]
            let delay = Double.random(in: 0...patience.seconds, using: &random)
            let run = try Program.run(
                book.command(errand.customer), stdin: Array(errand.lines.utf8),
                environment: book.environment, killedAfter: delay)
            let killed = run.status == 128 + SIGKILL
            count.killed += killed ? 1 : 0
            patience.learn(killed: killed)
            printed.formUnion(Self.receipts(in: run.stdout))
            if kill % 5 == 4 { try book.expectRight() }
        }
        try book.expectRight()
        let stored = try book.storedReceipts()
        #expect(printed.isSubset(of: stored), "PAYDESK_SEED=\(Self.seed)")
        var told: Set<String> = []
        for customer in Set(Self.errands.map(\.customer)).sorted() {
            told.formUnion(try book.talk(customer, "再见\n"))
        }
        #expect(stored.isSubset(of: printed.union(told)), "PAYDESK_SEED=\(Self.seed)")
        count.stored += stored.count
        count.told += stored.subtracting(printed).count
        // Told once, and then no more.
        let again = try Self.errands.flatMap { try book.talk($0.customer, "再见\n") }
        #expect(again.isEmpty)
    }

    private static func receipts(in text: String) -> Set<String> {
        Set(text.matches(of: /R\d{6}/).map { String($0.output) })
    }
}

/// A demo book on disk with its key and checkpoints, apart from those of all other tests.
final class LivedBook: Sendable {
    private let folder: Folder
    private let isInMemory: Bool
    var path: String { folder.path("book/book.sqlite") }
    var environment: [String: String] {
        Paydesk.environment.merging(["XDG_STATE_HOME": folder.path("state")]) { $1 }
    }
    /// Where the records of its chats lie, when it is told to keep any.
    var records: String { folder.path("state/paydesk/records") }
    static let now = "2026-03-02T10:00"

    /// - Parameter opened: the day it is opened on; nil for today.
    init(opened: String? = "2026-03-01T10:00", inMemory: Bool = false) throws {
        isInMemory = inMemory
        folder = try Folder(inMemory: inMemory)
        let day = opened.map { ["--now", $0] } ?? []
        let seeded = try run(["account", "seed", "--store", path] + day)
        #expect(seeded.status == 0, "\(seeded.stderr)")
    }

    init(copying other: LivedBook) throws {
        isInMemory = other.isInMemory
        folder = try Folder(inMemory: isInMemory)
        for part in ["book", "state"] {
            try FileManager.default.copyItem(
                atPath: other.folder.path(part), toPath: folder.path(part))
        }
    }

    func run(_ arguments: [String], stdin: String = "") throws -> Program.Outcome {
        try Program.run(arguments, stdin: Array(stdin.utf8), environment: environment)
    }

    func command(_ customer: String, now: String = LivedBook.now) -> [String] {
        ["chat", "--customer", customer, "--store", path, "--now", now]
    }

    func chat(
        _ customer: String, _ lines: String, now: String = LivedBook.now
    ) throws -> Program.Outcome {
        try run(command(customer, now: now), stdin: lines)
    }

    /// The receipts told of in a conversation that is held here: all that is kept is read anew, and
    /// no program has to start.
    func talk(_ customer: String, _ lines: String) throws -> Set<String> {
        let now = try #require(Moment(Self.now + "+08:00"))
        let ledger = try Ledger(
            at: .file(path), now: now, checkpoints: folder.path("state/paydesk"))
        let session = Session(
            conversation: UUID().uuidString, customer: customer, level: 1, lastHeard: now)
        var desk = Desk(
            model: Project.model, assistant: Project.assistant, book: Bookkeeping(ledger),
            dialogue: Dialogue(session: session, language: .zh, languageIsFixed: false),
            takesPlaceholders: true, clock: { now }, drawCode: { "246810" },
            announce: { _, _, _ in })
        var events = try desk.open()
        desk.shown(events)
        for line in lines.split(separator: "\n") {
            let more = try desk.hear(.text(String(line)))
            desk.shown(more)
            events += more
        }
        let told = events.compactMap { event -> String? in
            switch event {
            case .receipt(let number), .told(let number): number
            default: nil
            }
        }
        return Set(told)
    }

    /// The file of the checkpoints.
    var checkpoints: String {
        get throws {
            let state = folder.path("state/paydesk")
            let names = try FileManager.default.contentsOfDirectory(atPath: state)
            return state + "/" + (try #require(names.first { $0.hasSuffix(".checkpoints") }))
        }
    }

    /// As `account` looks at it: read anew from its file, and nothing written.
    private func look() throws -> Ledger {
        try Ledger(lookingAt: path, checkpoints: folder.path("state/paydesk"))
    }

    func expectRight() throws { #expect(try look().verify() == []) }

    /// Right, and with these receipts and no others.
    func expectRight(holding receipts: Set<String>, _ what: Comment) throws {
        let ledger = try look()
        #expect(Set(try ledger.receipts().map(\.receipt.number)) == receipts, what)
        #expect(try ledger.verify() == [], what)
    }

    func storedReceipts() throws -> Set<String> {
        Set(try look().receipts().map(\.receipt.number))
    }
}
