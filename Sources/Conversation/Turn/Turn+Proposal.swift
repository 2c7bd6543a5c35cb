import Lending
import NLU
import Quantities

/// From a quote to a receipt: disclosure, exact consent, code, execution.
extension Turn {
    mutating func propose(_ order: Order, rate: Int?, card: [Reply], _ form: Form) {
        guard let account = facts.account else { return }
        dialogue.quotes += 1
        let proposal = Proposal(
            quote: latestQuote, order: order, rate: rate,
            accountVersion: account.version, validUntil: Product.nextCutOff(after: facts.now))
        dialogue.state = .proposing(form, proposal)
        events.append(.quote(proposal.quote, total: order.total, rate: rate))
        events.append(.disclosed(Disclosure(of: order, facts)))
        say(card)
        say(order.askConsent)
    }

    /// The name of the quote that was shown last.
    var latestQuote: String { "Q\(dialogue.quotes)" }

    /// A line while a quote is on the table.
    mutating func hearAbout(_ proposal: Proposal, _ form: Form, _ heard: Interpretation) {
        if Phrase.answer(heard.text) == .yes { return consent(to: proposal, form, heard.text) }
        if Phrase.answer(heard.text) == .no { return cancel() }
        // "No, make it 12" corrects; a no that gives nothing new refuses.
        if correct(form, heard) { return }
        if wantsAnotherDay(form, heard) { return }
        if heard.intent == "deny" { return cancel() }
        // A yes with a condition, or in other words, is no consent: ask for the plain word.
        let isHedged =
            !asks(heard) && Phrase.isHedgedYes(heard.text, andMore: heard.intent == nil)
        if heard.intent == "affirm" || isHedged || Phrase.asksForConsent(heard.text) {
            understood(["affirm"])
            return say(Reply("ask_plain_consent"))
        }
        if tellAgain(form, heard) { return }
        digress(heard)
    }

    /// "Ok, but is there a fee?" surely asks something, and gets its answer first.
    private func asks(_ heard: Interpretation) -> Bool {
        guard heard.decision == .accept, let intent = heard.intent else { return false }
        return assistant.faqs.contains(intent)
            || assistant.service(for: intent)?.isReadOnly == true
    }

    /// A question about the very thing on the table: its card answers it, not another figure.
    private mutating func tellAgain(_ form: Form, _ heard: Interpretation) -> Bool {
        guard let service = assistant.service(named: form.service), let intent = heard.intent,
            service.intents.contains(intent) || service.refinedBy.contains(intent),
            !asksForMore(heard, than: service), let card = card(of: form)
        else { return false }
        understood([intent])
        say(card)
        repeatQuestion()
        return true
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

    /// "Make it 12 instead": a new value gives a new quote, an unusable one keeps the old.
    private mutating func correct(_ form: Form, _ heard: Interpretation) -> Bool {
        guard let service = assistant.service(named: form.service) else { return false }
        if heard.onlyTakesBack {
            askInstead()
            return true
        }
        guard isRefinement(heard, of: service) else { return false }
        let given = values(of: service, in: heard, form)
        guard !given.filled.isEmpty || !given.unusable.isEmpty else { return false }
        understood([heard.intent ?? "inform"], slots: given.filled)
        var changed = form
        changed.take(given.filled)
        let refusal = given.unusable.isEmpty ? refusal(of: changed, service) : given.unusable
        guard refusal.isEmpty else {
            say(refusal)
            repeatQuestion()
            return true
        }
        advance(changed)
        return true
    }

    /// Why the changed form cannot be had; empty when it can.
    private func refusal(of form: Form, _ service: Service) -> [Reply] {
        if let why = service.slots.lazy.compactMap({ misfit(of: $0, in: form) }).first {
            return [why]
        }
        switch service.answer(form, facts) {
        case .refuse(_, let replies), .refer(_, let replies): return replies
        case .say, .propose: return []
        }
    }

    private mutating func consent(to proposal: Proposal, _ form: Form, _ words: String) {
        dialogue.misses = 0
        guard isStillGood(proposal, form) else { return proposeAfresh(form) }
        events.append(.consent(proposal.quote))
        dialogue.state = .verifying(form, proposal, consent: words)
        effect = .sendCode(proposal)
    }

    mutating func codeSent() {
        guard let proposal = dialogue.state.proposal else { return }
        say(proposal.order.codeSent)
    }

    /// The service is asked again with today's facts: what was agreed to is what will be posted.
    func isStillGood(_ proposal: Proposal, _ form: Form) -> Bool {
        guard let service = assistant.service(named: form.service), facts.now < proposal.validUntil,
            facts.account?.version == proposal.accountVersion,
            case .propose(let order, _, _) = service.answer(form, facts)
        else { return false }
        return order == proposal.order
    }

    private mutating func proposeAfresh(_ form: Form) {
        if let receipt = facts.doneElsewhere { return alreadyDone(receipt) }
        say(Reply("quote_changed"))
        advance(form)
    }

    /// Words while a code is awaited: a code never gets here, it goes from the shell to the check.
    mutating func hearWhileVerifying(_ proposal: Proposal, _ form: Form, _ heard: Interpretation) {
        if Phrase.answer(heard.text) == .no { return cancel() }
        if Phrase.answer(heard.text) == .yes { return repeatQuestion() }
        if Phrase.asksAgainForCode(heard.text) {
            dialogue.misses = 0
            effect = .sendCode(proposal)
            return
        }
        if correct(form, heard) { return }
        if heard.intent == "deny" { return cancel() }
        digress(heard)
    }

    mutating func checkedCode(_ check: Input.Check) {
        guard case .verifying(let form, let proposal, let consent) = dialogue.state else { return }
        switch check {
        case .right:
            events.append(.code(.ok))
            guard isStillGood(proposal, form) else { return proposeAfresh(form) }
            dialogue.state = .executing(form, proposal)
            effect = .execute(proposal, consent: consent, level: 2)
        case .wrong(let left):
            events.append(.code(.wrong))
            say(Reply("code_wrong", ["left": .count(left)]))
        case .expired:
            events.append(.code(.expired))
            dialogue.state = .proposing(form, proposal)
            say(Reply("code_expired"))
        case .unavailable:
            dialogue.state = .proposing(form, proposal)
            say(Reply("not_done"))
        case .locked(let until):
            events.append(.code(.locked))
            lockedOut(until)
        }
    }

    mutating func executed(_ execution: Input.Execution) {
        guard case .executing(let form, let proposal) = dialogue.state,
            let service = assistant.service(named: form.service)
        else { return }
        dialogue.state = .idle
        switch execution {
        case .posted(let receipt):
            events += receipt.postings.map(Event.posted)
            events.append(.receipt(receipt.number))
            dialogue.receipts.append(receipt.number)
            dialogue.answered = Form(service: form.service, intent: form.intent)
            say(service.receipt(receipt, facts))
            resume()
        case .alreadyDone(let receipt): alreadyDone(receipt)
        case .stale: proposeAfresh(form)
        case .notDone:
            dialogue.state = .proposing(form, proposal)
            say(Reply("not_done"))
        case .refused(let reason):
            let key = "refused_" + reason.lowercased()
            events.append(.refused(reason))
            say(Reply(assistant.phrasebook.has(key) ? key : "refused_not_possible"))
            resume()
        case .unknown(let reference):
            dialogue.suspended = []
            dialogue.queued = []
            say(Reply("outcome_unknown", ["reference": .text(reference)]))
        }
    }
}
