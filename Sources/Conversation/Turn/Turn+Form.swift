import Lending
import NLU
import Quantities

/// Filling a service's form: open it, read values, ask for what is missing, answer.
extension Turn {
    /// - Parameter handedOver: services that have passed the line on already; it goes back to none
    ///   of them, or two that each think it the other's would pass it on for ever.
    mutating func start(
        _ service: Service, intent: String, _ heard: Interpretation,
        handedOver: Set<String> = []
    ) {
        if let other = assistant.transferred(service, intent, heard, facts),
            !handedOver.contains(other.service.name), other.service.name != service.name
        {
            return start(
                other.service, intent: other.intent, heard,
                handedOver: handedOver.union([service.name]))
        }
        var form = Form(service: service.name, intent: intent)
        // Asked for again, it starts afresh: what was left of it does not come back later.
        dialogue.suspended.removeAll { $0.form?.service == service.name }
        guard dialogue.session.level >= service.level else {
            understood([intent])
            form.opening = heard
            return askPhone(form)
        }
        if service.level > 0, dialogue.session.isForSomebodyElse {
            understood([intent])
            return say(Reply("not_customer_again"))
        }
        form.slots = sameThing(service, intent)
        let given = given(service, heard, form)
        understood([intent], slots: given.filled)
        sayOnlyToday(service, heard)
        // "And over 12?" after a price for 5000: the rest is as it was.
        if service.isReadOnly, !given.filled.isEmpty, let last = dialogue.answered,
            last.service == service.name
        {
            form.slots = last.slots
            form.asksAnew(given.filled)
        }
        takeSpokenOf(service, heard, into: &form)
        if !service.isReadOnly {
            takePicked(service, heard, given, into: &form)
            takePriced(service, given, into: &form)
        }
        take(given, into: form)
    }

    /// 那笔提前还两千，期数不变: what is said of a contract is read once it is known which it is.
    private func given(_ service: Service, _ line: Interpretation, _ form: Form) -> Values {
        let leaning = besidesSpokenOf(line, afterWhatWasTold(line, form))
        let given = values(of: service, in: line, leaning)
        var known = form
        takeSpokenOf(service, line, into: &known)
        guard known != form, !given.filled.contains(where: { $0.slot == LoanSlot.name }) else {
            return given
        }
        return values(of: service, in: line, afterWhatWasTold(line, known))
    }

    /// "Split the bill, as short as can be": what stands out, where no value is named.
    private func takePicked(
        _ service: Service, _ line: Interpretation, _ given: Values, into form: inout Form
    ) {
        let way = [Pick.longest, .shortest, .cheapest].first { line.chance(of: $0.rawValue) >= 0.2 }
        guard let way, let slot = service.slot(named: Instalments.termName),
            form.slots[slot.name] == nil, !given.filled.contains(where: { $0.slot == slot.name }),
            given.unusable.isEmpty
        else { return }
        form.slots[slot.name] = slot.pick(way, form, facts)
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
        if takesOneByOne(form) { return }
        guard let name = given.unusableSlot, let service = assistant.service(named: form.service),
            let slot = service.slots.first(where: { $0.name == name })
        else { return advance(form) }
        say(given.unusable)
        advise(as: given.unusable)
        dialogue.state = .asking(form, slot: name)
        ask(slot, form)
    }

    /// What is nearest to a value that is not to be had: "that one, then" takes it.
    mutating func advise(as replies: [Reply]) {
        for case .count(let nearest)? in replies.map({ $0.values["nearest"] }) {
            dialogue.advised = .count(nearest)
        }
    }

    /// What a line gives a service's slots, in their order; later slots may rest on earlier ones.
    func values(of service: Service, in heard: Interpretation, _ form: Form) -> Values {
        let heard = heard.naming(facts.account?.activeContracts ?? [], in: service)
            .countingMonths(in: service, from: facts.now.day).withoutNumbersForWords(words)
            .sayingHundreds(in: service).leaning(on: form, words)
            .withoutRestBesideASum(words)
            .withoutWhatItTakesBack(words).lastSums(if: words.finds("correction", in: heard.text))
        let contract = form.slots[LoanSlot.name]
        var form = form
        var values = Values()
        for slot in service.slots {
            switch slot.read(heard, form, facts) {
            case .value(let read):
                // "And another 800 on the travel one" adds nothing to the first.
                let isOfAnother = form.slots[LoanSlot.name] != contract
                let value =
                    isOfAnother ? read : added(read, to: form.slots[slot.name], heard)
                values.filled.append(SlotFilled(slot.name, value))
                form.slots[slot.name] = value
            case .unusable(let why):
                // What keeps two values from being read is said once.
                if !values.unusable.contains(why) { values.unusable.append(why) }
                values.unusableSlot = values.unusableSlot ?? slot.name
            case .nothing: continue
            }
        }
        if values.filled.isEmpty, values.unusable.isEmpty, let moved = oneZeroOff(form, heard) {
            values.filled = [SlotFilled("amount", moved)]
        }
        return values
    }

    /// 多打了个零: the sum there is, a digit shorter or longer.
    private func oneZeroOff(_ form: Form, _ line: Interpretation) -> SlotValue? {
        guard case .money(let sum)? = form.slots["amount"] else { return nil }
        if words.finds("a_zero_too_many", in: line.text), sum.fen % 10 == 0 {
            return .money(Money(fen: sum.fen / 10))
        }
        guard words.finds("a_zero_too_few", in: line.text), sum.fen < Money.limit.fen / 10 else {
            return nil
        }
        return .money(Money(fen: sum.fen * 10))
    }

    /// "Another 500 on top": a sum that is added to the one there is.
    private func added(
        _ value: SlotValue, to before: SlotValue?, _ line: Interpretation
    ) -> SlotValue {
        guard case .money(let more) = value, case .money(let sum)? = before,
            words.finds("on_top", in: line.text), !words.finds("a_zero_too_many", in: line.text),
            // 多还点，改成2000 names the whole of it.
            !words.finds("instead_of_it", in: line.text)
        else { return value }
        return .money(sum + more)
    }

    /// Asks for the next missing slot, or answers.
    mutating func advance(_ form: Form) {
        dialogue.dropped = nil
        guard let service = assistant.service(named: form.service) else { return }
        // Figures that are told change nothing; an order takes what the line says.
        if !service.isReadOnly { isWhollyHeard = true }
        var form = form
        for slot in service.slots {
            // A value given too early is asked for again, never replaced by a default.
            if let why = misfit(of: slot, in: form) {
                form.slots[slot.name] = onlyOne(of: slot, in: form)
                say(why)
                guard form.slots[slot.name] != nil else {
                    dialogue.state = .asking(form, slot: slot.name)
                    return ask(slot, form)
                }
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

    /// Of one way that is left there is nothing to ask.
    func onlyOne(of slot: Slot, in form: Form) -> SlotValue? {
        var form = form
        form.slots[slot.name] = nil
        let choices = slot.isChosenByPlace ? slot.choices(form, facts) : []
        return choices.count == 1 ? choices[0].value : nil
    }

    /// - Parameter question: said before the choices; nil for all that there is to say.
    mutating func ask(_ slot: Slot, _ form: Form, by question: [Reply]? = nil) {
        say(question ?? slot.ask(form, facts))
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
            if service.ordered(form, facts) != nil { dialogue.priced = form }
            if let told = service.tells(form, facts) {
                dialogue.answered?.slots[LoanSlot.name] = told
            }
            dialogue.refusal = []
            say(replies)
            resume()
        case .refuse(let reason, let replies):
            events.append(.refused(reason))
            dialogue.refusal = replies
            dialogue.refused = form
            say(replies)
            resume()
        case .refer(let reason, let replies):
            events.append(.refused(reason))
            dialogue.refusal = replies
            say(replies)
            handOff(.review(reason))
        case .become(let other): advance(other)
        case .propose(let order, let rate, let card):
            propose(order, rate: rate, card: card, form)
        }
    }
}
