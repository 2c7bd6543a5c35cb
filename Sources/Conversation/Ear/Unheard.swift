import NLU

/// What of a line nothing answered.
extension Turn {
    /// "Put 500 on the loan, and does my uncle's goat count?": the question that was not caught is
    /// named before the answer to the rest, so that nobody takes the rest for an answer to it.
    mutating func nameUnheard(_ heard: Heard) {
        guard heard.parts.count > 1, effect == nil, dialogue.misses == 0, dialogue.state != .ended,
            !dialogue.session.isForSomebodyElse,
            let first = events.firstIndex(where: { if case .replied = $0 { true } else { false } }),
            !events.contains(where: { if case .handedOff = $0 { true } else { false } })
        else { return }
        let unheard = heard.parts.filter { isUnheard($0, in: heard.situation) }
        guard let part = unheard.first, unheard.count < heard.parts.count else { return }
        let reply = Reply("unheard_part", ["said": .text(String(part.text.prefix(Self.longest)))])
        events.insert(.replied(reply), at: first)
    }

    /// Asks something, and neither its words nor its values mean anything here.
    func isUnheard(_ part: Interpretation, in situation: Situation) -> Bool {
        guard part.decision == .reject, part.entities.isEmpty, !isChat(part),
            words.answer(part.text) == nil, isNoMove(part, in: situation)
        else { return false }
        // "My phone is dead" asks nothing, though "is" asks at the begin of a line.
        let isEnglish = part.text.unicodeScalars.allSatisfy(\.isASCII)
        return words.begins("question_word", part.text)
            || !isEnglish && words.finds("question", in: part.text)
    }

    /// A "why" where nothing was refused is no question about a refusal.
    private func isNoMove(_ part: Interpretation, in situation: Situation) -> Bool {
        guard let move = Heard(part, in: situation).move else { return true }
        return Move.Kind(move) == .refusal && !situation.isHere(move)
    }

    /// Of a part that is quoted, in characters.
    private static let longest = 40
}
