import Quantities

/// Parts of a year in Chinese: 上半年, 三季度, 1-9月, 第三个月, 前2周.
extension Readers {
    /// 上半月, 下半周, 90年代, 上世纪90年代.
    func hanPart(at index: Int) -> Point? {
        if case .halfOf(let unit, let isFirst) = line[index].meaning {
            return today.span(of: unit, offset: 0).map {
                Point(
                    point: CalendarPoint(span: Day.half(of: $0, isFirst: isFirst)), end: index + 1)
            }
        }
        if line[index].isKeyword(.firstHalf, .secondHalf), isHan(index) {
            return partOfYear(today.year, at: index)
        }
        return halfYear(at: index) ?? decade(inCentury: nil, at: index)
            ?? decadeOfCentury(at: index)
    }

    /// 上个半年, 下个半年: the half of a year before or after the present one.
    private func halfYear(at index: Int) -> Point? {
        guard case .direction(let offset, nearest: false) = line[index].meaning, offset != 0,
            line[index + 1].isKeyword(.hanHalf), line[index + 2].isKeyword(.yearMark),
            let present = Day(year: today.year, month: today.month > 6 ? 7 : 1, day: 1)
        else { return nil }
        let first = present.adding(months: offset * 6)
        return Point(
            point: CalendarPoint(span: DaySpan(first, first.adding(months: 6) - 1)), end: index + 3)
    }

    private func decadeOfCentury(at index: Int) -> Point? {
        if line[index].isKeyword(.lastCentury) {
            return decade(inCentury: today.year / 100 - 1, at: index + 1)
        }
        guard let number = plainNumber(at: index), (2...99).contains(number.value),
            line[number.end].isKeyword(.centuryMark)
        else { return nil }
        return decade(inCentury: number.value - 1, at: number.end + 1)
    }

    /// 90年代 are of the last century, 20年代 of this one.
    private func decade(inCentury century: Int?, at index: Int) -> Point? {
        guard let number = plainNumber(at: index), number.value % 10 == 0,
            (0...90).contains(number.value), line[number.end].isKeyword(.decadeMark)
        else { return nil }
        let year = (century ?? (number.value < 40 ? 20 : 19)) * 100 + number.value
        guard let first = DaySpan(year: year), let last = DaySpan(year: year + 9) else {
            return nil
        }
        return Point(
            point: CalendarPoint(span: DaySpan(first.from, last.to)), end: number.end + 1)
    }

    /// 十月的第一周, 十月最后一个星期; whole weeks, with most of their days in the month.
    func hanWeek(of month: DaySpan, at index: Int, isLast: Bool) -> Point? {
        guard let number = plainNumber(at: index) ?? oneNumber(at: index),
            isLast ? number.value == 1 : (1...5).contains(number.value)
        else { return nil }
        let next = line[number.end].isKeyword(.measure) ? number.end + 1 : number.end
        guard line[next].meaning == .time(.week),
            let span = week(isLast ? -1 : number.value, of: month)
        else { return nil }
        return Point(point: CalendarPoint(span: span), end: next + 1)
    }

    /// 第三季度, 三季度; 三个季度 are nine months.
    func hanQuarter(at index: Int, year: Int? = nil) -> Point? {
        let start = line[index].isKeyword(.place) ? index + 1 : index
        guard let number = plainNumber(at: start) ?? oneNumber(at: start),
            line.text(from: number.end, to: number.end + 1).hasPrefix("季")
        else { return nil }
        // 一季度末, in one word or in two.
        let isOneWord = line[number.end].meaning == .closeOf(.quarter)
        guard isOneWord || line[number.end].meaning == .time(.quarter) else { return nil }
        let years = year.map { [$0] } ?? [today.year, today.year + 1]
        let spans = years.compactMap { span(ofQuarter: number.value, $0) }
        let isTwoWords = line[number.end + 1].isKeyword(.close) && line.isJoined(number.end + 1)
        return spans.first { year != nil || $0.to >= today }.map {
            Point(
                point: CalendarPoint(span: isOneWord || isTwoWords ? DaySpan($0.to) : $0),
                end: number.end + (isTwoWords ? 2 : 1))
        }
    }

    /// 1-9月, 三到五月: 月 stands behind the second alone.
    func months(at index: Int, year: Int?) -> Point? {
        guard let first = plainNumber(at: index), (1...12).contains(first.value),
            line[first.end].isKeyword(.to) || line[first.end].isSymbol("-")
                || line[first.end].isSymbol("~"),
            let second = plainNumber(at: first.end + 1), (1...12).contains(second.value),
            first.value < second.value, line[second.end].isKeyword(.monthMark),
            plainNumber(at: second.end + 1) == nil
        else { return nil }
        let years = year.map { [$0] } ?? [today.year, today.year + 1]
        let spans = years.compactMap { year -> DaySpan? in
            guard let from = DaySpan(year: year, month: first.value),
                let to = DaySpan(year: year, month: second.value)
            else { return nil }
            return DaySpan(from.from, to.to)
        }
        return spans.first { year != nil || $0.to >= today }.map {
            Point(point: CalendarPoint(span: $0), end: second.end + 1)
        }
    }

    /// 上半年, 年底, 第三个月, 前2周, 最后4个月 of a year.
    func partOfYear(_ year: Int, at index: Int) -> Point? {
        guard let span = DaySpan(year: year) else { return nil }
        func settled(_ from: Day?, _ to: Day?, _ end: Int) -> Point? {
            guard let from, let to else { return nil }
            return Point(point: CalendarPoint(span: DaySpan(from, to)), end: end)
        }
        switch line[index].meaning {
        case .keyword(.firstHalf):
            return settled(span.from, Day(year: year, month: 6, day: 30), index + 1)
        case .keyword(.secondHalf):
            return settled(Day(year: year, month: 7, day: 1), span.to, index + 1)
        case .keyword(.close) where !line[index].isSpaced:
            return settled(span.to, span.to, index + 1)
        case .keyword(.start) where !line[index].isSpaced:
            return settled(span.from, Day(year: year, month: 1, day: 31), index + 1)
        case .keyword(.middle) where !line[index].isSpaced:
            let middle = Day.third(1, of: span)
            return Point(
                point: CalendarPoint(span: middle, isApproximate: true), end: index + 1)
        case .keyword(.place): return numbered(of: span, at: index + 1, isSingle: true)
        case .keyword(.ago): return numbered(of: span, at: index + 1, isSingle: false)
        case .keyword(.final):
            return numbered(of: span, at: index + 1, isSingle: false, isLast: true)
        default: return nil
        }
    }

    func numbered(
        of year: DaySpan, at index: Int, isSingle: Bool, isLast: Bool = false
    ) -> Point? {
        guard let number = plainNumber(at: index) ?? oneNumber(at: index),
            (1...366).contains(number.value), let (unit, end) = timeUnit(at: number.end)
        else { return nil }
        let span = Grammar.part(
            number.value, unit, of: year, isSingle: isSingle, isLast: isLast)
        return span.map { Point(point: CalendarPoint(span: $0), end: end) }
    }

    func oneNumber(at index: Int) -> (value: Int, end: Int, length: Int)? {
        line[index].meaning == .hanDigit(1) ? (1, index + 1, 1) : nil
    }
}
