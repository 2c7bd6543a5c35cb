import NLU
import Quantities

/// What was taken last, and what will be owed later, of what was told.
extension Ear {
    /// "And the one that's just gone?" after a plan: the latest payment made on it.
    static func justTaken(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard turn.dialogue.state == .idle, case .told(let told) = heard.situation.table,
            turn.words.finds("just_taken", in: heard.text),
            heard.line.sums.isEmpty, heard.line.period == nil,
            let service = turn.assistant.service(named: Service.history.name),
            let intent = service.intents.first, told.service != service.name
        else { return nil }
        var form = Form(service: service.name, intent: intent)
        form.slots[LoanSlot.name] = told.slots[LoanSlot.name]
        guard let last = Past.latest(form, turn.facts) else { return nil }
        form.slots[Past.period.name] = last.slotValue
        return turn.after { turn in
            turn.understood([intent], slots: [SlotFilled(Past.period.name, last.slotValue)])
            turn.advance(form)
        }
    }

    /// "And if I did it right now?" after the price of a later day: that of today.
    static func sameToday(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard turn.dialogue.state == .idle, var form = turn.dialogue.answered,
            form.slots[LaterDay.name] != nil, turn.words.finds("at_once", in: heard.text),
            heard.line.sums.isEmpty, heard.line.isShort || heard.line.isSupposed,
            PeriodReading(heard.line, today: turn.facts.now.day, turn.words).goesOn
                || heard.line.isSupposed
        else { return nil }
        let today = turn.facts.now.day
        guard heard.line.period.map({ $0 == today...today }) ?? true else { return nil }
        return turn.after { turn in
            form.slots[LaterDay.name] = nil
            turn.understood(.value)
            turn.advance(form)
        }
    }

    /// 等6月那期扣完还欠多少: what is left after that payment, and not what falls due then.
    static func owedAfter(_ turn: Turn, _ heard: Heard) -> Turn? {
        guard !heard.situation.isAboutAnOrder, heard.line.sums.isEmpty,
            turn.words.finds("once_paid", in: heard.text),
            turn.words.finds("still_owed", in: heard.text),
            turn.words.finds("question", in: heard.text),
            let service = turn.assistant.services.first(where: {
                $0.slot(named: LaterDay.afterwards.name) != nil
            }), let intent = service.intents.first, turn.dialogue.session.level >= service.level
        else { return nil }
        let form = Form(service: service.name, intent: intent)
        let given = turn.values(of: service, in: heard.line, form)
        guard given.filled.contains(where: { $0.slot == LaterDay.afterwards.name }) else {
            return nil
        }
        return turn.after { $0.start(service, intent: intent, heard.line) }
    }
}
