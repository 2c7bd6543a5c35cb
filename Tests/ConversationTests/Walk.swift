import Conversation
import Ledger
import Lending
import NLU
import Quantities

/// The desk as its state space sees it: one customer, one line for each thing that can be said,
/// every answer that the book and the text message can give. Two situations are the same when
/// nothing that can still happen tells them apart.
struct Walk {
    /// What a step of the walk does.
    enum Move: Hashable {
        case said(String)
        case silence, tooLong, interrupted, away, hungUp
        case phone, rightDigits, wrongDigits, lockedDigits
        case rightCode, wrongCode, expiredCode, lockedCode
        /// Something else changes the customer's position: every quote is stale.
        case bookMoves
    }

    /// How the book answers an order.
    enum Verdict: CaseIterable { case posted, alreadyDone, stale, notDone, refused, unknown }

    struct Situation {
        var dialogue: Dialogue
        var version = 1
        /// The quote that the live code was sent for.
        var codeFor: String?
        /// Quotes shown with their card, by name, and their totals.
        var shown: [String: Money] = [:]
        /// The quote agreed to with an exact phrase, and not given up since.
        var agreed: String?
    }

    let assistant: Assistant
    let account: Account
    /// One line for each thing that can be said.
    let lines: [String: Interpretation]

    static let now = Moment(Day("2026-03-02") ?? Day(number: 0), hour: 10)

    var start: Situation {
        let session = Session(conversation: "walk", customer: nil, level: 0, lastHeard: Self.now)
        return Situation(
            dialogue: Dialogue(session: session, language: .zh, languageIsFixed: true))
    }

    var signedIn: Situation {
        var situation = start
        situation.dialogue.session.level = 1
        situation.dialogue.session.customer = account.customer.id
        return situation
    }

    /// What can happen next.
    func moves(from situation: Situation) -> [Move] {
        let dialogue = situation.dialogue
        guard dialogue.state != .ended else { return [] }
        var moves = lines.keys.sorted().map(Move.said)
        moves += [.silence, .tooLong, .interrupted, .away, .hungUp, .bookMoves]
        switch dialogue.expects {
        case .line: if dialogue.session.level == 0 { moves.append(.phone) }
        case .phone: moves.append(.phone)
        case .digits: moves += [.rightDigits, .wrongDigits, .lockedDigits]
        case .code:
            // The shell lets a code through for the very quote it was drawn for, and no other.
            if situation.codeFor != nil, situation.codeFor == dialogue.codeQuote {
                moves.append(.rightCode)
            }
            moves += [.wrongCode, .expiredCode, .lockedCode]
        }
        return moves
    }

    private func input(_ move: Move) -> Input? {
        switch move {
        case .said(let name): lines[name].map { .said($0, parts: Self.parts[name] ?? []) }
        case .silence: .silence
        case .tooLong: .tooLong
        case .interrupted: .interrupted
        case .away: .away
        case .hungUp: .hungUp
        case .phone: .phoneGiven
        case .rightDigits: .digits(.right, customer: account.customer.id)
        case .wrongDigits: .digits(.wrong(triesLeft: 1), customer: nil)
        case .lockedDigits: .digits(.locked(until: Self.now + 1800), customer: nil)
        case .rightCode: .code(.right)
        case .wrongCode: .code(.wrong(triesLeft: 1))
        case .expiredCode: .code(.expired)
        case .lockedCode: .code(.locked(until: Self.now + 1800))
        case .bookMoves: nil
        }
    }

    /// A step to the end of its turn, once for each verdict of the book where it is asked.
    func after(_ move: Move, from situation: Situation) -> [Turn] {
        guard let input = input(move) else {
            var next = situation
            next.version += 1
            return [Turn(situation: next, events: [], effects: [])]
        }
        var situation = situation
        if case .rightCode = move { situation.codeFor = nil }
        let turn = Turn(situation: situation, events: [], effects: [])
        return run(input, turn, isOfCustomer: true)
    }

    struct Turn {
        var situation: Situation
        var events: [Event]
        var effects: [Effect]
    }

    private func run(_ input: Input, _ turn: Turn, isOfCustomer: Bool = false) -> [Turn] {
        var turn = turn
        var known = turn.situation.dialogue.session.level > 0
        if case .digits(.right, _) = input { known = true }
        var account = account
        account.version = turn.situation.version
        let step = assistant.step(
            turn.situation.dialogue, input, Facts(now: Self.now, account: known ? account : nil))
        turn.situation.dialogue = step.dialogue
        turn.events += step.events
        note(step.events, in: &turn.situation)
        guard let effect = step.effect else { return [turn] }
        turn.effects.append(effect)
        switch effect {
        case .end: return [turn]
        case .handOff: return run(.queued(ticket: "H000001"), turn)
        case .sendCode(let proposal):
            turn.situation.codeFor = proposal.quote
            return run(.codeSent, turn)
        case .execute(let proposal, _, _):
            return Verdict.allCases.flatMap { verdict in
                var next = turn
                if verdict == .posted { next.situation.version += 1 }
                return run(.executed(execution(verdict, proposal)), next)
            }
        }
    }

    private func execution(_ verdict: Verdict, _ proposal: Proposal) -> Input.Execution {
        let receipt = Receipt(
            number: "R000001", at: Self.now, order: proposal.order,
            postings: [
                Posting(account: .cash, debit: proposal.order.total, credit: .zero)
            ])
        return switch verdict {
        case .posted: .posted(receipt)
        case .alreadyDone: .alreadyDone(receipt)
        case .stale: .stale
        case .notDone: .notDone
        case .refused: .refused("INSUFFICIENT_FUNDS")
        case .unknown: .unknown(reference: "walk/Q1")
        }
    }

    private func note(_ events: [Event], in situation: inout Situation) {
        for event in events {
            switch event {
            case .quote(let quote, let total, _):
                situation.shown[quote] = total
                situation.agreed = nil
            case .consent(let quote): situation.agreed = quote
            case .cancelled(let quote): if situation.agreed == quote { situation.agreed = nil }
            case .receipt: situation.agreed = nil
            default: continue
            }
        }
    }
}
