import Conversation
import NLU
import Text

/// The fatal quality rules, held before anything is sent: a step that would break one does not
/// happen, and a person takes over.
struct QualityGate {
    /// How the conversation stood when the present turn began: what the next step is judged by. It
    /// is no part of the dialogue. Where it is lost, the rules know less and still hold.
    private var before = Standing()
    /// The present turn so far, in the words it was said in.
    private var turn: [Event] = []

    mutating func keep(_ events: [Event], _ rulebook: Rulebook) {
        for event in events {
            if case .said = event {
                for event in turn { before.take(event, rulebook) }
                turn = []
            }
            turn.append(event)
        }
    }

    /// The present turn is taken back: the next is judged by what came before it.
    mutating func takeBack() { turn = [] }

    /// The step in the words it will be said in, or a hand-off in its place when those would break
    /// a fatal rule.
    /// - Parameter dialogue: as it was before the step.
    func passed(
        _ step: Step, after dialogue: Dialogue, _ input: Input, _ facts: Facts,
        by assistant: Assistant
    ) -> Step {
        let phrasebook = assistant.phrasebook
        var step = step
        step.events = phrasebook.spoken(step.events, in: step.dialogue.language)
        guard let rule = breach(step.events, isComplete: step.effect == nil, assistant.rulebook)
        else {
            return step
        }
        var result = handOff(step, rule, after: dialogue, input, facts, by: assistant)
        result.events = phrasebook.spoken(result.events, in: result.dialogue.language)
        // What takes its place is judged as well: its words come from the same corpus.
        if breach(result.events, isComplete: false, assistant.rulebook) != nil {
            result.events = Self.facts(result.events) + [Self.lastResort(dialogue.language)]
        }
        return result
    }

    /// The fatal rule that events would break.
    private func breach(
        _ events: [Event], isComplete: Bool, _ rulebook: Rulebook
    ) -> String? {
        QualityRule.inspect(
            Proceedings(
                turn + events, rulebook, after: before, isComplete: isComplete,
                judgedFrom: turn.count),
            by: QualityRule.fatal
        ).first?.rule
    }

    private func handOff(
        _ step: Step, _ rule: String, after dialogue: Dialogue, _ input: Input, _ facts: Facts,
        by assistant: Assistant
    ) -> Step {
        var events = Self.facts(step.events)
        // Who leaves, leaves; and who was just passed on is not passed on again.
        if step.effect == .end || Self.isQueued(input) {
            events += Self.ticket(input, rule) + [Self.lastResort(dialogue.language)]
            return Step(dialogue: step.dialogue, events: events, effect: step.effect)
        }
        // A quote whose card may not be shown is not on the table; what was open before ends.
        var base = step.dialogue
        let isGivenUp = events.contains { if case .cancelled = $0 { true } else { false } }
        base.state = isGivenUp ? .idle : dialogue.state
        base.suspended = dialogue.suspended
        let handOff = assistant.step(base, .withheld(rule: rule), facts)
        events += Self.receipt(of: step) + handOff.events
        return Step(dialogue: handOff.dialogue, events: events, effect: handOff.effect)
    }

    /// What happened all the same: money that moved, a code that was used up; nothing that was
    /// said.
    private static func facts(_ events: [Event]) -> [Event] {
        events.filter { event in
            switch event {
            case .replied, .quote, .disclosed, .handedOff: false
            default: true
            }
        }
    }

    /// What is said of an execution whose own words were withheld.
    private static func receipt(of step: Step) -> [Event] {
        step.events.compactMap { event in
            guard case .receipt(let number) = event else { return nil }
            return .replied(Reply("withheld_done", ["receipt": .text(number)]))
        }
    }

    private static func isQueued(_ input: Input) -> Bool {
        if case .queued = input { true } else { false }
    }

    private static func ticket(_ input: Input, _ rule: String) -> [Event] {
        guard case .queued(let ticket?) = input else { return [.withheld(rule)] }
        return [.withheld(rule), .handedOff(reason: "quality", ticket: ticket)]
    }

    /// When even the replacement would break a rule.
    private static func lastResort(_ language: Language) -> Event {
        .replied(
            Reply(
                words: language == .zh
                    ? "抱歉，这件事请找人工同事办理。"
                    : "I'm sorry, please speak to a human colleague about this."))
    }
}
