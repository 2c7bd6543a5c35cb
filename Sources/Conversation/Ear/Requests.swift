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
            [nil, .human].contains(turn.reason(of: intent)),
            !turn.leavesOnAGuess(line)
        else { return nil }
        if turn.dialogue.state != .idle {
            guard !turn.isAnswer(intent) else { return nil }
            return turn.after { turn in
                turn.isWhollyHeard = turn.onlyAsks(intent, line)
                turn.suspend()
                turn.open(intent, line)
            }
        }
        return turn.after { turn in
            if turn.isOrder(line) { turn.queueTheTalk(heard) }
            turn.open(intent, line)
        }
    }

    /// Of a line that is not understood as a whole, the part that is: what is left of it is said
    /// back where it may have mattered.
    static func partOfTheLine(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard heard.parts.count > 1,
            // What asks for a rule as a whole is not cut.
            heard.share < 0.6 || heard.move.flatMap(turn.ruled) == nil
        else { return nil }
        let known = heard.parts.filter { part in
            turn.settled(part).map { !turn.isTalk($0) } ?? false
        }
        guard let part = known.last, let intent = turn.settled(part), known.count == 1,
            turn.settled(heard.line) == nil || part.isClearer(than: heard.line)
                || turn.isOnlyThanked(heard.line) && (part.predicted?.confidence ?? 0) >= 0.6
        else { return nil }
        return turn.after { turn in
            if turn.dialogue.state != .idle { turn.suspend() }
            // "And the travel one" beside it is of the same kind.
            let all =
                turn.namesMore(heard.line, than: part, intent)
                || turn.words.says("contracts_other", in: part.text.folded)
            turn.open(intent, all ? heard.line : part)
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
    /// 谢了老铁，再帮我瞄一眼额度 sounds like thanks, and hardly.
    fileprivate func isOnlyThanked(_ line: Interpretation) -> Bool {
        line.decision != .accept && (settled(line).map(isOnlyManners) ?? false)
    }
}

extension Interpretation {
    /// A clause that says plainly what the line around it blurs.
    fileprivate func isClearer(than line: Interpretation) -> Bool {
        guard let clause = predicted, let whole = line.predicted, clause.intent != whole.intent,
            entities.count == line.entities.count
        else { return false }
        return clause.confidence >= 0.9 && whole.confidence < 0.75
    }
}

extension Turn {
    /// "That's too long" is no goodbye: what is open ends by a plain one only.
    fileprivate func leavesOnAGuess(_ line: Interpretation) -> Bool {
        guard dialogue.state != .idle, let best = line.predicted, case .evidence = line.reason
        else { return false }
        return assistant.kinds.talk(best.intent) == .goodbye && best.confidence < 0.95
    }

    /// Talk is harmless to take on a guess, and never worth a question of its own.
    func isTalk(_ intent: String) -> Bool { assistant.kinds.kind(of: intent) == .talk }

    /// A question changes nothing, unless it names a sum or a term.
    fileprivate func onlyAsks(_ intent: String, _ line: Interpretation) -> Bool {
        let names: Set = ["amount", "number", "count", "share"]
        return assistant.service(for: intent)?.isReadOnly != false
            && !line.entities.contains { names.contains($0.name) }
    }

    /// A rule asked about in the middle of a service is one of its own, if it may be.
    func asked(_ line: Interpretation) -> Interpretation {
        guard let form = dialogue.state.form,
            let rules = assistant.service(named: form.service)?.rules
        else { return line }
        let isRule = line.predicted.map { assistant.kinds.kind(of: $0.intent) == .faq } ?? false
        return isRule ? line.asked(about: rules) : line
    }

    mutating func open(_ intent: String, _ heard: Interpretation) {
        if let reason = reason(of: intent) { return handOff(reason) }
        if control(intent, heard) { return }
        if let service = assistant.service(for: intent) {
            return start(service, intent: intent, heard)
        }
        guard assistant.faqs.contains(intent) else { return missed() }
        understood([intent])
        say(Reply(rule(intent)))
        say(assistant.ownFigures(for: intent, facts).map { [$0] } ?? [])
        for service in assistant.services where service.rules.contains(intent) {
            say(service.ownOfRules(heard, facts))
        }
        dialogue.ruled = intent
        resume()
    }

    /// The rule as it is for the order on the table, where it differs.
    private func rule(_ intent: String) -> String {
        guard case .quote(let proposal, _) = Situation(dialogue, assistant).table else {
            return intent
        }
        let own = "answer_" + intent + "_" + proposal.order.told.topic
        return assistant.phrasebook.has(own) ? own : intent
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
        say(answer == .yes ? nothingToAgreeTo : nothingMore)
        resume()
    }

    /// A yes where nothing waits for one: what was refused is not done by it.
    private var nothingToAgreeTo: Reply {
        guard !dialogue.refusal.isEmpty else { return Reply("affirm_idle") }
        let ticket = dialogue.tickets[HandOff.Reason.review("").name]
        return ticket.map { Reply("affirm_reviewed", ["ticket": .text($0)]) }
            ?? Reply("affirm_refused")
    }

    /// After a refusal of everything: what was carried out before it is not denied.
    var nothingMore: Reply { Reply(dialogue.receipts.isEmpty ? "deny_idle" : "deny_after") }
}
