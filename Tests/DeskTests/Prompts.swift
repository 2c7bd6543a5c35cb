import Conversation
import Ledger
import Quantities
import TestSupport

@testable import Desk

/// A desk brought to each of its prompts; each test takes a copy, and the book behind all of them
/// is one in memory that counts no tries and carries nothing out.
struct Prompts {
    static let code = "246810"
    static let phone = "13800000001"
    static let now = Moment(Day("2026-03-02") ?? Day(number: 0), hour: 10)

    /// How many text messages were sent: a class, since desks are copied.
    final class Messages {
        var count = 0
    }

    let ledger: Ledger
    let messages = Messages()
    let clock = TestClock(Self.now)

    init() throws {
        ledger = try Ledger(at: .memory, now: Moment(Self.now.day + -1, hour: 0))
    }

    /// What is said to get there, and whether somebody is signed in.
    static let all: [String: (lines: [String], level: Int)] = [
        "nothing": ([], 1), "a choice": (["还款"], 1), "a slot": (["账单分期"], 1),
        "consent": (["账单分12期"], 1), "consent to a payoff": (["提前结清"], 1),
        "consent, disarmed": (["账单分12期", "能便宜点吗"], 1), "a code": (["账单分12期", "确认"], 1),
        "consent, with a code about": (["账单分12期", "确认", "提前结清"], 1),
        "a slot, with a code about": (["账单分12期", "确认", "我要提前还一部分"], 1),
        "nothing, with a code about": (["账单分12期", "确认", "取消"], 1),
        "a phone": (["我还欠多少"], 0), "digits": (["我还欠多少", phone], 0),
    ]

    func desk(_ prompt: String) throws -> Desk {
        let (lines, level) = Self.all[prompt] ?? ([], 0)
        let session = Session(
            conversation: prompt, customer: level > 0 ? "zhang-wei" : nil, level: level,
            lastHeard: Self.now)
        var book = Bookkeeping(ledger)
        book.remember = { _, _ in }
        book.countCode = { _, _ in .wrong(triesLeft: 2) }
        book.checkIdentity = { _, _, _ in SignIn(check: .wrong(triesLeft: 2)) }
        var desk = Desk(
            model: Project.model, assistant: Project.assistant, book: book,
            dialogue: Dialogue(session: session, language: .zh, languageIsFixed: false),
            takesPlaceholders: false, clock: { [clock] in clock.now }, drawCode: { Self.code },
            announce: { [messages] _, _, _ in messages.count += 1 })
        _ = try desk.open()
        for line in lines { _ = try desk.hear(.text(line)) }
        return desk
    }
}
