import Conversation
import Lending
import NLU
import Quantities
import TestSupport
import Testing

/// The engine itself, step by step: what no transcript can show.
@Suite struct AssistantTests {
    private static let now = Moment(Day("2026-03-02") ?? Day(number: 0), hour: 10)
    private static let assistant = Project.assistant

    private func dialogue(level: Int) -> Dialogue {
        let session = Session(
            conversation: "test", customer: level > 0 ? "zhang-wei" : nil, level: level,
            lastHeard: Self.now)
        return Dialogue(session: session, language: .zh, languageIsFixed: true)
    }

    private func heard(_ text: String) -> Input {
        .said(Project.model.interpret(text, today: Self.now.day))
    }

    private func step(_ dialogue: Dialogue, _ input: Input, at now: Moment = now) -> Step {
        Self.assistant.step(dialogue, input, Facts(now: now, account: nil))
    }

    @Test func theSameStepTwiceIsTheSame() {
        let input = heard("我要提前结清")
        #expect(step(dialogue(level: 0), input) == step(dialogue(level: 0), input))
    }

    /// The right answer to a question that was not asked changes nothing.
    @Test func answersOutOfTurnAreIgnored() {
        for input: Input in [.code(.right), .queued(ticket: "H1"), .executed(.stale), .codeSent] {
            let step = step(dialogue(level: 0), input)
            #expect(step.dialogue.state == .idle && step.events.isEmpty && step.effect == nil)
        }
    }

    /// After the silence nothing of the person before is said, whatever wakes the desk.
    @Test(arguments: ["再说一遍", "分期每期要还多少", ""])
    func aStaleSessionIsOver(_ text: String) {
        var before = dialogue(level: 1)
        before.lastReplies = [Reply("outstanding_total", ["total": .money(Money(fen: 1_645_490))])]
        let later = Self.now + before.session.idleLimit + 1
        let step = step(before, text.isEmpty ? .silence : heard(text), at: later)
        #expect(step.dialogue.session.level == 0 && step.dialogue.session.customer == nil)
        #expect(step.events.first == .level(0))
        #expect(!step.events.contains { $0 == .replied(before.lastReplies[0]) })
    }

    /// A person is one word away in every state, and the word is heard before anything else.
    @Test(arguments: ["转人工", "我要投诉", "我被骗了，这不是我借的"])
    func peopleComeFirst(_ text: String) {
        var asking = dialogue(level: 0)
        asking.state = .askingPhone(Form(service: "outstanding", intent: "query_outstanding"))
        guard case .handOff = step(asking, heard(text)).effect else {
            Issue.record("\(text) was not handed off")
            return
        }
    }

    @Test(arguments: ["我想自殺", "i don’t want to live", "I want to kill myself", "不想活了"])
    func aLifeComesBeforeEverything(_ text: String) {
        let step = step(dialogue(level: 0), heard(text))
        guard case .handOff(let handOff) = step.effect else {
            Issue.record("\(text) was not handed off")
            return
        }
        #expect(handOff.reason == "crisis" && handOff.priority == 0)
    }
}
