import Quantities

/// Days counted from another: 三天后, "two weeks ago", "in 3 days", "4 months from tomorrow".
extension Readers {
    /// A distance, and the weekday that tells which day of that week is meant.
    func distance(at index: Int) -> Point? {
        guard let far = plainDistance(at: index), let day = far.point.span, day.from == day.to,
            line[far.end].isKeyword(.on), !isHan(far.end),
            case .weekday(let weekday) = line[far.end + 1].meaning,
            let length = length(at: line[index].isKeyword(.in) ? index + 1 : index),
            let exact = self.day(weekday, near: day.from, length)
        else { return plainDistance(at: index) }
        return Point(point: CalendarPoint(span: DaySpan(exact)), end: far.end + 2)
    }

    /// Of the week so many weeks away; the next one behind so many months; or that very day.
    private func day(_ weekday: Int, near day: Day, _ length: Length) -> Day? {
        switch length.parts.last?.unit {
        case .week, .fortnight: day.monday(weeks: 0) + (weekday - 1)
        case .month, .quarter, .year: day.next(weekday: weekday)
        default: day.weekday == weekday ? day : nil
        }
    }

    /// "Monday two weeks from now", "Saturday, 3 days from now": the weekday near that distance.
    func farWeekday(at index: Int) -> Point? {
        guard let (weekday, end) = Grammar.weekdayName.read(self, index) else { return nil }
        let next = line[end].isSymbol(",") ? end + 1 : end
        guard let length = length(at: next), line[length.end].isKeyword(.from, .after),
            let distance = distance(at: next), let base = distance.point.span,
            let day = day(weekday, near: base.from, length)
        else { return nil }
        return settled(DaySpan(day), end: distance.end)
    }

    private func plainDistance(at index: Int) -> Point? {
        switch line[index].meaning {
        case .keyword(.in): return ahead(at: index)
        case .keyword(.within): return withinLength(at: index)
        case .keyword(.for): return lasting(at: index)
        case .keyword(.passing): return passing(at: index)
        default: break
        }
        guard let length = length(at: index) else { return nil }
        switch line[length.end].meaning {
        case .keyword(.ago): return point(length, sign: -1, from: today, end: length.end + 1)
        case .keyword(.later):
            return point(length, sign: 1, from: today, end: length.end + 1)
        case .keyword(.within): return within(length, end: length.end + 1)
        case .keyword(.from), .keyword(.after): return fromBase(length, sign: 1, at: index)
        case .keyword(.firstHalf) where line[length.end].length == 7 && isClauseEnd(length.end + 1):
            return point(length, sign: -1, from: today, end: length.end + 1)
        case .keyword(.in): return inFutureOrPast(length)
        case .keyword(.start): return starting(length)
        case .keyword(.before): return fromBase(length, sign: -1, at: index)
        default: return nil
        }
    }

    /// "In two days"; 在2021年 is a year, not a length.
    private func ahead(at index: Int) -> Point? {
        guard !isHan(index), !isTerm(at: index), let length = length(at: index + 1),
            !line[length.end].isKeyword(.ago)
        else { return nil }
        // "In two days from today".
        let isFromToday =
            line[length.end].isKeyword(.from) && line[length.end + 1].meaning == .day(0)
        return point(
            length, sign: 1, from: today, end: isFromToday ? length.end + 2 : length.end)
    }

    /// "Within two weeks", "within the next 5 days", "within 30 days of today".
    private func withinLength(at index: Int) -> Point? {
        var start = line[index + 1].isKeyword(.the) ? index + 2 : index + 1
        if case .direction(1, _) = line[start].meaning { start += 1 } else { start = index + 1 }
        guard let length = length(at: start) else { return nil }
        if line[length.end].isKeyword(.of, .from), line[length.end + 1].meaning == .day(0) {
            return within(length, end: length.end + 2)
        }
        guard let base = startDay(length, at: length.end),
            let last = point(length, sign: 1, from: base.day, end: base.end)?.point.span
        else { return within(length, end: length.end) }
        return Point(point: CalendarPoint(span: DaySpan(base.day, last.to)), end: base.end)
    }

    /// 过两天 is some day soon, 再过三个月 a day.
    private func passing(at index: Int) -> Point? {
        guard var length = length(at: index + 1) else { return nil }
        length.isApproximate = length.isApproximate || onlyCounts(index + 1)
        return point(length, sign: 1, from: today, end: length.end)
    }

    /// "For 3 days, from today".
    private func lasting(at index: Int) -> Point? {
        guard let length = length(at: index + 1) else { return nil }
        let next = line[length.end].isSymbol(",") ? length.end + 1 : length.end
        guard line[next].isKeyword(.from) || line[next].isKeyword(.start),
            let base = base(at: next + 1), let span = base.point.span(from: today),
            span.from == span.to,
            let last = point(length, sign: 1, from: span.from, end: base.end)?.point.span
        else { return nil }
        return Point(
            point: CalendarPoint(span: DaySpan(span.from, last.to - 1)), end: base.end)
    }

    /// "Two weeks starting Monday"; twelve months are a term, whenever they start.
    private func starting(_ length: Length) -> Point? {
        guard let base = startDay(length, at: length.end),
            let last = point(length, sign: 1, from: base.day, end: base.end)?.point.span
        else { return nil }
        return Point(point: CalendarPoint(span: DaySpan(base.day, last.to - 1)), end: base.end)
    }

    /// The day behind "starting" or "from", for a length in days or weeks.
    private func startDay(_ length: Length, at index: Int) -> (day: Day, end: Int)? {
        guard line[index].isKeyword(.start, .from), !isHan(index),
            length.parts.allSatisfy({ $0.unit == .day || $0.unit == .week })
        else { return nil }
        let next = line[index + 1].isKeyword(.on, .from) ? index + 2 : index + 1
        guard let base = base(at: next), let span = base.point.span(from: today),
            span.from == span.to
        else { return nil }
        return (span.from, base.end)
    }

    /// "Two weeks in the future", "3 days in the past".
    private func inFutureOrPast(_ length: Length) -> Point? {
        guard line[length.end + 1].isKeyword(.the) else { return nil }
        let word = length.end + 2
        let isPast = line[word].meaning == .direction(-1, nearest: true)
        guard isClauseEnd(word + 1), isPast || isWord("future", word) else { return nil }
        return point(length, sign: isPast ? -1 : 1, from: today, end: word + 1)
    }

    /// What a distance is counted from: a day that is told by itself, so that a line of distances
    /// is no chain of them.
    private func base(at index: Int) -> Point? {
        numericDate(at: index) ?? point(Grammar.weekdays.pattern, at: index) ?? point(
            Grammar.holidays.pattern, at: index)
            ?? point(Grammar.newYear, at: index) ?? point(Grammar.namedDay, at: index)
    }

    private func fromBase(_ length: Length, sign: Int, at index: Int) -> Point? {
        let next = length.end + 1
        let now = Point(point: CalendarPoint(span: DaySpan(today)), end: next + 1)
        guard let base = line[next].isKeyword(.now) ? now : base(at: next),
            let span = base.point.span(from: today), span.from == span.to,
            let far = point(length, sign: sign, from: span.from, end: base.end)
        else { return nil }
        // "Less than 3 days after tomorrow".
        guard sign > 0, line[index - 1].isKeyword(.than), isWord("less", index - 2),
            let last = far.point.span
        else { return far }
        return Point(point: CalendarPoint(span: DaySpan(span.from, last.to)), end: base.end)
    }

    func point(_ length: Length, sign: Int, from day: Day, end: Int) -> Point? {
        length.point(sign: sign, from: day).map { Point(point: $0, end: end) }
    }

    private func within(_ length: Length, end: Int) -> Point? {
        guard let last = point(length, sign: 1, from: today, end: end)?.point.span else {
            return nil
        }
        return Point(
            point: CalendarPoint(
                span: DaySpan(today, last.to),
                isApproximate: length.parts.contains { $0.unit == .businessDay }), end: end)
    }

    /// "Split it in 12 months", or "in 12 months" as the whole answer: a term, not a day.
    private func isTerm(at index: Int) -> Bool {
        guard let number = line.numeral(at: index + 1),
            line[number.end].meaning == .time(.month)
        else { return false }
        return (max(0, index - 6)..<index).contains { line[$0].isKeyword(.split, .instalments) }
            || index == 0 && line[number.end + 1].meaning == .end
    }
}
