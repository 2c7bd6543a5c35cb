import NLU
import Text

/// What a part of a line orders by its words, whatever the rest of it makes of them.
extension Turn {
    static let payoff = Service.earlySettlement.intents.first

    /// "Pay off the loan as well": what a classifier leaves open between the whole and a part.
    func plainly(_ part: Interpretation) -> Interpretation {
        guard case .clarify = part.decision, let best = part.predicted, best.intent == Self.payoff,
            part.entities.isEmpty, !part.isSupposed,
            words.finds("payoff", in: part.text), words.says("due_loan", in: part.text.folded),
            !words.finds("question", in: part.text)
        else { return part }
        var plain = part
        plain.decision = .accept
        plain.predicted = .init(intent: best.intent, confidence: max(best.confidence, Self.plain))
        return plain
    }

    /// As likely as what is said plainly.
    private static let plain = 0.7
}
