import Quantities

/// Stretches of time: 下周, "next month", "the last 3 weeks", 近三个月, "end of the month", "week 31".
extension Readers {
    func stretch(at index: Int) -> Point? {
        switch line[index].meaning {
        case .closeOf(let unit):
            return settled(today.span(of: unit, offset: 0).map { DaySpan($0.to) }, end: index + 1)
        case .relative(let unit, let offset) where unit == .weekend || unit == .quarter:
            return settled(today.span(of: unit, offset: offset), end: index + 1)
        case .keyword(.pronounBefore): return told(at: index)
        case .direction(let offset, let isNearest):
            return directed(offset, isNearest: isNearest, at: index)
        case .keyword(.ago): return isHan(index) ? counted(-1, at: index + 1, isHan: true) : nil
        case .keyword(.later):
            return isHan(index) ? counted(1, at: index + 1, isHan: true) : edge(at: index)
        case .keyword(.close), .keyword(.start), .keyword(.middle), .keyword(.firstHalf),
            .keyword(.secondHalf):
            return edge(at: index) ?? edgeOfNamed(at: index)
        case .time(.month):
            return closeOf(.month, at: index) ?? toDate(at: index)
        case .keyword(.remaining): return rest(at: index)
        case .time(.weekend):
            return settled(today.span(of: .weekend, offset: 0), end: index + 1)
        case .time(.week):
            return nil
        case .time(.year):
            return closeOf(.year, at: index) ?? toDate(at: index)
        case .keyword(.quarter): return closeOf(.quarter, at: index)
        case .keyword(.in):
            guard !isHan(index) else { return nil }
            return ofThe(at: index)
        case .keyword(.of), .keyword(.for): return isHan(index) ? nil : ofThe(at: index)
        case .keyword(.a): return countFirst(at: index)
        case .digits: return countFirst(at: index) ?? place(at: index)
        case .ordinal: return place(at: index)
        case .small, .tens:
            return countFirst(at: index) ?? place(at: index)
        default: return [countFirst(at: index), place(at: index)].compactMap { $0 }.first
        }
    }

    func settled(_ span: DaySpan?, end: Int, isApproximate: Bool = false) -> Point? {
        span.map { Point(point: CalendarPoint(span: $0, isApproximate: isApproximate), end: end) }
    }

    /// "This week", 下个季度, "next 3 days", 近三个月, "last day".
    private func directed(_ offset: Int, isNearest: Bool, at index: Int) -> Point? {
        // 过去的一年.
        let start = isNearest && isHan(index) && line[index + 1].isKeyword(.of) ? 2 : 1
        if let counted = counted(offset, at: index + start, isHan: isHan(index)) { return counted }
        var next = index + 1
        if line[next].meaning == .other,
            ["calendar", "fiscal"].contains(line.text(from: next, to: next + 1).lowercased())
        {
            next += 1
        }
        if line[next].isKeyword(.quarter) {
            return settled(today.span(of: .quarter, offset: offset), end: next + 1)
        }
        guard let (unit, end) = timeUnit(at: next), unit != .statement else { return nil }
        if unit == .businessDay, offset != 0 {
            let day = today.adding(offset, .businessDay)
            return settled(day.map { DaySpan($0) }, end: end, isApproximate: true)
        }
        let span = today.span(of: unit, offset: offset)
        if unit == .month, let month = span, let day = dayWithin(month, at: end) { return day }
        if unit == .week, let week = span,
            let days = Grammar.weekdaysWithin.read(self, end)
        {
            return settled(
                DaySpan(week.from + (days.value.0 - 1), week.from + (days.value.1 - 1)),
                end: days.end)
        }
        return settled(span, end: end)
    }

    /// "Next month on the 15th".
    private func dayWithin(_ month: DaySpan, at index: Int) -> Point? {
        var next = line[index].isSymbol(",") ? index + 1 : index
        if line[next].isKeyword(.on) { next += 1 }
        guard line[next].isKeyword(.the), !isHan(next), let day = dayNumber(at: next + 1),
            day.isOrdinal
        else { return nil }
        return Point(
            point: CalendarPoint(year: month.from.year, month: month.from.month, day: day.value),
            end: day.end)
    }

    /// So many units that begin tomorrow or end yesterday.
    private func counted(_ direction: Int, at index: Int, isHan: Bool) -> Point? {
        guard direction != 0,
            isHan || !line[index].isKeyword(.a), let number = lengthNumber(at: index),
            let count = number.count, (1...20_000).contains(count),
            let (unit, end) = timeUnit(at: number.end), unit != .statement,
            unit != .year || count < 1000, let span = span(count, unit, direction)
        else { return nil }
        if let year = ofYear(at: end),
            let first = Grammar.part(
                count, unit, of: year.span, isSingle: false, isLast: direction < 0)
        {
            return settled(first, end: year.end)
        }
        if let length = length(at: index), length.parts.count > 1,
            !line[length.end].isKeyword(.ago),
            let far = point(length, sign: direction, from: today, end: length.end)?.point.span
        {
            let span = direction > 0 ? DaySpan(today + 1, far.to) : DaySpan(far.from, today - 1)
            return settled(span, end: length.end)
        }
        return settled(span, end: end, isApproximate: number.isApproximate || unit == .businessDay)
    }

    private func span(_ count: Int, _ unit: TimeUnit, _ direction: Int) -> DaySpan? {
        if unit == .quarter, let this = today.span(of: .quarter, offset: 0) {
            let months = count * 3
            return direction > 0
                ? DaySpan(this.to + 1, (this.to + 1).adding(months: months) - 1)
                : DaySpan(this.from.adding(months: -months), this.from - 1)
        }
        if unit == .decade, let this = today.span(of: .decade, offset: 0) {
            let months = count * 120
            guard count < 100 else { return nil }
            return direction > 0
                ? DaySpan(this.to + 1, (this.to + 1).adding(months: months) - 1)
                : DaySpan(this.from.adding(months: -months), this.from - 1)
        }
        if direction > 0 { return today.adding(count, unit).map { DaySpan(today + 1, $0) } }
        return today.adding(-count, unit).map { DaySpan($0, today - 1) }
    }

    /// "5 upcoming years", "the 3 next weeks".
    private func countFirst(at index: Int) -> Point? {
        guard let number = line.numeral(at: index), let count = number.integer,
            (1...20_000).contains(count),
            case .direction(let direction, _) = line[number.end].meaning, direction != 0,
            let (unit, end) = timeUnit(at: number.end + 1), unit != .statement,
            line.text(from: end - 1, to: end).lowercased().hasSuffix("s")
        else { return nil }
        return settled(span(count, unit, direction), end: end)
    }

    /// "of last year", "of 2021".
    func ofYear(at index: Int) -> (span: DaySpan, end: Int)? {
        guard line[index].isKeyword(.of) else { return nil }
        var next = index + 1
        if line[next].isKeyword(.the) { next += 1 }
        if next > index + 1, line[next].meaning == .time(.year) {
            return today.span(of: .year, offset: 0).map { ($0, next + 1) }
        }
        if case .direction(let offset, _) = line[next].meaning,
            line[next + 1].meaning == .time(.year)
        {
            return today.span(of: .year, offset: offset).map { ($0, next + 2) }
        }
        guard let year = toldYear(at: next) else { return nil }
        return DaySpan(year: year.value).map { ($0, year.end) }
    }

    /// "First ten days of last year", "the 9th month of next year".
    private func place(at index: Int) -> Point? {
        if line[index].meaning == .ordinal(1), let number = line.numeral(at: index + 1),
            let count = number.integer, count > 0, let (unit, end) = timeUnit(at: number.end)
        {
            if unit == .day, line[end].isKeyword(.of), let month = stretchNamed(at: end + 1),
                month.span.from + (count - 1) <= month.span.to
            {
                return settled(
                    DaySpan(month.span.from, month.span.from + (count - 1)), end: month.end)
            }
            if unit == .week, line[end].isKeyword(.of), let month = stretchNamed(at: end + 1),
                let first = week(1, of: month.span), count <= 5
            {
                return settled(
                    DaySpan(first.from, first.from + (count * 7 - 1)), end: month.end)
            }
            guard let year = ofYear(at: end) else { return nil }
            return settled(
                Grammar.part(count, unit, of: year.span, isSingle: false, isLast: false),
                end: year.end)
        }
        guard let number = dayNumber(at: index), number.isOrdinal,
            let (unit, end) = timeUnit(at: number.end), let year = ofYear(at: end)
        else { return nil }
        return settled(
            Grammar.part(number.value, unit, of: year.span, isSingle: true, isLast: false),
            end: year.end)
    }

    /// "End of the month", "end of next week", "early next month", "month end".
    private func edge(at index: Int) -> Point? {
        guard !isHan(index) else { return nil }
        var next = index + 1
        // "Start in the next quarter" is no start of it.
        let isVerb = line[next].isKeyword(.in) && line[index].isKeyword(.start, .close)
        if line[next].isKeyword(.of, .in), !isVerb { next += 1 }
        var offset = 0
        if line[next].isKeyword(.the) { next += 1 }
        if case .direction(let direction, _) = line[next].meaning {
            offset = direction
            next += 1
        }
        let isQuarter = line[next].isKeyword(.quarter)
        guard next > index + 1, let unit = isQuarter ? .quarter : timeUnit(at: next)?.0,
            unit != .statement, let span = today.span(of: unit, offset: offset), unit != .day
        else { return nil }
        guard let part = part(of: span, line[index].meaning, end: next + 1) else { return nil }
        return offset == 0 ? present(part, at: index) : part
    }

    /// "Later this month" is never before today, "earlier this month" never behind it.
    private func present(_ part: Point, at index: Int) -> Point {
        guard var span = part.point.span else { return part }
        if line[index].isKeyword(.later) {
            span.from = min(max(span.from, today), span.to)
        } else if line[index].isKeyword(.firstHalf), line[index].length > 5 {
            span.to = max(min(span.to, today - 1), span.from)
        }
        var part = part
        part.point.span = span
        return part
    }

    /// The end is its last day; the start and the middle are a third each.
    private func part(of span: DaySpan, _ meaning: Meaning, end: Int) -> Point? {
        switch meaning {
        case .keyword(.close): return settled(DaySpan(span.to), end: end)
        case .keyword(.firstHalf):
            return settled(Day.half(of: span, isFirst: true), end: end, isApproximate: true)
        case .keyword(.secondHalf), .keyword(.later):
            return settled(Day.half(of: span, isFirst: false), end: end, isApproximate: true)
        case .keyword(.start):
            return settled(Day.third(0, of: span), end: end, isApproximate: true)
        default:
            return settled(Day.third(1, of: span), end: end, isApproximate: true)
        }
    }

    /// "Of the year", "for the month": the present one.
    private func ofThe(at index: Int) -> Point? {
        guard line[index + 1].isKeyword(.the), case .time(let unit) = line[index + 2].meaning,
            unit != .statement, isClosed(index + 3)
        else { return nil }
        return settled(today.span(of: unit, offset: 0), end: index + 3)
    }

    /// "Year to date".
    func toDate(at index: Int) -> Point? {
        guard line[index + 1].isKeyword(.to), line[index + 2].isKeyword(.now),
            case .time(let unit) = line[index].meaning,
            let span = today.span(of: unit, offset: 0)
        else { return nil }
        return settled(DaySpan(span.from, today), end: index + 3)
    }

    /// "The rest of this month", "rest of week", "the remaining week": from today.
    private func rest(at index: Int) -> Point? {
        var next = line[index + 1].isKeyword(.of) ? index + 2 : index + 1
        let isTold =
            line[next].isKeyword(.the) || isWord("my", next)
            || line[next].meaning == .direction(0, nearest: false)
        if isTold { next += 1 }
        guard isTold || next > index + 1 || isWord("remaining", index),
            let (unit, end) = timeUnit(at: next), unit != .statement, unit != .day,
            let span = today.span(of: unit, offset: 0)
        else { return nil }
        return settled(DaySpan(today, span.to), end: end)
    }

    /// "That week", "the same month": the present one, as far as anybody can tell.
    private func told(at index: Int) -> Point? {
        guard !isHan(index), isWord("that", index) || isWord("same", index),
            case .time(let unit) = line[index + 1].meaning, unit != .day, unit != .statement
        else { return nil }
        return settled(today.span(of: unit, offset: 0), end: index + 2, isApproximate: true)
    }

    /// "Month end", "year-end".
    private func closeOf(_ unit: TimeUnit, at index: Int) -> Point? {
        let next = line[index + 1].isSymbol("-") ? index + 2 : index + 1
        guard line[next].isKeyword(.close), !isHan(next) else { return nil }
        return settled(today.span(of: unit, offset: 0).map { DaySpan($0.to) }, end: next + 1)
    }
}
