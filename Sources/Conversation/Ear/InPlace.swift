import Lending
import NLU
import Quantities

/// What is said about the conversation itself and leaves the open question where it is: explain,
/// repeat, one step back, another language, a moment please.
extension Ear {
    static func inPlace(_ turn: Turn, _ heard: Heard) -> Turn? {
        let (words, line) = (turn.words, heard.line)
        guard words.answer(heard.text) == nil else { return nil }
        if words.isWaiting(heard.text) { return waiting(turn, heard) }
        if words.isOne(of: "back", heard.text) { return turn.after { $0.goBack() } }
        if let next = theOneBefore(turn, heard) { return next }
        if let next = goOnPaying(turn, heard) { return next }
        let isOpen = turn.dialogue.state != .idle
        if words.asksMeaning(heard.text), !asksWhyOfTheTable(turn, heard) {
            return turn.after { $0.explain() }
        }
        if isOpen, turn.talk(line) == .help, heard.move == nil {
            return turn.after { $0.explain() }
        }
        switch turn.talk(line) {
        case .repeat where !heard.isAboutTheTable && !changesQuote(turn, heard):
            return turn.after { $0.sayAgain() }
        case .language
        where words.language(namedIn: heard.text) != nil
            || (line.predicted?.confidence ?? 0) >= 0.9:
            return turn.after { $0.switchLanguage(heard.text) }
        default: return nil
        }
    }

    /// 还是前面那个吧, of a quote that took the place of another.
    private static func theOneBefore(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard turn.openQuote != nil, let form = turn.dialogue.state.form,
            case .proposing(let before, _)? = turn.dialogue.earlier.last,
            before.service == form.service, let open = turn.open(before),
            turn.words.finds("the_one_before", in: heard.text), heard.line.entities.isEmpty,
            !turn.words.finds("question", in: heard.text)
        else { return nil }
        return turn.after { turn in
            turn.understood(.value)
            turn.quoteAnew(before, open.service, why: [])
        }
    }

    /// "9 she says now, sorry" says nothing again.
    private static func changesQuote(_ turn: Turn, _ heard: Heard) -> Bool {
        turn.openQuote != nil && !heard.line.entities.isEmpty && turn.givesNewValues(heard)
    }

    /// At the code prompt a pause is a stop: the code is void, the quote stays.
    private static func waiting(_ turn: Turn, _ heard: Heard) -> Turn {
        turn.after { turn in
            turn.understood(.value)
            turn.isWhollyHeard = true
            turn.pause(heard.text)
        }
    }

    /// "Why?" with a quote on the table asks about the quote, "why?" after a refusal about that.
    private static func asksWhyOfTheTable(_ turn: Turn, _ heard: Heard) -> Bool {
        guard turn.words.isOne(of: "why", heard.text) else { return false }
        return heard.situation.awaited == .consent || heard.situation.isRefused
    }

    /// "The next one" after something was carried out asks for the like of it.
    private static func goOnPaying(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard turn.dialogue.state == .idle, turn.words.isOne(of: "go_on", heard.text),
            let last = turn.dialogue.done?.form,
            let service = turn.assistant.service(named: last.service),
            turn.dialogue.session.level >= service.level
        else { return nil }
        return turn.after { turn in
            turn.understood([last.intent])
            turn.advance(Form(service: service.name, intent: last.intent))
        }
    }
}

extension Turn {
    /// A moment is given; where it is a stop and a code is out, the code is void.
    mutating func pause(_ line: String) {
        isWhollyHeard = true
        guard words.finds("stop", in: line), voidCode(saying: "code_void") else {
            return say(Reply("take_your_time"))
        }
    }

    /// No code is good any more, and the quote waits to be agreed to again; false where none was
    /// awaited.
    ///
    /// - Parameter disarming: the quote may have been changed, and is said again before a yes.
    mutating func voidCode(saying why: String, disarming: Bool = false) -> Bool {
        guard case .verifying(let form, var proposal, _) = dialogue.state else { return false }
        if disarming { proposal.isArmed = false }
        dialogue.misses = 0
        dialogue.state = .proposing(form, proposal)
        say(Reply(why))
        repeatQuestion()
        return true
    }

    /// What the present question means and what can be answered.
    mutating func explain() {
        understood(.help)
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
        stays()
    }

    /// What the desk can do.
    private static let helpKey = TalkAct.help.rawValue

    fileprivate mutating func sayAgain() {
        understood(.repeat)
        isWhollyHeard = true
        say(dialogue.lastReplies.isEmpty ? [Reply(Self.helpKey)] : dialogue.lastReplies)
    }

    fileprivate mutating func switchLanguage(_ text: String) {
        understood(.language)
        isWhollyHeard = true
        dialogue.language = words.language(namedIn: text) ?? (dialogue.language == .zh ? .en : .zh)
        dialogue.languageIsFixed = true
        say(Reply("language_switched"))
        // What has to be understood before consent is shown in the new language too.
        if case .proposing(let form, _) = dialogue.state { say(card(of: form) ?? []) }
        repeatQuestion(inFull: true)
    }

    /// The last answer is taken back, and its question asked again. A quote that falls with it is
    /// void; what was carried out stays.
    fileprivate mutating func goBack() {
        understood(.no)
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
