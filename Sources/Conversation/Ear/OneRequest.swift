import NLU
import Quantities

/// What stands in several parts and is one request after all.
extension Ear {
    /// 账单要是分9期，一共得还多少: the first part supposes an order, the second asks its price.
    static func supposedAndAsked(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard heard.parts.count == 2, heard.parts[0].isSupposed,
            !turn.words.finds("question", in: heard.parts[0].text),
            let price = turn.settled(heard.parts[0]), turn.kind(of: price) == .price,
            let asked = turn.settled(heard.parts[1]),
            [.price, .query].contains(turn.kind(of: asked))
                || Move.ofACard.contains(where: { heard.parts[1].chance(of: $0) >= 0.5 }),
            !turn.rulesOut(heard.parts[1])
        else { return nil }
        return turn.after { turn in
            if turn.dialogue.state != .idle { turn.suspend() }
            turn.open(price, heard.line)
        }
    }

    /// "How much is principal, how much interest, any penalty?" of figures on the table: all of
    /// them once more, part by part.
    static func severalOfTheTable(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard heard.parts.count > 1, let table = heard.situation.table else { return nil }
        let asked = heard.parts.compactMap { Heard($0, in: heard.situation).move }
            .filter(Move.ofACard.contains)
        guard Set(asked).count > 1, asked.count + 1 >= heard.parts.count,
            heard.parts.allSatisfy({ $0.entities.isEmpty })
        else { return nil }
        switch table {
        case .quote(_, let form):
            guard let card = turn.card(of: form) else { return nil }
            return turn.after { turn in
                turn.understood(asked)
                turn.say(card)
                turn.stays()
            }
        case .told(let form):
            guard let open = turn.open(form), open.service.ordered(form, turn.facts) != nil,
                turn.dialogue.state == .idle
            else { return nil }
            return turn.after { turn in
                turn.understood(asked)
                turn.advance(form)
            }
        case .done, .ruled: return nil
        }
    }
}

extension Ear {
    /// "What is the fee, and when is it taken?" of what is at hand: each answered, in its order.
    static func severalAsked(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard (2...3).contains(heard.parts.count) else { return nil }
        let answers = heard.parts.compactMap { turn.shortAnswer(Heard($0, in: heard.situation)) }
        guard answers.count == heard.parts.count, Set(answers.map(\.topic)).count == answers.count
        else { return nil }
        return turn.after { turn in
            turn.understood(answers.map(\.topic))
            turn.say(answers.map(\.reply))
            turn.stays()
        }
    }
}

extension Turn {
    /// What a question about what is at hand is answered by, where that is one reply.
    fileprivate func shortAnswer(_ part: Heard) -> (topic: String, reply: Reply)? {
        guard let topic = part.move, part.share >= 0.6, part.line.entities.isEmpty else {
            return nil
        }
        let isOfATicket =
            !dialogue.tickets.isEmpty && dialogue.done == nil && openQuote == nil
            && ["ask_ticket", "ask_receipt"].contains(topic)
        if isOfATicket { return ruled("ask_ticket").map { (topic, $0) } }
        guard Move.Kind(topic) == .about, let table = part.situation.table else { return nil }
        let ofTheOrder = subjects(of: table, topic: topic).lazy.compactMap {
            self.answer(topic, about: $0)
        }
        return (answerOfTheMatter(topic) ?? ofTheOrder.first).map { (topic, $0) }
    }
}

extension Move {
    /// What the disclosure of an order has a line for.
    static let ofACard: Set = [
        "ask_why", "ask_interest", "ask_fee", "ask_penalty", "ask_total", "ask_everything",
        "ask_each",
        "ask_left", "ask_saving", "ask_rate",
    ]
}

extension Turn {
    func kind(of intent: String) -> IntentKind? { assistant.kinds.kind(of: intent) }

    /// A line that is plain as a whole, of parts of which one at most is: 手头有点闲钱，先还哪笔划算.
    func isPlainAsAWhole(_ heard: Heard) -> Bool {
        guard heard.line.decision != .reject, let whole = heard.line.predicted,
            whole.confidence >= 0.9, ![.talk, .report].contains(kind(of: whole.intent))
        else { return false }
        return Set(heard.parts.filter(isPlain).map { settled($0) ?? $0.text }).count < 2
            && contractsApart(heard.parts) < 2
    }

    /// How many contracts are named, each in a part that asks something of it.
    private func contractsApart(_ parts: [Interpretation]) -> Int {
        let slot = LoanSlot.slot(ask: "")
        let named = parts.compactMap { part -> String? in
            guard part.decision != .reject, settled(part).map({ !isTalk($0) }) ?? false,
                case .value(.reference(let id)) = slot.read(
                    part, Form(service: "", intent: ""), facts)
            else { return nil }
            return id
        }
        return Set(named).count
    }

    /// A part that is a request whatever stands beside it.
    private func isPlain(_ part: Interpretation) -> Bool {
        if rulesOut(part) { return true }
        guard settled(part) != nil, let best = part.predicted else { return false }
        guard isOrder(part) else { return best.confidence >= 0.7 }
        if !part.sums.isEmpty || words.finds("remainder", in: part.text) { return true }
        return best.confidence >= (part.decision == .accept ? 0.66 : 0.7)
    }

    /// Asks for a rule, or calls for a person.
    func rulesOut(_ part: Interpretation) -> Bool {
        ruleAsked(part) != nil || reason(part) != nil
    }

    /// Heard in a part of a line by a guess: "all the loans" after a question orders nothing.
    func isFaint(_ part: Interpretation) -> Bool {
        guard !rulesOut(part), let best = part.predicted else { return false }
        let isGuess = part.decision != .accept && isOrder(part)
        return best.confidence < (isGuess && part.entities.isEmpty ? 0.65 : 0.45)
    }
}
