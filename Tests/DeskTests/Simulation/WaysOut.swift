import Lending
import NLU
import Quantities
import TestSupport
import Text

@testable import Conversation

/// The invariants of the state-space proof for a dialogue that was really led: it can be stopped,
/// left, said again, and passed to a person. Only steps are tried; nothing is carried out.
struct WaysOut {
    private static let lines: [String: Interpretation] = {
        var interpreter = Interpreter(Project.model)
        let today = Day("2026-03-02") ?? Day(number: 0)
        return ["取消", "人工", "再说一遍"].reduce(into: [:]) {
            $0[$1] = interpreter.hear($1, today: today)
        }
    }()

    let assistant: Assistant
    let dialogue: Dialogue
    let facts: Facts

    init(of terminal: Terminal, at now: Moment) throws {
        assistant = terminal.desk.assistant
        dialogue = terminal.desk.dialogue
        let known = dialogue.session.level > 0 && !dialogue.session.isStale(at: now)
        let account = try dialogue.session.customer.flatMap {
            try terminal.ledger.account(of: $0, at: now)
        }
        facts = Facts(now: now, account: known ? account : nil)
    }

    private func after(_ line: String, _ dialogue: Dialogue) -> Step {
        guard let said = Self.lines[line] else { return assistant.step(dialogue, .silence, facts) }
        return assistant.step(dialogue, .said(said, parts: []), facts)
    }

    /// Throws what is wrong, as a sentence.
    func check() throws {
        guard dialogue.state != .ended else { return }
        let left = assistant.step(dialogue, .hungUp, facts)
        guard left.dialogue.state == .ended, left.effect == .end else {
            throw Wrong("hanging up does not end \(dialogue.state)")
        }
        try checkPerson()
        if !dialogue.session.isStale(at: facts.now) {
            let again = after("再说一遍", dialogue)
            guard again.dialogue.state == dialogue.state else {
                throw Wrong("saying it again moves on from \(dialogue.state)")
            }
        }
        try checkCancels()
    }

    private func checkPerson() throws {
        let person = after("人工", dialogue)
        if case .handOff = person.effect { return }
        let isThere = person.events.contains {
            if case .replied(let reply) = $0 { reply.key == "ticket_already" } else { false }
        }
        guard isThere else { throw Wrong("nobody is called at \(dialogue.state)") }
    }

    private func checkCancels() throws {
        var open = dialogue
        let limit = Dialogue.deepest + open.queued.count + 2
        for _ in 0..<limit where open.state != .idle {
            let step = after("取消", open)
            if case .execute = step.effect { throw Wrong("a no carries out \(open.state)") }
            open = step.dialogue
        }
        guard open.state == .idle else { throw Wrong("cannot cancel \(dialogue.state)") }
    }
}
