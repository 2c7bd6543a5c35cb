import NLU
import Quantities

/// What a line means to a question of the desk: who are you, shall we go on, which was meant, which
/// one, how much.
extension Ear {
    static func signingIn(_ turn: Turn, _ heard: Heard) -> Turn? {
        let form: Form
        switch turn.dialogue.state {
        case .askingPhone(let open), .askingDigits(let open): form = open
        default: return nil
        }
        return turn.after { $0.hearWhileIdentifying(form, heard) }
    }

    static func leftLastTime(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard case .offering(let form) = turn.dialogue.state else { return nil }
        return turn.after { $0.hearAboutOffer(form, heard) }
    }

    /// The line that answers "which loan?", "how many instalments?".
    static func answerToQuestion(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard case .asking(let form, let name) = turn.dialogue.state,
            let open = turn.open(form), let slot = open.service.slot(named: name)
        else { return nil }
        if turn.words.answer(heard.text) == .no { return turn.after { $0.cancel() } }
        if turn.words.begins("meaning_of", heard.text), heard.line.decision != .accept {
            return turn.after { $0.explain() }
        }
        if let next = advised(turn, slot, open, heard) { return next }
        if let next = askedOfChoices(turn, slot, open, heard) { return next }
        if let next = several(turn, slot, open, heard) ?? picked(turn, slot, open, heard) {
            return next
        }
        if heard.line.onlyTakesBack(turn.words) {
            // "Not the phone one and not the education one" leaves the third.
            if slot.isChosenByPlace,
                case .value(let left) = slot.read(heard.line, form, turn.facts)
            {
                return turn.after { $0.choose(left, for: slot, in: form) }
            }
            return turn.after { $0.askInstead() }
        }
        if let next = named(turn, slot, open, heard) { return next }
        if let other = turn.other(than: open, heard) {
            return turn.after { $0.change(into: other, heard.line) }
        }
        if let next = refined(turn, open, heard) { return next }
        if let next = agreedTooEarly(turn, heard) { return next }
        let isRefusal = turn.talk(heard.line) == .no || heard.isSurely("decline", "not_wanted")
        return isRefusal ? turn.after { $0.cancel() } : nil
    }

    /// The values that a line gives to the form that is open.
    private static func refined(
        _ turn: Turn, _ open: OpenForm, _ heard: Heard
    ) -> Turn? {
        guard turn.isRefinement(heard, of: open.service) || turn.givesWhatIsAwaited(heard) else {
            return nil
        }
        let given = turn.values(of: open.service, in: heard.line, open.form)
        if !given.filled.isEmpty {
            return turn.after { turn in
                turn.understoodValues(of: heard.line, for: open.service, given.filled)
                var other = open.form
                other.take(given.filled)
                if turn.putsBehind(other, open.service, heard) { return }
                turn.take(given, into: open.form)
            }
        }
        guard !given.unusable.isEmpty else { return nil }
        return turn.after { turn in
            turn.understood(heard.line)
            turn.say(given.unusable)
            turn.advise(as: given.unusable)
            turn.repeatQuestion()
        }
    }

    /// A yes where something is still missing before there is a quote.
    private static func agreedTooEarly(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard turn.words.answer(heard.text) == .yes else { return nil }
        return turn.after { turn in
            turn.understood(.yes)
            turn.say(Reply("confirm_too_early"))
            turn.stays()
        }
    }

    /// "The bill" is a question elsewhere; among choices it names one of them.
    private static func named(
        _ turn: Turn, _ slot: Slot, _ open: OpenForm, _ heard: Heard
    ) -> Turn? {
        let describes =
            heard.line.instalmentNaming(turn.words) != nil
            || turn.words.begins("the_one", heard.text) && !heard.text.hasSuffix("?")
        guard slot.isChosenByPlace, turn.words.isBareName(heard.text) || describes else {
            return nil
        }
        switch slot.read(heard.line, open.form, turn.facts) {
        case .value(let value):
            // 还最低: which one, and how much of it.
            let given = turn.values(of: open.service, in: heard.line, open.form)
            guard given.filled.count > 1 else {
                return turn.after { $0.choose(value, for: slot, in: open.form) }
            }
            return turn.after { turn in
                turn.understood(.value, slots: given.filled)
                turn.take(given, into: open.form)
            }
        case .unusable(let why):
            return turn.after { turn in
                turn.understood(.value)
                turn.say(why)
                turn.repeatQuestion()
            }
        case .nothing: return nil
        }
    }

    /// The choice a line picks: by its place, by what makes it stand out, or of one alone by a yes.
    private static func picked(
        _ turn: Turn, _ slot: Slot, _ open: OpenForm, _ heard: Heard
    ) -> Turn? {
        let choices = slot.choices(open.form, turn.facts).map(\.value)
        if slot.isChosenByPlace, choices.count == 1, turn.words.answer(heard.text) == .yes {
            return turn.after { $0.choose(choices[0], for: slot, in: open.form) }
        }
        let isPlace = slot.isChosenByPlace || turn.words.isOrdinal(heard.text)
        if isPlace, let place = turn.words.place(heard.text), choices.indices.contains(place - 1) {
            return turn.after { $0.choose(choices[place - 1], for: slot, in: open.form) }
        }
        // 第二个吧，全部: the place first, and what else is said of it.
        if slot.isChosenByPlace, heard.parts.count == 2,
            let place = turn.words.place(heard.parts[0].text), choices.indices.contains(place - 1)
        {
            return turn.after { turn in
                turn.choose(choices[place - 1], for: slot, in: open.form)
                if heard.parts[1].chance(of: "amount_all") < 0.25 { turn.answer(heard.parts[1]) }
            }
        }
        if slot.isChosenByPlace, heard.line.isBareValue(turn.words),
            let place = heard.line.terms.first,
            heard.line.entities.count == 1, choices.indices.contains(place - 1)
        {
            return turn.after { $0.choose(choices[place - 1], for: slot, in: open.form) }
        }
        guard let pick = Pick(heard) ?? likely(slot, open, turn.facts, heard),
            !turn.isMoreThanAPick(heard, open)
        else { return nil }
        if pick == .everything, let whole = open.service.rest(open.form, turn.facts) {
            return turn.after { $0.change(into: whole, heard.line) }
        }
        if pick == .all, slot.isChosenByPlace, choices.count > 1 {
            return turn.after { turn in
                turn.understood(.value)
                turn.orderEach(
                    turn.named(heard.line, among: choices), for: slot, in: open, heard.line)
            }
        }
        guard let value = slot.pick(pick, open.form, turn.facts) else { return nil }
        return turn.after { $0.choose(value, for: slot, in: open.form) }
    }
}

extension Ear {
    /// 行，那就少的那个: whether the fewest or the smallest is meant, it is the same choice.
    private static func likely(
        _ slot: Slot, _ open: OpenForm, _ facts: Facts, _ heard: Heard
    ) -> Pick? {
        let picks = heard.line.moves.compactMap { move in
            Pick(rawValue: move.intent).map { (pick: $0, chance: move.confidence) }
        }
        let values = picks.map { slot.pick($0.pick, open.form, facts) }
        guard let first = picks.first, let value = values[0],
            zip(picks, values).filter({ $0.1 == value }).map(\.0.chance).reduce(0, +) >= 0.5
        else { return nil }
        return first.pick
    }
}

/// A choice by what makes it stand out among the others.
package enum Pick: String, Sendable {
    case first = "pick_first"
    case last = "pick_last"
    case other = "pick_other"
    case all = "pick_all"
    case smallest = "pick_smallest"
    case biggest = "pick_biggest"
    case longest = "pick_longest"
    case shortest = "pick_shortest"
    case cheapest = "pick_cheapest"
    case everything = "amount_all"
    case most = "amount_most"
    case least = "amount_least"

    init?(_ heard: Heard) {
        guard let move = heard.move else { return nil }
        self.init(rawValue: move)
    }
}

extension Turn {
    mutating func choose(_ value: SlotValue, for slot: Slot, in form: Form) {
        var form = form
        form.slots[slot.name] = value
        understood(.value, slots: [SlotFilled(slot.name, value)])
        if takesOneByOne(form) { return }
        advance(form)
    }

    /// "2000 for the small one" gives more than a choice among those on offer.
    fileprivate func isMoreThanAPick(_ heard: Heard, _ open: OpenForm) -> Bool {
        // A place or a value that is not to be had is no other one: 第七个 of three, "seven months".
        let given = values(of: open.service, in: heard.line, open.form)
        return !given.filled.isEmpty || !given.unusable.isEmpty
            || heard.line.entities.contains { $0.name == "reference" }
    }

    /// "Whatever you think": what a good clerk says for the one or the other, and the choice is
    /// still the customer's.
    mutating func leaveToThem(_ slot: Slot, _ form: Form) {
        understood(.value)
        let advice = slot.advise(form, facts)
        say(Reply("yours_to_choose"))
        say(advice.map { [$0.reason] } ?? [])
        stays()
        dialogue.advised = advice?.value
    }

    /// "Not 12": a value is gone and none has come.
    mutating func askInstead() {
        understood(.value)
        say(Reply("which_instead"))
    }

    /// True unless the line was surely about something else: a bare value is often heard as
    /// nothing at all, and that is fine while a value is being waited for.
    func isRefinement(_ heard: Heard, of service: Service) -> Bool {
        guard let intent = heard.line.intent else { return true }
        if isAnswer(intent) { return true }
        // 再晚一天吧 gives a day, whatever else it sounds like.
        if let form = dialogue.state.form, heard.line.leaning(on: form, words) != heard.line {
            return true
        }
        if service.intents.contains(intent) || service.refinedBy.contains(intent) { return true }
        // 手滑手滑 9期 sounds like a cancellation, and gives a value.
        if heard.isSurely("change", above: 0.85), !heard.line.entities.isEmpty,
            reason(of: intent) == nil
        {
            return true
        }
        if reason(of: intent) != nil
            || assistant.service(for: intent)?.isReadOnly == false
        {
            return heard.line.isBareValue(words)
        }
        // A guess at a question is none beside the value that was asked for.
        let isGuess =
            heard.situation.awaited == .slot && !heard.text.hasSuffix("?")
            && (heard.line.predicted?.confidence ?? 0) < 0.45
        return heard.line.isBareValue(words) || isGuess || heard.isSurely("change", above: 0.5)
            || Pick(heard) != nil || !words.finds("question", in: heard.text)
            // 要不24期？ asks for nothing but the other quote.
            || (heard.line.isShort && [.faq, .price].contains(assistant.kinds.kind(of: intent)))
    }

    /// Another service takes over what is known: "settle it", then "only 5000".
    mutating func change(into form: Form, _ line: Interpretation) {
        guard let service = assistant.service(named: form.service) else { return }
        if let open = openQuote { events.append(.cancelled(open)) }
        let given = values(of: service, in: line, form)
        understood([form.intent], slots: given.filled)
        take(given, into: form)
    }
}

extension Form {
    mutating func take(_ filled: [SlotFilled]) {
        for value in filled { slots[value.slot] = value.value }
    }
}
