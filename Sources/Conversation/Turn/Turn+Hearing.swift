import NLU
import Quantities

/// An utterance arrives: people first, then whatever the desk is waiting for.
extension Turn {
    mutating func hear(_ heard: Interpretation) {
        followLanguage(of: heard)
        if let reason = HandOff.Reason(heard) { return handOff(reason) }
        answer(heard)
    }

    /// What the line means to whatever the desk is waiting for.
    mutating func answer(_ heard: Interpretation) {
        switch dialogue.state {
        case .idle, .ended, .executing: open(heard)
        case .choosing(let options, let line): choose(among: options, of: line, heard)
        case .askingPhone(let form), .askingDigits(let form): hearWhileIdentifying(form, heard)
        case .asking(let form, let slot): fill(slot, of: form, with: heard)
        case .proposing(let form, let proposal): hearAbout(proposal, form, heard)
        case .verifying(let form, let proposal, _): hearWhileVerifying(proposal, form, heard)
        }
    }

    /// A long silence ends what a session may do: whoever types now may be somebody else, and
    /// hears nothing of what was said before.
    mutating func noteHearing() {
        let isStale = dialogue.session.isStale(at: facts.now)
        dialogue.session.lastHeard = facts.now
        guard isStale else { return }
        if let open = openQuote { events.append(.cancelled(open)) }
        dialogue.session.level = 0
        dialogue.session.customer = nil
        dialogue.state = .idle
        dialogue.suspended = []
        dialogue.lastReplies = []
        facts.account = nil
        events.append(.level(0))
        say(Reply("timed_out"))
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
        switch heard.decision {
        case .reject: missed(heard)
        case .clarify(let intents): clarify(intents, heard)
        case .accept:
            guard let intent = heard.intent else { return missed(heard) }
            open(intent, heard)
        }
    }

    mutating func open(_ intent: String, _ heard: Interpretation) {
        if let reason = HandOff.Reason(intent: intent) { return handOff(reason) }
        if control(intent, heard) { return }
        if let service = assistant.service(for: intent) {
            return start(service, intent: intent, heard)
        }
        guard assistant.faqs.contains(intent) else { return missed(heard) }
        understood([intent])
        say(Reply(intent))
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
        case "repeat":
            understood([intent])
            dialogue.state = dialogue.suspended.popLast() ?? .idle
            dialogue.lastReplies.isEmpty ? say(Reply("help")) : say(dialogue.lastReplies)
        case "goodbye":
            understood([intent])
            end()
        case "switch_language":
            understood([intent])
            switchLanguage(heard.text)
        case "affirm", "deny": idleAnswer(intent == "affirm" ? .yes : .no)
        case "inform":
            understood([intent])
            say(Reply("inform_idle"))
            resume()
        default: return false
        }
        return true
    }

    private mutating func idleAnswer(_ answer: Phrase.Answer) {
        understood([answer == .yes ? "affirm" : "deny"])
        say(Reply(answer == .yes ? "affirm_idle" : "deny_idle"))
        resume()
    }

    private mutating func switchLanguage(_ text: String) {
        dialogue.language = Phrase.language(namedIn: text) ?? (dialogue.language == .zh ? .en : .zh)
        dialogue.languageIsFixed = true
        say(Reply("language_switched"))
        resume()
    }

    /// Records what was heard, and that it was heard: the misses start afresh.
    mutating func understood(_ intents: [String], slots: [SlotFilled] = []) {
        dialogue.misses = 0
        events.append(.understood(intents, slots: slots))
    }

    mutating func greet() {
        // Until somebody has said a word, an unknown customer is greeted in both languages.
        let isUnknown = dialogue.session.level == 0 && !dialogue.languageIsFixed
        if dialogue.session.level > 0 { events.append(.level(dialogue.session.level)) }
        say(Reply(isUnknown ? "greeting_any" : "greeting"))
    }

    mutating func end() {
        let open = openQuote
        if let open { events.append(.cancelled(open)) }
        dialogue.state = .ended
        dialogue.suspended = []
        say(Reply(open == nil ? "goodbye" : "goodbye_nothing_done"))
        effect = .end
    }
}
