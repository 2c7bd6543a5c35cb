import Lending
import NLU
import Quantities
import TestSupport
import Testing

@testable import Conversation

/// What a line does in its situation.
@Suite struct MoveTests {
    /// Every move of the corpus is of a kind that the ear knows.
    @Test func movesAreKnown() {
        #expect(Project.model.moveNames.count > 50)
        for name in Project.model.moveNames where name != Interpretation.beginning {
            #expect(Move.Kind(name) != nil, "\(name)")
        }
    }

    /// A move that has nothing to be about is heard as none; at a quote it is what it is.
    @Test(arguments: [
        ("手续费是多少", "ask_fee"), ("how much do i save then", "ask_saving"),
        ("什么时候扣钱", "ask_taken"), ("is that everything", "ask_everything"),
        ("总共要还多少", "ask_total"), ("when is it finished", "ask_last"),
    ])
    func asksAboutWhatIsOnTheTable(_ line: String, _ move: String) throws {
        var interpreter = Interpreter(Project.model)
        let heard = interpreter.hear(line, today: Day(number: 20_000))
        #expect(Heard(heard, in: Self.atRest).move != move, "\(line) at rest")
        #expect(Heard(heard, in: try Self.atAQuote()).move == move, "\(line) at a quote")
    }

    private static let session = Session(
        conversation: "moves", customer: "zhang-wei", level: 1, lastHeard: Walk.now)
    private static let atRest = Situation(
        Dialogue(session: session, language: .zh, languageIsFixed: true), Project.assistant)

    private static func atAQuote() throws -> Situation {
        var dialogue = Dialogue(session: session, language: .zh, languageIsFixed: true)
        let proposal = Proposal(
            quote: "Q1", order: .payStatement(id: "8003", amount: Money(fen: 100)), rate: nil,
            accountVersion: 1, validUntil: Walk.now + 60)
        let form = Form(service: "due_repayment", intent: "repay_due")
        dialogue.state = .proposing(form, proposal)
        return Situation(dialogue, Project.assistant)
    }

    /// A question belongs to the matter that the corpus answers it for: at the sign-in, after a
    /// refusal, beside figures, with a ticket, at the code.
    @Test(arguments: [
        ("非得登录吗", "ask_must"), ("我那个号码输错了", "ask_wrong_number"),
        ("do i have to sign in", "ask_no_account"),
        ("i left my phone at home", "ask_not_at_hand"),
    ])
    func asksAboutTheMatterAtHand(_ line: String, _ move: String) throws {
        var interpreter = Interpreter(Project.model)
        let heard = interpreter.hear(line, today: Day(number: 20_000))
        var dialogue = Dialogue(
            session: Session(
                conversation: "moves", customer: nil, level: 0, lastHeard: Walk.now),
            language: .zh, languageIsFixed: true)
        dialogue.state = .askingDigits(Form(service: "outstanding", intent: "query_outstanding"))
        let atSignIn = Situation(dialogue, Project.assistant)
        #expect(Heard(heard, in: atSignIn).move == move, "\(line) at the sign-in")
        #expect(Heard(heard, in: Self.atRest).move != move, "\(line) at rest")
    }
}
