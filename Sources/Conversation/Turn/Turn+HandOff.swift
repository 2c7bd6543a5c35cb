import NLU
import Quantities

extension HandOff {
    /// Why a person is needed, most urgent first. People come before any sale or flow.
    enum Reason: Equatable {
        case crisis, fraud, human, complaint, hardship
        /// A decision of the desk that a person has to review.
        case review(String)
        /// A reply of the desk that would have broken a quality rule.
        case quality

        init(_ act: ReportAct) {
            switch act {
            case .fraud: self = .fraud
            case .human: self = .human
            case .complaint: self = .complaint
            case .hardship: self = .hardship
            }
        }

        /// What it is written down as.
        var act: ReportAct {
            switch self {
            case .crisis, .human, .review, .quality: .human
            case .fraud: .fraud
            case .complaint: .complaint
            case .hardship: .hardship
            }
        }

        var name: String {
            switch self {
            case .crisis: "crisis"
            case .fraud, .human, .complaint, .hardship: act.rawValue
            case .review: "review"
            case .quality: "quality"
            }
        }

        /// Smaller is sooner.
        var priority: Int {
            switch self {
            case .crisis: 0
            case .fraud: 1
            case .complaint, .hardship: 2
            case .human, .review, .quality: 3
            }
        }
    }
}

extension Turn {
    mutating func handOff(_ reason: HandOff.Reason) {
        switch reason {
        case .review, .quality: break
        default: understood([assistant.kinds.name(of: reason.act) ?? reason.act.rawValue])
        }
        // One matter, one ticket: what is said more belongs to it.
        if let ticket = dialogue.tickets[reason.name], reason != .crisis {
            isWhollyHeard = true
            events.append(.handedOff(reason: reason.name, ticket: ticket))
            say(Reply("ticket_already", ["ticket": .text(ticket)]))
            return repeatQuestion()
        }
        effect = .handOff(
            HandOff(
                reason: reason.name, priority: reason.priority, summary: summary(reason),
                joins: ticket(joinedBy: reason)))
        if reason == .crisis { say(Reply("crisis")) }
        dropQuotes()
        dialogue.state = .idle
        dialogue.suspended = []
        dialogue.queued = []
        dialogue.handingOff = reason.name
    }

    /// The ticket of the same matter: to want a person is none of its own.
    private func ticket(joinedBy reason: HandOff.Reason) -> String? {
        let human = HandOff.Reason.human
        if reason == human { return dialogue.tickets.values.max() }
        return dialogue.tickets.count == 1 ? dialogue.tickets[human.name] : nil
    }

    mutating func queued(_ ticket: String?) {
        guard let reason = dialogue.handingOff else { return }
        dialogue.handingOff = nil
        guard let ticket else { return say(Reply("handoff_not_queued")) }
        events.append(.handedOff(reason: reason, ticket: ticket))
        dialogue.tickets[reason] = ticket
        let key = "handoff_" + reason
        say(
            Reply(
                assistant.phrasebook.has(key) ? key : Self.handedOff, ["ticket": .text(ticket)]))
        let promise = Promise(of: reason, level: dialogue.session.level, at: facts.now)
        dialogue.calledBackBy = promise.callBack
        say(whatComesNext(ticket, promise))
    }

    /// Said where the reason has no words of its own.
    private static let handedOff = "handoff_" + HandOff.Reason.human.name

    /// What happens now, and by when. Whom the desk does not know, nobody can call back.
    private func whatComesNext(_ ticket: String, _ promise: Promise) -> Reply {
        let isOpen = Company.peopleAnswer(at: facts.now)
        guard let by = promise.callBack else {
            return Reply(
                isOpen ? "people_unknown" : "people_unknown_later", ["ticket": .text(ticket)])
        }
        return Reply(
            isOpen ? "people_next" : "people_later",
            [
                "ticket": .text(ticket), "by": .time(by),
            ])
    }

    /// Every quote left open ends with a hand-off, and the customer hears that nothing was done.
    private mutating func dropQuotes() {
        let open = ([dialogue.state] + dialogue.suspended).compactMap(\.proposal?.quote)
        guard !open.isEmpty else { return }
        events += open.map(Event.cancelled)
        say(Reply("quote_dropped"))
    }

    /// What a colleague needs to know at a glance, as `name=value`: the language, the services open
    /// and waiting with their slots, the open quotes, the reason class of a decision to be
    /// reviewed, and the customer's own words, masked, last.
    private func summary(_ reason: HandOff.Reason) -> String {
        var parts = ["language=\(dialogue.language.rawValue)"]
        for state in [dialogue.state] + dialogue.suspended.reversed() {
            if let form = state.form { parts.append(form.summary) }
            if let proposal = state.proposal {
                parts.append("quote=\(proposal.quote) total=\(proposal.order.total.fen)")
            }
        }
        parts += dialogue.queued.compactMap(\.line.intent).map { "waiting=\($0)" }
        if case .review(let why) = reason { parts.append("why=\(why)") }
        if let lastLine { parts.append("said=\(lastLine)") }
        return parts.joined(separator: " ")
    }

    /// Why a person is needed by a line that was understood; nil where none is.
    func reason(_ line: Interpretation) -> HandOff.Reason? { line.intent.flatMap(reason(of:)) }

    /// Why an intent is passed on to a person; nil for one that is not.
    func reason(of intent: String) -> HandOff.Reason? {
        assistant.kinds.report(intent).map(HandOff.Reason.init)
    }
}

extension Form {
    fileprivate var summary: String {
        let values = slots.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return (["service=" + service] + values).joined(separator: " ")
    }
}
