import NLU
import Quantities

/// What keeps a conversation on its feet: digressions and the way back, cancelling, choosing
/// between candidates, and lines that were not understood.
extension Turn {
    /// The end of an answer: back to what was left for it, if anything was.
    mutating func resume() {
        dialogue.state = .idle
        if takesNextRequest() { return }
        while let left = dialogue.suspended.popLast() {
            // A quote that no longer holds is not asked about again.
            if let proposal = left.proposal, let form = left.form, !isStillGood(proposal, form) {
                events.append(.cancelled(proposal.quote))
                continue
            }
            // Another quote was on the table since: this one is shown again before it is asked for.
            if let proposal = left.proposal, let form = left.form, proposal.quote != latestQuote {
                events.append(.cancelled(proposal.quote))
                return advance(form)
            }
            dialogue.state = left
            return hasOnlyOneAnswer ? left.form.map { advance($0) } ?? () : repeatQuestion()
        }
    }

    /// A choice between several of which, meanwhile, one is left.
    private var hasOnlyOneAnswer: Bool {
        guard case .asking(let form, let name) = dialogue.state,
            let service = assistant.service(named: form.service),
            let slot = service.slots.first(where: { $0.name == name })
        else { return false }
        return !slot.isFree && form.slots[name] == nil && slot.choices(form, facts).count == 1
    }

    /// Asks again what is open: shortly, or with all there is to choose from.
    mutating func repeatQuestion(inFull: Bool = false) {
        switch dialogue.state {
        case .idle, .ended, .executing: return
        case .choosing(let options, _):
            if inFull { say(Reply("choose")) }
            list(options)
        case .offering(let form): say(offer(form))
        case .askingPhone: say(Reply("ask_phone"))
        case .askingDigits: say(Reply("ask_digits"))
        case .asking(let form, let name):
            let service = assistant.service(named: form.service)
            guard let slot = service?.slots.first(where: { $0.name == name }) else { return }
            if inFull || slot.isChosenByPlace { return ask(slot, form) }
            let shortly = slot.remind(form, facts)
            if !shortly.isEmpty { return say(shortly) }
            let explanation = Reply("explain_" + name)
            if events.last != .replied(explanation) { say(explanation) }
        case .proposing(_, let proposal):
            say(proposal.order.stillOpen)
        case .verifying: say(Reply("ask_code"))
        }
    }

    /// Gives up what is open. Nothing was done, and the customer hears so. Questions that were
    /// left on the way go with it; a quote that was left is still there.
    mutating func cancel() {
        var dropped: Form?
        if let open = openQuote {
            events.append(.cancelled(open))
            dropped = dialogue.state.form
        }
        isWhollyHeard = true
        dialogue.misses = 0
        dialogue.state = .idle
        dialogue.suspended.removeAll { $0.proposal == nil }
        say(Reply("cancelled"))
        resume()
        // A quote that was dropped may be wanted after all.
        if dialogue.state == .idle { dialogue.dropped = dropped }
    }

    mutating func interrupted() {
        guard dialogue.state != .idle else { return say(Reply("interrupted_idle")) }
        cancel()
    }

    /// The quote on the table, if there is one.
    var openQuote: String? { dialogue.state.proposal?.quote }

    /// Several readings: a control intent is simply taken, others are asked about by name.
    mutating func clarify(_ intents: [String], _ heard: Interpretation) {
        guard let first = intents.first else { return missed() }
        if isTalk(first) { return open(first, heard) }
        // People first, also in a list; the others keep their order.
        let sayable = intents.filter { !isTalk($0) }
        let people = sayable.filter { HandOff.Reason(intent: $0) != nil }
        let askable = people + sayable.filter { !people.contains($0) }
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
        among options: [String], of line: Interpretation?, _ heard: Heard
    ) {
        if let place = words.place(heard.text), options.indices.contains(place - 1) {
            return take(options[place - 1], of: line ?? heard.line.withoutEntities)
        }
        if heard.isSurely("pick_last"), let last = options.last {
            return take(last, of: line ?? heard.line)
        }
        // A yes to "A or B?" names neither; to a quote that the question hides it may be meant.
        if words.answer(heard.text) == .yes || heard.isSurely("go_ahead") {
            guard case .proposing? = dialogue.suspended.last else { return missed() }
            dialogue.state = dialogue.suspended.removeLast()
            understood(.yes)
            return restate()
        }
        // The choice in words: a line that was heard as none or several of the options on offer.
        let named = options.filter { option in
            heard.line.ranking.prefix(2).contains { $0.intent == option }
        }
        if heard.line.decision != .accept, named.count == 1, heard.move != "decline" {
            return take(named[0], of: line.map { $0.followed(by: heard.line) } ?? heard.line)
        }
        // A value belongs to the line that is not clear yet, and may make it clear.
        if talk(heard.line) == .value || heard.line.isBareValue, let line {
            let joined = line.followed(by: heard.line)
            if let intent = settled(among: options, joined) { return take(intent, of: joined) }
            understood(options)
            dialogue.state = .choosing(options, of: joined)
            return repeatQuestion(inFull: true)
        }
        // None of them: back to what was left for the question, if anything was.
        if isRefusal(heard.line) || heard.isSurely("decline", "not_wanted") {
            understood(.no)
            say(nothingMore)
            return resume()
        }
        // Something else: it belongs to what was left.
        dialogue.state = dialogue.suspended.popLast() ?? .idle
        answer(heard.line)
    }

    /// The one option that a line with a value now gives something to work with.
    private func settled(among options: [String], _ line: Interpretation) -> String? {
        var line = line
        line.decision = .clarify(options)
        return settled(line)
    }

    private mutating func take(_ option: String, of line: Interpretation) {
        dialogue.state = .idle
        open(option, line)
    }

    /// Nothing that could be used: said plainly, and after the second in a row with named options
    /// and a person.
    ///
    /// - Parameter first: what is said the first time.
    mutating func missed(_ first: String? = nil) {
        dialogue.misses += 1
        if first == nil { events.append(.understood(["out_of_scope"], slots: [])) }
        if dialogue.state == .idle, !dialogue.suspended.isEmpty {
            dialogue.state = dialogue.suspended.removeLast()
        }
        let isOpen = dialogue.state != .idle
        if dialogue.misses == 1 || first == "too_long" {
            say(Reply(first ?? (isOpen ? "not_understood" : "out_of_scope")))
            return repeatQuestion()
        }
        guard !isOpen else {
            say(Reply(first == nil ? "not_understood_again" : "silence_again"))
            return repeatQuestion()
        }
        say(Reply(first == nil ? "offer_options" : "silence_options"))
        dialogue.state = .choosing(Self.options, of: nil)
        list(Self.options)
    }

    /// What is offered by name to somebody the desk has failed to understand twice.
    private static let options = [
        "early_settle_full", "instalment_setup_statement", "query_outstanding", "handoff_human",
    ]
}

extension Interpretation {
    /// The two lines as one: a value said again takes the place of the one before it, and a text
    /// that has grown too long begins anew, so that a choice put off for ever stays small.
    func followed(by other: Interpretation) -> Interpretation {
        let shift = text.unicodeScalars.count + 1
        guard shift <= Self.longestJoined else { return other }
        var copy = self
        copy.text += " " + other.text
        let renewed = Set(other.entities.map(\.name))
        copy.entities.removeAll { renewed.contains($0.name) }
        copy.entities += other.entities.map { entity in
            var moved = entity
            moved.start += shift
            moved.end += shift
            return moved
        }
        return copy
    }

    private static let longestJoined = 200

    /// Below this the words of the line themselves speak against an intent.
    private static let notRuledOut = 0.005

    /// A rule asked about in the middle of a service is one of its own, if it may be: "and the fee?"
    func asked(about rules: [String]) -> Interpretation {
        guard let heard = predicted?.intent, heard.hasPrefix("faq_"), !rules.contains(heard),
            decision != .reject,
            let own = ranking.first(where: { rules.contains($0.intent) }),
            own.confidence >= Self.notRuledOut
        else { return self }
        var copy = self
        copy.predicted = own
        copy.decision = .accept
        return copy
    }

    /// A number that picks an option says nothing about sums or terms.
    fileprivate var withoutEntities: Interpretation {
        var copy = self
        copy.entities = []
        return copy
    }
}
