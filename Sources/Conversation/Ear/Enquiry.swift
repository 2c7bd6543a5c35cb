import Lending
import NLU
import Quantities

/// What is asked of figures on the table that they do not tell.
extension Ear {
    /// Figures on the table that say nothing of it: the enquiry that does.
    static func queried(_ turn: Turn, _ topic: String, _ heard: Heard) -> Turn? {
        let told = turn.dialogue.answered.flatMap { turn.open($0) }
        if let next = interestToTheEnd(turn, topic, told, heard) { return next }
        let tellsDues = told?.service.slot(named: DuePeriod.name) != nil
        // Of a time, and of what is due, the total is that of what falls due then.
        let isOfThese = heard.line.isShort || turn.words.finds("of_these", in: heard.text)
        let isOfDues =
            tellsDues && isOfThese || heard.line.period != nil
            || turn.words.finds("each_month", in: heard.text)
        let isOfThen = heard.line.period != nil && topic == "ask_left"
        let topic = isOfDues && sums.contains(topic) || isOfThen ? "ask_each" : topic
        // What was just told of answers before the others, and what tells of times like it next.
        let near =
            [told?.service].compactMap { $0 }
            + turn.assistant.services.filter {
                tellsDues && $0.slot(named: DuePeriod.name) != nil
            }
        guard
            let service = (near + turn.assistant.services).first(where: {
                $0.topics.contains(topic)
            }),
            let intent = service.intents.first, heard.share >= 0.55,
            // How many there are is asked of what is paid once payments were told, and not before.
            topic != "ask_count" || service.name == told?.service.name,
            turn.dialogue.session.level >= service.level
        else { return nil }
        var form = Form(service: service.name, intent: intent)
        if let told, near.contains(where: { $0.name == service.name }) {
            // Of what and of when it is asked stays; what was asked of it does not.
            form.slots = told.form.slots.filter { !$0.value.isChoice }
        }
        return turn.after { $0.enquire(topic, service, form, heard.line) }
    }

    /// "How much of this is interest?" of all that is owed, where it is owed on one contract.
    private static func interestToTheEnd(
        _ turn: Turn, _ topic: String, _ told: OpenForm?, _ heard: Heard
    ) -> Turn? {
        guard topic == "ask_interest", heard.line.period == nil,
            !turn.words.finds("dues", in: heard.text), let told,
            told.service.topics.contains("ask_everything"),
            let contracts = turn.facts.account?.activeContracts, contracts.count == 1
        else { return nil }
        var form = told.form
        form.slots = [LoanSlot.name: .reference(contracts[0].id)]
        return turn.after { turn in
            turn.understood([topic])
            turn.advance(form)
        }
    }

    private static let sums: Set = ["ask_total", "ask_everything"]
}

extension Turn {
    fileprivate mutating func enquire(
        _ topic: String, _ service: Service, _ open: Form, _ line: Interpretation
    ) {
        var form = open
        // The last of all, and not of the month that was told; and so of how many in all.
        let isOfAllTimes = topic == "ask_count" && words.finds("altogether", in: line.text)
        if topic == "ask_last" || isOfAllTimes { form.slots[DuePeriod.name] = nil }
        form.slots.merge(service.asking[topic] ?? [:]) { _, asked in asked }
        // The contract that is spoken of is the one that is asked about.
        if service.slot(named: LoanSlot.name) != nil, let loan = spokenOf() {
            form.slots[LoanSlot.name] = loan
        }
        if dialogue.state != .idle { suspend() }
        let given = values(of: service, in: line, form)
        let isOfAll = form.slots.isEmpty || words.finds("debt_free", in: line.text)
        if topic == "ask_last", isOfAll, given.filled.isEmpty, let last = whichEndsLast {
            understood([last.intent])
            return advance(last)
        }
        guard !form.slots.isEmpty else { return self.open(form.intent, line) }
        understood([form.intent], slots: given.filled)
        take(given, into: form)
    }
}
