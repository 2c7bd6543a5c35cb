import NLU

/// What was made here and is spoken of by its name: the code that was sent, the ticket that waits,
/// the order that was carried out.
extension Ear {
    /// "How long is the code good?", "can you email it?": about the code, and not the quote.
    static func codeItself(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard case .verifying = turn.dialogue.state, heard.line.sums.isEmpty,
            turn.words.finds("code_itself", in: heard.text)
        else { return nil }
        return turn.after { turn in
            turn.understood(.help)
            turn.say(Reply("about_code"))
            turn.stays()
        }
    }

    /// "Cancel that callback": a ticket is with a person, and the desk says that it stays there.
    static func ticketGivenUp(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard turn.dialogue.state == .idle, let ticket = turn.dialogue.tickets.values.max(),
            heard.line.sums.isEmpty
        else { return nil }
        let isRefused =
            turn.words.answer(heard.text) == .no || turn.words.finds("cancel_word", in: heard.text)
        let isOfTheTicket =
            turn.words.finds("ticket_itself", in: heard.text) || turn.dialogue.hasJustHandedOff
        // 算了，旅游贷下次哪天扣: what is asked beside it is answered.
        let asksElse = heard.parts.dropFirst().contains { part in
            let kind = turn.settled(part).flatMap(turn.kind(of:))
            return kind == .query || kind == .price
        }
        guard isRefused, isOfTheTicket, turn.dialogue.done == nil, !asksElse else { return nil }
        return turn.after { turn in
            turn.understood(.no)
            turn.say(Reply("ticket_stays", ["ticket": .text(ticket)]))
        }
    }

    /// 取消吧 right after an order was carried out: what was done is meant.
    static func orderTakenBack(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard turn.dialogue.state == .idle, let done = turn.dialogue.done,
            turn.words.answer(heard.text) == .no, turn.words.finds("cancel_word", in: heard.text),
            let service = turn.assistant.services.first(where: { $0.undoes(done.receipt.order) }),
            let intent = service.intents.first
        else { return nil }
        return turn.after { $0.start(service, intent: intent, heard.line) }
    }
}
