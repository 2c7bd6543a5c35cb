import Conversation
import Desk
import Ledger
import Quantities
import TestSupport
import Testing

/// Two terminals on one account: one wins, and the other hears what the first one did.
@Suite struct TwoDesksTests {
    private static let now = Moment("2026-03-02T10:00+08:00") ?? Moment(seconds: 0)

    private func desk(
        _ name: String, on ledger: Ledger, for customer: String, at now: Moment = now
    ) -> Desk {
        let session = Session(conversation: name, customer: customer, level: 1, lastHeard: now)
        return Desk(
            model: Project.model, assistant: Project.assistant, book: Bookkeeping(ledger),
            dialogue: Dialogue(session: session, language: .zh, languageIsFixed: true),
            takesPlaceholders: true, clock: { now }, drawCode: { "246810" },
            announce: { _, _, _ in })
    }

    private func say(_ line: String, to desk: inout Desk) throws -> [Event] {
        let events = try desk.hear(.text(line))
        desk.shown(events)
        return events
    }

    /// The other terminal has the quote on the table, or has even agreed to it.
    @Test(
        arguments: [("zhang-wei", "提前结清"), ("zhang-wei", "账单分12期"), ("chen-jie", "提前结清")],
        [1, 2])
    func theOtherHearsTheReceipt(_ errand: (String, String), lead: Int) throws {
        let (customer, request) = errand
        let ledger = try Ledger(at: .memory, now: Self.now)
        var first = desk("first", on: ledger, for: customer)
        var second = desk("second", on: ledger, for: customer)
        _ = try (first.open(), second.open())
        let lines = [request, "确认", "<secret>"]
        for line in lines.prefix(lead) { _ = try say(line, to: &second) }
        var events: [Event] = []
        for line in lines { events = try say(line, to: &first) }
        #expect(events.contains(.receipt("R000001")))
        let answer = try say(lines[lead], to: &second)
        #expect(answer.contains(.told("R000001")), "\(answer)")
        #expect(
            answer.contains {
                if case .replied(let reply) = $0 { reply.key == "already_done" } else { false }
            })
        #expect(try ledger.receipts().count == 1)
        #expect(try ledger.verify() == [])
    }

    /// What is tomorrow here is past in the book, since the other terminal's clock is ahead.
    @Test(arguments: ["明天还账单", "明天还账单1000", "明天结清", "pay my bill tomorrow"])
    func theOtherClockIsAhead(_ request: String) throws {
        let ledger = try Ledger(at: .memory, now: Self.now)
        var ahead = desk("ahead", on: ledger, for: "zhang-wei", at: Self.now + 3 * 86_400)
        var behind = desk("behind", on: ledger, for: "zhang-wei")
        _ = try say("我还欠多少", to: &ahead)
        for line in [request, "确认", "<secret>"] { #expect(try !say(line, to: &behind).isEmpty) }
        #expect(try ledger.receipts().isEmpty)
        #expect(try ledger.verify() == [])
    }
}
