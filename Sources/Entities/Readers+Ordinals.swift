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
        if let quarter = partOfYearByLetter(at: index) { return quarter }
        guard !isHan(index), let rank = rank(at: index) else { return nil }
        let dashed = line[rank.end].isSymbol("-") ? rank.end + 1 : rank.end
        if line[dashed].isKeyword(.quarter) {
            // "The last quarter of 2026"; without a year it is the one before this.
            guard rank.place < 0 else { return quarter(number: rank.place, yearAt: dashed + 1) }
            return yearBehindQuarter(dashed + 1).flatMap { quarter(4, false, $0, end: $0.end) }
        }
        if let day = businessDay(rank.place, at: rank.end) { return day }
        if let century = century(rank.place, at: rank.end) { return century }
        let inner = rank.end + 1
        let next = line[inner].isKeyword(.of, .in) ? inner + 1 : inner
        guard next > inner || isDirection(inner) || isMonthWord(inner),
            let whole = stretchNamed(at: next)
        else {
            return nil
        }
        switch line[rank.end].meaning {
        case .weekday(let weekday):
            return day(weekday, rank.place, of: whole.span).map { settled(DaySpan($0), whole.end) }
        case .time(.weekend):
            return day(6, rank.place, of: whole.span).map {
                settled(DaySpan($0, $0 + 1), whole.end)
            }
        case .time(.day):
            let day = rank.place < 0 ? whole.span.to : whole.span.from + (rank.place - 1)
            return whole.span.from...whole.span.to ~= day ? settled(DaySpan(day), whole.end) : nil
        case .time(.week):
            return week(rank.place, of: whole.span).map { dayOf($0, whole.end) }
        case .keyword(.half) where abs(rank.place) < 3 && rank.place != 0:
            return settled(Day.half(of: whole.span, isFirst: rank.place == 1), whole.end)
        case .time(.month) where rank.place < 0:
            return settled(DaySpan(year: whole.span.to.year, month: whole.span.to.month), whole.end)
        default: return nil
        }
    }

    /// "First week of March on Tuesday".
    private func dayOf(_ week: DaySpan, _ end: Int) -> Point {
        // "First week of Oct. on Friday".
        let behind = line[end].isSymbol(".") && line.isJoined(end) ? end + 1 : end
        let next = line[behind].isKeyword(.on) ? behind + 1 : behind
        guard case .weekday(let weekday) = line[next].meaning else { return settled(week, end) }
        return settled(DaySpan(week.from + (weekday - 1)), next + 1)
    }

    /// "Last working day of the month": holidays are not known here, so it is asked about.
    private func businessDay(_ place: Int, at index: Int) -> Point? {
        guard let (unit, end) = timeUnit(at: index), unit == .businessDay, place != 0,
            place.magnitude <= 23, line[end].isKeyword(.of, .in),
            let whole = stretchNamed(at: end + 1)
        else { return nil }
        let start = place > 0 ? whole.span.from - 1 : whole.span.to + 1
        guard let day = start.adding(place, .businessDay), whole.span.from <= day,
            day <= whole.span.to
        else { return nil }
        return settled(DaySpan(day), whole.end, isApproximate: true)
    }

    private func isDirection(_ index: Int) -> Bool {
        if case .direction = line[index].meaning { return true }
        return false
    }

    /// "The 19th century": from 1800.
    private func century(_ place: Int, at index: Int) -> Point? {
        guard (2...99).contains(place), line[index].length == 7,
            line.text(from: index, to: index + 1).lowercased() == "century",
            let first = DaySpan(year: (place - 1) * 100), let last = DaySpan(year: place * 100 - 1)
        else { return nil }
        return settled(DaySpan(first.from, last.to), index + 1)
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
    func week(_ place: Int, of span: DaySpan) -> DaySpan? {
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
        if isDirection(start), isMonthWord(start + 1), let point = englishDate(at: start),
            point.point.day == nil, let span = point.point.span(from: today)
        {
            return (span, point.end)
        }
        let point =
            isMonthWord(start)
            ? monthAlone(at: start)
            : toldYear(at: start).map { Point(point: CalendarPoint(year: $0.value), end: $0.end) }
        guard let point, let span = point.point.span(from: today), span.from != span.to else {
            return nil
        }
        return (span, point.end)
    }

    func isMonthWord(_ index: Int) -> Bool {
        switch line[index].meaning {
        case .month, .perhapsMonth: true
        default: false
        }
    }

    private func monthAlone(at index: Int) -> Point? {
        guard let point = englishDate(at: index), point.point.day == nil else { return nil }
        return point
    }

    /// "Q3", "2018Q4", "Q3 2016", "2019-H2", "q1-2019".
    private func partOfYearByLetter(at index: Int) -> Point? {
        if let letter = letter(at: index) {
            let year = yearBehindQuarter(letter.end)
            // "h2" alone is no half of a year.
            guard !letter.isHalf || year != nil else { return nil }
            return quarter(letter.number, letter.isHalf, year, end: letter.end)
        }
        guard let (value, yearEnd) = possessiveYear(at: index) else { return nil }
        let next = line[yearEnd].isSymbol("-") ? yearEnd + 1 : yearEnd
        if let letter = letter(at: next) {
            return quarter(letter.number, letter.isHalf, (value, letter.end), end: letter.end)
        }
        // "2016 the third quarter", "next year's first half".
        guard let rank = rank(at: line[next].isKeyword(.the) ? next + 1 : next), rank.place > 0
        else {
            return nil
        }
        let noun = line[rank.end].isSymbol("-") ? rank.end + 1 : rank.end
        let isHalf = line[noun].isKeyword(.half)
        guard isHalf && rank.place < 3 || line[noun].isKeyword(.quarter) else { return nil }
        return quarter(rank.place, isHalf, (value, noun + 1), end: noun + 1)
    }

    /// "2027's", "next year's", or the year without its mark.
    private func possessiveYear(at index: Int) -> (value: Int, end: Int)? {
        var year = bareYear(at: index).flatMap { found in
            found.point.year.map { (value: $0, end: found.end) }
        }
        if year == nil, case .direction(let offset, _) = line[index].meaning,
            line[index + 1].meaning == .time(.year)
        {
            year = (today.year + offset, index + 2)
        }
        guard let year, line[year.end].isSymbol("'"), line.isJoined(year.end + 1) else {
            return year
        }
        return (year.value, year.end + 2)
    }

    /// The q3 or h2 of a year.
    private func letter(at index: Int) -> (number: Int, isHalf: Bool, end: Int)? {
        guard case .digits(let number?) = line[index + 1].meaning, line.isJoined(index + 1),
            line[index + 1].length == 1
        else { return nil }
        if line[index].meaning == .quarterNumber { return (Int(number), false, index + 2) }
        guard line[index].isKeyword(.clockUnit), line[index].length == 1, (1...2).contains(number),
            line.text(from: index, to: index + 1).lowercased() == "h"
        else { return nil }
        return (Int(number), true, index + 2)
    }

    private func yearBehindQuarter(_ index: Int) -> (value: Int, end: Int)? {
        var next = index
        if line[next].isKeyword(.of, .in) || line[next].isSymbol(",")
            || line[next].isSymbol("-") && line.isJoined(next + 1)
        {
            next += 1
        }
        if line[next].isKeyword(.the) { next += 1 }
        if case .direction(let offset, _) = line[next].meaning,
            line[next + 1].meaning == .time(.year)
        {
            return (today.year + offset, next + 2)
        }
        return toldYear(at: next)
    }

    private func quarter(number: Int, yearAt index: Int) -> Point? {
        quarter(number, false, yearBehindQuarter(index), end: index)
    }

    private func quarter(
        _ number: Int, _ isHalf: Bool, _ year: (value: Int, end: Int)?, end: Int
    ) -> Point? {
        if let year {
            let whole = isHalf ? DaySpan(year: year.value) : span(ofQuarter: number, year.value)
            let span = isHalf ? whole.map { Day.half(of: $0, isFirst: number == 1) } : whole
            return settled(span, year.end)
        }
        return [today.year, today.year + 1].compactMap { span(ofQuarter: number, $0) }
            .first { $0.to >= today }.map { settled($0, end) }
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
        let place: Int
        switch line[index].meaning {
        case .keyword(.close): return settled(DaySpan(whole.span.to), whole.end)
        case .keyword(.firstHalf), .keyword(.start): place = 0
        case .keyword(.middle): place = 1
        case .keyword(.secondHalf): place = 2
        default: return nil
        }
        return settled(Day.third(place, of: whole.span), whole.end, isApproximate: true)
    }
}
