import Quantities

/// Weeks by what they begin with or by their number: "week of March 3", "the week after next",
/// "week 31".
extension Grammar {
    static let weeksTold = Rules<Point>("date") {
        Rule(
            ["week of March 3": "period 2027-03-01..2027-03-07"],
            mark(.a, .the).maybe ~ today ~ week ~ mark(.of)
                ~ oneOf(numericDate, namedDay).map { $0.day == nil ? nil : $0 }
        ) { today, day in day.span(from: today).map { weekOf($0.from) } }
        // Weeks begin on Monday: the one that holds a date by its month, and any seven days else.
        Rule(
            [
                "a week starting tomorrow": "period 2026-11-22..2026-11-28",
                "the week commencing February 4": "period 2027-02-01..2027-02-07",
            ],
            mark(.a, .the).maybe ~ today ~ week ~ mark(.start) ~ mark(.on, .of).maybe
                ~ oneOf(numericDate, namedDay, weekdays.pattern)
        ) { today, start in
            guard let day = start.span(from: today), day.from == day.to else { return nil }
            return start.month == nil ? settled(DaySpan(day.from, day.from + 6)) : weekOf(day.from)
        }
        Rule(
            ["the fortnight": "period 2026-11-16..2026-11-29"],
            mark(.the) ~ today ~ fortnight ~ clauseEnd
        ) {
            settled($0.span(of: .fortnight, offset: 0))
        }
        Rule(
            ["the week": "period 2026-11-16..2026-11-22"],
            place { _, index in index == 0 } ~ mark(.the) ~ today ~ week
                ~ place { readers, index in index == readers.line.count }
        ) { settled($0.span(of: .week, offset: 0)) }
        Rule(
            [
                "the week after next": "period 2026-11-30..2026-12-06",
                "the weekend after the next": "period 2026-12-05..2026-12-06",
            ],
            mark(.the).maybe ~ today ~ unitWord ~ mark(.after) ~ mark(.the).maybe
                ~ token(.direction(1, nearest: false)) ~ clauseEnd
        ) { settled($0.span(of: $1, offset: 2)) }
        // The week of that number that holds a Thursday.
        Rule(
            [
                "week 31": "period 2026-07-27..2026-08-02",
                "week 27 of last year": "period 2025-06-30..2025-07-06",
            ],
            mark(.the).maybe ~ today ~ week.latin ~ weekNumber ~ notCountUnit ~ ofYear.optional
        ) { told, year in
            guard let whole = year ?? DaySpan(year: told.0.year) else { return nil }
            return settled(part(told.1, .week, of: whole, isSingle: true))
        }
    }

    private static func weekOf(_ day: Day) -> Point {
        let monday = day.monday(weeks: 0)
        return Point(span: DaySpan(monday, monday + 6))
    }

    private static let fortnight = token(.time(.fortnight))
    private static let weekNumber = token(like: [.digits(0)]) { token -> Int? in
        if case .digits(let week?) = token.meaning, (1...53).contains(week) {
            Int(week)
        } else {
            nil
        }
    }

    /// A day in English that is no week of another: "the week of the week of" goes no further.
    static let namedDay =
        notAhead(
            mark(.the)
                ~ oneOf(mark(.a), unitWord.map { $0 == .day ? nil : true }.only)) ~ englishDate

    /// "Of last year", "of the year", "of 2021".
    static let ofYear =
        mark(.of) ~ mark(.the).maybe
        ~ oneOf(
            (today ~ behind(mark(.the)) ~ year).map { $0.year }, yearAway, toldYear
        ).map { DaySpan(year: $0) }

    /// The first or last so many units of a year, or the one of that number. Weeks are whole
    /// ones, from Monday.
    static func part(
        _ count: Int, _ unit: TimeUnit, of year: DaySpan, isSingle: Bool, isLast: Bool = false
    ) -> DaySpan? {
        guard unit == .day || unit == .week || unit == .month || unit == .quarter else {
            return nil
        }
        if isLast {
            let end =
                unit == .week ? year.to.monday(weeks: year.to.weekday == 7 ? 1 : 0) - 1 : year.to
            guard let from = (end + 1).adding(-count, unit) else { return nil }
            return DaySpan(from, end)
        }
        let first = year.from.weekday <= 4 ? year.from.monday(weeks: 0) : year.from.monday(weeks: 1)
        let start = unit == .week ? first : year.from
        guard let from = isSingle ? start.adding(count - 1, unit) : start,
            let after = start.adding(count, unit)
        else { return nil }
        return DaySpan(from, after - 1)
    }
}
