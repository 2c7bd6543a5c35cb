import Lending
import NLU
import Quantities

/// A day to come for which something is worked out: settling on the 20th, the penalty by Monday.
enum LaterDay {
    static let name = "day"
    /// So many months ahead is still worth a figure.
    private static let mostMonths = 36

    /// Today is a value too: it takes a later day back.
    static let slot = Slot(
        name: name, isNeeded: { _, _ in false },
        read: { heard, form, facts in
            guard let account = LoanSlot.account(form, facts),
                let day = read(heard, account, facts)
            else { return .nothing }
            return .value(Period(day).slotValue)
        })

    /// "Once September's payment is done": the day after which something is asked about.
    static let afterwards = Slot(
        name: "after", isNeeded: { _, _ in false },
        read: { heard, form, facts in
            guard facts.words.finds("by_then", in: heard.text) else { return .nothing }
            let reading = slot.read(heard, form, facts)
            // 扣完还剩多少: after the payment that comes next.
            let next = LoanSlot.account(form, facts).flatMap { FallingDue.all($0).first }
            guard reading == .nothing, facts.words.finds("once_taken", in: heard.text), let next
            else {
                // Where nothing is taken today, today is now.
                let isNow = reading == .value(Period(facts.now.day).slotValue)
                return isNow && next?.day != facts.now.day ? .nothing : reading
            }
            return .value(Period(next.day).slotValue)
        })

    /// The day asked about, when it is after today.
    static func chosen(_ form: Form, _ facts: Facts, named name: String = name) -> Day? {
        // What is taken today is taken after the desk has been asked.
        let first = name == afterwards.name ? facts.now.day : valueDate(at: facts.now) + 1
        guard let day = Period(form.slots[name])?.from, day >= first else { return nil }
        return day
    }

    /// That it is a calculation, and how to have it booked, where the day is near enough.
    static func note(_ day: Day, _ facts: Facts) -> Reply {
        let isNear = day - facts.now.day <= Product.mostDaysBooked
        return Reply(isNear ? "later_note" : "later_note_only", ["day": .day(day)])
    }

    private static func read(
        _ heard: Interpretation, _ account: Account, _ facts: Facts
    ) -> Day? {
        let (today, words) = (facts.now.day, facts.words)
        let reading = PeriodReading(heard, today: today, words)
        let dues = FallingDue.all(account).map(\.day)
        if let day = heard.entities.lazy.compactMap({ $0.day(fromDue: dues.first) }).first {
            return day
        }
        if words.says(.next, in: reading.text) || words.says(.coming, in: reading.text) {
            return dues.first
        }
        if let days = heard.daysMore(words) { return today + days }
        guard let period = reading.named, period.from < today.adding(months: mostMonths),
            period.to >= today
        else { return nil }
        if period.from == period.to { return period.from }
        // A month is asked about with the payment in it in mind; without one, with its begin.
        return dues.first(where: period.contains) ?? max(today, period.from)
    }
}

extension Facts {
    /// As they will be in the evening of a later day, when the debits of the days between have been
    /// taken and the desk still takes payments.
    func projected(to day: Day) -> Facts {
        var later = self
        later.now = Moment(day, hour: (Product.debitHour + Product.cutOffHour) / 2)
        later.account = account?.projected(to: day)
        return later
    }
}

extension Interpretation {
    /// 再拖五天: so many days from today, where no day is named.
    fileprivate func daysMore(_ words: Words) -> Int? {
        guard period == nil, words.finds("days_more", in: text) else { return nil }
        let counts = entities.compactMap { entity -> Int? in
            if case .count(let count, .day) = entity.value, (1...366).contains(count) {
                count
            } else {
                nil
            }
        }
        return counts.count == 1 ? counts[0] : nil
    }
}
