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
        guard let left = dialogue.suspended.popLast() else { return }
        dialogue.state = left
        repeatQuestion()
    }

    /// Asks again what is open, shortly.
    mutating func repeatQuestion() {
        switch dialogue.state {
        case .idle, .ended, .executing: return
        case .choosing(let options): list(options)
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

    /// Gives up what is open. Nothing was done, and the customer hears so.
    mutating func cancel() {
        if let open = openQuote { events.append(.cancelled(open)) }
        dialogue.misses = 0
        dialogue.state = .idle
        say(Reply("cancelled"))
        resume()
    }

    mutating func interrupted() {
        guard dialogue.state != .idle else { return say(Reply("interrupted_idle")) }
        cancel()
    }

    /// The quote on the table, if there is one.
    var openQuote: String? {
        switch dialogue.state {
        case .proposing(_, let proposal), .verifying(_, let proposal, _): proposal.quote
        default: nil
        }
    }

    /// Several readings: a control intent is simply taken, others are asked about by name.
    mutating func clarify(_ intents: [String], _ heard: Interpretation) {
        guard let first = intents.first else { return missed(heard) }
        if Self.controls.contains(first) { return open(first, heard) }
        let askable = intents.filter { !Self.controls.contains($0) }
        offer(askable.count > 1 ? askable : askable + ["handoff_human"])
    }

    /// "Did you mean A or B?"
    private mutating func offer(_ intents: [String]) {
        understood(intents)
        say(Reply("choose"))
        dialogue.state = .choosing(intents)
        list(intents)
    }

    private mutating func list(_ intents: [String]) {
        for (place, intent) in intents.enumerated() {
            say(Reply("choice", ["place": .count(place + 1), "name": .phrase("name_" + intent)]))
        }
    }

    mutating func choose(among options: [String], _ heard: Interpretation) {
        dialogue.state = .idle
        if let place = Phrase.place(heard.text), options.indices.contains(place - 1) {
            return open(options[place - 1], heard)
        }
        if isRefusal(heard) {
            understood(["deny"])
            say(Reply("deny_idle"))
            return resume()
        }
        // A yes to "A or B?" names neither.
        if Phrase.answer(heard.text) == .yes || heard.intent == "affirm" {
            dialogue.state = .choosing(options)
            return missed(heard)
        }
        // The choice in words: a line that was heard as none or several of the options on offer.
        let named = options.filter { option in heard.ranking.prefix(2).contains { $0.intent == option } }
        if heard.decision != .accept, named.count == 1 { return open(named[0], heard) }
        open(heard)
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
            dialogue.state = .choosing(Self.options)
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
