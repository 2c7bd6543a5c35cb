import NLU
import Quantities

/// "Can you split it on Friday?": only repayments are booked for later, by services that take a day
/// themselves. All else is of the day, and so is what it costs.
extension Turn {
    /// Says so where an order is asked for with a later day.
    mutating func sayOnlyToday(_ service: Service, _ heard: Interpretation) {
        guard !service.isReadOnly, service.slot(named: LaterDay.name) == nil,
            service.name != Service.bookingCancellation.name, let day = laterDay(in: heard)
        else { return }
        // A day that tells which of several is meant is no wish for that day.
        let form = Form(service: service.name, intent: "")
        var dayless = heard
        dayless.entities.removeAll { $0.name == "date" }
        let isNaming =
            values(of: service, in: heard, form).filled
            != values(of: service, in: dayless, form).filled
        if !isNaming { say(Reply("only_today", ["day": .day(day)])) }
    }

    /// The same of the quote on the table, which stays there. Nil when the line is about
    /// something else.
    func anotherDay(_ open: OpenForm, _ heard: Heard) -> Turn? {
        let line = heard.line
        guard open.service.slot(named: LaterDay.name) == nil,
            isRefinement(heard, of: open.service) || line.decision != .accept
                || assistant.faqs.contains(line.intent ?? ""),
            let day = laterDay(in: line)
        else { return nil }
        return after { turn in
            turn.understood(line)
            turn.say(Reply("only_today", ["day": .day(day)]))
            turn.repeatQuestion()
        }
    }

    func laterDay(in heard: Interpretation) -> Day? {
        let days = heard.entities.compactMap { entity -> Day? in
            if case .date(let day) = entity.value { day } else { nil }
        }
        guard Set(days).count == 1, let day = days.first, day > facts.now.day else { return nil }
        return day
    }
}
