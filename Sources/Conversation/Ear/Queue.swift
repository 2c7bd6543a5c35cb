import NLU
import Quantities

/// Requests that wait for their turn.
extension Turn {
    /// "Do it, and will I get a letter?" of a price: the order, and the question after it.
    mutating func takesOrderAndMore(_ parts: [Interpretation]) -> Bool {
        guard dialogue.state == .idle, let first = parts.first, words.answer(first.text) == .yes,
            let told = dialogue.answered, let open = open(told),
            let order = open.service.ordered(told, facts),
            let requests = requests(in: Array(parts.dropFirst()), atLeast: 1)
        else { return false }
        queue(requests[...], depth: dialogue.suspended.count)
        understood(.yes)
        self.order(order)
        return true
    }

    /// 今天先还2000，剩下的想跟你们商量: a sum now, and after it a talk about the rest.
    mutating func queueTheTalk(_ heard: Heard) {
        let hardship = assistant.kinds.name(of: .hardship)
        guard heard.parts.count > 1, var last = heard.parts.last,
            !isOrder(last) || last.decision != .accept,
            words.finds("talks_it_over", in: last.text), !heard.line.sums.isEmpty,
            let asked = last.ranking.first(where: { $0.intent == hardship })
        else { return }
        (last.predicted, last.decision) = (asked, .accept)
        queue([last], depth: dialogue.suspended.count)
        say(Reply("talked_over_next"))
    }

    /// Requests that wait for what is heard now.
    mutating func queue(_ requests: ArraySlice<Interpretation>, depth: Int) {
        // What is waiting already does not wait twice.
        let known = Set(dialogue.queued.compactMap { settled($0.line) })
        let waiting = requests.filter { !known.contains(settled($0) ?? "") }
            .map { Dialogue.Request(line: $0, depth: depth) }
        dialogue.queued = Array((dialogue.queued + waiting).prefix(Requests.most))
    }

    /// The same order for each of several things, one after another.
    mutating func queue(_ forms: [Form], line: Interpretation) {
        let waiting = forms.map { form in
            Dialogue.Request(line: line, form: form, depth: dialogue.suspended.count)
        }
        dialogue.queued = Array((waiting + dialogue.queued).prefix(Requests.most + 1))
    }

    /// The next request in the queue, if its turn has come.
    mutating func takesNextRequest() -> Bool {
        guard let next = dialogue.queued.first, next.depth >= dialogue.suspended.count else {
            return false
        }
        dialogue.queued.removeFirst()
        // "And pay off the rest now", after a part of the statement was split.
        if next.form == nil, words.finds("remainder", in: next.line.text), let done = dialogue.done,
            done.receipt.order.offer != nil, next.line.terms.isEmpty, isOrder(next.line),
            let rest = open(done.form)?.service.rest(done.form, facts)
        {
            say(Reply("next_request", ["name": .phrase("name_" + rest.intent)]))
            advance(rest)
            return true
        }
        // "Why is it frozen?" sounds like a report, and is answered by the rule.
        let begins = asksWhyFrozen(next.line) ? nil : settled(next.line)
        guard let intent = next.form?.intent ?? begins else {
            answer(next.line)
            return true
        }
        say(Reply("next_request", ["name": .phrase("name_" + intent)]))
        if let form = next.form ?? sameTime(intent, next.line) {
            advance(form)
        } else {
            open(intent, next.line)
        }
        return true
    }

    /// 下一次扣钱是几号、扣多少: the second question is of the time of the first.
    private func sameTime(_ intent: String, _ line: Interpretation) -> Form? {
        guard line.isShort, line.entities.isEmpty,
            let told = dialogue.answered, let period = told.slots[DuePeriod.name],
            let service = assistant.service(for: intent), service.isReadOnly,
            service.name != told.service, service.slot(named: DuePeriod.name) != nil
        else { return nil }
        var form = Form(service: service.name, intent: intent)
        form.slots[DuePeriod.name] = period
        form.slots[LoanSlot.name] = told.slots[LoanSlot.name]
        return values(of: service, in: line, form).filled.isEmpty ? form : nil
    }
}
