import Conversation
import Lending
import Quantities
import TestSupport
import Testing

/// Judged turn by turn, with no more than the standing of what came before, a conversation is found
/// to break the same fatal rules as when it is judged whole.
@Suite struct StandingTests {
    private static let quote = Event.quote("Q1", total: Money(fen: 100), rate: nil)
    private static let other = Event.quote("Q2", total: Money(fen: 200), rate: nil)
    private static let posting = Event.posted(
        Posting(account: .cash, debit: Money(fen: 100), credit: .zero))
    private static let missed = Event.understood(["out_of_scope"], slots: [])

    private static let conversations: [[Event]] = [
        [.level(1), .said("a"), quote, .said("b"), .consent("Q1"), .code(.ok), posting],
        [.level(1), .said("a"), quote, .said("b"), .code(.ok), .said("c"), posting],
        [
            .level(1), .said("a"), quote, .said("b"), other, .said("c"), .cancelled("Q2"),
            .said("d"), .consent("Q1"), .said("e"), .code(.ok), posting, .receipt("R000001"),
            .said("f"), .consent("Q1"), posting,
        ],
        [.level(1), .said("a"), .level(0), .said("b"), quote, .said("c"), .consent("Q3")],
        [
            .said("a"), missed, .replied(Reply(words: "什么？")), .said("b"), missed,
            .replied(Reply(words: "什么？")),
        ],
        [
            .said("a"), .understood(["hardship_request"], slots: []), .said("b"),
            .replied(Reply(words: "建议您办理分期。")), .said("c"),
            .handedOff(reason: "hardship", ticket: "H000001"), .said("d"),
            .replied(Reply(words: "建议您办理分期。")),
        ],
        [
            .said("我不想活了"), .handedOff(reason: "crisis", ticket: "H000001"),
            .replied(Reply(words: "12356")), .said("b"), .replied(Reply(words: "请尽快还款。")),
        ],
    ]

    @Test(arguments: conversations)
    func turnByTurnIsLikeTheWhole(_ events: [Event]) {
        let whole = QualityRule.inspect(
            Proceedings(events, Project.assistant.rulebook), by: QualityRule.fatal)
        var found: [QualityRule.Finding] = []
        var before = Standing()
        var start = 0
        while start < events.count {
            let isSaid: (Event) -> Bool = { if case .said = $0 { true } else { false } }
            let end = events[(start + 1)...].firstIndex(where: isSaid) ?? events.count
            let turn = Array(events[start..<end])
            let findings = QualityRule.inspect(
                Proceedings(turn, Project.assistant.rulebook, after: before), by: QualityRule.fatal)
            for var finding in findings {
                finding.place += start
                found.append(finding)
            }
            for event in turn { before.take(event, Project.assistant.rulebook) }
            start = end
        }
        let order: (QualityRule.Finding, QualityRule.Finding) -> Bool = {
            ($0.rule, $0.place) < ($1.rule, $1.place)
        }
        #expect(found.sorted(by: order) == whole.sorted(by: order))
    }

    @Test func theConversationsBreakRules() {
        let broken = Self.conversations.map {
            QualityRule.inspect(Proceedings($0, Project.assistant.rulebook), by: QualityRule.fatal)
        }
        #expect(broken[0].isEmpty)
        #expect(broken.dropFirst().allSatisfy { !$0.isEmpty })
    }
}
