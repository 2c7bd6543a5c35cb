import Quantities

/// Weeks by what they begin with or by their number: "week of March 3", "the week after next",
/// "week 31".
extension Readers {
    /// "A week starting tomorrow", "the week commencing February 4".
    func weekFrom(at index: Int) -> Point? {
        guard line[index].meaning == .time(.week) else { return nil }
        if line[index + 1].isKeyword(.of),
            let named = numericDate(at: index + 2) ?? namedDay(at: index + 2),
            named.point.day != nil, let day = named.point.span(from: today)
        {
            let monday = day.from.monday(weeks: 0)
            return settled(DaySpan(monday, monday + 6), end: named.end)
        }
        guard line[index + 1].isKeyword(.start) else { return nil }
        let next = line[index + 2].isKeyword(.on, .of) ? index + 3 : index + 2
        guard
            let start = numericDate(at: next) ?? namedDay(at: next)
                ?? weekday(at: next, isBase: true),
            let day = start.point.span(from: today), day.from == day.to
        else { return nil }
        // Weeks begin on Monday: the one that holds a date by its month, and any seven days else.
        let isDated = start.point.month != nil
        let first = isDated ? day.from.monday(weeks: 0) : day.from
        return settled(DaySpan(first, first + 6), end: start.end)
    }

    /// The Tuesday to Thursday of "next week from Tuesday to Thursday".
    func weekdays(of week: DaySpan, at index: Int) -> Point? {
        guard line[index].isKeyword(.from, .between),
            case .weekday(let first) = line[index + 1].meaning,
            line[index + 2].isKeyword(.to, .and) || line[index + 2].isSymbol("-"),
            case .weekday(let last) = line[index + 3].meaning, first <= last
        else { return nil }
        return settled(
            DaySpan(week.from + (first - 1), week.from + (last - 1)), end: index + 4)
    }

    /// "W/c Feb 4": the week that holds it.
    func commencing(_ point: CalendarPoint, at index: Int) -> CalendarPoint {
        guard isWord("c", index - 1), line[index - 2].isSymbol("/"), isWord("w", index - 3),
            let day = point.span(from: today), day.from == day.to
        else { return point }
        let monday = day.from.monday(weeks: 0)
        return CalendarPoint(span: DaySpan(monday, monday + 6))
    }

    /// "The fortnight", and "the week" as the whole answer: the present one.
    func theStretch(at index: Int) -> Point? {
        guard case .time(let unit) = line[index + 1].meaning, isClauseEnd(index + 2),
            unit == .fortnight || unit == .week && index == 0 && line.count == 2
        else { return nil }
        return settled(today.span(of: unit, offset: 0), end: index + 2)
    }

    /// "The week after next", "the weekend after the next", "the year after next".
    func weekAfterNext(at index: Int) -> Point? {
        guard case .time(let unit) = line[index].meaning, line[index + 1].isKeyword(.after) else {
            return nil
        }
        let next = line[index + 2].isKeyword(.the) ? index + 3 : index + 2
        guard line[next].meaning == .direction(1, nearest: false), isClauseEnd(next + 1) else {
            return nil
        }
        return settled(today.span(of: unit, offset: 2), end: next + 1)
    }

    /// "Week 31", "week 27 of last year": the week of that number that holds a Thursday.
    func numberedWeek(at index: Int) -> Point? {
        guard !isHan(index), case .digits(let number?) = line[index + 1].meaning,
            (1...53).contains(number), !line.isCountUnit(index + 2)
        else { return nil }
        let told = ofYear(at: index + 2)
        guard let year = told?.span ?? DaySpan(year: today.year) else { return nil }
        return settled(
            part(Int(number), .week, of: year, isSingle: true, isLast: false),
            end: told?.end ?? index + 2)
    }

    /// A day in English that is no week of another: "the week of the week of" goes no further.
    func namedDay(at index: Int) -> Point? {
        guard line[index].isKeyword(.the) else { return englishDate(at: index) }
        switch line[index + 1].meaning {
        case .keyword(.a): return nil
        case .time(let unit) where unit != .day: return nil
        default: return englishDate(at: index)
        }
    }
}
