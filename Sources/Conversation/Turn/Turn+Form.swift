import NLU
import Quantities

/// Filling a service's form: open it, read values, ask for what is missing, answer.
extension Turn {
    mutating func start(_ service: Service, intent: String, _ heard: Interpretation) {
        var form = Form(service: service.name, intent: intent)
        // Asked for again, it starts afresh: what was left of it does not come back later.
        dialogue.suspended.removeAll { $0.form?.service == service.name }
        guard dialogue.session.level >= service.level else {
            understood([intent])
            form.opening = heard
            return askPhone(form)
        }
        let given = values(of: service, in: heard, form)
        understood([intent], slots: given.filled)
        // "And over 12?" after a price for 5000: the rest is as it was.
        if service.isReadOnly, !given.filled.isEmpty, let last = dialogue.answered,
            last.service == service.name
        {
            form.slots = last.slots
        }
        take(given, into: form)
    }

    struct Values {
        var filled: [SlotFilled] = []
        var unusable: [Reply] = []
        /// The slot of the first value that cannot be taken.
        var unusableSlot: String?
    }

    /// Goes on with what a line gave. A value that cannot be taken is asked for again, never
    /// replaced by a default.
    mutating func take(_ given: Values, into form: Form) {
        var form = form
        form.take(given.filled)
        guard let name = given.unusableSlot, let service = assistant.service(named: form.service),
            let slot = service.slots.first(where: { $0.name == name })
        else { return advance(form) }
        say(given.unusable)
        dialogue.state = .asking(form, slot: name)
        ask(slot, form)
    }

    /// What a line gives a service's slots, in their order; later slots may rest on earlier ones.
    func values(of service: Service, in heard: Interpretation, _ form: Form) -> Values {
        let heard = heard.withoutWhatItTakesBack
        var form = form
        var values = Values()
        for slot in service.slots {
            switch slot.read(heard, form, facts) {
            case .value(let value):
                values.filled.append(SlotFilled(slot.name, value))
                form.slots[slot.name] = value
            case .unusable(let why):
                values.unusable.append(why)
                values.unusableSlot = values.unusableSlot ?? slot.name
            case .nothing: continue
            }
        }
        return values
    }

    /// Asks for the next missing slot, or answers.
    mutating func advance(_ form: Form) {
        guard let service = assistant.service(named: form.service) else { return }
        var form = form
        for slot in service.slots where form.slots[slot.name] == nil && slot.isNeeded(form, facts) {
            let choices = slot.choices(form, facts)
            if choices.count == 1 {
                form.slots[slot.name] = choices[0].value
                continue
            }
            // Nothing to choose from: the service itself knows the reason.
            if choices.isEmpty, !slot.isFree { break }
            dialogue.state = .asking(form, slot: slot.name)
            return ask(slot, form)
        }
        answer(form, service)
    }

    mutating func ask(_ slot: Slot, _ form: Form) {
        say(slot.ask(form, facts))
        for (place, choice) in slot.choices(form, facts).enumerated() where slot.isChosenByPlace {
            var label = choice.label
            label.values["place"] = .count(place + 1)
            say(label)
        }
    }

    private mutating func answer(_ form: Form, _ service: Service) {
        switch service.answer(form, facts) {
        case .say(let replies):
            dialogue.answered = form
            say(replies)
            resume()
        case .refuse(let reason, let replies):
            events.append(.refused(reason))
            say(replies)
            resume()
        case .refer(let reason, let replies):
            events.append(.refused(reason))
            say(replies)
            handOff(.review(reason))
        case .propose(let order, let rate, let card):
            propose(order, rate: rate, card: card, form)
        }
    }

    /// A value after an answer asks the same with that value: "and over 6?", "the phone one too".
    mutating func asksOnceMore(_ heard: Interpretation) -> Bool {
        guard var form = dialogue.answered, let service = assistant.service(named: form.service),
            dialogue.session.level >= service.level
        else { return false }
        let given = values(of: service, in: heard, form)
        guard !given.filled.isEmpty else { return false }
        understood(["inform"], slots: given.filled)
        form.opening = nil
        take(given, into: form)
        return true
    }

    /// The line that answers "which loan?", "how many instalments?": or that asks something else.
    mutating func fill(_ name: String, of form: Form, with heard: Interpretation) {
        guard let service = assistant.service(named: form.service),
            let slot = service.slots.first(where: { $0.name == name })
        else { return }
        if Phrase.answer(heard.text) == .no { return cancel() }
        var form = form
        if slot.isChosenByPlace, let place = Phrase.place(heard.text),
            let choice = slot.choices(form, facts).dropFirst(place - 1).first
        {
            form.slots[name] = choice.value
            understood(["inform"], slots: [SlotFilled(name, choice.value)])
            return advance(form)
        }
        if heard.onlyTakesBack { return askInstead() }
        let given = values(of: service, in: heard, form)
        let refines = isRefinement(heard, of: service)
        if !given.filled.isEmpty, refines {
            understood([heard.intent ?? "inform"], slots: given.filled)
            return take(given, into: form)
        }
        if !given.unusable.isEmpty, refines {
            understood([heard.intent ?? "inform"])
            say(given.unusable)
            return repeatQuestion()
        }
        if heard.intent == "deny" { return cancel() }
        digress(heard)
    }

    /// "Not 12": a value is gone and none has come.
    mutating func askInstead() {
        understood(["inform"])
        say(Reply("which_instead"))
    }

    /// True unless the line was surely about something else: a bare value is often heard as
    /// nothing at all, and that is fine while a value is being waited for.
    func isRefinement(_ heard: Interpretation, of service: Service) -> Bool {
        guard let intent = heard.intent else { return true }
        return ["inform", "affirm", "deny"].contains(intent) || service.intents.contains(intent)
            || service.refinedBy.contains(intent)
    }

    func isRefusal(_ heard: Interpretation) -> Bool {
        Phrase.answer(heard.text) == .no || heard.intent == "deny"
    }
}

extension Form {
    mutating func take(_ filled: [SlotFilled]) {
        for value in filled { slots[value.slot] = value.value }
    }
}
