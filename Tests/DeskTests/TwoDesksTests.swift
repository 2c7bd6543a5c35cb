import Conversation
import Desk
import Ledger
import Quantities
import TestSupport
import Testing

/// Two terminals on one account: one wins, and the other hears what the first one did.
@Suite struct TwoDesksTests {
    private static let now = Moment("2026-03-02T10:00+08:00") ?? Moment(seconds: 0)

    private func desk(_ name: String, on ledger: Ledger, for customer: String) -> Desk {
        let session = Session(
            conversation: name, customer: customer, level: 1, lastHeard: Self.now)
        return Desk(
            model: Project.model, assistant: Project.assistant, book: Bookkeeping(ledger),
            dialogue: Dialogue(session: session, language: .zh, languageIsFixed: true),
            takesPlaceholders: true, clock: { Self.now }, drawCode: { "246810" },
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
}
