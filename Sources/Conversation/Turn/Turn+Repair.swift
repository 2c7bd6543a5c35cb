import NLU
import Quantities

/// What keeps a conversation on its feet: digressions and the way back, cancelling, choosing
/// between candidates, and lines that were not understood.
extension Turn {
    /// Leaves what is open for a line about something else; `resume` comes back to it.
    mutating func digress(_ heard: Interpretation) {
        guard heard.decision != .reject, !isMostlyControl(heard) else { return missed(heard) }
        dialogue.suspended.append(dialogue.state)
        if dialogue.suspended.count > Dialogue.deepest { dialogue.suspended.removeFirst() }
        dialogue.state = .idle
        open(heard)
    }

    /// Half-heard small talk in the middle of something: not worth leaving it for.
    private func isMostlyControl(_ heard: Interpretation) -> Bool {
        switch heard.decision {
        case .clarify(let intents): intents.contains { Self.controls.contains($0) }
        case .accept: ["inform", "affirm", "deny"].contains(heard.intent)
        case .reject: true
        }
    }

    /// The end of an answer: back to what was left for it, if anything was.
    mutating func resume() {
        dialogue.state = .idle
        while let left = dialogue.suspended.popLast() {
            // A quote that no longer holds is not asked about again.
            if let proposal = left.proposal, let form = left.form, !isStillGood(proposal, form) {
                events.append(.cancelled(proposal.quote))
                continue
            }
            dialogue.state = left
            // Its code was replaced by that of another quote: agreed to again, it gets a new one.
            if case .verifying(let form, let proposal, _) = left,
                proposal.quote != dialogue.codeSentFor
            {
                dialogue.state = .proposing(form, proposal)
            }
            return repeatQuestion()
        }
    }

    /// Asks again what is open, shortly.
    mutating func repeatQuestion() {
        switch dialogue.state {
        case .idle, .ended, .executing: return
        case .choosing(let options, _): list(options)
        case .askingPhone: say(Reply("ask_phone"))
        case .askingDigits: say(Reply("ask_digits"))
        case .asking(let form, let name):
            let service = assistant.service(named: form.service)
            guard let slot = service?.slots.first(where: { $0.name == name }) else { return }
            slot.isChosenByPlace ? ask(slot, form) : say(slot.remind(form, facts))
        case .proposing(_, let proposal):
            say(Reply("still_open", ["total": .money(proposal.order.total)]))
        case .verifying: say(Reply("ask_code"))
        }
    }

    mutating func prompt(leading reply: Reply) {
        say(reply)
        repeatQuestion()
    }

    /// Gives up what is open. Nothing was done, and the customer hears so. Questions that were
    /// left on the way go with it; a quote that was left is still there.
    mutating func cancel() {
        if let open = openQuote { events.append(.cancelled(open)) }
        dialogue.misses = 0
        dialogue.state = .idle
        dialogue.suspended.removeAll { $0.proposal == nil }
        say(Reply("cancelled"))
        resume()
    }

    mutating func interrupted() {
        guard dialogue.state != .idle else { return say(Reply("interrupted_idle")) }
        cancel()
    }

    /// The quote on the table, if there is one.
    var openQuote: String? { dialogue.state.proposal?.quote }

    /// Several readings: a control intent is simply taken, others are asked about by name.
    mutating func clarify(_ intents: [String], _ heard: Interpretation) {
        guard let first = intents.first else { return missed(heard) }
        if Self.controls.contains(first) { return open(first, heard) }
        let askable = intents.filter { !Self.controls.contains($0) }
        if askable == ["handoff_human"] { return handOff(.human) }
        let options = askable.count > 1 ? askable : askable + ["handoff_human"]
        understood(options)
        say(Reply("choose"))
        // The line is kept: what it said of sums and terms is not asked again.
        dialogue.state = .choosing(options, of: heard)
        list(options)
    }

    private mutating func list(_ intents: [String]) {
        for (place, intent) in intents.enumerated() {
            say(Reply("choice", ["place": .count(place + 1), "name": .phrase("name_" + intent)]))
        }
    }

    mutating func choose(
        among options: [String], of line: Interpretation?, _ heard: Interpretation
    ) {
        if let place = Phrase.place(heard.text), options.indices.contains(place - 1) {
            return take(options[place - 1], of: line ?? heard.withoutEntities)
        }
        // A yes to "A or B?" names neither.
        if Phrase.answer(heard.text) == .yes { return missed(heard) }
        // The choice in words: a line that was heard as none or several of the options on offer.
        let named = options.filter { option in
            heard.ranking.prefix(2).contains { $0.intent == option }
        }
        if heard.decision != .accept, named.count == 1 { return take(named[0], of: heard) }
        // Something else: it belongs to what was left for the question, if anything was.
        dialogue.state = dialogue.suspended.popLast() ?? .idle
        if dialogue.state == .idle, isRefusal(heard) {
            understood(["deny"])
            return say(Reply("deny_idle"))
        }
        answer(heard)
    }

    private mutating func take(_ option: String, of line: Interpretation) {
        dialogue.state = .idle
        open(option, line)
    }

    /// A line that was not understood: said plainly, and after the second in a row with options.
    mutating func missed(_ heard: Interpretation) {
        dialogue.misses += 1
        events.append(.understood(["out_of_scope"], slots: []))
        if dialogue.state == .idle, !dialogue.suspended.isEmpty {
            dialogue.state = dialogue.suspended.removeLast()
        }
        switch (dialogue.state, dialogue.misses) {
        case (.idle, 1): say(Reply("out_of_scope"))
        case (.idle, _):
            say(Reply("offer_options"))
            dialogue.state = .choosing(Self.options, of: nil)
            list(Self.options)
        case (_, 1): prompt(leading: Reply("not_understood"))
        case (_, _): prompt(leading: Reply("not_understood_again"))
        }
    }

    /// What is offered by name to somebody the desk has failed to understand twice.
    private static let options = [
        "early_settle_full", "instalment_setup_statement", "query_outstanding", "handoff_human",
    ]
}

extension Interpretation {
    /// A number that picks an option says nothing about sums or terms.
    fileprivate var withoutEntities: Interpretation {
        var copy = self
        copy.entities = []
        return copy
    }
}
