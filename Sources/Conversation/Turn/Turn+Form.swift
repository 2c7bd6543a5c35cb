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
        form.slots = sameThing(service, intent)
        let given = values(of: service, in: heard, form)
        understood([intent], slots: given.filled)
        sayOnlyToday(service, heard)
        // "And over 12?" after a price for 5000: the rest is as it was.
        if service.isReadOnly, !given.filled.isEmpty, let last = dialogue.answered,
            last.service == service.name
        {
            form.slots = last.slots
        }
        take(given, into: form)
    }

    /// A question in the middle of an order that might have refined it is about the same contract:
    /// "and what if I paid 2000?"
    private func sameThing(_ service: Service, _ intent: String) -> [String: SlotValue] {
        guard service.isReadOnly, let form = dialogue.suspended.last?.form,
            assistant.service(named: form.service)?.refinedBy.contains(intent) == true
        else { return [:] }
        let chosen = service.slots.filter(\.isChosenByPlace).map(\.name)
        return form.slots.filter { chosen.contains($0.key) }
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
        for slot in service.slots {
            // A value given too early is asked for again, never replaced by a default.
            if let why = misfit(of: slot, in: form) {
                form.slots[slot.name] = nil
                dialogue.state = .asking(form, slot: slot.name)
                say(why)
                return ask(slot, form)
            }
            guard form.slots[slot.name] == nil, slot.isNeeded(form, facts) else { continue }
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

    func misfit(of slot: Slot, in form: Form) -> Reply? {
        form.slots[slot.name].flatMap { slot.misfit($0, form, facts) }
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
        if let place = place(among: slot.choices(form, facts), of: slot, heard) {
            return choose(place, for: slot, in: form)
        }
        if heard.onlyTakesBack { return askInstead() }
        // "The bill" is a question elsewhere; among choices it names one of them.
        if slot.isChosenByPlace, Phrase.isBareName(heard.text) {
            switch slot.read(heard, form, facts) {
            case .value(let value): return choose(value, for: slot, in: form)
            case .unusable(let why):
                understood(["inform"])
                say(why)
                return repeatQuestion()
            case .nothing: break
            }
        }
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

    /// The choice a line picks by its place in the list; of one alone, by a yes.
    private func place(
        among choices: [Slot.Choice], of slot: Slot, _ heard: Interpretation
    ) -> SlotValue? {
        if slot.isChosenByPlace, choices.count == 1, Phrase.answer(heard.text) == .yes {
            return choices[0].value
        }
        guard slot.isChosenByPlace || Phrase.isOrdinal(heard.text),
            let place = Phrase.place(heard.text)
        else { return nil }
        return choices.dropFirst(place - 1).first?.value
    }

    private mutating func choose(_ value: SlotValue, for slot: Slot, in form: Form) {
        var form = form
        form.slots[slot.name] = value
        understood(["inform"], slots: [SlotFilled(slot.name, value)])
        advance(form)
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
