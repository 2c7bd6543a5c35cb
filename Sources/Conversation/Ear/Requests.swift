import NLU
import Quantities

/// What a line begins, when it is about nothing that is open or on the table.
extension Ear {
    /// A request that is understood: opened, and what was open waits for it.
    static func request(_ turn: Turn, _ heard: Heard) -> Turn? {
        let line = turn.asked(heard.line)
        if turn.dialogue.state == .idle, let answer = turn.words.answer(heard.text) {
            return turn.after { $0.idleAnswer(answer) }
        }
        // Whoever needs a person was heard before: what is left of it was denied or supposed.
        guard let intent = turn.settled(line),
            [nil, .human].contains(HandOff.Reason(intent: intent))
        else { return nil }
        if turn.dialogue.state != .idle {
            guard !turn.isAnswer(intent) else { return nil }
            return turn.after { turn in
                turn.isWhollyHeard = turn.onlyAsks(intent, line)
                turn.suspend()
                turn.open(intent, line)
            }
        }
        return turn.after { $0.open(intent, line) }
    }

    /// Of a line that is not understood as a whole, the part that is: what is left of it is said
    /// back where it may have mattered.
    static func partOfTheLine(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard turn.settled(heard.line) == nil, heard.parts.count > 1,
            // What asks for a rule as a whole is not cut.
            heard.share < 0.6 || heard.move.flatMap(turn.ruled) == nil
        else { return nil }
        let known = heard.parts.filter { part in
            turn.settled(part).map { !turn.isTalk($0) } ?? false
        }
        guard let part = known.last, let intent = turn.settled(part), known.count == 1 else {
            return nil
        }
        return turn.after { turn in
            if turn.dialogue.state != .idle { turn.suspend() }
            turn.open(intent, part)
        }
    }

    /// One of several: asked about by name.
    static func menu(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard case .clarify(let intents) = heard.line.decision,
            !heard.isSurely("chat", above: 0.7),
            turn.dialogue.state == .idle
                || !intents.contains(where: { turn.isTalk($0) })
        else { return nil }
        return turn.after { turn in
            if turn.dialogue.state != .idle { turn.suspend() }
            turn.clarify(intents, turn.asked(heard.line))
        }
    }
}

extension Turn {
    /// Talk is harmless to take on a guess, and never worth a question of its own.
    func isTalk(_ intent: String) -> Bool { assistant.kinds.kind(of: intent) == .talk }

    /// The intent a line is taken for: the one understood, or, of an order, its price and its
    /// rules, the order where the line gives it something to work with.
    func settled(_ line: Interpretation) -> String? {
        switch line.decision {
        case .reject: return (line.isNearlyKnown ? enquiry(line) : nil) ?? ofTheAccount(line)
        case .accept:
            return checked(line) ?? line.intent.map { ruleOrOrder(dayAsked($0, line), line) }
        case .clarify(let heard):
            let intents = meant(heard, line)
            guard let first = intents.first else { return nil }
            if isTalk(first) { return endsOnAGuess(first, line) ? nil : first }
            let orders = intents.filter { assistant.service(for: $0)?.isReadOnly == false }
            if isSupposed(line) { return supposed(line, intents) }
            if let order = taking(line, among: orders) { return order }
            let queries = intents.filter { assistant.service(for: $0)?.isReadOnly == true }
            if orders.isEmpty, let query = taking(line, among: queries) { return query }
            if let best = line.predicted, best.confidence >= least(for: best.intent) {
                return best.intent
            }
            // All of one family: the likeliest answers with the same figures.
            let family = orders.first.flatMap(assistant.service(for:)).map {
                Set($0.intents + $0.refinedBy + $0.rules)
            }
            guard let family, intents.allSatisfy(family.contains) else { return nil }
            return first
        }
    }

    /// "Now" may be many things; a goodbye ends the conversation and is not guessed at.
    private func endsOnAGuess(_ intent: String, _ line: Interpretation) -> Bool {
        assistant.kinds.talk(intent) == .goodbye && (line.predicted?.confidence ?? 0) < 0.6
    }

    /// Each once, as it is meant.
    private func meant(_ intents: [String], _ line: Interpretation) -> [String] {
        intents.reduce(into: []) { meant, name in
            let intent = self.meant(name, line)
            if !meant.contains(intent) { meant.append(intent) }
        }
    }

    /// A payment for another day that names none is one for today.
    private func meant(_ intent: String, _ line: Interpretation) -> String {
        guard intent == Booked.intent, let service = assistant.service(for: intent) else {
            return intent
        }
        return assistant.transferred(service, intent, line, facts)?.intent ?? intent
    }

    /// "When was the one due that I haven't paid?" sounds like paying it, and asks for a day.
    private func dayAsked(_ intent: String, _ line: Interpretation) -> String {
        guard assistant.kinds.isOrder(intent), line.sums.isEmpty,
            words.finds("asks_when", in: line.text)
        else { return intent }
        let asked = line.ranking.first {
            assistant.service(for: $0.intent)?.isReadOnly == true && $0.confidence >= 0.01
        }
        let due = assistant.services.first { $0.topics.contains("ask_first") }
        return asked?.intent ?? due?.intents.first ?? intent
    }

    /// "Can I pay half of it off?": the rule is known, and so is what would be quoted.
    private func ruleOrOrder(_ intent: String, _ line: Interpretation) -> String {
        guard assistant.kinds.kind(of: intent) == .faq, !isSupposed(line), !isDenied(line) else {
            return intent
        }
        let names: Set = ["amount", "share", "number"]
        guard line.entities.contains(where: { names.contains($0.name) }) else { return intent }
        let orders = assistant.services.filter { !$0.isReadOnly && $0.rules.contains(intent) }
            .compactMap(\.intents.first)
        let ranked = line.ranking.map(\.intent).filter(orders.contains)
        return ranked.first { values(line, taken: $0) > 0 } ?? intent
    }

    /// How likely an intent has to be to be taken without asking back. Nothing moves before
    /// consent, and an answer beside the point costs less than a question.
    private func least(for intent: String) -> Double {
        switch assistant.kinds.kind(of: intent) {
        case .order: 0.6
        case .price, .query, .faq: 0.45
        case .report, .talk, nil: 2
        }
    }

    /// Of a supposition the price, or a rule that it may well be; never the order.
    private func supposed(_ line: Interpretation, _ intents: [String]) -> String? {
        let prices = intents.compactMap { assistant.kinds[$0]?.price }
        return prices.first
            ?? intents.first { intent in
                !assistant.kinds.isOrder(intent)
                    && line.ranking.contains {
                        $0.intent == intent && $0.confidence >= Self.leastOfASupposition
                    }
            }
    }

    private static let leastOfASupposition = 0.1

    /// "To catch up I pay 4483.28, right?": what is past due says whether it is.
    private func checked(_ line: Interpretation) -> String? {
        guard words.ends("tag_question", line.text), !line.sums.isEmpty,
            facts.account.map({ $0.arrears(on: $0.asOf).total > .zero }) ?? false
        else { return nil }
        return assistant.services.first { $0.topics.contains("ask_penalty") }?.intents.first
    }

    /// The intent whose service takes most of what a line names; of two that take as much the
    /// likelier one, unless they are much alike.
    private func taking(_ line: Interpretation, among intents: [String]) -> String? {
        let taking = intents.map { (intent: $0, count: values(line, taken: $0)) }
            .filter { $0.count > 0 }
        guard let most = taking.map(\.count).max() else { return nil }
        let best = taking.filter { $0.count == most }
        guard best.count > 1 else { return best[0].intent }
        let isLikelier =
            best[0].intent == line.predicted?.intent
            && (line.predicted?.confidence ?? 0) >= 0.4
        return isLikelier ? best[0].intent : nil
    }

    /// An enquiry that the line is surely, though it was held to be none of the desk's.
    private func enquiry(_ line: Interpretation) -> String? {
        guard let best = line.predicted, best.confidence >= 0.8,
            assistant.service(for: best.intent)?.isReadOnly == true
        else { return nil }
        return best.intent
    }

    /// "What time does it get taken?" of nothing that was told: the enquiry that tells of it.
    private func ofTheAccount(_ line: Interpretation) -> String? {
        guard let best = line.moves.first, best.confidence >= 0.9,
            Move.Kind(best.intent) == .about
        else { return nil }
        return assistant.services.first { $0.topics.contains(best.intent) }?.intents.first
    }

    /// Somebody else's affair, a supposition, a wish denied: no order is opened by it.
    private func isSupposed(_ line: Interpretation) -> Bool {
        line.isSupposed || line.chance(of: "not_wanted") > 0.4
    }

    /// A question changes nothing, unless it names a sum or a term.
    fileprivate func onlyAsks(_ intent: String, _ line: Interpretation) -> Bool {
        let names: Set = ["amount", "number", "count", "share"]
        return assistant.service(for: intent)?.isReadOnly != false
            && !line.entities.contains { names.contains($0.name) }
    }

    /// How much of what a line names an order takes: sums, terms, contracts.
    private func values(_ line: Interpretation, taken intent: String) -> Int {
        guard let service = assistant.service(for: intent) else { return 0 }
        let form = Form(service: service.name, intent: intent)
        let filled = values(of: service, in: line, form).filled.count
        return service.becomes(line, form, facts) == nil ? filled : max(1, filled)
    }

    /// A rule asked about in the middle of a service is one of its own, if it may be.
    func asked(_ line: Interpretation) -> Interpretation {
        guard let form = dialogue.state.form,
            let rules = assistant.service(named: form.service)?.rules
        else { return line }
        return line.asked(about: rules)
    }

    mutating func open(_ intent: String, _ heard: Interpretation) {
        if let reason = HandOff.Reason(intent: intent) { return handOff(reason) }
        if control(intent, heard) { return }
        if let service = assistant.service(for: intent) {
            return start(service, intent: intent, heard)
        }
        guard assistant.faqs.contains(intent) else { return missed() }
        understood([intent])
        say(Reply(intent))
        say(assistant.ownFigures(for: intent, facts).map { [$0] } ?? [])
        dialogue.ruled = intent
        resume()
    }

    /// Intents of the conversation itself. False when it is none of them.
    private mutating func control(_ intent: String, _ heard: Interpretation) -> Bool {
        guard let act = assistant.kinds.talk(intent) else { return false }
        switch act {
        case .greet, .thank, .help:
            understood([intent])
            say(Reply(act.rawValue))
            resume()
        case .goodbye:
            understood([intent])
            end()
        case .yes, .no: idleAnswer(act == .yes ? .yes : .no)
        case .value:
            if asksOnceMore(heard) || tellsOfContract(heard) { return true }
            understood([intent])
            say(Reply("inform_idle"))
            resume()
        case .repeat, .language: return false
        }
        return true
    }

    /// A contract that is named, and nothing else: what there is to say of it.
    private mutating func tellsOfContract(_ line: Interpretation) -> Bool {
        guard let service = assistant.services.first(where: { $0.topics.contains("ask_left") }),
            let intent = service.intents.first, dialogue.session.level >= service.level
        else { return false }
        let form = Form(service: service.name, intent: intent)
        guard !values(of: service, in: line, form).filled.isEmpty else { return false }
        start(service, intent: intent, line)
        return true
    }

    mutating func idleAnswer(_ answer: Words.Answer) {
        understood(answer == .yes ? TalkAct.yes : .no)
        say(answer == .yes ? Reply("affirm_idle") : nothingMore)
        resume()
    }

    /// After a refusal of everything: what was carried out before it is not denied.
    var nothingMore: Reply { Reply(dialogue.receipts.isEmpty ? "deny_idle" : "deny_after") }
}
