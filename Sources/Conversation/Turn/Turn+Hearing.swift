import NLU
import Quantities

/// An utterance arrives: people first, then whatever the desk is waiting for.
extension Turn {
    mutating func hear(_ heard: Interpretation, parts: [Interpretation]) {
        followLanguage(of: heard)
        lastLine = heard.text
        if saysWho(heard) || takesNoWords(heard) { return }
        if let reason = ([heard] + parts).lazy.compactMap(HandOff.Reason.init).first {
            return handOff(reason)
        }
        if let day = impossibleDay(in: heard) { return refuse(day, heard) }
        if answersInPlace(heard) || takesSeveral(parts) { return }
        answer(heard)
    }

    /// 🙏: nothing to go by. A raised thumb at a quote is no consent either, and is told so.
    private mutating func takesNoWords(_ heard: Interpretation) -> Bool {
        guard Phrase.isWordless(heard.text), !Phrase.asksMeaning(heard.text) else { return false }
        if case .proposing = dialogue.state, Phrase.isNod(heard.text) {
            understood(["affirm"])
            say(Reply("ask_plain_consent"))
        } else {
            missed("no_words")
        }
        return true
    }

    /// 2月30日: a line about a day that does not exist is not taken for one about another day.
    private func impossibleDay(in heard: Interpretation) -> Entity? {
        guard heard.decision != .reject else { return nil }
        return heard.entities.first { entity in
            if case .impossible = entity.value { entity.name == "date" } else { false }
        }
    }

    private mutating func refuse(_ day: Entity, _ heard: Interpretation) {
        understood([heard.intent ?? "inform"])
        say(Reply("day_impossible", ["text": .text(day.text)]))
        repeatQuestion()
    }

    /// What the line means to whatever the desk is waiting for.
    mutating func answer(_ heard: Interpretation) {
        switch dialogue.state {
        case .idle, .ended, .executing: open(heard)
        case .choosing(let options, let line): choose(among: options, of: line, heard)
        case .offering(let form): hearAboutOffer(form, heard)
        case .askingPhone(let form), .askingDigits(let form): hearWhileIdentifying(form, heard)
        case .asking(let form, let slot): fill(slot, of: form, with: heard)
        case .proposing(let form, let proposal): hearAbout(proposal, form, heard)
        case .verifying(let form, let proposal, _): hearWhileVerifying(proposal, form, heard)
        }
    }

    /// Follows the customer's language line by line, but not for a borrowed "ok", a number, or
    /// something that was not understood.
    private mutating func followLanguage(of heard: Interpretation) {
        guard !dialogue.languageIsFixed, let language = heard.language, heard.decision != .reject,
            Phrase.answer(heard.text) == nil, heard.intent != "inform"
        else { return }
        if case .askingPhone = dialogue.state { return }
        if case .askingDigits = dialogue.state { return }
        dialogue.language = language
    }

    /// What a line means when nothing in particular is being waited for.
    mutating func open(_ heard: Interpretation) {
        if let answer = Phrase.answer(heard.text), dialogue.state == .idle {
            return idleAnswer(answer)
        }
        if correctsTheAnswer(heard), asksOnceMore(heard) { return }
        switch heard.decision {
        case .reject: missed()
        case .clarify(let intents): clarify(intents, heard)
        case .accept:
            guard let intent = heard.intent else { return missed() }
            open(intent, heard)
        }
    }

    /// "Make it 12 instead" right after figures asks for them anew, and changes no plan.
    private func correctsTheAnswer(_ heard: Interpretation) -> Bool {
        guard dialogue.state == .idle, Phrase.isCorrection(heard.text),
            let last = dialogue.answered.flatMap({ assistant.service(named: $0.service) })
        else { return false }
        return last.isReadOnly
            && (heard.decision != .accept || heard.intent == "instalment_modify")
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
        resume()
    }

    /// Harmless to take on a guess, and never worth a question of their own.
    static let controls: Set = [
        "greet", "help", "repeat", "thank", "goodbye", "switch_language", "affirm", "deny",
        "inform",
    ]

    /// Intents of the conversation itself. False when it is none of them.
    private mutating func control(_ intent: String, _ heard: Interpretation) -> Bool {
        switch intent {
        case "greet", "thank", "help":
            understood([intent])
            say(Reply(intent))
            resume()
        case "goodbye":
            understood([intent])
            end()
        case "affirm", "deny": idleAnswer(intent == "affirm" ? .yes : .no)
        case "inform":
            if asksOnceMore(heard) { return true }
            understood([intent])
            say(Reply("inform_idle"))
            resume()
        default: return false
        }
        return true
    }

    private mutating func idleAnswer(_ answer: Phrase.Answer) {
        understood([answer == .yes ? "affirm" : "deny"])
        say(answer == .yes ? Reply("affirm_idle") : nothingMore)
        resume()
    }

    /// After a refusal of everything: what was carried out before it is not denied.
    var nothingMore: Reply { Reply(dialogue.receipts.isEmpty ? "deny_idle" : "deny_after") }

    /// Records what was heard, and that it was heard: the misses start afresh.
    mutating func understood(_ intents: [String], slots: [SlotFilled] = []) {
        dialogue.misses = 0
        events.append(.understood(intents, slots: slots))
    }
}
