import Lending
import NLU
import Quantities

/// What a form takes from what was told before it.
extension Turn {
    /// 账单那个分吧 after what it would cost over twelve months, and a date: over twelve.
    func takePriced(_ service: Service, _ given: Values, into form: inout Form) {
        guard let priced = dialogue.priced, let told = open(priced), given.unusable.isEmpty,
            let order = told.service.ordered(priced, facts), order.service == service.name
        else { return }
        // Of another contract, or another purchase, another price was told.
        let isOfAnother = given.filled.contains { filled -> Bool in
            guard case .reference = filled.value else { return false }
            return order.slots[filled.slot] != filled.value
        }
        guard !isOfAnother else { return }
        // The day that a price was told of is no day to do it on.
        let names = Set(given.filled.map(\.slot)).union([LaterDay.name])
        for (name, value) in order.slots where form.slots[name] == nil && !names.contains(name) {
            form.slots[name] = value
        }
    }

    /// "Pay off the other two" after the third was told of, or was to be left alone.
    func besidesSpokenOf(_ line: Interpretation, _ form: Form) -> Form {
        let text = line.text.folded
        guard form.slots[LoanSlot.name] == nil, dialogue.state == .idle,
            ["contracts_other", "contracts_others"].contains(where: { words.says($0, in: text) }),
            let spoken = spokenOf()
        else { return form }
        var form = form
        form.slots[LoanSlot.name] = spoken
        return form
    }

    /// "And the next one?" comes after the days that were told last, whatever told them.
    func afterWhatWasTold(_ line: Interpretation, _ form: Form) -> Form {
        guard form.slots[DuePeriod.name] == nil else { return form }
        // After a payment, and nothing told yet, "the next one after that" is the nearest there is.
        let isPaid = dialogue.done.map { $0.form.service == dialogue.answered?.service } ?? false
        guard !isPaid else {
            return form.after(Period(facts.now.day - 1))
        }
        guard let told = dialogue.answered.flatMap({ open($0) }),
            let account = LoanSlot.account(told.form, facts),
            let period = DuePeriod.told(by: told.form, told.service, account)
        else { return form }
        let reading = PeriodReading(line, today: facts.now.day, words)
        // After the nearest of all, 下回是哪天 asks for the one after it.
        let isNearest = Period(told.form.slots[DuePeriod.name]).map {
            $0.to <= FallingDue.all(account).first?.day ?? $0.from
        }
        guard reading.goesOn || isNearest == true && words.says(.next, in: reading.text) else {
            return form
        }
        return form.after(period)
    }

    /// A value after an answer asks the same with that value: "and over 6?", "the phone one too".
    mutating func asksOnceMore(_ heard: Interpretation) -> Bool {
        guard var form = dialogue.answered, let service = assistant.service(named: form.service),
            dialogue.session.level >= service.level,
            // "So nothing is taken on the 14th?" gives an order no day.
            service.isReadOnly
                || !words.ends("tag_question", heard.text)
                    && !heard.text.hasSuffix("?")
        else { return false }
        var given = values(of: service, in: heard, afterWhatWasTold(heard, form))
        guard !given.filled.isEmpty else { return false }
        understood(.value, slots: given.filled)
        form.opening = nil
        form.asksAnew(given.filled)
        if words.finds("counted_in", in: heard.text) { given.add(what: form) }
        form.leavesTheDay(of: LoanSlot.chosen(form, facts), for: given.filled)
        take(given, into: form)
        return true
    }
}

extension Turn.Values {
    /// 手机那个也算进去呢: the contracts that were told, and those that are named.
    fileprivate mutating func add(what told: Form) {
        guard let place = filled.firstIndex(where: { $0.slot == LoanSlot.name }) else { return }
        let known = told.slots[LoanSlot.name]?.contracts ?? []
        let more = filled[place].value.contracts.filter { !known.contains($0) }
        filled[place] = SlotFilled(LoanSlot.name, .references(known + more))
    }
}

extension Form {
    /// As one that goes on from these days.
    fileprivate func after(_ period: Period) -> Form {
        var form = self
        form.slots[DuePeriod.name] = period.slotValue
        return form
    }

    /// "And on 4731?" after the next payment of another: that one's next, and not the same day.
    fileprivate mutating func leavesTheDay(of told: Loan?, for given: [SlotFilled]) {
        guard given.contains(where: { $0.slot == LoanSlot.name }),
            !given.contains(where: { $0.slot == DuePeriod.name }),
            let due = told?.nextDue?.instalment.due, Period(slots[DuePeriod.name]) == Period(due)
        else { return }
        slots[DuePeriod.name] = nil
    }

    /// Another question of all the contracts is not about the one that was told.
    mutating func asksAnew(_ given: [SlotFilled]) {
        guard given.contains(where: \.value.isChoice),
            !given.contains(where: { $0.slot == LoanSlot.name })
        else { return }
        slots[LoanSlot.name] = nil
    }
}
