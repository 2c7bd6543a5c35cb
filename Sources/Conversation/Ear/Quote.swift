import Lending
import NLU
import Quantities

/// What a line means to a quote on the table.
extension Ear {
    static func yesOrNo(_ turn: Turn, _ heard: Heard) -> Turn? {
        let answer = turn.words.answer(heard.text)
        switch (turn.dialogue.state, answer) {
        // 嗯… has not made up his mind, and a yes in a part of a line is none: "book it, 不过再便宜点".
        case (.proposing, .yes)
        where heard.text != turn.lastLine
            || turn.words.ends(heard.text.folded, with: "trails_off"):
            return turn.after { $0.askPlainly() }
        case (.proposing(let form, let proposal), .yes):
            return turn.after { $0.consent(to: proposal, form, heard.text) }
        case (.verifying, .yes): return turn.after { $0.repeatQuestion() }
        case (.proposing, .no), (.verifying, .no): return turn.after { $0.cancel() }
        case (.proposing, nil)
        where turn.words.asksForConsent(heard.text) || turn.words.isOne(of: "wish", heard.text):
            return turn.after { $0.askPlainly() }
        default: return nil
        }
    }

    /// "600 a month is too much, stretch it out": why it is wished gives no values.
    static func besideAReason(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard heard.parts.count > 1, heard.situation.awaited == .consent else { return nil }
        let parts = heard.parts.map { Heard($0, in: heard.situation) }
        let others = parts.filter { !$0.isSurely("too_much", above: 0.5) }
        let open = turn.dialogue.state.form.flatMap { turn.open($0) }
        let wishes = others.filter { part in
            Pick(part) != nil || !part.line.entities.isEmpty
                || open.flatMap { turn.other(than: $0, part) } != nil
        }
        guard others.count < parts.count else { return nil }
        if wishes.count == 1 { return change(turn, wishes[0]) }
        // "That's more than I have, only the overdue one": another order.
        guard wishes.isEmpty, others.count == 1, turn.isOrder(others[0].line) else { return nil }
        return turn.after { $0.answer(others[0].line) }
    }

    /// "Make it 12 instead", "only 5000", "on Friday": a new value gives a new quote, one that
    /// cannot be had keeps the old.
    static func change(_ turn: Turn, _ heard: Heard) -> Turn? {
        let form: Form
        switch turn.dialogue.state {
        case .proposing(let open, _), .verifying(let open, _, _): form = open
        default: return nil
        }
        guard let open = turn.open(form) else { return nil }
        if !heard.line.isSupposed, let other = turn.other(than: open, heard) {
            return turn.after { $0.change(into: other, heard.line) }
        }
        if heard.line.onlyTakesBack(turn.words) { return turn.after { $0.askInstead() } }
        // "Next to three payments, how much dearer is that?" asks, and changes nothing.
        let asksMore =
            heard.isSurely("ask_extra", "ask_compare", "ask_saving", above: 0.5)
            && turn.words.finds("asks_price", in: heard.text)
        if asksMore, let next = comparedAt(turn, heard) { return next }
        let asksOfAnother =
            turn.words.finds("question", in: heard.text) && turn.namesAnother(heard)
        if asksOfAnother,
            let next = price(turn, open, heard, of: LoanSlot.name) ?? figure(turn, open, heard)
        {
            return next
        }
        if let next = newValues(turn, open, heard) { return next }
        if let term = turn.termOneStep(from: open, heard) {
            return choose(turn, term, for: Instalments.termName, in: open)
        }
        // "No wait, the full arrears": in other words, the whole of it.
        let isWhole =
            turn.words.finds("correction", in: heard.text)
            && turn.words.finds("whole", in: heard.text)
        let isOther = turn.words.finds("other_way", in: heard.text)
        if let pick = isOther ? .other : Pick(heard) ?? (isWhole ? .everything : nil),
            !turn.wishesAnother(than: open.service, heard),
            let next = newPick(turn, open, pick)
        {
            return next
        }
        return turn.anotherDay(open, heard) ?? priceThen(turn, open, heard)
    }

    private static func newValues(_ turn: Turn, _ open: OpenForm, _ heard: Heard) -> Turn? {
        guard turn.isRefinement(heard, of: open.service) else { return nil }
        let given = turn.values(of: open.service, in: heard.line, open.form)
        guard !given.filled.isEmpty || !given.unusable.isEmpty else { return nil }
        return turn.after { turn in
            turn.understoodValues(of: heard.line, for: open.service, given.filled)
            var changed = open.form
            changed.take(given.filled)
            if turn.takesOneByOne(changed) || turn.putsBehind(changed, open.service, heard) {
                return
            }
            turn.quoteAnew(changed, open.service, why: given.unusable)
        }
    }

    private static func newPick(_ turn: Turn, _ open: OpenForm, _ pick: Pick) -> Turn? {
        for slot in open.service.slots {
            guard let value = slot.pick(pick, open.form, turn.facts),
                value != open.form.slots[slot.name]
            else { continue }
            return choose(turn, value, for: slot.name, in: open)
        }
        return nil
    }

    private static func choose(
        _ turn: Turn, _ value: SlotValue, for slot: String, in open: OpenForm
    ) -> Turn {
        turn.after { turn in
            turn.understood(.value, slots: [SlotFilled(slot, value)])
            var changed = open.form
            changed.slots[slot] = value
            turn.quoteAnew(changed, open.service, why: [])
        }
    }

    /// A yes in other words or with a condition is no consent; a no in other words is a no.
    static func wordsAtQuote(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard case .proposing(let form, _) = turn.dialogue.state else { return nil }
        switch heard.move {
        case "decline" where turn.agreesAsWell(heard) || turn.namesTheOrder(form, heard):
            return turn.after { $0.askPlainly() }
        case "decline", "oops": return turn.after { $0.cancel() }
        case _ where turn.words.ends("puts_off", heard.text) && heard.line.sums.isEmpty, "wait":
            return turn.after { turn in
                turn.understood(.value)
                turn.isWhollyHeard = true
                turn.say(Reply("take_your_time"))
            }
        case "go_ahead": return askedBesideYes(turn, heard) ?? turn.after { $0.askPlainly() }
        case "resume":
            return turn.after { turn in
                turn.understood(.yes)
                turn.restate()
            }
        case "too_much": return turn.after { $0.answerTooMuch(form) }
        default: break
        }
        // A guess cancels nothing.
        let isSure =
            (heard.line.predicted?.confidence ?? 0) >= 0.5
            || turn.words.negates(heard.text)
        if turn.talk(heard.line) == .no, isSure, heard.line.chance(of: "go_ahead") < 0.3 {
            return turn.after { $0.cancel() }
        }
        let isHedged =
            !turn.asksSomething(heard.line)
            && turn.words.isHedgedYes(heard.text, andMore: heard.line.intent == nil)
        if turn.talk(heard.line) == .yes || isHedged {
            return turn.after { $0.askPlainly() }
        }
        return turn.cardAgain(form, heard)
    }

    /// 没手续费吧，没有就办: what is asked is answered, and the yes asked for once more.
    private static func askedBesideYes(_ turn: Turn, _ heard: Heard) -> Turn? {
        let asked = heard.parts.map { Heard($0, in: heard.situation) }
            .filter { $0.isAboutTheTable && $0.line.entities.isEmpty }
        return asked.count == 1 && heard.parts.count > 1 ? aboutTheTable(turn, asked[0]) : nil
    }

    /// Words while a code is awaited: a code never gets here, it goes from the shell to the check.
    static func wordsAtCode(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard case .verifying = turn.dialogue.state else { return nil }
        let isStop = heard.move == "decline" || heard.move == "oops"
        if isStop || turn.talk(heard.line) == .no { return turn.after { $0.cancel() } }
        if heard.move == "wait" {
            return turn.after { turn in
                turn.understood(.value)
                turn.pause(heard.text)
            }
        }
        // A menu would stand between the customer and the code.
        if turn.settled(heard.line) == nil { return turn.after { $0.missed() } }
        return nil
    }
}

extension Turn {
    /// What the line makes of the open order; nothing where it names a third one by itself.
    func other(than open: OpenForm, _ heard: Heard) -> Form? {
        guard let other = open.service.becomes(heard.line, open.form, facts) else { return nil }
        guard heard.line.decision == .accept, let intent = heard.line.intent,
            let named = assistant.service(for: intent), !named.isReadOnly,
            !open.service.refinedBy.contains(intent)
        else { return other }
        return [open.service.name, other.service].contains(named.name) ? other : nil
    }

    /// The changed form quoted, or why it cannot be had, with the old quote as it stands.
    mutating func quoteAnew(_ form: Form, _ service: Service, why unusable: [Reply]) {
        let refusal = unusable.isEmpty ? refusal(of: form, service) : unusable
        guard !refusal.isEmpty else { return advance(form) }
        if case .verifying(let open, let proposal, _) = dialogue.state {
            dialogue.state = .proposing(open, proposal)
            say(Reply("code_void"))
        }
        say(refusal)
        repeatQuestion()
    }

    /// Why the changed form cannot be had; empty when it can, be it in the one way there is.
    private func refusal(of changed: Form, _ service: Service) -> [Reply] {
        var form = changed
        for slot in service.slots {
            guard let why = misfit(of: slot, in: form) else { continue }
            guard let only = onlyOne(of: slot, in: form) else { return [why] }
            form.slots[slot.name] = only
        }
        switch service.answer(form, facts) {
        case .refuse(_, let replies), .refer(_, let replies): return replies
        case .say, .propose, .become: return []
        }
    }

    /// 行吧 先分着: as much a yes as a no by its words, and begins with a yes.
    fileprivate func agreesAsWell(_ heard: Heard) -> Bool {
        let yes = heard.chances.first { $0.move == "go_ahead" }?.share ?? 0
        let saysYes =
            talk(heard.line) == .yes || heard.parts.contains { words.answer($0.text) == .yes }
        return yes >= 0.25 && saysYes && heard.parts.allSatisfy { words.answer($0.text) != .no }
    }

    /// 那先补 at the quote of what is late: the very order, and a no by a guess only.
    fileprivate func namesTheOrder(_ form: Form, _ heard: Heard) -> Bool {
        guard heard.share < 0.6, !words.negates(heard.text), let best = heard.line.predicted,
            best.confidence >= 0.9
        else { return false }
        return assistant.service(named: form.service)?.intents.contains(best.intent) ?? false
    }

    mutating func askPlainly() {
        understood(.yes)
        isWhollyHeard = isArmed
        guard let order = dialogue.state.proposal?.order else { return }
        say(order.askPlainly)
    }

    private var isArmed: Bool { dialogue.state.proposal?.isArmed ?? false }

    /// The quote in one line, and the question again: now it may be agreed to.
    mutating func restate() {
        guard case .proposing(let form, var proposal) = dialogue.state else { return }
        isWhollyHeard = true
        proposal.isArmed = true
        dialogue.state = .proposing(form, proposal)
        say(proposal.order.restated(as: form.intent), proposal.order.askAgain)
    }

    /// Too much a month, too dear: what could be less. The quote stays, but whoever finds it too
    /// dear is asked once more before a yes is taken for it.
    fileprivate mutating func answerTooMuch(_ form: Form) {
        understood(["too_much"])
        let key = "too_much_" + form.service
        say(Reply(assistant.phrasebook.has(key) ? key : "too_much"))
        repeatQuestion()
        guard case .proposing(let form, var proposal) = dialogue.state else { return }
        proposal.isArmed = false
        dialogue.state = .proposing(form, proposal)
    }

    /// "Ok, but is there a fee?" surely asks something, and gets its answer first.
    fileprivate func asksSomething(_ heard: Interpretation) -> Bool {
        guard heard.decision == .accept, let intent = heard.intent else { return false }
        return assistant.faqs.contains(intent)
            || assistant.service(for: intent)?.isReadOnly == true
    }

    /// A question for the very thing on the table: its card answers it, not another figure.
    fileprivate func cardAgain(_ form: Form, _ heard: Heard) -> Turn? {
        guard let service = assistant.service(named: form.service), let intent = heard.line.intent,
            service.intents.contains(intent) || service.refinedBy.contains(intent),
            !asksForMore(heard.line, than: service), let card = card(of: form)
        else { return nil }
        return after { turn in
            turn.understood([intent])
            turn.say(card)
            turn.stays()
        }
    }

    /// "What if I paid 2000?" names what the thing on the table has no place for.
    private func asksForMore(_ heard: Interpretation, than service: Service) -> Bool {
        guard let other = heard.intent.flatMap(assistant.service(for:)), other.name != service.name
        else { return false }
        let given = values(of: other, in: heard, Form(service: other.name, intent: ""))
        return given.filled.contains { value in
            !service.slots.contains { $0.name == value.slot }
        }
    }
}
