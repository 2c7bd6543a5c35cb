import Lending
import NLU
import Quantities

/// A question about what the desk offers is answered from it, and chooses nothing.
extension Ear {
    static func askedOfChoices(
        _ turn: Turn, _ slot: Slot, _ open: OpenForm, _ heard: Heard
    ) -> Turn? {
        let asks = turn.words.finds("question", in: heard.text)
        let replies: [Reply]?
        if slot.name == Instalments.termName {
            replies = turn.told(ofTerms: slot, open, heard, asks: asks)
        } else if asks, slot.isFree, let pick = Pick(heard), [.least, .most].contains(pick),
            heard.line.entities.isEmpty
        {
            replies = slot.ask(open.form, turn.facts)
        } else if slot.name == LoanSlot.name, turn.words.finds("asks_price", in: heard.text) {
            replies = turn.price(of: slot, open, heard)
        } else {
            replies = nil
        }
        guard let replies, !replies.isEmpty else { return nil }
        return turn.after { turn in
            turn.understood(heard.move.map { [$0] } ?? [open.form.intent])
            turn.say(replies)
            turn.stays()
            // "Go with that" after one of them was told.
            if let pick = Pick(heard), let value = slot.pick(pick, open.form, turn.facts) {
                turn.dialogue.advised = value
            }
        }
    }

    /// "Which is better?", and "that one, then" after the answer.
    static func advised(
        _ turn: Turn, _ slot: Slot, _ open: OpenForm, _ heard: Heard
    ) -> Turn? {
        if turn.words.isOne(of: "any_will_do", heard.text)
            || turn.words.finds("you_choose", in: heard.text) && heard.line.entities.isEmpty
        {
            return turn.after { $0.leaveToThem(slot, open.form) }
        }
        let isYes =
            turn.words.answer(heard.text) == .yes || heard.isSurely("go_ahead")
            || heard.line.isShort && turn.words.finds("that_one", in: heard.text)
        if let advised = turn.dialogue.advised, isYes, heard.line.entities.isEmpty {
            return turn.after { $0.choose(advised, for: slot, in: open.form) }
        }
        guard
            heard.isSurely(
                "ask_cheapest", "ask_compare", "ask_worth", "pick_cheapest", above: 0.45),
            heard.line.entities.isEmpty || turn.words.finds("of_two", in: heard.text),
            turn.words.finds("question", in: heard.text),
            let advice = slot.advise(open.form, turn.facts)
        else { return nil }
        return turn.after { turn in
            turn.understood(["ask_cheapest"])
            turn.say(advice.reason)
            turn.stays()
            turn.dialogue.advised = advice.value
        }
    }
}

extension Turn {
    /// 6期和12期差多少, "what is the longest?", 24期太贵了.
    fileprivate func told(
        ofTerms slot: Slot, _ open: OpenForm, _ heard: Heard, asks: Bool
    ) -> [Reply]? {
        let choices = slot.choices(open.form, facts)
        let terms = Set(heard.line.terms)
        let named = choices.filter { choice in
            if case .count(let term) = choice.value { terms.contains(term) } else { false }
        }
        if named.count > 1, asks || heard.isSurely("ask_compare", above: 0.5) {
            return named.map(\.label) + difference(of: named.map(\.label))
        }
        if heard.isSurely("too_much", above: 0.5), !named.isEmpty, !heard.line.isSupposed,
            !heard.line.isBareValue(words)
        {
            let key = "too_much_" + open.service.name
            return [Reply(assistant.phrasebook.has(key) ? key : "too_much")]
        }
        guard asks, named.isEmpty, let pick = Pick(heard),
            let value = slot.pick(pick, open.form, facts)
        else { return nil }
        return choices.filter { $0.value == value }.map(\.label)
    }

    /// What the dearest of some plans costs more than the cheapest.
    private func difference(of options: [Reply]) -> [Reply] {
        func fees(_ option: Reply) -> Money {
            if case .money(let fees) = option.values["fees"] { fees } else { .zero }
        }
        guard let least = options.min(by: { fees($0) < fees($1) }),
            let most = options.max(by: { fees($0) < fees($1) }), fees(most) > fees(least)
        else { return [] }
        return [
            Reply(
                "answer_compare",
                [
                    "least": least.values["term"] ?? .text(""),
                    "most": most.values["term"] ?? .text(""),
                    "more": .money(fees(most) - fees(least)),
                ])
        ]
    }

    /// "How much is number 2?", 三笔加起来得多少钱: the price of the order that is being set up.
    fileprivate func price(of slot: Slot, _ open: OpenForm, _ heard: Heard) -> [Reply]? {
        guard let price = assistant.kinds[open.form.intent]?.price,
            let service = assistant.service(for: price)
        else { return nil }
        var form = Form(service: service.name, intent: price)
        form.take(values(of: service, in: heard.line, form).filled)
        let choices = slot.choices(open.form, facts)
        if form.slots[slot.name] == nil, let place = heard.line.terms.first,
            choices.indices.contains(place - 1)
        {
            form.slots[slot.name] = choices[place - 1].value
        }
        guard form.slots[slot.name] != nil, case .say(let replies) = service.answer(form, facts)
        else { return nil }
        return replies
    }
}

extension Turn {
    /// 每个月还是那么多，早点了结 sounds like the rule of it, and is the very way that was asked for.
    func givesWhatIsAwaited(_ heard: Heard) -> Bool {
        guard case .asking(let form, let name) = dialogue.state,
            let slot = open(form)?.service.slot(named: name),
            case .value(.choice) = slot.read(heard.line, form, facts)
        else { return false }
        return !heard.text.hasSuffix("?") && !heard.text.hasSuffix("？")
            && !words.ends("tag_question", heard.text) && !words.ends("whether_end", heard.text)
            && !words.begins("question_word", heard.text) && !heard.line.isSupposed
            && heard.line.intent.flatMap { assistant.kinds.kind(of: $0) } == .faq
    }

    func isRefusal(_ heard: Interpretation) -> Bool {
        words.answer(heard.text) == .no || talk(heard) == .no
    }
}
