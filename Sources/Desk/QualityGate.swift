import Conversation
import NLU

/// The fatal quality rules, held before anything is sent: a step that would break one does not
/// happen, and a person takes over.
struct QualityGate {
    /// The conversation so far in the words it was said in. It is what the next step is judged by,
    /// and no part of the dialogue: where it is lost, the rules know less and hold all the same.
    private(set) var spoken: [Event] = []

    /// The fatal rule that a step would break.
    func breach(_ events: [Event], isComplete: Bool) -> QualityRule.Finding? {
        QualityRule.inspect(
            Proceedings(spoken + events, isComplete: isComplete, judgedFrom: spoken.count),
            by: QualityRule.fatal
        ).first
    }

    mutating func keep(_ events: [Event]) { spoken += events }

    /// What happened all the same: money that moved, a code that was used up. Nothing that was said.
    static func facts(of step: Step) -> [Event] {
        step.events.filter { event in
            switch event {
            case .replied, .quote, .handedOff: false
            default: true
            }
        }
    }

    /// What is said of an execution whose own words were withheld.
    static func receipt(of step: Step) -> [Event] {
        step.events.compactMap { event in
            guard case .receipt(let number) = event else { return nil }
            return .replied(Reply("withheld_done", ["receipt": .text(number)]))
        }
    }

    /// When even the replacement would break a rule, or the corpus has no words for it.
    static func lastResort(_ language: Language) -> Event {
        .replied(
            Reply(
                words: language == .zh
                    ? "抱歉，这件事请找人工同事办理。" : "I'm sorry, please speak to a human colleague about this."
            ))
    }
}
