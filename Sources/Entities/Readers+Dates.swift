import Quantities

/// Dates and periods: a point of the calendar, or two of them with 到 or "to" between.
extension Readers {
    struct Point {
        var point: CalendarPoint
        var end: Int
    }

    func dates(at index: Int) -> Reading? {
        let isLed = line[index].isKeyword(.from, .between)
        let start = isLed ? index + 1 : index
        if let range = range(at: start, from: index, isLed: isLed) { return range }
        guard !isLed, let found = longestPoint(at: index) else { return nil }
        return reading(commencing(found.point, at: index), from: index, end: found.end)
    }

    private func reading(_ point: CalendarPoint, from index: Int, end: Int) -> Reading {
        guard let span = point.span(from: today) else {
            let words = point == .none ? line.text(from: index, to: end) : point.name
            return Reading(name: "date", value: .impossible(words), end: end)
        }
        return reading(span, end: end, isApproximate: point.isApproximate)
    }

    func reading(_ span: DaySpan, end: Int, isApproximate: Bool = false) -> Reading {
        let isDay = span.from == span.to
        return Reading(
            name: isDay ? "date" : "period",
            value: isDay ? .date(span.from) : .period(from: span.from, to: span.to), end: end,
            isApproximate: isApproximate)
    }

    /// "W/c Feb 4": the week that holds it.
    private func commencing(_ point: CalendarPoint, at index: Int) -> CalendarPoint {
        guard isWord("c", index - 1), line[index - 2].isSymbol("/"), isWord("w", index - 3),
            let day = point.span(from: today), day.from == day.to
        else { return point }
        let monday = day.from.monday(weeks: 0)
        return CalendarPoint(span: DaySpan(monday, monday + 6))
    }

    func point(_ pattern: Pattern<CalendarPoint>, at index: Int) -> Point? {
        guard pattern.first.contains(line[index].meaning.kind) else { return nil }
        return pattern.read(self, index).map { Point(point: $0.value, end: $0.end) }
    }

    /// The longest date or stretch that begins here; of two as long, the first.
    func longestPoint(at index: Int) -> Point? {
        guard line[index].meaning.canBeginDate else { return nil }
        var best = numericDate(at: index)
        best.takeLonger(chineseDate(at: index))
        best.takeLonger(englishDate(at: index))
        best.takeLonger(point(Grammar.weekdays.pattern, at: index))
        for rules in [Grammar.days, Grammar.weeksTold, Grammar.yearsTold, Grammar.decades] {
            best.takeLonger(point(rules.pattern, at: index))
        }
        best.takeLonger(stretch(at: index))
        best.takeLonger(distance(at: index))
        best.takeLonger(farWeekday(at: index))
        best.takeLonger(point(Grammar.holidays.pattern, at: index))
        best.takeLonger(ranked(at: index))
        best.takeLonger(point(Grammar.seasons.pattern, at: index))
        return best
    }

    /// Two points: 从一月十日到20日, "between May and October 2020", 10/1-11/7.
    private func range(at start: Int, from index: Int, isLed: Bool) -> Reading? {
        if isLed, let days = daysOfMonth(at: start) { return days }
        guard let first = longestPoint(at: start) ?? bareStart(at: start, isLed: isLed),
            let next = connected(first.end, start: start, isLed: isLed)
        else { return nil }
        guard let second = rangeEnd(at: next, after: first.point) else { return nil }
        var end = second.end
        let needsBetween = line[next - 1].isKeyword(.and) && !line[index].isKeyword(.between)
        if line[end].isKeyword(.of), line[end + 1].isKeyword(.between) { end += 1 }
        if line[end].isKeyword(.between), isHan(end) {
            end += 1
        } else if needsBetween {
            return nil
        }
        let (from, to) = completed(first.point, second.point)
        guard let opening = from.span(from: today) else {
            return Reading(name: "date", value: .impossible(from.name), end: end)
        }
        guard let closing = to.isOpen ? to.span(from: opening.from) : to.span(from: today) else {
            return Reading(name: "date", value: .impossible(to.name), end: end)
        }
        let span = current(from, to) ?? DaySpan(opening.from, closing.to)
        return span.from <= span.to ? reading(span, end: end) : nil
    }

    /// The stretch that began before today and is not over: in September, 8月至2月 is this one.
    private func current(_ from: CalendarPoint, _ to: CalendarPoint) -> DaySpan? {
        guard from.isOpen, from.month != nil else { return nil }
        for year in [today.year, today.year - 1] {
            var dated = from
            dated.year = year
            guard let opening = dated.span(from: today), opening.from <= today,
                let closing = to.isOpen ? to.span(from: opening.from) : to.span(from: today),
                closing.to - opening.from < 340
            else { continue }
            return closing.to >= today ? DaySpan(opening.from, closing.to) : nil
        }
        return nil
    }

    /// "From 4-23 in next month".
    private func daysOfMonth(at index: Int) -> Reading? {
        guard let first = dayNumber(at: index), line[first.end].isSymbol("-"),
            let second = dayNumber(at: first.end + 1), let month = ofMonth(at: second.end),
            month.end > second.end
        else { return nil }
        let (year, number) = (month.span.from.year, month.span.from.month)
        guard let from = Day(year: year, month: number, day: first.value),
            let to = Day(year: year, month: number, day: second.value), from <= to
        else { return nil }
        return reading(DaySpan(from, to), end: month.end)
    }

    /// The token after 到, "to", a dash or, between two, "and".
    private func connected(_ index: Int, start: Int, isLed: Bool) -> Int? {
        switch line[index].meaning {
        case .keyword(.to), .keyword(.until), .symbol(0x2D), .symbol(0x7E): return index + 1
        case .keyword(.and): return index + 1
        default: return nil
        }
    }

    /// In "from 15 to 20 August" and "from 2014 to 2018" the first number is bare.
    private func bareStart(at index: Int, isLed: Bool) -> Point? {
        // 1995-1997年 needs no 从.
        guard isLed || isYears(at: index) || isDays(at: index) else { return nil }
        if line[index].isKeyword(.now) {
            return Point(point: CalendarPoint(span: DaySpan(today)), end: index + 1)
        }
        if let year = bareYear(at: index) ?? yearInWords(at: index) { return year }
        let start = line[index].isKeyword(.the) ? index + 1 : index
        guard let day = dayNumber(at: start), !line.isCountUnit(day.end) else { return nil }
        return Point(point: CalendarPoint(day: day.value), end: day.end)
    }

    /// "From two thousand until two thousand and fourteen".
    private func yearInWords(at index: Int) -> Point? {
        guard !line.hasChange, let first = yearNumber(at: index), first.end > index + 1,
            line[first.end].isKeyword(.to, .until),
            laterYear(than: first.value, at: first.end + 1) != nil
        else { return nil }
        return Point(point: CalendarPoint(year: first.value), end: first.end)
    }

    private func laterYear(than year: Int, at index: Int) -> Point? {
        guard let words = yearNumber(at: index), words.end > index + 1, words.value > year,
            words.value % 100 != 0, !line.isCurrency(words.end), !line.isCountUnit(words.end)
        else { return nil }
        return Point(point: CalendarPoint(year: words.value), end: words.end)
    }

    /// 1995-1997年 and 2014~2018, but not 还2000-2050.
    private func isYears(at index: Int) -> Bool {
        if isYearsInWords(at: index) { return true }
        guard line[index + 1].isSymbol("-") || line[index + 1].isSymbol("~"),
            let first = bareYear(at: index)?.point.year, let second = bareYear(at: index + 2),
            let last = second.point.year
        else { return false }
        return line[second.end - 1].isKeyword(.yearMark)
            || last > first && last < 2050 && !line[index - 1].isKeyword(.pay)
                && !line[second.end].isSymbol("-") && !line[second.end].isSymbol("/")
    }

    /// "2027 to 2029", but not "2000 to 2100", which are round as sums are.
    private func isYearsInWords(at index: Int) -> Bool {
        guard line[index + 1].isKeyword(.to, .until), !isHan(index + 1), !line.hasChange,
            !line[index - 1].isKeyword(.pay), let first = bareYear(at: index)?.point.year,
            let last = bareYear(at: index + 2)?.point.year
        else { return false }
        return first < last && last < 2050 && (first % 100 != 0 || last % 100 != 0)
    }

    /// "1-8 September", "12 to 16 September", "23rd to 26th Oct".
    private func isDays(at index: Int) -> Bool {
        guard let first = dayNumber(at: index),
            line[first.end].isSymbol("-") || line[first.end].isKeyword(.to, .until)
        else { return false }
        let next = line[first.end + 1].isKeyword(.the) ? first.end + 2 : first.end + 1
        guard let second = dayNumber(at: next) else { return false }
        let isSaid =
            first.isOrdinal && second.isOrdinal
            || !line.hasChange && !line[index - 1].isKeyword(.pay, .split)
        if isSaid, ofMonth(at: second.end) != nil { return true }
        let month = line[second.end].isKeyword(.of) ? second.end + 1 : second.end
        switch line[month].meaning {
        case .month: return true
        case .perhapsMonth: return monthName(at: month) != nil
        default: return false
        }
    }

    private func rangeEnd(at index: Int, after first: CalendarPoint) -> Point? {
        if line[index].isKeyword(.now) {
            return Point(point: CalendarPoint(span: DaySpan(today)), end: index + 1)
        }
        if line[index].meaning == .direction(0, nearest: false), line[index + 1].isKeyword(.now) {
            return Point(point: CalendarPoint(span: DaySpan(today)), end: index + 2)
        }
        if let second = longestPoint(at: line[index].isKeyword(.the) ? index + 1 : index) {
            return second
        }
        if let opening = first.year, first.day == nil {
            // "Between May 2015 and 2018".
            let year = bareYear(at: index) ?? laterYear(than: opening, at: index)
            if first.month == nil || year?.point.year ?? 0 > opening { return year }
        }
        if let day = dayOfTold(first, at: index) { return day }
        guard first.day != nil, first.month != nil,
            let day = dayNumber(at: line[index].isKeyword(.the) ? index + 1 : index),
            !line.isCountUnit(day.end), !line.isCurrency(day.end),
            !line.hasChange || day.value > first.day ?? 0
        else { return nil }
        // The year of "Dec 3-8, 2027".
        let next = line[day.end].isSymbol(",") ? day.end + 1 : day.end
        let year = yearNumber(at: next).flatMap { (1900...2100).contains($0.value) ? $0 : nil }
        return Point(
            point: CalendarPoint(year: year?.value, day: day.value), end: year?.end ?? day.end)
    }

    /// The 22 of "from 4 to 22 this month".
    private func dayOfTold(_ first: CalendarPoint, at index: Int) -> Point? {
        guard first.day != nil, first.month == nil, first.span == nil, !line.hasChange,
            let day = dayNumber(at: index), let month = ofMonth(at: day.end)
        else { return nil }
        let (year, number) = (month.span.from.year, month.span.from.month)
        return Point(
            point: CalendarPoint(year: year, month: number, day: day.value), end: month.end)
    }

    /// Each lends the other what it leaves open: the month forwards, the year either way.
    private func completed(
        _ first: CalendarPoint, _ second: CalendarPoint
    ) -> (CalendarPoint, CalendarPoint) {
        var (first, second) = (first, second)
        if second.span == nil, second.month == nil, let day = second.day {
            // "From April 27 to the 3rd".
            let isOfNext = first.day.map { day < $0 } ?? false
            second.month = first.month.map { isOfNext ? $0 % 12 + 1 : $0 }
            let isOfNextYear = isOfNext && first.month == 12
            second.year = second.year ?? first.year.map { isOfNextYear ? $0 + 1 : $0 }
        }
        if first.span == nil, first.month == nil, first.day != nil { first.month = second.month }
        if let year = second.year, first.isOpen, let month = first.month {
            first.year = month > (second.month ?? 12) ? year - 1 : year
        } else if let year = first.year, second.isOpen, let month = second.month {
            second.year = month < (first.month ?? 1) ? year + 1 : year
        }
        return (first, second)
    }

    /// A year in digits or in words: 2014, "two thousand and twenty".
    func toldYear(at index: Int) -> (value: Int, end: Int)? {
        if let year = bareYear(at: index), let value = year.point.year { return (value, year.end) }
        guard let words = yearNumber(at: index), words.end > index + 1 else { return nil }
        return words
    }

    /// `2014` where a year is spoken of.
    func bareYear(at index: Int) -> Point? {
        guard case .digits(let year?) = line[index].meaning, line[index].length == 4,
            (1900...2100).contains(year)
        else { return nil }
        let end = line[index + 1].isKeyword(.yearMark) ? index + 2 : index + 1
        guard !line.isCurrency(end), !line.isCountUnit(end) else { return nil }
        return Point(point: CalendarPoint(year: Int(year)), end: end)
    }
}

extension Readers.Point? {
    mutating func takeLonger(_ other: Readers.Point?) {
        if let other, other.end > self?.end ?? 0 { self = other }
    }
}
