import Quantities

/// Days told by a weekday and a distance in weeks. Other days are still read by `Readers`.
extension Grammar {
    static let days = Rules("date") {
        // A part of today.
        Rule(
            ["this afternoon": "date 2026-11-21", "this evening": "date 2026-11-21"],
            today ~ word("this") ~ oneOf(word("afternoon"), word("evening"))
        ) { date($0) }
        // The next such day, and so many weeks more.
        Rule(
            ["Monday week": "date 2026-11-30", "Friday fortnight": "date 2026-12-11"],
            today ~ weekday ~ oneOf(word("week").means(1), word("fortnight").means(2)) ~ closed
        ) { day, weeks in date(day.0.next(weekday: day.1) + 7 * weeks) }
        Rule(
            [
                "a week on Monday": "date 2026-11-30", "a fortnight on Monday": "date 2026-12-07",
                "two weeks on Friday": "date 2026-12-11",
            ], notBehind(mark(.in)) ~ today ~ weeksAhead ~ mark(.on).latin ~ weekday
        ) { day, weekday in date(day.0.next(weekday: weekday) + 7 * day.1) }
        // Of the week so many weeks away.
        Rule(
            ["两周后的周五": "date 2026-12-04", "三个星期之后的星期一": "date 2026-12-07"],
            today ~ weeksAhead ~ mark(.later).han ~ word("的").maybe ~ hanWeekday
        ) { day, weekday in date(day.0.monday(weeks: day.1) + (weekday - 1)) }
    }

    private static func date(_ day: Day) -> Sense { .value(.date(day), isExact: true) }

    /// What days are counted from.
    private static let today = Pattern<Day>(first: .none, isEmpty: true) { ($0.today, $1) }

    static let weekday = token(like: [.weekday(1)]) { token -> Int? in
        if case .weekday(let day) = token.meaning { day } else { nil }
    }

    static let hanWeekday = token(.time(.week)) ~ hanWeekdayMark
    /// What makes a weekday of 周: 一 to 六, 日 and 天.
    static let hanWeekdayMark = Pattern<Int>(
        first: TokenSet([.hanDigit(0), .keyword(.dayMark), .time(.day)])
    ) { readers, index in readers.hanWeekday(at: index).map { ($0, index + 1) } }

    /// So many weeks.
    private static let weeksAhead =
        (oneOf(number, hanOne, articleOne)
        ~ oneOf(weeks.means(1), token(.time(.fortnight)).means(2)))
        .map { number, times -> Int? in
            guard let count = number.integer, (1...52).contains(count) else { return nil }
            return count * times
        }
}
