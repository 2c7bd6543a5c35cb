import Quantities

/// Weekdays: 下周三, "next Friday", "Friday the 13th", "Wednesday next week", "third Tuesday".
extension Readers {
    /// - Parameter isBase: a distance is counted from it, so that it is none itself.
    func weekday(at index: Int, isBase: Bool = false) -> Point? {
        hanWeek(at: index) ?? directed(at: index) ?? plain(at: index, isBase: isBase)
            ?? placed(at: index) ?? later(at: index)
    }

    private func settled(_ day: Day, end: Int) -> Point {
        Point(point: CalendarPoint(span: DaySpan(day)), end: end)
    }

    /// 周三, 下周三, 上上个星期五.
    private func hanWeek(at index: Int) -> Point? {
        var next = index
        var offset: Int?
        if case .direction(let direction, nearest: false) = line[index].meaning {
            offset = direction
            next += 1
        }
        guard line[next].meaning == .time(.week), let weekday = hanWeekday(at: next + 1) else {
            return nil
        }
        guard let offset else {
            return Point(point: CalendarPoint(weekday: weekday), end: next + 2)
        }
        return settled(today.monday(weeks: offset) + (weekday - 1), end: next + 2)
    }

    /// A weekday's name; "sat" and "sun" only where a day can be meant.
    private func weekdayName(at index: Int) -> Int? {
        switch line[index].meaning {
        case .weekday(let weekday): return weekday
        case .perhapsWeekday(let weekday):
            switch line[index - 1].meaning {
            case .keyword(.on), .keyword(.by), .keyword(.until), .direction, .keyword(.for):
                return weekday
            // Mon-Wed, Mon to Sat.
            case .symbol(0x2D), .keyword(.to):
                if case .weekday = line[index - 2].meaning { return weekday }
                return nil
            default: return dayNumber(at: index + 1)?.isOrdinal == true ? weekday : nil
            }
        default: return nil
        }
    }

    /// "Next Friday" is of the next week, "coming Thursday" the nearest after today.
    private func directed(at index: Int) -> Point? {
        guard case .direction(let offset, let isNearest) = line[index].meaning else { return nil }
        if let weekday = weekdayName(at: index + 1) {
            if offset >= 0, var exact = exactDate(at: index + 2, weekday: weekday) {
                if offset == 0, exact.point.isOpen { exact.point.year = today.year }
                return exact
            }
            return settled(day(weekday, offset, isNearest: isNearest), end: index + 2)
        }
        // "Next week on Tuesday", "this week Friday".
        guard line[index + 1].meaning == .time(.week) else { return nil }
        let next = line[index + 2].isKeyword(.on) ? index + 3 : index + 2
        guard case .weekday(let weekday) = line[next].meaning else { return nil }
        return settled(today.monday(weeks: offset) + (weekday - 1), end: next + 1)
    }

    private func day(_ weekday: Int, _ offset: Int, isNearest: Bool) -> Day {
        guard isNearest else { return today.monday(weeks: offset) + (weekday - 1) }
        return offset > 0 ? (today + 1).next(weekday: weekday) : (today - 7).next(weekday: weekday)
    }

    /// "Monday", alone or with the date it falls on.
    private func plain(at index: Int, isBase: Bool) -> Point? {
        guard let weekday = weekdayName(at: index) else { return nil }
        if let exact = exactDate(at: index + 1, weekday: weekday) { return exact }
        if !isBase, let far = far(weekday, at: index + 1) { return far }
        if let other = ofWeek(weekday, at: index + 1) { return other }
        if case .direction(let offset, _) = line[index + 1].meaning,
            line[index + 2].meaning == .time(.week)
        {
            return settled(today.monday(weeks: offset) + (weekday - 1), end: index + 3)
        }
        return Point(point: CalendarPoint(weekday: weekday), end: index + 1)
    }

    /// "Monday two weeks from now", "Saturday, 3 days from now": the weekday near that distance.
    private func far(_ weekday: Int, at index: Int) -> Point? {
        let next = line[index].isSymbol(",") ? index + 1 : index
        guard let length = length(at: next), line[length.end].isKeyword(.from, .after),
            let distance = distance(at: next), let base = distance.point.span,
            let day = day(weekday, near: base.from, length)
        else { return nil }
        return settled(day, end: distance.end)
    }

    /// Of the week so many weeks away; the next one behind so many months; or that very day.
    func day(_ weekday: Int, near day: Day, _ length: Length) -> Day? {
        switch length.parts.last?.unit {
        case .week, .fortnight: day.monday(weeks: 0) + (weekday - 1)
        case .month, .quarter, .year: day.next(weekday: weekday)
        default: day.weekday == weekday ? day : nil
        }
    }

    /// "Wednesday of next week", "Wednesday after next".
    private func ofWeek(_ weekday: Int, at index: Int) -> Point? {
        if line[index].isKeyword(.after), line[index + 1].meaning == .direction(1, nearest: false) {
            return settled((today + 1).next(weekday: weekday) + 7, end: index + 2)
        }
        let next = line[index + 1].isKeyword(.the) ? index + 2 : index + 1
        guard line[index].isKeyword(.of), case .direction(let offset, _) = line[next].meaning,
            line[next + 1].meaning == .time(.week)
        else { return nil }
        return settled(today.monday(weeks: offset) + (weekday - 1), end: next + 2)
    }

    /// The date behind a weekday: a whole one, or a day of the month in a month where it fits.
    private func exactDate(at index: Int, weekday: Int) -> Point? {
        var next = index
        if line[next].isSymbol(",") || line[next].isSymbol("-") { next += 1 }
        let isInBrackets = line[next].isSymbol("(")
        if isInBrackets { next += 1 }
        if var date = numericDate(at: next) ?? englishDate(at: next), date.point.day != nil,
            date.point.month != nil, !isInBrackets || line[date.end].isSymbol(")")
        {
            date.end += isInBrackets ? 1 : 0
            return date
        }
        guard !isInBrackets else { return nil }
        if line[next].isKeyword(.the) { next += 1 }
        guard let number = dayNumber(at: next), !line.isCountUnit(number.end),
            !line.isCurrency(number.end), !line[number.end].isSymbol(":"),
            number.isOrdinal || !line[next].isSpaced || !line[index].isSymbol(",")
        else { return nil }
        return fitting(number.value, weekday: weekday).map { settled($0, end: number.end) }
    }

    /// The first month, from this one on, whose day of this number falls on this weekday.
    private func fitting(_ number: Int, weekday: Int) -> Day? {
        let first = Day(number: today.number - today.dayOfMonth + 1)
        return (0..<48).lazy.map { first.adding(months: $0) }
            .compactMap { Day(year: $0.year, month: $0.month, day: number) }
            .first { $0.weekday == weekday }
    }

    /// "Third Tuesday" of this month, or "of next month".
    private func placed(at index: Int) -> Point? {
        guard case .ordinal(let place) = line[index].meaning, (1...5).contains(place),
            case .weekday(let weekday) = line[index + 1].meaning
        else { return nil }
        var end = index + 2
        var offset = 0
        if line[end].isKeyword(.of), case .direction(let months, _) = line[end + 1].meaning,
            line[end + 2].meaning == .time(.month)
        {
            (offset, end) = (months, end + 3)
        }
        guard let month = today.span(of: .month, offset: offset) else { return nil }
        let day = month.from.next(weekday: weekday) + (Int(place) - 1) * 7
        guard day <= month.to else {
            // A fifth Sunday that the month does not have.
            let words = line.text(from: index, to: end)
            return Point(
                point: CalendarPoint(year: today.year, month: 13, day: 0, words: words), end: end)
        }
        return settled(day, end: end)
    }

    /// "Two Mondays later", "3 Fridays from now", "2 Thursdays ago".
    private func later(at index: Int) -> Point? {
        guard let count = line.numeral(at: index), let weeks = count.integer,
            (1...500).contains(weeks), case .weekday(let weekday) = line[count.end].meaning
        else { return nil }
        let next = count.end + 1
        if line[next].isKeyword(.ago), !isHan(next) {
            return settled((today - 7).next(weekday: weekday) - (weeks - 1) * 7, end: next + 1)
        }
        let isFromNow = line[next].isKeyword(.from) && line[next + 1].isKeyword(.now)
        guard line[next].isKeyword(.later) || isFromNow else { return nil }
        return settled(
            (today + 1).next(weekday: weekday) + (weeks - 1) * 7,
            end: isFromNow ? next + 2 : next + 1)
    }
}
