import NLU
import Quantities

/// What keeps a conversation on its feet: digressions and the way back, cancelling, and lines that
/// were not understood.
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
            if inFull { return ask(slot, form) }
            if slot.isChosenByPlace { return ask(slot, form, by: slot.remind(form, facts)) }
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
    /// Those that wait behind a question, too.
    var openQuotes: [String] {
        ([dialogue.state] + dialogue.suspended).compactMap(\.proposal?.quote)
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
        if dialogue.misses == 1 || first == "too_long" || first == "unread" {
            let key = isRemark ? "remark" : (isOpen ? "not_understood" : "out_of_scope")
            say(Reply(first ?? key))
            return repeatQuestion()
        }
        guard !isOpen else {
            say(Reply(first == nil ? "not_understood_again" : "silence_again"))
            return repeatQuestion()
        }
        say(Reply(first == nil ? "offer_options" : "silence_options"))
        dialogue.state = .choosing(options, of: nil)
        list(options)
    }

    /// 听着也行，可我媳妇还没点头: asks nothing of the quote and changes nothing in it.
    private var isRemark: Bool {
        guard case .proposing = dialogue.state, let line = lastLine else { return false }
        let isEnglish = line.unicodeScalars.allSatisfy(\.isASCII)
        let asks =
            isEnglish
            ? words.begins("question_word", line) || line.hasSuffix("?")
            : words.finds("question", in: line)
        // "asdf" says nothing.
        let says = isEnglish ? line.contains(" ") : line.count >= 4
        return says && !asks && !["change", "cancel_word"].contains { words.finds($0, in: line) }
            && !line.contains { $0.isNumber } && !line.hasPrefix("<")
    }

    private static let mostOffered = 3

    /// What is offered by name to somebody the desk has failed to understand twice.
    private var options: [String] {
        let services = Service.mostWanted.compactMap(\.intents.first)
            .filter(assistant.intents.contains)
        // A desk of questions and answers has no service.
        let offered =
            services.isEmpty ? Array(assistant.faqs.sorted().prefix(Self.mostOffered)) : services
        return offered + (assistant.kinds.name(of: ReportAct.human).map { [$0] } ?? [])
    }
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

    /// A rule asked about in the middle of a service is one of its own, if it may be: "and the
    /// fee?"
    func asked(about rules: [String]) -> Interpretation {
        guard let heard = predicted?.intent, !rules.contains(heard),
            decision != .reject,
            let own = ranking.first(where: { rules.contains($0.intent) }),
            own.confidence >= Self.notRuledOut
        else { return self }
        var copy = self
        copy.predicted = own
        copy.decision = .accept
        return copy
    }
}
