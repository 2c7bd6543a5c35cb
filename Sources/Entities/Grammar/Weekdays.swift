import Quantities

/// Weekdays: 下周三, "next Friday", "Friday the 13th", "Wednesday next week", "third Tuesday".
extension Grammar {
    static let weekdays = Rules<Point>("date") {
        Rule(
            ["周三": "date 2026-11-25", "Friday": "date 2026-11-27"], oneOf(hanWeekday, weekdayName)
        ) {
            Point(weekday: $0)
        }
        Rule(
            [
                "下周三": "date 2026-11-25", "上上个星期五": "date 2026-11-06",
                "next week on Tuesday": "date 2026-11-24", "this week Friday": "date 2026-11-20",
            ], mondayAway ~ oneOf(hanWeekday, week ~ mark(.on).maybe ~ weekday)
        ) { settled($0 + ($1 - 1)) }
        // "Next Friday" is of the next week, "coming Thursday" the nearest after today.
        Rule(
            ["next Friday": "date 2026-11-27", "coming Thursday": "date 2026-11-26"],
            today ~ direction ~ weekdayName
        ) { told, weekday in
            let (today, which) = told
            guard which.isNearest else {
                return settled(today.monday(weeks: which.offset) + (weekday - 1))
            }
            return settled((which.offset > 0 ? today + 1 : today - 7).next(weekday: weekday))
        }
        Rule(
            ["Saturday (28 November)": "date 2026-11-28", "Friday, 12/4": "date 2026-12-04"],
            weekdayName ~ dateBehind
        ) { $1 }
        Rule(
            ["this Friday, 4 December": "date 2026-12-04"],
            today ~ offset ~ weekdayName.only ~ dateBehind
        ) { told, date in
            var date = date
            if told.1 == 0, date.isOpen { date.year = told.0.year }
            return told.1 < 0 ? nil : date
        }
        // The first month, from this one on, in which that day falls on that weekday.
        Rule(
            ["Friday the 13th": "date 2026-11-13", "next Tuesday 15": "date 2026-12-15"],
            direction.map { $0.offset >= 0 ? true : nil }.only.maybe ~ today ~ weekdayName
                ~ dayBehind
        ) { day, number in
            let first = Day(number: day.0.number - day.0.dayOfMonth + 1)
            return (0..<48).lazy.map { first.adding(months: $0) }
                .compactMap { Day(year: $0.year, month: $0.month, day: number) }
                .first { $0.weekday == day.1 }.map(settled)
        }
        Rule(
            [
                "Wednesday next week": "date 2026-11-25",
                "Wednesday of the next week": "date 2026-11-25",
            ], weekdayName ~ (mark(.of) ~ mark(.the).maybe).maybe ~ mondayAway ~ week
        ) { settled($1 + ($0 - 1)) }
        Rule(
            ["Wednesday after next": "date 2026-12-02"],
            today ~ weekdayName ~ mark(.after) ~ token(.direction(1, nearest: false))
        ) { settled(($0 + 1).next(weekday: $1) + 7) }
        Rule(
            [
                "third Tuesday": "date 2026-11-17",
                "third Tuesday of next month": "date 2026-12-15",
                "fifth Saturday": "date impossible fifth Saturday",
            ], today ~ place ~ weekday ~ (mark(.of) ~ offset ~ month).optional
        ) { told, months in
            let ((today, place), weekday) = told
            guard let month = today.span(of: .month, offset: months ?? 0) else { return nil }
            let day = month.from.next(weekday: weekday) + (place - 1) * 7
            return day <= month.to ? settled(day) : .none
        }
        Rule(["2 Thursdays ago": "date 2026-11-12"], today ~ fewWeeks ~ weekday ~ mark(.ago).latin)
        {
            told, weekday in settled((told.0 - 7).next(weekday: weekday) - (told.1 - 1) * 7)
        }
        Rule(
            ["two Mondays later": "date 2026-11-30", "3 Fridays from now": "date 2026-12-11"],
            today ~ fewWeeks ~ weekday ~ oneOf(mark(.later), mark(.from) ~ mark(.now))
        ) { told, weekday in settled((told.0 + 1).next(weekday: weekday) + (told.1 - 1) * 7) }
    }

    /// Monday of the week that is told.
    static let mondayAway = (today ~ offset).map { $0.monday(weeks: $1) }

    private static let place = token(like: [.ordinal(1)]) { token -> Int? in
        if case .ordinal(let place) = token.meaning, (1...5).contains(place) {
            Int(place)
        } else {
            nil
        }
    }
    private static let fewWeeks = number.map { number -> Int? in
        number.integer.flatMap { (1...500).contains($0) ? $0 : nil }
    }

    // What stands behind a weekday.

    private static let separator = oneOf(symbol(","), symbol("-")).maybe
    private static let wholeDate = oneOf(wholeDate(numericDate), wholeDate(englishDate))
    private static func wholeDate(_ date: Pattern<Point>) -> Pattern<Point> {
        date.map { $0.day != nil && $0.month != nil ? $0 : nil }
    }
    private static let dateBehind = oneOf(
        separator ~ wholeDate, separator ~ symbol("(") ~ wholeDate ~ symbol(")"))

    /// "The 13th"; in "Friday, 3 loans" there is none.
    private static let dayBehind =
        oneOf(
            separator ~ mark(.the).maybe ~ ordinalDay, symbol(",") ~ joined ~ plainDay,
            symbol("-").maybe ~ mark(.the).maybe ~ plainDay)
        ~ notCountUnit ~ notMoney ~ notAhead(symbol(":"))
    private static let plainDay = dayNumber.map { $0.value }

    /// The Tuesday to Thursday of "next week from Tuesday to Thursday".
    static let weekdaysWithin =
        (mark(.from, .between) ~ weekday ~ oneOf(mark(.to, .and), symbol("-")) ~ weekday)
        .map { $0 <= $1 ? ($0, $1) : nil }
}
