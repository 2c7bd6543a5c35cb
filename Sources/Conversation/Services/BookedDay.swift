import Entities
import Lending
import NLU
import Quantities

/// The day a repayment is booked for.
extension Booked {
    /// Asked for only where a payment for another day was asked for.
    static func day(beside slots: [Slot]) -> Slot {
        Slot(
            name: LaterDay.name, isFree: true,
            isNeeded: { form, _ in form.intent == intent },
            read: { heard, form, facts in read(heard, form, facts, slots) },
            ask: { _, facts in [Reply("ask_booking_day", limits(facts))] },
            misfit: { value, _, facts in
                Period(value).flatMap { $0.from > last(facts) ? tooFar($0.from, facts) : nil }
            })
    }

    private static func last(_ facts: Facts) -> Day { facts.now.day + Product.mostDaysBooked }

    private static func limits(_ facts: Facts) -> [String: Reply.Value] {
        ["first": .day(facts.now.day + 1), "last": .day(last(facts))]
    }

    private static func tooFar(_ day: Day, _ facts: Facts) -> Reply {
        var values = limits(facts)
        values["day"] = .day(day)
        return Reply("booking_too_far_ahead", values)
    }

    /// One day that is named, unless it names one of several payments, or only says until when.
    private static func read(
        _ heard: Interpretation, _ form: Form, _ facts: Facts, _ slots: [Slot]
    ) -> Slot.Reading {
        let today = facts.now.day
        if form.intent == intent, let why = noOneDay(heard) { return .unusable(why) }
        let due = facts.account.flatMap { FallingDue.all($0).first?.day }
        let days = heard.entities.compactMap { entity -> Day? in
            if case .date(let day) = entity.value { day } else { entity.day(fromDue: due) }
        }
        guard Set(days).count == 1, let day = days.first else {
            let isStretch = heard.entities.contains {
                if case .period = $0.value { true } else { false }
            }
            return isStretch && form.intent == intent
                ? .unusable(Reply("booking_one_day")) : .nothing
        }
        if day == today { return takingBack(form, day) }
        let isOfNow = ["at_once", "deadline"].contains { facts.words.finds($0, in: heard.text) }
        // "Before it is due" is a deadline, "the day before it is due" a day.
        let isReckoned = heard.entities.contains { $0.day(fromDue: due) != nil }
        guard day > today, !isOfNow || isReckoned, !isNaming(heard, form, facts, slots) else {
            return .nothing
        }
        if let why = noOneDay(heard) { return .unusable(why) }
        return day > last(facts) ? .unusable(tooFar(day, facts)) : .value(Period(day).slotValue)
    }

    /// 每月25号, 5号以后, the day before payday: nobody could book that.
    private static func noOneDay(_ heard: Interpretation) -> Reply? {
        heard.entities.lazy.compactMap { entity -> Reply? in
            switch (entity.value, entity.bound) {
            case (.monthly, _), (.weekly, _), (.date, .atLeast?): Reply("booking_one_day")
            case (.ownDay(.payday, _), _): Reply("booking_own_day")
            default: nil
            }
        }.first
    }

    /// Today takes a later day back.
    private static func takingBack(_ form: Form, _ today: Day) -> Slot.Reading {
        form.slots[LaterDay.name] == nil ? .nothing : .value(Period(today).slotValue)
    }

    /// "The one that is due on the 15th": the day is part of a name.
    private static func isNaming(
        _ heard: Interpretation, _ form: Form, _ facts: Facts, _ slots: [Slot]
    ) -> Bool {
        // Where there is one payment alone, its day says nothing more than which it is.
        if facts.words.finds("falls_due", in: heard.text), let day = heard.period?.lowerBound,
            facts.account.map({ FallingDue.all($0).contains { $0.day == day } }) ?? false
        {
            return true
        }
        var dayless = heard
        dayless.entities.removeAll { $0.name == "date" }
        return slots.contains {
            $0.read(heard, form, facts) != $0.read(dayless, form, facts)
        }
    }

    /// A slot of a service that takes a day: nothing is asked where nothing can be booked.
    static func slot(_ own: Slot, isOfItsDay: Bool) -> Slot {
        let facts: @Sendable (Form, Facts) -> Facts = { form, facts in
            isOfItsDay ? Self.facts(form, facts) : facts
        }
        var slot = own
        slot.isNeeded = { own.isNeeded($0, facts($0, $1)) && refusal($0, $1) == nil }
        slot.choices = { own.choices($0, facts($0, $1)) }
        slot.read = { own.read($0, $1, facts($1, $2)) }
        slot.ask = { own.ask($0, facts($0, $1)) }
        slot.remind = { own.remind($0, facts($0, $1)) }
        slot.misfit = { own.misfit($0, $1, facts($1, $2)) }
        slot.pick = { own.pick($0, $1, facts($1, $2)) }
        return slot
    }
}

extension Entity {
    /// The day that is so many days before or after one on which something falls due; "before the
    /// due date" is none.
    func day(fromDue due: Day?) -> Day? {
        guard case .ownDay(.due, let offset) = value, bound == nil else { return nil }
        return due.map { $0 + offset }
    }
}
