import Lending
import NLU
import Quantities

/// From a quote to a receipt: disclosure, exact consent, code, execution.
extension Turn {
    mutating func propose(_ order: Order, rate: Int?, card: [Reply], _ form: Form) {
        guard let account = facts.account else { return }
        if let reason = facts.standstill { return refuse(reason, form) }
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

    /// Consent to the quote; to one that a line in between may have changed, the quote again.
    mutating func consent(to proposal: Proposal, _ form: Form, _ words: String) {
        dialogue.misses = 0
        if let reason = facts.standstill {
            understood(.yes)
            return refuse(reason, form)
        }
        guard proposal.isArmed || !isStillGood(proposal, form) else {
            understood(.yes)
            return restate()
        }
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

    mutating func checkedCode(_ check: Input.Check) {
        guard case .verifying(let form, let proposal, let consent) = dialogue.state else { return }
        switch check {
        case .right:
            events.append(.code(.ok))
            if let reason = facts.standstill { return refuse(reason, form) }
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
            dialogue.done = Done(receipt: receipt, form: form)
            dialogue.refusal = []
            say(service.receipt(receipt, facts))
            resume()
        case .alreadyDone(let receipt): alreadyDone(receipt)
        case .stale: proposeAfresh(form)
        case .notDone:
            dialogue.state = .proposing(form, proposal)
            say(Reply("not_done"))
        case .refused(let reason): refuse(reason, form)
        case .unknown(let reference):
            dialogue.suspended = []
            dialogue.queued = []
            say(Reply("outcome_unknown", ["reference": .text(reference)]))
        }
    }

    /// What the book does not do. Once the reason is gone, it may be tried again.
    private mutating func refuse(_ reason: String, _ form: Form) {
        dialogue.state = .idle
        let key = "refused_" + reason.lowercased()
        events.append(.refused(reason))
        dialogue.refusal = [Reply(assistant.phrasebook.has(key) ? key : "refused_not_possible")]
        say(dialogue.refusal)
        resume()
        if dialogue.state == .idle { dialogue.dropped = form }
    }
}
