import Conversation
import Desk
import Ledger
import Lending
import NLU
import Quantities
import Synchronization
import TestSupport
import Testing

/// The shell of a turn where the world behind it misbehaves, and between one conversation and the
/// next: what no transcript can show.
@Suite struct DeskTests {
    private static let now = Moment(Day("2026-03-02") ?? Day(number: 0), hour: 10)
    private func ledger() throws -> Ledger {
        try Ledger(at: .memory, now: Moment(Day("2026-03-01") ?? Day(number: 0), hour: 0))
    }

    private func desk(_ book: Bookkeeping, _ conversation: String = "C1") -> Desk {
        let session = Session(
            conversation: conversation, customer: "zhang-wei", level: 1, lastHeard: Self.now)
        return Desk(
            model: Project.model, assistant: Project.assistant, book: book,
            dialogue: Dialogue(session: session, language: .zh, languageIsFixed: false),
            takesPlaceholders: true, clock: { Self.now }, drawCode: { "246810" },
            announce: { _, _, _ in })
    }

    private func keys(_ events: [Event]) -> [String] {
        events.compactMap { if case .replied(let reply) = $0 { reply.key } else { nil } }
    }

    private typealias Outcome = @Sendable (Proposal) -> Input.Execution

    private static let outcomes: [String: Outcome] = [
        "not_done": { _ in .notDone },
        "outcome_unknown": { _ in .unknown(reference: "C1/Q1") },
        "refused_insufficient_funds": { _ in .refused("INSUFFICIENT_FUNDS") },
        "refused_books_damaged": { _ in .refused("BOOKS_DAMAGED") },
        "refused_not_possible": { _ in .refused("SOMETHING_ELSE") },
        "already_done": {
            .alreadyDone(Receipt(number: "R000007", at: now, order: $0.order, postings: []))
        },
    ]

    /// What the customer is told for each way an order can come back from the book.
    @Test(arguments: outcomes.keys.sorted())
    func tellsHowItCameOut(_ said: String) throws {
        let execution = try #require(Self.outcomes[said])
        var book = Bookkeeping(try ledger())
        book.commit = { proposal, _, _, _, _ in execution(proposal) }
        var desk = desk(book)
        _ = try desk.open()
        for line in ["账单分12期", "确认"] { _ = try desk.hear(.text(line)) }
        let events = try desk.hear(.text("<secret>"))
        #expect(keys(events) == [said])
        #expect(!events.contains { if case .receipt = $0 { true } else { false } })
    }

    /// Where no money moves, that is said before a quote, before a code and before the book.
    @Test(arguments: [
        (0, ["账单分12期"]), (1, ["账单分12期", "确认"]), (2, ["账单分12期", "确认", "<secret>"]),
    ])
    func aStandstillIsSaidAtOnce(_ good: Int, _ lines: [String]) throws {
        let reason = Mutex<String?>(nil)
        var book = Bookkeeping(try ledger())
        book.standstill = { _ in reason.withLock { $0 } }
        var desk = desk(book)
        _ = try desk.open()
        for line in lines.prefix(good) { _ = try desk.hear(.text(line)) }
        reason.withLock { $0 = "CLOCK_DOUBTED" }
        let events = try desk.hear(.text(lines[good]))
        #expect(keys(events) == ["refused_clock_doubted"])
        #expect(events.contains(.refused("CLOCK_DOUBTED")))
        #expect(!events.contains { if case .quote = $0 { true } else { false } })
        #expect(desk.dialogue.codeQuote == nil)
        // An enquiry goes on; so does the order, once the reason is gone.
        #expect(try !keys(desk.hear(.text("我还欠多少"))).contains("refused_clock_doubted"))
        reason.withLock { $0 = nil }
        let again = try desk.hear(.text("账单分12期"))
        #expect(again.contains { if case .quote = $0 { true } else { false } })
    }

    // MARK: - From one conversation to the next

    @Test func whatWasLeftOpenIsOfferedAgain() throws {
        let book = Bookkeeping(try ledger())
        var first = desk(book, "C1")
        _ = try first.open()
        for line in ["把账单里3000元分6期", "确认"] { _ = try first.hear(.text(line)) }
        // The program ends here, without a goodbye: the row of the last turn is what is left.
        var second = desk(book, "C2")
        #expect(keys(try second.open()).last == "last_time_open")
        let again = try second.hear(.text("是"))
        #expect(again.contains(.quote("Q1", total: Money(fen: 311_700), rate: 1325)))
        // The old code is nobody's.
        _ = try second.hear(.text("确认"))
        #expect(second.dialogue.codeQuote == "Q1")
    }

    @Test func whatWasCarriedOutIsNotOfferedAgain() throws {
        let book = Bookkeeping(try ledger())
        var forgetful = book
        var first = desk(book, "C1")
        _ = try first.open()
        for line in ["提前结清", "确认"] { _ = try first.hear(.text(line)) }
        // Posted, but the program ends before the dialogue is remembered.
        forgetful.remember = { _, _ in }
        var dying = desk(forgetful, "C1")
        dying.restore(first.dialogue)
        _ = try dying.hear(.text("重新发"))
        let done = try dying.hear(.text("<secret>"))
        #expect(done.contains(.receipt("R000001")), "\(done)")
        var second = desk(book, "C2")
        #expect(!keys(try second.open()).contains("last_time_open"))
    }

    @Test(arguments: ["取消", "我还欠多少"])
    func whatWasFinishedIsNotOfferedAgain(_ last: String) throws {
        let book = Bookkeeping(try ledger())
        var first = desk(book, "C1")
        _ = try first.open()
        for line in ["账单分12期", "取消", last, "<end>"] { _ = try first.hear(.text(line)) }
        var second = desk(book, "C2")
        #expect(keys(try second.open()).last == "what_to_do")
    }

    /// After a day it is not brought up again; another customer never hears of it.
    @Test func itIsOfferedForADayAndToNobodyElse() throws {
        let book = Bookkeeping(try ledger())
        var first = desk(book, "C1")
        _ = try first.open()
        for line in ["账单分12期", "<end>"] { _ = try first.hear(.text(line)) }
        let day: Int64 = 24 * 3600
        #expect(
            try book.lastTime("zhang-wei", "C2", Self.now + day, Project.model.kinds)?.unfinished
                != nil)
        #expect(
            try book.lastTime("zhang-wei", "C2", Self.now + day + 1, Project.model.kinds) == nil)
        #expect(try book.lastTime("li-na", "C2", Self.now, Project.model.kinds) == nil)
        #expect(try book.lastTime("zhang-wei", "C1", Self.now, Project.model.kinds) == nil)
    }

    /// The customer's own choice of language is kept for the next time.
    @Test func theLanguageIsKept() throws {
        let book = Bookkeeping(try ledger())
        var first = desk(book, "C1")
        _ = try first.open()
        for line in ["English please", "<end>"] { _ = try first.hear(.text(line)) }
        var second = desk(book, "C2")
        _ = try second.open()
        #expect(second.dialogue.language == .en)
    }
}
