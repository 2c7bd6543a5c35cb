import Conversation
import Lending
import Quantities
import TestSupport
import Testing

/// Each rule bites: a conversation that breaks it is found, at the event that breaks it.
@Suite struct QualityRuleTests {
    private static let quote = Event.quote("Q1", total: Money(fen: 100), rate: nil)
    private static let posting = Event.posted(
        Posting(account: .cash, debit: Money(fen: 100), credit: .zero))
    private static let contra = Event.posted(
        Posting(account: .loanPrincipal, debit: .zero, credit: Money(fen: 100)))
    private static let whole: [Event] = [
        .level(1), quote, .consent("Q1"), .code(.ok), posting, contra, .receipt("R000001"),
    ]

    @Test func aWholeExecutionBreaksNone() {
        #expect(QualityRule.inspect(Self.whole, Project.assistant.rulebook).isEmpty)
    }

    @Test(
        arguments: [
            ("QA01", [quote], 0),
            ("QA01", [.level(1), .level(0), quote], 2),
            ("QA02", [.level(1), quote, .consent("Q1"), posting], 3),
            ("QA02", [.level(1), quote, .consent("Q1"), .code(.wrong), posting], 4),
            ("QA02", [.level(1), quote, .code(.ok), quote, .consent("Q1"), posting], 5),
            ("QA09", [.level(1), quote, .code(.ok), posting], 3),
            ("QA09", [.level(1), quote, .consent("Q2"), .code(.ok)], 2),
            ("QA09", [.level(1), quote, .consent("Q1"), .cancelled("Q1"), .code(.ok), posting], 5),
            ("QA11", [.understood(["handoff_human"], slots: []), .said("hello?")], 0),
        ] as [(String, [Event], Int)])
    func findsTheBreach(_ rule: String, _ events: [Event], _ place: Int) {
        let findings = QualityRule.inspect(events, Project.assistant.rulebook).filter {
            $0.rule == rule
        }
        #expect(findings.map(\.place) == [place], "\(findings)")
    }
}
