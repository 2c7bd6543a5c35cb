import Lending
import NLU
import Quantities

/// What is said about the conversation itself and leaves the open question where it is: explain,
/// repeat, one step back, another language, a moment please.
extension Turn {
    /// True when the line was one of these.
    mutating func answersInPlace(_ heard: Interpretation) -> Bool {
        guard Phrase.answer(heard.text) == nil else { return false }
        // "Send it again" is about the code, not about what was said.
        if case .verifying = dialogue.state, Phrase.asksAgainForCode(heard.text) { return false }
        let isOpen = dialogue.state != .idle
        if Phrase.isWaiting(heard.text) {
            understood(["inform"])
            say(Reply("take_your_time"))
        } else if Phrase.asksToGoBack(heard.text) {
            goBack()
        } else if goesOnPaying(heard.text) {
            return true
        } else if Phrase.asksMeaning(heard.text) || (isOpen && heard.intent == "help") {
            explain()
        } else if heard.intent == "repeat" {
            understood(["repeat"])
            dialogue.lastReplies.isEmpty ? say(Reply("help")) : say(dialogue.lastReplies)
        } else if heard.intent == "switch_language" {
            switchLanguage(heard.text)
        } else {
            return false
        }
        return true
    }

    /// "The next one" after something was carried out asks for the like of it.
    private mutating func goesOnPaying(_ line: String) -> Bool {
        guard dialogue.state == .idle, Phrase.asksToGoOn(line), let last = dialogue.answered,
            let service = assistant.service(named: last.service), !service.isReadOnly,
            dialogue.session.level >= service.level
        else { return false }
        understood([last.intent])
        advance(Form(service: service.name, intent: last.intent))
        return true
    }

    /// "Are you a person?" is no wish for one: the answer says how to have one.
    mutating func saysWho(_ heard: Interpretation) -> Bool {
        guard Phrase.asksWho(heard.text) else { return false }
        understood(["help"])
        say(Reply("who_i_am"))
        repeatQuestion()
        return true
    }

    /// What the present question means and what can be answered.
    private mutating func explain() {
        understood(["help"])
        switch dialogue.state {
        case .idle, .ended, .executing: say(Reply("explain_idle"))
        case .choosing: say(Reply("explain_choice"))
        case .offering: say(Reply("explain_offer"))
        case .askingPhone: say(Reply("explain_phone"))
        case .askingDigits: say(Reply("explain_digits"))
        case .asking(_, let slot): say(Reply("explain_" + slot))
        case .proposing: say(Reply("explain_consent"))
        case .verifying: say(Reply("explain_code"))
        }
        repeatQuestion()
    }

    private mutating func switchLanguage(_ text: String) {
        understood(["switch_language"])
        dialogue.language = Phrase.language(namedIn: text) ?? (dialogue.language == .zh ? .en : .zh)
        dialogue.languageIsFixed = true
        say(Reply("language_switched"))
        // What has to be understood before consent is shown in the new language too.
        if case .proposing(let form, _) = dialogue.state { say(card(of: form) ?? []) }
        repeatQuestion(inFull: true)
    }

    /// The last answer is taken back, and its question asked again. A quote that falls with it is
    /// void; what was carried out stays.
    private mutating func goBack() {
        understood(["deny"])
        isGoingBack = true
        guard dialogue.state != .idle else { return say(Reply("nothing_to_take_back")) }
        guard let earlier = dialogue.earlier.popLast(), belongs(earlier) else { return cancel() }
        if let open = openQuote { events.append(.cancelled(open)) }
        say(Reply("gone_back"))
        switch earlier {
        case .askingPhone(let form), .askingDigits(let form): askPhone(form)
        case .proposing(let form, _), .verifying(let form, _, _): advance(form)
        default:
            dialogue.state = earlier
            repeatQuestion(inFull: true)
        }
    }

    /// Whether an earlier question is one of the dialogue that is open now.
    private func belongs(_ earlier: Dialogue.State) -> Bool {
        guard let form = earlier.form else { return dialogue.suspended.isEmpty }
        return form.service == dialogue.state.form?.service
    }

    /// Keeps the question that this turn has answered, for one step back.
    mutating func keepEarlier(_ before: Dialogue.State, suspended: [Dialogue.State]) {
        if [.idle, .ended].contains(dialogue.state), dialogue.suspended.isEmpty {
            dialogue.earlier = []
            return
        }
        let isAnswered =
            before != .idle && before != dialogue.state && !dialogue.suspended.contains(before)
            && !suspended.contains(dialogue.state)
        guard isAnswered, !isGoingBack else { return }
        dialogue.earlier.append(before)
        if dialogue.earlier.count > Dialogue.deepest { dialogue.earlier.removeFirst() }
    }

    /// The disclosure of a form that has everything it needs.
    func card(of form: Form) -> [Reply]? {
        guard let service = assistant.service(named: form.service),
            case .propose(_, _, let card) = service.answer(form, facts)
        else { return nil }
        return card
    }
}
