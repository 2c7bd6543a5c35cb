import Quantities

/// Places in a stretch: "the last Monday of March", "first week of October 2014", "Q3 2027",
/// "the 3rd quarter", "early March", "end of 2027".
extension Readers {
    /// Which one of several: "first", "3rd", "last" (-1).
    private func rank(at index: Int) -> (place: Int, end: Int)? {
        if line[index].meaning == .direction(-1, nearest: false), !isHan(index) {
            return (-1, index + 1)
        }
        guard let number = dayNumber(at: index), number.isOrdinal else { return nil }
        return (number.value, number.end)
    }

    func ranked(at index: Int) -> Point? {
        if let quarter = quarter(at: index) { return quarter }
        guard !isHan(index), let rank = rank(at: index) else { return nil }
        if line[rank.end].isKeyword(.quarter) {
            return quarter(number: rank.place, yearAt: rank.end + 1)
        }
        let inner = rank.end + 1
        let next = line[inner].isKeyword(.of) || line[inner].isKeyword(.in) ? inner + 1 : inner
        guard next > inner, let whole = stretchNamed(at: next) else { return nil }
        switch line[rank.end].meaning {
        case .weekday(let weekday):
            return day(weekday, rank.place, of: whole.span).map { settled(DaySpan($0), whole.end) }
        case .time(.day):
            let day = rank.place < 0 ? whole.span.to : whole.span.from + (rank.place - 1)
            return whole.span.from...whole.span.to ~= day ? settled(DaySpan(day), whole.end) : nil
        case .time(.week):
            return week(rank.place, of: whole.span).map { settled($0, whole.end) }
        case .time(.month) where rank.place < 0:
            return settled(DaySpan(year: whole.span.to.year, month: whole.span.to.month), whole.end)
        default: return nil
        }
    }

    private func settled(_ span: DaySpan, _ end: Int, isApproximate: Bool = false) -> Point {
        Point(point: CalendarPoint(span: span, isApproximate: isApproximate), end: end)
    }

    private func settled(_ span: DaySpan?, _ end: Int) -> Point? { span.map { settled($0, end) } }

    private func day(_ weekday: Int, _ place: Int, of span: DaySpan) -> Day? {
        let day =
            place < 0
            ? span.to - (span.to.weekday - weekday + 7) % 7
            : span.from.next(weekday: weekday) + (place - 1) * 7
        return day <= span.to && day >= span.from ? day : nil
    }

    /// Weeks from Monday that have most of their days inside.
    private func week(_ place: Int, of span: DaySpan) -> DaySpan? {
        let monday: Day
        if place < 0 {
            monday = span.to.monday(weeks: span.to.weekday >= 4 ? 0 : -1)
        } else {
            monday = span.from.monday(weeks: (span.from.weekday <= 4 ? 0 : 1) + place - 1)
        }
        return monday <= span.to ? DaySpan(monday, monday + 6) : nil
    }

    /// A month or a year by name: "March", "october 2014", "next month", "the year", "2027".
    func stretchNamed(at index: Int) -> (span: DaySpan, end: Int)? {
        let start = line[index].isKeyword(.the) ? index + 1 : index
        if case .direction(let offset, _) = line[start].meaning,
            case .time(let unit) = line[start + 1].meaning, unit == .month || unit == .year
        {
            return today.span(of: unit, offset: offset).map { ($0, start + 2) }
        }
        if start > index, case .time(let unit) = line[start].meaning,
            unit == .month || unit == .year
        {
            return today.span(of: unit, offset: 0).map { ($0, start + 1) }
        }
        let point = isMonthWord(start) ? monthAlone(at: start) : bareYear(at: start)
        guard let point, let span = point.point.span(from: today), span.from != span.to else {
            return nil
        }
        return (span, point.end)
    }

    private func isMonthWord(_ index: Int) -> Bool {
        switch line[index].meaning {
        case .month, .perhapsMonth: true
        default: false
        }
    }

    private func monthAlone(at index: Int) -> Point? {
        guard let point = englishDate(at: index), point.point.day == nil else { return nil }
        return point
    }

    /// "Q3", "2018Q4", "Q3 2016", "18q4" with its year before or behind.
    private func quarter(at index: Int) -> Point? {
        if case .quarterNumber = line[index].meaning,
            case .digits(let number?) = line[index + 1].meaning,
            line.isJoined(index + 1)
        {
            return quarter(number: Int(number), yearAt: index + 2)
        }
        guard let year = bareYear(at: index) else { return nil }
        let next = line[year.end].isSymbol("-") ? year.end + 1 : year.end
        guard case .quarterNumber = line[next].meaning,
            case .digits(let number?) = line[next + 1].meaning, line.isJoined(next + 1)
        else { return nil }
        return year.point.year.flatMap { span(ofQuarter: Int(number), $0) }
            .map { settled($0, next + 2) }
    }

    private func quarter(number: Int, yearAt index: Int) -> Point? {
        var next = index
        if line[next].isKeyword(.of) || line[next].isKeyword(.in) || line[next].isSymbol(",") {
            next += 1
        }
        if line[next].isKeyword(.the) { next += 1 }
        if case .direction(let offset, _) = line[next].meaning,
            line[next + 1].meaning == .time(.year)
        {
            return span(ofQuarter: number, today.year + offset).map { settled($0, next + 2) }
        }
        if let year = bareYear(at: next), let value = year.point.year {
            return span(ofQuarter: number, value).map { settled($0, year.end) }
        }
        let years = [today.year, today.year + 1]
        return years.compactMap { span(ofQuarter: number, $0) }.first { $0.to >= today }
            .map { settled($0, index) }
    }

    func span(ofQuarter number: Int, _ year: Int) -> DaySpan? {
        guard (1...4).contains(number), let first = Day(year: year, month: number * 3 - 2, day: 1)
        else { return nil }
        return DaySpan(first, first.adding(months: 3) - 1)
    }

    /// "Early March", "end of April", "beginning of 2027", "late next month".
    func edgeOfNamed(at index: Int) -> Point? {
        guard !isHan(index) else { return nil }
        let next =
            line[index + 1].isKeyword(.of) || line[index + 1].isSymbol("-") ? index + 2 : index + 1
        guard let whole = stretchNamed(at: next) else { return nil }
        let (from, to) = (whole.span.from, whole.span.to)
        let third = (to - from + 1) / 3
        switch line[index].meaning {
        case .keyword(.close): return settled(DaySpan(to), whole.end)
        case .keyword(.firstHalf), .keyword(.start):
            return settled(DaySpan(from, from + (third - 1)), whole.end, isApproximate: true)
        case .keyword(.middle):
            return settled(
                DaySpan(from + third, from + (2 * third - 1)), whole.end, isApproximate: true)
        case .keyword(.secondHalf):
            return settled(DaySpan(from + 2 * third, to), whole.end, isApproximate: true)
        default: return nil
        }
    }
}
