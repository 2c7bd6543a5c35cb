import NLU
import Quantities

/// One way of hearing a line: what the turn becomes, or nil when the line is not for this one.
struct Listener: Sendable {
    let name: String
    let hear: @Sendable (Turn, Heard) -> Turn?

    init(_ name: String, _ hear: @escaping @Sendable (Turn, Heard) -> Turn?) {
        self.name = name
        self.hear = hear
    }
}

/// The order of hearing: the first listener whose line it is answers it.
enum Ear {
    /// Whatever the desk is waiting for: people and safety, then the conversation itself.
    static let anytime: [Listener] = [
        Listener("who is speaking", whoIsSpeaking),
        Listener("a line without words", withoutWords),
        Listener("danger", danger),
        Listener("somebody else's account", somebodyElse),
        Listener("the value that was asked for", awaitedValue),
        Listener("a call for the code again", codeAgain),
        Listener("a ticket given up", ticketGivenUp),
        Listener("which of the requests comes first", whichFirst),
        Listener("a refusal at the end of a line", refusalAtTheEnd),
        Listener("several requests, one of them for a person", severalWithAPerson),
        Listener("a price taken up, and more", orderAndMore),
        Listener("a wish beside one denied", besideDenied),
        Listener("a wish denied", deniedWish),
        Listener("a payment, and not before a day", notBefore),
        Listener("a person", person),
        Listener("a day that does not exist", impossibleDay),
        Listener("a moment, a step back, an explanation", inPlace),
        Listener("a supposition and its price", supposedAndAsked),
        Listener("several figures of what is on the table", severalOfTheTable),
        Listener("several questions about what is at hand", severalAsked),
        Listener("an order of each of several contracts", eachItsOwn),
        Listener("several requests", several),
    ]

    /// What the line means to what the desk is waiting for, or begins.
    static let here: [Listener] = [
        Listener("whether something is taken on a day", takenOnDay),
        Listener("whether something is taken beside a payment", takenBesideAPayment),
        Listener("a question about the matter at hand", matterAsked),
        Listener("signing in", signingIn),
        Listener("what was left the last time", leftLastTime),
        Listener("a choice between meanings", choiceOfMeaning),
        Listener("a wish and the reason for it", besideAReason),
        Listener("the code itself", codeItself),
        Listener("an order taken back", orderTakenBack),
        Listener("what the quote leaves alone", untouched),
        Listener("the next term up or down", oneStep),
        Listener("paid instead of split", paidInstead),
        Listener("yes or no to the quote", yesOrNo),
        Listener("whether today's payment was taken", takenToday),
        Listener("what is owed after a payment", owedAfter),
        Listener("the payment that was taken last", justTaken),
        Listener("the same for today", sameToday),
        Listener("the day of the contract that was told", whenOfWhich),
        Listener("the next of the contracts in an order", nextInOrder),
        Listener("a figure of each contract", eachContract),
        Listener("what falls due on the days that are named", dueOnDays),
        Listener("which way of what was told is better", betterWay),
        Listener("a question about what is on the table", aboutTheTable),
        Listener("an answer to the question asked", answerToQuestion),
        Listener("the quote changed", change),
        Listener("other words at the quote", wordsAtQuote),
        Listener("words where the code is awaited", wordsAtCode),
        Listener("what was just done", afterwards),
        Listener("which of the contracts", whichContract),
        Listener("the last answer with another value", followUp),
        Listener("a part of the line", partOfTheLine),
        Listener("a rule", rule),
        Listener("a request", request),
        Listener("one of several meanings", menu),
        Listener("a word with nothing open", nothingOpen),
        Listener("small talk", smallTalk),
    ]
}

extension Turn {
    mutating func hear(_ line: Interpretation, parts: [Interpretation]) {
        attend(to: line)
        let before = dialogue
        // What was ruled or advised is leant on by the very next line or by none.
        defer {
            if dialogue.ruled == before.ruled { dialogue.ruled = nil }
            if dialogue.advised == before.advised { dialogue.advised = nil }
            if dialogue.refused == before.refused { dialogue.refused = nil }
            if dialogue.priced == before.priced { dialogue.priced = nil }
        }
        let heard = heard(line, parts: parts)
        listen(heard, Ear.anytime + Ear.here)
        disarm(before, line)
        nameUnheard(heard)
    }

    /// Before anything is made of a line.
    mutating func attend(to line: Interpretation) {
        followLanguage(of: line)
        lastLine = line.text
    }

    /// What the line means to whatever the desk is waiting for.
    mutating func answer(_ line: Interpretation) {
        listen(heard(line), Ear.here)
    }

    /// The line in the situation that the dialogue is in.
    func heard(_ line: Interpretation, parts: [Interpretation] = []) -> Heard {
        Heard(
            line, parts: parts, in: Situation(dialogue, assistant), begins: surelyBegins(line))
    }

    /// The turn of the first listener whose line it is, and his name.
    func answered(_ heard: Heard, by listeners: [Listener]) -> (turn: Turn, by: String)? {
        listeners.lazy.compactMap { listener in
            listener.hear(self, heard).map { ($0, listener.name) }
        }.first
    }

    private mutating func listen(_ heard: Heard, _ listeners: [Listener]) {
        guard let answer = answered(heard, by: listeners) else { return missed() }
        self = answer.turn
    }

    /// An order, a call for a person, a word about the conversation: understood beyond doubt.
    func surelyBegins(_ line: Interpretation) -> Bool {
        guard let intent = line.intent, (line.predicted?.confidence ?? 0) >= 0.9,
            let kind = assistant.kinds.kind(of: intent)
        else { return false }
        switch kind {
        case .order, .report: return true
        case .talk:
            return assistant.kinds.talk(intent).map { !TalkAct.answers.contains($0) } ?? false
        case .price, .query, .faq: return false
        }
    }

    /// The turn after something was done to it.
    func after(_ act: (inout Turn) -> Void) -> Turn {
        var turn = self
        act(&turn)
        return turn
    }

    /// Follows the customer's language line by line, but not for a borrowed "ok", a number, or
    /// something that was not understood.
    private mutating func followLanguage(of heard: Interpretation) {
        guard !dialogue.languageIsFixed, let language = heard.language,
            words.answer(heard.text) == nil, talk(heard) != .value, !heard.isBareValue(words)
        else { return }
        // Of what is not understood a whole sentence tells the language, a word does not.
        guard heard.decision != .reject || (heard.isSentence && heard.entities.isEmpty) else {
            return
        }
        if case .askingPhone = dialogue.state { return }
        if case .askingDigits = dialogue.state { return }
        dialogue.language = language
    }

    /// A quote stays on the table through a line that may have changed or refused it and was not
    /// taken so; but the next yes is not taken for it before it has been said again.
    private mutating func disarm(_ before: Dialogue, _ line: Interpretation) {
        let values: Set = ["amount", "number", "count", "share", "reference"]
        let givesValues = line.entities.contains { values.contains($0.name) }
        guard before.state.proposal != nil, !isWhollyHeard,
            words.finds("change", in: line.text) || givesValues
        else { return }
        dialogue.disarm(what: before)
        // Where the code was out already, it is void: the quote has to be agreed to again.
        guard case .verifying(let form, var proposal, _) = dialogue.state,
            proposal.quote == before.state.proposal?.quote
        else { return }
        proposal.isArmed = false
        dialogue.state = .proposing(form, proposal)
        events.removeAll { $0 == .replied(Reply("ask_code")) }
        say(Reply("code_void"))
        repeatQuestion()
    }

    var words: Words { facts.words }

    /// What a line says of the conversation itself; nil when it says something else.
    func talk(_ line: Interpretation) -> TalkAct? { line.intent.flatMap(assistant.kinds.talk) }

    /// Whether an intent only answers a question of the desk.
    func isAnswer(_ intent: String) -> Bool {
        assistant.kinds.talk(intent).map(TalkAct.answers.contains) ?? false
    }

    /// Records an act of the conversation itself.
    mutating func understood(_ act: TalkAct, slots: [SlotFilled] = []) {
        understood([assistant.kinds.name(of: act) ?? act.rawValue], slots: slots)
    }

    /// Records the intent of a line; of one without, that it gave a value.
    mutating func understood(_ line: Interpretation, slots: [SlotFilled] = []) {
        guard let intent = line.intent else { return understood(.value, slots: slots) }
        understood([intent], slots: slots)
    }

    /// Records what was heard, and that it was heard: the misses start afresh.
    mutating func understood(_ intents: [String], slots: [SlotFilled] = []) {
        dialogue.misses = 0
        events.append(.understood(intents, slots: slots))
    }
}

extension Dialogue {
    /// Disarms the quotes that were on the table before and still are.
    fileprivate mutating func disarm(what before: Dialogue) {
        let known = ([before.state] + before.suspended).compactMap(\.proposal?.quote)
        func disarmed(_ state: State) -> State {
            guard case .proposing(let form, var proposal) = state, known.contains(proposal.quote)
            else { return state }
            proposal.isArmed = false
            return .proposing(form, proposal)
        }
        state = disarmed(state)
        suspended = suspended.map(disarmed)
    }
}
