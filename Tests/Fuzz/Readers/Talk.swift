import Desk
import Foundation
import Lending
import NLU
import Quantities
import TestSupport
import Text

@testable import Conversation
@testable import Ledger

/// Conversations: lines to a desk that begins anew each time, and dialogues out of a book.
final class Talk: @unchecked Sendable {
    static let shared = Talk()

    private static let now = Moment(Day("2026-03-02") ?? Day(number: 0), hour: 10)
    private let assistant = Project.assistant
    private let ledger: Ledger

    private init() {
        do {
            ledger = try Ledger(at: .memory, now: Self.now + -86_400).rehearsal()
        } catch {
            fatalError("\(error)")
        }
    }

    private func desk() -> Desk {
        let session = Session(
            conversation: "F", customer: "zhang-wei", level: 1, lastHeard: Self.now)
        return Desk(
            model: Project.model, assistant: assistant, book: Bookkeeping(ledger),
            dialogue: Dialogue(session: session, language: .zh, languageIsFixed: false),
            takesPlaceholders: true, clock: { Self.now }, drawCode: { "246810" },
            announce: { _, _, _ in })
    }

    /// A line a turn; the first byte of each leads to one of the usual lines half of the time, so
    /// that what is said gets somewhere.
    func lead(_ bytes: [UInt8]) {
        var desk = desk()
        do {
            _ = try desk.open()
            for line in bytes.split(separator: 0x0A).prefix(12) {
                let text =
                    line.first.flatMap { $0 < 0x20 ? Self.usual[Int($0) % Self.usual.count] : nil }
                    ?? String(decoding: line, as: UTF8.self)
                let events = try desk.hear(.text(text))
                precondition(events.contains { if case .replied = $0 { true } else { false } })
                precondition(!events.contains { if case .withheld = $0 { true } else { false } })
            }
            try ledger.startOver()
        } catch {
            preconditionFailure("\(error)")
        }
    }

    private static let usual = [
        "提前结清", "账单分12期", "确认", "<secret>", "取消", "我还欠多少", "改成6期", "还账单", "开结清证明", "星期五再结清",
        "提前还3000", "人工", "<wrong>", "<away>", "13800000001", "2",
    ]

    /// A dialogue as somebody may have written it into the book: it is read or it is none; and what
    /// it says was left undone is offered, taken up and dropped.
    func resume(_ bytes: [UInt8]) {
        guard let dialogue = try? DialogueCoding.decode(bytes) else { return }
        let again = try? DialogueCoding.decode(DialogueCoding.encode(dialogue))
        precondition(again == dialogue, "a dialogue that was written is another when read")
        guard var last = dialogue.lastTime(Project.model.kinds) else { return }
        last.customer = "zhang-wei"
        do {
            var book = Bookkeeping(ledger)
            book.lastTime = { [last] _, _, _, _ in last }
            let session = Session(
                conversation: "F", customer: "zhang-wei", level: 1, lastHeard: Self.now)
            var desk = Desk(
                model: Project.model, assistant: assistant, book: book,
                dialogue: Dialogue(session: session, language: .zh, languageIsFixed: false),
                takesPlaceholders: true, clock: { Self.now }, drawCode: { "246810" },
                announce: { _, _, _ in })
            _ = try desk.open()
            for line in ["是", "确认", "<secret>", "取消"] { _ = try desk.hear(.text(line)) }
            try ledger.startOver()
        } catch {
            preconditionFailure("\(error)")
        }
    }
}
