import Conversation
import Desk
import Ledger
import NLU
import Quantities
import TestSupport
import Testing
import Text

/// What TAB offers, where the dialogue stands and in the language spoken.
@Suite struct SuggestionTests {
    private static let now = Moment(Day("2026-03-02") ?? Day(number: 0), hour: 10)

    private func suggestions(
        _ customer: String?, _ language: Language, after lines: [String]
    ) throws -> Suggestions {
        let ledger = try Ledger(at: .memory, now: Moment(Self.now.day, hour: 0))
        let session = Session(
            conversation: "C1", customer: customer, level: customer == nil ? 0 : 1,
            lastHeard: Self.now)
        var desk = Desk(
            model: Project.model, assistant: Project.assistant, book: Book(ledger),
            dialogue: Dialogue(session: session, language: language, languageIsFixed: true),
            takesPlaceholders: true, clock: { Self.now }, drawCode: { "246810" },
            announce: { _, _, _ in })
        _ = try desk.open()
        for line in lines { _ = try desk.hear(.text(line)) }
        return desk.suggestions
    }

    /// Lines that answer the question, and parts of a line; the whole of what there is.
    @Test(
        arguments: [
            ("zhang-wei", Language.zh, ["账单分期"], ["3", "6", "9", "12", "24"]),
            ("zhang-wei", .en, ["split my bill"], ["3", "6", "9", "12", "24"]),
            ("zhang-wei", .zh, ["账单分12期"], ["确认", "取消"]),
            ("zhang-wei", .en, ["split my bill into 12"], ["confirm", "cancel"]),
            (
                "zhang-wei", .zh, ["提前还3000"], ["期数不变，每期少还", "每期不变，期数缩短"]
            ),
            ("zhang-wei", .zh, ["账单分12期", "确认"], []), (nil, .zh, ["我还欠多少"], []),
        ] as [(String?, Language, [String], [String])])
    func answersToTheQuestion(
        _ customer: String?, _ language: Language, _ said: [String], _ lines: [String]
    ) throws {
        #expect(try suggestions(customer, language, after: said).lines == lines)
    }

    @Test(
        arguments: [
            (Language.zh, [], "我还欠多少", "how much do I owe"),
            (.en, [], "how much do I owe", "我还欠多少"),
            (.en, ["split my bill", "cancel"], "settle my loan", "confirm"),
            (.zh, ["账单分12期", "取消"], "提前结清", "取消"),
        ] as [(Language, [String], String, String)])
    func waysToBegin(
        _ language: Language, _ said: [String], _ offered: String, _ missing: String
    ) throws {
        let lines = try suggestions("zhang-wei", language, after: said).lines
        #expect(lines.contains(offered) && !lines.contains(missing))
    }

    /// Own contracts, other terms, and the sums just told, as they are typed.
    @Test(
        arguments: [
            (Language.zh, ["我还欠多少"], ["现金贷款", "3815", "8454.90", "16454.90", "8000"]),
            (.en, ["split my bill into 12"], ["cash loan", "3", "6", "24", "7718.40", "643.20"]),
        ] as [(Language, [String], [String])])
    func partsOfALine(_ language: Language, _ said: [String], _ expected: [String]) throws {
        let parts = try suggestions("zhang-wei", language, after: said).parts
        #expect(expected.allSatisfy(parts.contains), "\(parts)")
        #expect(Set(parts).count == parts.count)
    }

    @Test func nothingIsKnownOfNobody() throws {
        #expect(try suggestions(nil, .en, after: ["hello"]).parts.isEmpty)
    }
}
