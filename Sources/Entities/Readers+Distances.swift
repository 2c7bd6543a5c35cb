import Quantities

/// Days counted from another: 三天后, "two weeks ago", "in 3 days", "4 months from tomorrow".
extension Readers {
    /// So many months and days, added up: "2 years 1 month 21 days".
    struct Length {
        var parts: [(count: Int, unit: TimeUnit)]
        var end: Int
        var isApproximate = false
    }

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
        numericDate(at: index) ?? weekday(at: index, isBase: true) ?? holiday(at: index)
            ?? newYear(at: index) ?? namedDay(at: index)
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
        var day = day
        for part in length.parts {
            guard let moved = day.adding(sign * part.count, part.unit) else { return nil }
            day = moved
        }
        return Point(
            point: CalendarPoint(span: DaySpan(day), isApproximate: length.isApproximate), end: end)
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

    func length(at index: Int) -> Length? {
        guard var length = lengthPart(at: index) else { return nil }
        while length.parts.count < 3 {
            var next = length.end
            if line[next].isKeyword(.and) || line[next].isSymbol(",") { next += 1 }
            guard let more = lengthPart(at: next),
                !length.parts.contains(where: { $0.unit == more.parts[0].unit })
            else { break }
            length.parts += more.parts
            length.end = more.end
            length.isApproximate = length.isApproximate || more.isApproximate
        }
        // Months before days, whatever the order they are told in.
        length.parts.sort { Self.rank($0.unit) < Self.rank($1.unit) }
        return length
    }

    private static func rank(_ unit: TimeUnit) -> Int {
        switch unit {
        case .year: 0
        case .quarter: 1
        case .month: 2
        case .week, .fortnight: 3
        default: 4
        }
    }

    private func lengthPart(at index: Int) -> Length? {
        if let halves = englishHalves(at: index) { return halves }
        if line[index].isKeyword(.hanHalf) {
            if line[index + 1].isKeyword(.yearMark) {
                return Length(parts: [(6, .month)], end: index + 2)
            }
            guard line[index + 1].meaning == .time(.month) else { return nil }
            return Length(parts: [(15, .day)], end: index + 2, isApproximate: true)
        }
        guard let number = lengthNumber(at: index) else { return nil }
        // 3日后 and 10日内 are lengths; 15日前 and 15号后 speak of the fifteenth.
        if isDay(number.end),
            onlyCounts(number.end - 1) || line[number.end + 1].isKeyword(.later, .within)
        {
            return number.count.map { Length(parts: [($0, .day)], end: number.end + 1) }
        }
        // 两个半月后: half a month is about fifteen days.
        if line[number.end].isKeyword(.measure), line[number.end + 1].isKeyword(.hanHalf),
            line[number.end + 2].isKeyword(.monthMark), let months = number.count, months < 1000
        {
            return Length(
                parts: [(months, .month), (15, .day)], end: number.end + 3, isApproximate: true)
        }
        guard let (unit, end) = timeUnit(at: number.end), unit != .statement,
            let count = number.count, count < 1000 || unit == .day,
            unit != .year || !isShortYear(index)
        else { return nil }
        if unit == .year, line[end].isKeyword(.hanHalf) {
            return Length(
                parts: [(count * 12 + 6, .month)], end: end + 1,
                isApproximate: number.isApproximate)
        }
        return Length(
            parts: [(count, unit)], end: end,
            isApproximate: number.isApproximate || unit == .businessDay)
    }

    /// "Half a year", "a year and a half".
    private func englishHalves(at index: Int) -> Length? {
        if line[index].isKeyword(.half) {
            let next = line[index + 1].isKeyword(.a) ? index + 2 : index + 1
            return line[next].meaning == .time(.year) && !isHan(next)
                ? Length(parts: [(6, .month)], end: next + 1) : nil
        }
        guard let number = lengthNumber(at: index), let years = number.count, years < 1000,
            line[number.end].meaning == .time(.year), line[number.end + 1].isKeyword(.and),
            line[number.end + 2].isKeyword(.a), line[number.end + 3].isKeyword(.half)
        else { return nil }
        return Length(parts: [(years * 12 + 6, .month)], end: number.end + 4)
    }

    /// 07年 is a year and no seven years.
    private func isShortYear(_ index: Int) -> Bool {
        line[index].length == 2 && line.digitValue(at: line[index].start) == 0
    }

    /// "Split it in 12 months", or "in 12 months" as the whole answer: a term, not a day.
    private func isTerm(at index: Int) -> Bool {
        guard let number = line.numeral(at: index + 1),
            line[number.end].meaning == .time(.month)
        else { return false }
        return (max(0, index - 6)..<index).contains { line[$0].isKeyword(.split, .instalments) }
            || index == 0 && line[number.end + 1].meaning == .end
    }

    /// 两 and 仨, which count; 二 and 三 also number.
    func onlyCounts(_ index: Int) -> Bool {
        switch line[index].meaning {
        case .hanDigit(2): line.text(from: index, to: index + 1) != "二"
        case .hanDigit(3): line.text(from: index, to: index + 1) == "仨"
        default: false
        }
    }

    func isDay(_ index: Int) -> Bool {
        line[index].isKeyword(.dayMark) && line.text(from: index, to: index + 1) == "日"
    }

    /// "A week" counts one; "a few days" are three, and an estimate.
    func lengthNumber(at index: Int) -> (count: Int?, end: Int, isApproximate: Bool)? {
        if let number = line.numeral(at: index) ?? one(at: index) {
            return (number.integer, number.end, !number.isExact)
        }
        switch line[index].meaning {
        case .keyword(.a):
            guard line[index + 1].isKeyword(.couple, .several) else { return (1, index + 1, false) }
            return vague(at: index + 1)
        case .keyword(.couple), .keyword(.several): return vague(at: index)
        default: return nil
        }
    }

    private func vague(at index: Int) -> (count: Int?, end: Int, isApproximate: Bool)? {
        let end = line[index + 1].isKeyword(.of) ? index + 2 : index + 1
        return (line[index].isKeyword(.couple) ? 2 : 3, end, true)
    }
}
