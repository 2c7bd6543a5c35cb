import NLU
import Quantities

/// An order that leans on figures that were told: 那就结了吧 after a schedule, "just pay it" after
/// what is late, "sort out the smaller of the two, then" after what is due.
extension Ear {
    static func takenUp(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard turn.isBetweenOrders, let told = turn.dialogue.answered,
            let open = turn.open(told),
            let lead = turn.likeliest(of: open.service.leadsTo(told), heard),
            let service = turn.assistant.service(named: lead.service),
            // 那就分6期 after a date pays nothing.
            heard.line.terms.isEmpty || service.slot(named: Instalments.termName) != nil
        else { return nil }
        var form = lead
        let picked = turn.contract(picked: heard, in: open, of: service)
        if let (slot, value) = picked { form.slots[slot] = value }
        let given = turn.values(of: service, in: heard.line, form)
        return turn.after { turn in
            turn.dialogue.state = .idle
            turn.understood([form.intent], slots: given.filled)
            turn.take(given, into: form)
        }
    }

    /// "All right, do it after all": the quote that was dropped, worked out afresh; or the order
    /// whose price was just told.
    static func resumed(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard turn.saysDoIt(heard) || turn.takesUp(heard) else { return nil }
        if let dropped = turn.dialogue.dropped, !turn.givesNewValues(heard) {
            return turn.after { turn in
                turn.understood(.yes)
                turn.advance(dropped)
            }
        }
        return pricedOrder(turn, heard)
    }

    /// The order whose price was told, with what the line says of it: "ok do it today", 那就办便宜的.
    private static func pricedOrder(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard var told = turn.dialogue.answered, let open = turn.open(told) else { return nil }
        let given = turn.values(of: open.service, in: heard.line, told)
        guard given.unusable.isEmpty else { return nil }
        told.take(given.filled)
        guard var order = open.service.ordered(told, turn.facts),
            let service = turn.assistant.service(named: order.service)
        else { return nil }
        let picks = heard.line.moves.filter { $0.confidence >= 0.2 }
            .compactMap { Pick(rawValue: $0.intent) }
        for slot in service.slots where given.filled.isEmpty {
            let picked = picks.lazy.compactMap { slot.pick($0, order, turn.facts) }.first
            let advised = order.slots[slot.name] == nil ? turn.dialogue.advised : nil
            if let value = picked ?? advised { order.slots[slot.name] = value }
        }
        return turn.after { turn in
            turn.understood(.yes, slots: given.filled)
            turn.order(order)
        }
    }

    /// "The nine month one please" after the prices of all terms: that one, ordered.
    static func takenOffer(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard let told = turn.dialogue.answered, let open = turn.open(told),
            open.service.ordered(told, turn.facts) == nil,
            turn.words.finds("takes_it", in: heard.text), !heard.line.isSupposed,
            !turn.words.begins("question_word", heard.text), !heard.text.hasSuffix("?")
        else { return nil }
        let given = turn.values(of: open.service, in: heard.line, told)
        var form = told
        form.take(given.filled)
        guard given.unusable.isEmpty, let order = open.service.ordered(form, turn.facts) else {
            return nil
        }
        return turn.after { turn in
            turn.understood([order.intent], slots: given.filled)
            turn.order(order)
        }
    }

    /// "Which saves more?" of the choices on offer, before whatever was told earlier, or of a price
    /// that was told in two ways: what a good clerk says of them.
    static func betterWay(_ turn: Turn, _ heard: Heard) -> Turn? {
        if case .asking(let form, let name) = turn.dialogue.state, let open = turn.open(form),
            let slot = open.service.slot(named: name),
            heard.isSurely("ask_cheapest", "ask_compare", "ask_worth", above: 0.45)
        {
            return advised(turn, slot, open, heard)
        }
        guard turn.dialogue.state == .idle,
            heard.isSurely("ask_compare", "ask_cheapest", "ask_worth", "ask_saving", above: 0.45)
                || heard.move.flatMap(Move.Kind.init) == .which,
            heard.line.entities.isEmpty, let told = turn.dialogue.answered,
            let order = turn.open(told)?.service.ordered(told, turn.facts),
            let service = turn.assistant.service(named: order.service),
            let slot = service.slots.first(where: { slot in
                order.slots[slot.name] == nil && slot.isNeeded(order, turn.facts)
            }), let advice = slot.advise(order, turn.facts)
        else { return nil }
        return turn.after { turn in
            turn.understood(heard.move.map { [$0] } ?? [told.intent])
            turn.say(advice.reason)
            turn.stays()
            turn.dialogue.advised = advice.value
        }
    }
}

extension Turn {
    /// A yes in whatever words to what was told; what may be a question only where it is plain.
    fileprivate func saysDoIt(_ heard: Heard) -> Bool {
        // "Ok, thanks" and 知道了 take leave of it.
        if thanks(heard) || words.finds("leaves_it", in: heard.text) { return false }
        let chance = heard.line.chance(of: "go_ahead") + heard.line.chance(of: "resume")
        let isPlain =
            words.answer(heard.text) == .yes || heard.isSurely("go_ahead", "resume")
            || chance >= 0.5 && heard.line.decision != .accept
        if isPlain { return true }
        guard !words.finds("question", in: heard.text), !heard.text.hasSuffix("?") else {
            return false
        }
        let takesIt =
            ["do_it", "takes_it"].contains { words.finds($0, in: heard.text) }
            && heard.line.sums.isEmpty
        let takesAdvice = dialogue.advised != nil && words.finds("that_one", in: heard.text)
        return talk(heard.line) == .yes && (heard.line.predicted?.confidence ?? 0) >= 0.6
            || dialogue.dropped != nil && goesAheadAtTheEnd(heard)
            || heard.line.isShort && (takesIt || takesAdvice)
    }

    private func thanks(_ heard: Heard) -> Bool {
        heard.line.predicted.map { assistant.kinds.talk($0.intent) == .thank } ?? false
    }

    /// The last part of the line says to do it.
    func goesAheadAtTheEnd(_ heard: Heard) -> Bool {
        guard heard.parts.count > 1, let last = heard.parts.last else { return false }
        return words.answer(last.text) == .yes || last.chance(of: "go_ahead") >= 0.5
    }

    /// 补上, "catch me up then", after what is late, 那就清了呗 after the price: the order that the
    /// figures lead to.
    func takesUp(_ heard: Heard) -> Bool {
        guard isBetweenOrders, heard.line.isShort, let told = dialogue.answered,
            let open = open(told)
        else { return false }
        if heard.line.decision != .accept, let ordered = open.service.ordered(told, facts),
            let service = assistant.service(named: ordered.service),
            words.finds("payoff", in: heard.text), wantsDone(heard, service)
        {
            return true
        }
        return open.service.leadsTo(told).contains { lead in
            assistant.service(named: lead.service).map {
                $0.paysWhatIsLate && wantsDone(heard, $0)
            } ?? false
        }
    }

    /// Nothing is open but a choice between meanings, which need not be made.
    fileprivate var isBetweenOrders: Bool {
        switch dialogue.state {
        case .idle: true
        case .choosing: dialogue.suspended.isEmpty
        default: false
        }
    }

    /// The one of several orders that is wanted done and that the line sounds like most; of those
    /// it sounds like alike the first.
    fileprivate func likeliest(of orders: [Form], _ heard: Heard) -> Form? {
        let chance = heard.line.chance(ofIntent:)
        let wanted = orders.filter { form in
            assistant.service(named: form.service).map { wantsDone(heard, $0) } ?? false
        }
        return wanted.reduce(nil) { best, form in
            best.map { chance($0.intent) >= chance(form.intent) ? $0 : form } ?? form
        }
    }

    /// Says in a few words that it be done, and asks nothing.
    func wantsDone(_ heard: Heard, _ service: Service) -> Bool {
        let asks = words.finds("question", in: heard.text) || heard.text.hasSuffix("?")
        guard !asks || asksForIt(heard), !thanks(heard),
            !heard.line.isSupposed, !words.negates(heard.text), words.answer(heard.text) != .no,
            heard.line.isSentenceAtMost(words: 9, characters: 12),
            !isSurelyElse(heard, than: service)
        else { return false }
        let isPaid = service.paysWhatIsLate && words.finds("paying", in: heard.text)
        return isPaid || words.finds("payoff", in: heard.text)
            || words.finds("do_it", in: heard.text)
            || heard.isSurely("go_ahead", "resume", "amount_all", "pick_all", above: 0.5)
                && heard.line.decision != .accept
    }

    /// "Can I pay it today instead?": one of several meanings is an order.
    private func asksForIt(_ heard: Heard) -> Bool {
        guard case .clarify(let intents) = heard.line.decision else { return false }
        return words.finds("that_one", in: heard.text)
            && intents.contains(where: assistant.kinds.isOrder)
    }

    /// Surely begins something, which is not this order.
    private func isSurelyElse(_ heard: Heard, than service: Service) -> Bool {
        guard let best = heard.line.predicted, heard.line.decision == .accept,
            !service.intents.contains(best.intent), !service.rules.contains(best.intent)
        else { return false }
        switch kind(of: best.intent) {
        case .order, .price: return best.confidence >= 0.9
        case .query, .faq, .report: return best.confidence >= 0.6
        case .talk, nil: return false
        }
    }

    /// The contract that a line picks among those that were told of.
    fileprivate func contract(
        picked heard: Heard, in told: OpenForm, of service: Service
    ) -> (slot: String, value: SlotValue)? {
        guard let slot = service.slots.first(where: \.isChosenByPlace) else { return nil }
        let picks = heard.line.moves.filter { $0.confidence >= 0.1 }
            .compactMap { Pick(rawValue: $0.intent) }
        if let value = picks.lazy.compactMap({ slot.pick($0, told.form, self.facts) }).first {
            return (slot.name, value)
        }
        let named = values(of: told.service, in: heard.line, told.form).filled
            .first { $0.slot == LoanSlot.name }
        return named.map { (slot.name, $0.value) }
    }
}

extension Interpretation {
    /// No longer than so many words, or of Chinese so many characters.
    fileprivate func isSentenceAtMost(words: Int, characters: Int) -> Bool {
        text.unicodeScalars.allSatisfy(\.isASCII)
            ? text.split(separator: " ").count <= words : text.count <= characters
    }
}
