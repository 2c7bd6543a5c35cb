import Lending
import NLU
import Quantities

/// What a line asks about, or takes back of, what was just done.
extension Ear {
    /// "Did it go through", "the receipt again", "undo that".
    static func afterwards(_ turn: Turn, _ heard: Heard) -> Turn? {
        if turn.words.isOne(of: "whom", heard.text) { return turn.after { $0.sayWhom() } }
        if turn.words.isOne(of: "until_when", heard.text), let next = refusalAgain(turn) {
            return next
        }
        let today = turn.facts.now.day
        switch heard.move {
        case "ask_done" where turn.asksOfTheBooks(heard): return nil
        case "ask_done":
            let isOfToday = turn.dialogue.done != nil && heard.line.period?.upperBound == today
            let paid = isOfToday ? nil : paidBefore(turn, heard)
            return paid ?? turn.after { $0.sayWhetherDone() }
        case "ask_receipt" where turn.dialogue.done == nil && !turn.dialogue.tickets.isEmpty:
            return turn.after { $0.sayTicket() }
        case "ask_receipt":
            guard let done = turn.dialogue.done,
                heard.line.decision != .accept || turn.talk(heard.line) == .repeat
            else { return nil }
            return turn.after { turn in
                turn.understood(["ask_receipt"])
                turn.say(Reply("receipt_again", turn.values(of: done)))
                turn.stays()
            }
        case "undo", "oops": return undo(turn, heard)
        case "ask_refusal": return refusalAgain(turn)
        default: return nil
        }
    }

    /// Why something was refused says also until when.
    private static func refusalAgain(_ turn: Turn) -> Turn? {
        guard turn.dialogue.state == .idle, !turn.dialogue.refusal.isEmpty else { return nil }
        return turn.after { turn in
            turn.understood(["ask_refusal"])
            turn.say(Reply("refusal_again"))
            turn.say(turn.dialogue.refusal)
        }
    }

    /// "Did today's go through?" of somebody for whom nothing was done here: the book tells.
    static func takenToday(_ turn: Turn, _ heard: Heard) -> Turn? {
        let today = turn.facts.now.day
        guard turn.dialogue.done == nil, heard.line.period == today...today,
            turn.words.finds("whether_taken", in: heard.text), heard.line.sums.isEmpty
        else { return nil }
        return paidBefore(turn, heard)
    }

    /// 20号还扣不, after figures or an order: what falls due on that day.
    static func takenOnDay(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard turn.dialogue.state == .idle, heard.isSurely("ask_debited", above: 0.5),
            let period = heard.line.period, period.lowerBound >= turn.facts.now.day,
            let due = turn.assistant.services.first(where: { $0.topics.contains("ask_each") }),
            let intent = due.intents.first, turn.dialogue.session.level >= due.level
        else { return nil }
        return turn.after { $0.start(due, intent: intent, heard.line) }
    }

    /// "Did last month's go through?" is about what was paid then.
    private static func paidBefore(_ turn: Turn, _ heard: Heard) -> Turn? {
        let reading = PeriodReading(heard.line, today: turn.facts.now.day, turn.words)
        guard turn.dialogue.state == .idle, let period = reading.back,
            period.from <= turn.facts.now.day,
            // What is due today may not have been taken yet.
            let service = period.to < turn.facts.now.day
                ? turn.assistant.service(named: Service.history.name)
                : turn.assistant.services.first(where: \.tellsTimes),
            let intent = service.intents.first
        else { return nil }
        return turn.after { $0.start(service, intent: intent, heard.line) }
    }

    private static func undo(_ turn: Turn, _ heard: Heard) -> Turn? {
        if turn.openQuote != nil { return turn.after { $0.cancel() } }
        guard turn.dialogue.state == .idle, let done = turn.dialogue.done else { return nil }
        return turn.after { turn in
            let order = done.receipt.order
            if let service = turn.assistant.services.first(where: { $0.undoes(order) }),
                let intent = service.intents.first
            {
                return turn.start(service, intent: intent, heard.line)
            }
            turn.understood(["undo"])
            turn.say(Reply("undo_not_possible", turn.values(of: done)))
        }
    }
}

extension Turn {
    /// "Do I owe you anything still?" where nothing was done here: the figures, if they are plainly
    /// asked for.
    fileprivate func asksOfTheBooks(_ heard: Heard) -> Bool {
        dialogue.done == nil && openQuote == nil && heard.line.decision == .accept
            && heard.line.predicted.map { $0.confidence >= 0.9 && kind(of: $0.intent) == .query }
                ?? false
    }
}
