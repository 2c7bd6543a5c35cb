import Quantities

/// Days from one to another, both inclusive.
struct DaySpan: Equatable {
    var from: Day
    var to: Day

    init(_ from: Day, _ to: Day) { (self.from, self.to) = (from, to) }
    init(_ day: Day) { (from, to) = (day, day) }

    /// Nil for a month or a year the calendar does not have.
    init?(year: Int, month: Int) {
        guard let first = Day(year: year, month: month, day: 1) else { return nil }
        self.init(first, first + (Day.length(ofMonth: month, year: year) - 1))
    }

    init?(year: Int) {
        guard let first = Day(year: year, month: 1, day: 1),
            let last = Day(year: year, month: 12, day: 31)
        else { return nil }
        self.init(first, last)
    }
}

/// A time as it was said: what was named, the rest open. A day without a year is the next such
/// day, today included: a repayment lies ahead.
struct CalendarPoint: Equatable {
    var year: Int?
    var month: Int?
    var day: Int?
    /// A weekday alone, 1 for Monday.
    var weekday: Int?
    /// Already settled: tomorrow, next week.
    var span: DaySpan?
    /// 月初, "earlier this month": a stretch rather than a day.
    var isApproximate = false
    /// The words, where month and day are none: 2026-13-01.
    var words: String?

    /// A fifth Sunday in a month that has four: told by its words.
    static let none = CalendarPoint(month: 13, day: 0)

    var isOpen: Bool { span == nil && year == nil }

    /// The days meant, or nil for a day that does not exist.
    func span(from today: Day) -> DaySpan? {
        if let span { return span }
        if let weekday { return DaySpan(today.next(weekday: weekday)) }
        switch (year, month, day) {
        case (let year?, let month?, let day?):
            return Day(year: year, month: month, day: day).map { DaySpan($0) }
        case (let year?, let month?, nil): return DaySpan(year: year, month: month)
        case (let year?, nil, nil): return DaySpan(year: year)
        case (nil, let month?, let day?):
            return Self.years(from: today, count: 9).lazy
                .compactMap { Day(year: $0, month: month, day: day) }
                .first { $0 >= today }.map { DaySpan($0) }
        case (nil, let month?, nil):
            return Self.years(from: today, count: 2).lazy
                .compactMap { DaySpan(year: $0, month: month) }.first { $0.to >= today }
        case (_, nil, let day?): return Self.next(day: day, from: today).map { DaySpan($0) }
        case (nil, nil, nil): return nil
        }
    }

    private static func years(from today: Day, count: Int) -> [Int] {
        Array(today.year..<today.year + count)
    }

    /// The next such day of a month, in the first month that has it.
    static func next(day: Int, from today: Day) -> Day? {
        let first = Day(number: today.number - today.dayOfMonth + 1)
        return (0..<3).lazy.map { first.adding(months: $0) }
            .compactMap { Day(year: $0.year, month: $0.month, day: day) }
            .first { $0 >= today }
    }

    /// What was said, for a day that cannot be: `2019-02-30`, `02-30`.
    var name: String {
        if let words { return words }
        let parts = [month, day].compactMap { $0 }.map { $0 < 10 ? "0\($0)" : "\($0)" }
        return ((year.map { ["\($0)"] } ?? []) + parts).joined(separator: "-")
    }
}

/// Reckoning in weeks, months and years from a day.
extension Day {
    /// The first or the second half: of a week, a month or a year.
    static func half(of span: DaySpan, isFirst: Bool) -> DaySpan {
        let days = span.to - span.from + 1
        let middle: Day
        switch days {
        case 360...: middle = span.from.adding(months: 6)
        case 28...31: middle = span.from + 15
        default: middle = span.from + days / 2
        }
        return isFirst ? DaySpan(span.from, middle - 1) : DaySpan(middle, span.to)
    }

    /// The beginning, the middle or the end: four months of a year, ten days of a month; of a
    /// week Monday to Wednesday, Tuesday to Friday, Thursday to Sunday.
    static func third(_ place: Int, of span: DaySpan) -> DaySpan {
        let days = span.to - span.from + 1
        if days >= 360 {
            let from = span.from.adding(months: 4 * place)
            return DaySpan(from, from.adding(months: 4) - 1)
        }
        if days == 7 {
            let (first, last) = [(0, 2), (1, 4), (3, 6)][place]
            return DaySpan(span.from + first, span.from + last)
        }
        let third = max(1, days / 3)
        let from = span.from + place * third
        return DaySpan(from, place == 2 ? max(from, span.to) : from + (third - 1))
    }

    /// Monday of the week so many weeks away.
    func monday(weeks: Int) -> Day { self - (weekday - 1) + weeks * 7 }

    func adding(_ count: Int, _ unit: TimeUnit) -> Day? {
        guard count.magnitude <= 20_000 else { return nil }
        let day: Day
        switch unit {
        case .day: day = self + count
        case .businessDay:
            guard count.magnitude <= 1000 else { return nil }
            day = addingBusinessDays(count)
        case .week, .weekend, .workweek: day = self + count * 7
        case .fortnight: day = self + count * 14
        case .month, .statement: day = adding(months: count)
        case .quarter: day = adding(months: count * 3)
        case .year: day = adding(months: count * 12)
        case .decade: day = adding(months: count * 120)
        }
        return (1...9999).contains(day.year) ? day : nil
    }

    /// Monday to Friday; what holidays there are is nobody's guess.
    private func addingBusinessDays(_ count: Int) -> Day {
        var (day, left) = (self, count.magnitude)
        while left > 0 {
            day = day + count.signum()
            if day.weekday <= 5 { left -= 1 }
        }
        return day
    }

    /// The week, month, quarter or year that lies so many away from this day's own.
    func span(of unit: TimeUnit, offset: Int) -> DaySpan? {
        switch unit {
        case .day: return DaySpan(self + offset)
        case .week: return DaySpan(monday(weeks: offset), monday(weeks: offset) + 6)
        case .fortnight:
            return DaySpan(monday(weeks: offset * 2), monday(weeks: offset * 2) + 13)
        case .workweek: return DaySpan(monday(weeks: offset), monday(weeks: offset) + 4)
        case .weekend: return DaySpan(monday(weeks: offset) + 5, monday(weeks: offset) + 6)
        case .month:
            let day = Day(number: number - dayOfMonth + 1).adding(months: offset)
            return DaySpan(year: day.year, month: day.month)
        case .quarter:
            let first = (month - 1) / 3 * 3 + 1
            guard let start = Day(year: year, month: first, day: 1) else { return nil }
            let begin = start.adding(months: offset * 3)
            return DaySpan(begin, begin.adding(months: 3) - 1)
        case .year: return DaySpan(year: year + offset)
        case .decade:
            let first = (year / 10 + offset) * 10
            guard let from = DaySpan(year: first), let to = DaySpan(year: first + 9) else {
                return nil
            }
            return DaySpan(from.from, to.to)
        case .statement, .businessDay: return nil
        }
    }

    /// The next such weekday, today included.
    func next(weekday: Int) -> Day { self + (weekday - self.weekday + 7) % 7 }
}
