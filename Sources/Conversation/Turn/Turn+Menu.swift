import NLU
import Quantities

/// "Did you mean A or B?": the question, and what a line means to it.
extension Ear {
    static func choiceOfMeaning(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard case .choosing(let options, let line) = turn.dialogue.state else { return nil }
        return turn.after { $0.choose(among: options, of: line, heard) }
    }
}

extension Turn {
    /// Several readings: a control intent is simply taken, others are asked about by name.
    mutating func clarify(_ intents: [String], _ heard: Interpretation) {
        guard let first = intents.first else { return missed() }
        if isTalk(first) { return open(first, heard) }
        // People first, also in a list; the others keep their order.
        let sayable = intents.filter { !isTalk($0) }
        let people = sayable.filter { reason(of: $0) != nil }
        let askable = people + sayable.filter { !people.contains($0) }
        let person = assistant.kinds.name(of: ReportAct.human).map { [$0] } ?? []
        if askable == person { return handOff(.human) }
        let options = askable.count > 1 ? askable : askable + person
        understood(options)
        say(Reply("choose"))
        // The line is kept: what it said of sums and terms is not asked again.
        dialogue.state = .choosing(options, of: heard)
        list(options)
    }

    mutating func list(_ intents: [String]) {
        for (place, intent) in intents.enumerated() {
            say(Reply("choice", ["place": .count(place + 1), "name": .phrase("name_" + intent)]))
        }
    }

    fileprivate mutating func choose(
        among options: [String], of line: Interpretation?, _ heard: Heard
    ) {
        if let option = placed(heard, among: options) {
            return take(option, of: line ?? heard.line.withoutEntities)
        }
        // A yes to "A or B?" names neither; to a quote that the question hides it may be meant.
        if words.answer(heard.text) == .yes || heard.isSurely("go_ahead") {
            guard case .proposing? = dialogue.suspended.last else { return missed() }
            dialogue.state = dialogue.suspended.removeLast()
            understood(.yes)
            return restate()
        }
        if let option = named(heard, among: options) {
            return take(option, of: line.map { $0.followed(by: heard.line) } ?? heard.line)
        }
        if let form = filled(by: heard, among: options) { return take(form, of: line) }
        // A value belongs to the line that is not clear yet, and may make it clear.
        let givesASum =
            !heard.line.sums.isEmpty && !words.finds("question", in: heard.text)
            && !surelyBegins(heard.line)
        if talk(heard.line) == .value || heard.line.isBareValue(words) || givesASum, let line {
            let joined = line.followed(by: heard.line)
            if let intent = settled(among: options, joined) { return take(intent, of: joined) }
            understood(options)
            dialogue.state = .choosing(options, of: joined)
            return repeatQuestion(inFull: true)
        }
        if isRefusal(heard.line) || heard.isSurely("decline", "not_wanted") {
            return refuseAll(heard.text)
        }
        // Something else: it belongs to what was left.
        dialogue.state = dialogue.suspended.popLast() ?? .idle
        answer(heard.line)
    }

    /// The option at the place a line names.
    private func placed(_ heard: Heard, among options: [String]) -> String? {
        if let place = words.place(heard.text), options.indices.contains(place - 1) {
            return options[place - 1]
        }
        return heard.isSurely("pick_last") ? options.last : nil
    }

    /// The choice in words: the name of one, or a line that was heard as none or several of the
    /// options on offer.
    private func named(_ heard: Heard, among options: [String]) -> String? {
        if heard.line.decision == .accept, let intent = heard.line.intent, options.contains(intent)
        {
            return intent
        }
        let named = options.filter { option in
            heard.line.ranking.prefix(2).contains { $0.intent == option }
        }
        guard heard.line.decision != .accept, named.count == 1, heard.move != "decline" else {
            return nil
        }
        return named[0]
    }

    /// "The longest one", "the travel loan": what one of the orders on offer would ask for, and no
    /// other of them.
    private func filled(by heard: Heard, among options: [String]) -> Form? {
        guard Pick(heard) != nil || words.isBareName(heard.text) else { return nil }
        let forms = options.compactMap { option -> Form? in
            guard let service = assistant.service(for: option), !service.isReadOnly,
                dialogue.session.level >= service.level
            else { return nil }
            return filled(Form(service: service.name, intent: option), service, by: heard)
        }
        return forms.count == 1 ? forms[0] : whole(heard, among: options)
    }

    /// "All of it" of the one order on offer that knows what all is.
    private func whole(_ heard: Heard, among options: [String]) -> Form? {
        guard Pick(heard) == .everything else { return nil }
        let forms = options.compactMap { option -> Form? in
            guard let service = assistant.service(for: option), !service.isReadOnly,
                dialogue.session.level >= service.level
            else { return nil }
            return service.rest(Form(service: service.name, intent: option), facts)
        }
        return forms.count == 1 ? forms[0] : nil
    }

    private func filled(_ form: Form, _ service: Service, by heard: Heard) -> Form? {
        var form = form
        for slot in service.slots {
            if let pick = Pick(heard), let value = slot.pick(pick, form, facts) {
                form.slots[slot.name] = value
            } else if slot.isChosenByPlace,
                case .value(let value) = slot.read(heard.line, form, facts)
            {
                form.slots[slot.name] = value
            }
        }
        return form.slots.isEmpty ? nil : form
    }

    private mutating func take(_ form: Form, of line: Interpretation?) {
        guard let service = assistant.service(named: form.service) else { return }
        dialogue.state = .idle
        var given = line.map { values(of: service, in: $0, form) } ?? Values()
        given.filled.removeAll { form.slots[$0.slot] != nil }
        let picked = service.slots.compactMap { slot in
            form.slots[slot.name].map { SlotFilled(slot.name, $0) }
        }
        understood([form.intent], slots: picked + given.filled)
        take(given, into: form)
    }

    /// "None of these" leads back to what was left for the question; "cancel" leaves that too.
    private mutating func refuseAll(_ line: String) {
        let isOpen = dialogue.suspended.contains { $0.proposal == nil }
        if isOpen, !words.isOne(of: "none_of_them", line) { return cancel() }
        understood(.no)
        say(nothingMore)
        resume()
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
}

extension Interpretation {
    /// A number that picks an option says nothing about sums or terms.
    fileprivate var withoutEntities: Interpretation {
        var copy = self
        copy.entities = []
        return copy
    }
}
