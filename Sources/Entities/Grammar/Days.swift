import Quantities

/// Days told by a weekday and a distance in weeks, and parts of today.
extension Grammar {
    static let days = Rules<Point>("date") {
        // A part of today.
        Rule(
            ["this afternoon": "date 2026-11-21", "this evening": "date 2026-11-21"],
            today ~ word("this") ~ token(.partOfDay)
        ) { settled($0) }
        // The next such day, and so many weeks more.
        Rule(
            ["Monday week": "date 2026-11-30", "Friday fortnight": "date 2026-12-11"],
            today ~ weekday ~ oneOf(word("week").means(1), word("fortnight").means(2)) ~ closed
        ) { day, weeks in settled(day.0.next(weekday: day.1) + 7 * weeks) }
        Rule(
            [
                "a week on Monday": "date 2026-11-30", "a fortnight on Monday": "date 2026-12-07",
                "two weeks on Friday": "date 2026-12-11",
            ], notBehind(mark(.in)) ~ today ~ weeksAhead ~ mark(.on).latin ~ weekday
        ) { day, weekday in settled(day.0.next(weekday: weekday) + 7 * day.1) }
        // Of the week so many weeks away.
        Rule(
            ["两周后的周五": "date 2026-12-04", "三个星期之后的星期一": "date 2026-12-07"],
            today ~ weeksAhead ~ mark(.later).han ~ word("的").maybe ~ hanWeekday
        ) { day, weekday in settled(day.0.monday(weeks: day.1) + (weekday - 1)) }
    }

    /// So many weeks.
    private static let weeksAhead =
        (oneOf(number, hanOne, articleOne)
        ~ oneOf(weeks.means(1), token(.time(.fortnight)).means(2)))
        .map { number, times -> Int? in
            guard let count = number.integer, (1...52).contains(count) else { return nil }
            return count * times
        }
}
