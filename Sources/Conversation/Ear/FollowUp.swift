import Lending
import NLU
import Quantities

/// Lines that lean on what was last said: another value, another time, the rest, after all.
extension Ear {
    /// A value after an answer asks the same with that value: "and over 6?", "the phone one too";
    /// after a plan was made it changes the plan.
    static func followUp(_ turn: Turn, _ heard: Heard) -> Turn? {
        if let next = takenUp(turn, heard) { return next }
        guard turn.dialogue.state == .idle else { return nil }
        if let next = resumed(turn, heard) ?? takenOffer(turn, heard) { return next }
        if let next = instead(turn, heard) ?? pricedThen(turn, heard) ?? onAnotherDay(turn, heard) {
            return next
        }
        if let next = changedPlan(turn, heard) { return next }
        if let next = theRest(turn, heard) { return next }
        if let next = ruledOrder(turn, heard) { return next }
        if let next = paidThen(turn, heard) { return next }
        // A part that orders something leans on nothing.
        guard heard.parts.count < 2 || !heard.parts.contains(where: turn.surelyOrders),
            isElliptical(turn, heard)
        else { return nil }
        var next = turn
        if next.asksOnceMore(heard.line) { return next }
        return pickedOnceMore(turn, heard) ?? otherTime(turn, heard)
    }

    /// "And the big one?" after the figures of another.
    private static func pickedOnceMore(_ turn: Turn, _ heard: Heard) -> Turn? {
        let picks = heard.line.moves.filter { $0.confidence >= 0.15 }
            .compactMap { Pick(rawValue: $0.intent) }
        guard !picks.isEmpty, let told = turn.dialogue.answered, let open = turn.open(told),
            open.service.isReadOnly
        else { return nil }
        for slot in open.service.slots {
            let value = picks.lazy.compactMap { slot.pick($0, told, turn.facts) }.first
            guard let value, value != told.slots[slot.name] else { continue }
            return turn.after { turn in
                var form = told
                form.opening = nil
                // Of all there are, and not of the one that was told.
                if value.isChoice { form.slots[LoanSlot.name] = nil }
                form.slots[slot.name] = value
                turn.understood(.value, slots: [SlotFilled(slot.name, value)])
                turn.advance(form)
            }
        }
        return nil
    }

    /// "And if I pay it on Monday?" after what is owed: what paying it off would cost then.
    private static func paidThen(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard turn.laterDay(in: heard.line) != nil, heard.line.isShort || isElliptical(turn, heard),
            turn.words.finds("paying", in: heard.text),
            turn.words.finds("question", in: heard.text) || heard.line.isSupposed,
            let told = turn.dialogue.answered,
            turn.open(told)?.service.topics.contains("ask_everything") ?? false,
            let service = turn.assistant.services.first(where: { $0.topics.contains("ask_saving") }
            ),
            let intent = service.intents.first
        else { return nil }
        var form = Form(service: service.name, intent: intent)
        form.slots[LoanSlot.name] = told.slots[LoanSlot.name]
        let given = turn.values(of: service, in: heard.line, form)
        return turn.after { turn in
            turn.understood([intent], slots: given.filled)
            turn.take(given, into: form)
        }
    }

    /// "And the next one?" after what was paid, "and the last one?" after what is due.
    private static func otherTime(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard let told = turn.dialogue.answered, let open = turn.open(told),
            open.service.slot(named: DuePeriod.name) != nil
        else { return nil }
        for service in turn.assistant.services where service.tellsTimes {
            guard service.name != told.service, let intent = service.intents.first else { continue }
            var form = Form(service: service.name, intent: intent)
            form.slots[LoanSlot.name] = told.slots[LoanSlot.name]
            let given = turn.values(of: service, in: heard.line, form)
            guard given.filled.contains(where: { $0.slot == DuePeriod.name }) else { continue }
            return turn.after { turn in
                turn.understood([intent], slots: given.filled)
                turn.take(given, into: form)
            }
        }
        return nil
    }

    /// Whether a line says too little to be about anything but what was last said.
    private static func isElliptical(_ turn: Turn, _ heard: Heard) -> Bool {
        let line = heard.line
        if turn.talk(line) == .value || line.isBareValue(turn.words) { return true }
        if turn.words.finds("all_that_can", in: heard.text), !line.entities.isEmpty { return true }
        let isOrder =
            turn.settled(line).flatMap(turn.assistant.service(for:)).map { service in
                !service.isReadOnly && !service.changesPlans
            } ?? false
        // "The travel one too" leans on the order before, whatever else it sounds like.
        let leans = ["correction", "also"].contains { turn.words.finds($0, in: heard.text) }
        if asksWithAnother(turn, line) || asksOfOneMissed(turn, line) { return true }
        if isOrder, !leans { return false }
        let isGuess = (line.predicted?.confidence ?? 0) < 0.4
        if leans, line.isShort, !line.entities.isEmpty || isOrder || isGuess { return true }
        if heard.isSurely("change", above: 0.5), !isOrder { return true }
        if turn.words.finds("correction", in: heard.text), !line.entities.isEmpty { return true }
        let isSure = (line.predicted?.confidence ?? 0) >= 0.75 && line.decision == .accept
        if line.isShort, !line.entities.isEmpty,
            !isSure || turn.isTalk(line.intent ?? "")
        {
            return true
        }
        // 最少的呢 asks for the other end of what was told.
        if line.isShort, let told = turn.dialogue.answered?.service,
            line.intent.flatMap(turn.assistant.service(for:))?.name == told,
            line.moves.contains(where: { $0.confidence >= 0.2 && Pick(rawValue: $0.intent) != nil })
        {
            return true
        }
        return line.decision != .accept
    }

    /// "And the December one?" after the payments that were missed.
    private static func asksOfOneMissed(_ turn: Turn, _ line: Interpretation) -> Bool {
        guard let told = turn.dialogue.answered, told.slots[Missed.name] != nil,
            line.period != nil, let open = turn.open(told)
        else { return false }
        return turn.values(of: open.service, in: line, told).filled.contains {
            $0.slot == Missed.name
        }
    }

    /// "And on the 20th?" after figures asks for them, whatever order it sounds like.
    private static func asksWithAnother(_ turn: Turn, _ line: Interpretation) -> Bool {
        // What would be done by a guess is no order yet.
        let isGuess = (line.predicted?.confidence ?? 0) < (line.decision == .accept ? 0.45 : 0.5)
        let asks = !line.entities.isEmpty && turn.words.finds("question", in: line.text)
        let waits = turn.words.begins("waits_until", line.text)
        guard line.isShort || waits || turn.words.begins("also", line.text),
            asks || isGuess || waits,
            let told = turn.dialogue.answered,
            let open = turn.open(told), open.service.isReadOnly,
            open.service.ordered(told, turn.facts) != nil
                || open.service.slot(named: LaterDay.afterwards.name) != nil
                || line.period != nil && open.service.slot(named: DuePeriod.name) != nil
                    && PeriodReading(line, today: turn.facts.now.day, turn.words).goesOn
        else { return false }
        return !turn.values(of: open.service, in: line, told).filled.isEmpty
    }

    private static func changedPlan(_ turn: Turn, _ heard: Heard) -> Turn? {
        // "6 months would suit me better" sounds like a price, and asks nothing.
        let isWish =
            turn.settled(heard.line).map { turn.kind(of: $0) == .price } ?? false
            && heard.line.sums.isEmpty && !turn.words.finds("question", in: heard.text)
        // 轉做9期仲嚟得切嗎: whatever else is not understood, the term is.
        let isUnknown =
            heard.line.decision != .accept && heard.line.terms.count == 1
            && (heard.line.predicted?.confidence ?? 0) < 0.5
        guard isWish || isUnknown || isElliptical(turn, heard) || heard.move == "ask_undo",
            let (form, given) = turn.changesPlan(heard)
        else { return nil }
        return turn.after { turn in
            turn.understood([form.intent], slots: given.filled)
            turn.take(given, into: form)
        }
    }

    /// "The other one then, the rest as I said", after what was asked for could not be had.
    private static func instead(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard let refused = turn.dialogue.refused, let open = turn.open(refused),
            !open.service.isReadOnly,
            turn.words.finds("correction", in: heard.text)
                || turn.words.finds("change", in: heard.text)
                || heard.line.isShort && turn.words.finds("that_one", in: heard.text)
                || heard.line.isShort && turn.words.finds("whole", in: heard.text)
        else { return nil }
        if let other = turn.other(than: open, heard) {
            return turn.after { $0.change(into: other, heard.line) }
        }
        if turn.words.finds("whole", in: heard.text),
            let whole = open.service.rest(refused, turn.facts)
        {
            return turn.after { $0.change(into: whole, heard.line) }
        }
        let given = turn.values(of: open.service, in: heard.line, refused)
        guard given.filled.contains(where: { refused.slots[$0.slot] != $0.value }) else {
            return nil
        }
        return turn.after { turn in
            turn.understood([refused.intent], slots: given.filled)
            turn.take(given, into: refused)
        }
    }

    /// 要是放到9号呢, after what cannot be done today: what it would cost then.
    private static func pricedThen(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard let refused = turn.dialogue.refused, turn.laterDay(in: heard.line) != nil,
            heard.line.isSupposed || turn.words.finds("question", in: heard.text),
            let intent = turn.assistant.kinds[refused.intent]?.price,
            let service = turn.assistant.service(for: intent)
        else { return nil }
        var form = Form(service: service.name, intent: intent)
        form.slots[LoanSlot.name] = refused.slots[LoanSlot.name]
        let given = turn.values(of: service, in: heard.line, form)
        guard given.filled.contains(where: { $0.slot == LaterDay.name }) else { return nil }
        return turn.after { turn in
            turn.understood([intent], slots: given.filled)
            turn.take(given, into: form)
        }
    }

    /// "Book that for tomorrow", after what cannot be done today: the same, booked.
    private static func onAnotherDay(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard let refused = turn.dialogue.refused, let open = turn.open(refused),
            open.service.refinedBy.contains(Booked.intent), refused.slots[LaterDay.name] == nil,
            turn.laterDay(in: heard.line) != nil,
            !turn.words.finds("question", in: heard.text)
                || turn.settled(heard.line) == Booked.intent
        else { return nil }
        let given = turn.values(of: open.service, in: heard.line, refused)
        guard given.filled.contains(where: { $0.slot == LaterDay.name }) else { return nil }
        return turn.after { turn in
            turn.understood([Booked.intent], slots: given.filled)
            turn.take(given, into: refused)
        }
    }

    /// "And the rest too" after a part was paid.
    private static func theRest(_ turn: Turn, _ heard: Heard) -> Turn? {
        let isSure = heard.isSurely("rest", above: 0.9)
        guard let done = turn.dialogue.done,
            isSure || !turn.words.finds("question", in: heard.text),
            heard.isSurely("rest", "amount_all", "pick_other", "pick_all", above: 0.45),
            let open = turn.open(done.form), let rest = open.service.rest(done.form, turn.facts),
            let service = turn.assistant.service(named: rest.service)
        else { return nil }
        return turn.after { turn in
            turn.understood([rest.intent])
            turn.take(turn.values(of: service, in: heard.line, rest), into: rest)
        }
    }
}

extension Turn {
    /// "And before that?" after what was paid: the payment before.
    func goesBackInTime(_ heard: Heard) -> Bool {
        guard heard.line.isShort, case .told(let told) = heard.situation.table,
            told.service == Service.history.name
        else { return false }
        return words.says(.beforeThat, in: heard.text.folded)
    }

    /// An order made of figures that were told: of several contracts one after another.
    mutating func order(_ form: Form) {
        if !takesOneByOne(form) { advance(form) }
    }

    /// Of a part of a line: an order, and no guess.
    fileprivate func surelyOrders(_ part: Interpretation) -> Bool {
        isOrder(part) && (part.predicted?.confidence ?? 0) >= 0.6
    }
}
