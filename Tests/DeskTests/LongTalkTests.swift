import Conversation
import Desk
import Ledger
import Quantities
import TestSupport
import Testing

/// A conversation that does not end costs the same at every turn: what is kept of it does not grow.
/// Counted, never timed.
@Suite struct LongTalkTests {
    private static let now = Moment(Day("2026-03-02") ?? Day(number: 0), hour: 10)
    /// Questions, a quote given up, a digression, nonsense, silence, a change of language.
    private static let lines = [
        "我还欠多少", "提前还款要手续费吗", "哈哈哈", "", "账单分12期", "改成6期", "改成3期", "有手续费吗", "取消",
        "English please", "how much do I owe", "说中文",
    ]

    /// Everything reachable in a value: what `Mirror` sees of it, and the bytes of its texts. Their
    /// digits do not count: the thousandth quote has a longer name than the tenth.
    private static func size(_ value: Any) -> Int {
        if let text = value as? String { return 1 + size(text.utf8) }
        return Mirror(reflecting: value).children.reduce(1) { $0 + size($1.value) }
    }

    private static func size(_ bytes: some Sequence<UInt8>) -> Int {
        bytes.count { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// The desk with its gate after so many turns, and the row that the book keeps of it.
    private func kept(after turns: Int) throws -> (desk: Int, row: Int) {
        let ledger = try Ledger(
            at: .memory, now: Moment(Day("2026-03-01") ?? Day(number: 0), hour: 0))
        let session = Session(
            conversation: "C1", customer: "zhang-wei", level: 1, lastHeard: Self.now)
        var desk = Desk(
            model: Project.model, assistant: Project.assistant, book: Bookkeeping(ledger),
            dialogue: Dialogue(session: session, language: .zh, languageIsFixed: false),
            takesPlaceholders: true, clock: { Self.now }, drawCode: { "246810" },
            announce: { _, _, _ in })
        _ = try desk.open()
        for turn in 0..<turns {
            _ = try desk.hear(.text(Self.lines[turn % Self.lines.count]))
        }
        return (Self.size(desk as Any), Self.size(try DialogueCoding.encode(desk.dialogue)))
    }

    @Test func whatIsKeptDoesNotGrow() throws {
        // The rules look back on 64 quotes; by then two have been left a round.
        let few = 40 * Self.lines.count
        let many = Gate.count(10 * few, full: 100_008)
        let (short, long) = (try kept(after: few), try kept(after: many))
        #expect(long.desk == short.desk)
        #expect(long.row == short.row)
        Gate.tell(
            "A conversation goes on", "LongTalkTests", "\(few) and \(many) turns",
            "as much is kept of both")
    }
}
