import Quantities

/// Dates in Chinese: 2026年3月5日, 下个月15号, 八月十五, 去年本月十日, 月底, 2021年的第一周.
extension Readers {
    func chineseDate(at index: Int) -> Point? {
        if case .day(let offset) = line[index].meaning, isHan(index) {
            return Point(point: CalendarPoint(span: DaySpan(today + offset)), end: index + 1)
        }
        if let part = hanPart(at: index) { return part }
        if line[index].isKeyword(.yearMark), line.isJoined(index + 1) {
            return partOfYear(today.year, at: index + 1)
        }
        if let year = hanYear(at: index) ?? shortYear(at: index) { return withinYear(year) }
        if let quarter = hanQuarter(at: index) { return quarter }
        if let months = months(at: index, year: nil) { return months }
        guard let month = hanMonth(at: index, year: nil) else { return dayMark(at: index) }
        return withWeekday(month)
    }

    /// A number in digits or in Chinese.
    func plainNumber(at index: Int) -> (value: Int, end: Int, length: Int)? {
        switch line[index].meaning {
        case .digits(let value?) where line[index].length <= 4:
            return (Int(value), index + 1, line[index].length)
        case .hanDigit, .hanUnit, .hanTens:
            if let run = line.hanDigitRun(at: index), let value = run.value, run.count <= 4 {
                return (Int(value), run.end, run.count)
            }
            guard let number = line.numeral(at: index), number.isExact,
                let value = number.integer
            else { return nil }
            return (value, number.end, value >= 1000 ? 4 : 0)
        default: return nil
        }
    }

    /// 2026年, 二零二六年, 今年; two digits only before a month (21年三月) or with a nought (零八年).
    private func hanYear(at index: Int) -> Point? {
        if case .relative(.year, let offset) = line[index].meaning {
            return Point(point: CalendarPoint(year: today.year + offset), end: index + 1)
        }
        guard let number = plainNumber(at: index), line[number.end].isKeyword(.yearMark) else {
            return nil
        }
        let end = number.end + 1
        if number.length == 4, number.value >= 1000 {
            return Point(point: CalendarPoint(year: number.value), end: end)
        }
        // 三六七年一月.
        if number.length == 3, number.value >= 100, hanMonth(at: end, year: nil) != nil {
            return Point(point: CalendarPoint(year: number.value), end: end)
        }
        guard number.length == 2, number.value < 100 else { return nil }
        // 08年, 21年三月 and 19年底; 19年 alone are nineteen years.
        let isEdge = line[end].isKeyword(.close, .start) && line.isJoined(end)
        guard number.value < 10 || isEdge || hanMonth(at: end, year: nil) != nil else {
            return nil
        }
        return Point(point: CalendarPoint(year: Grammar.fullYear(number.value)), end: end)
    }

    /// 一七年, 九八年: two digits that are no range, as in 三五年 and 七八年.
    private func shortYear(at index: Int) -> Point? {
        guard case .hanDigit(let tens) = line[index].meaning,
            case .hanDigit(let ones) = line[index + 1].meaning, line.isJoined(index + 1),
            line[index + 2].isKeyword(.yearMark), ones != tens + 1, (tens, ones) != (3, 5)
        else { return nil }
        return Point(
            point: CalendarPoint(year: Grammar.fullYear(Int(tens * 10 + ones))), end: index + 3)
    }

    private func withinYear(_ found: Point) -> Point {
        guard let year = found.point.year else { return found }
        let next = line[found.end].isKeyword(.of) ? found.end + 1 : found.end
        if let months = months(at: next, year: year) { return months }
        if let month = hanMonth(at: next, year: year) { return withWeekday(month) }
        if case .holiday(let holiday) = line[next].meaning, let day = holiday.day(in: year) {
            return Point(point: CalendarPoint(span: DaySpan(day)), end: next + 1)
        }
        if line[next].isKeyword(.yearMark), line.isJoined(next),
            let part = partOfYear(year, at: next + 1)
        {
            return part
        }
        if line[next].meaning == .day(0),
            let day = Day(
                year: year, month: today.month, day: today.dayOfMonth)
        {
            return Point(point: CalendarPoint(span: DaySpan(day)), end: next + 1)
        }
        if let quarter = hanQuarter(at: next, year: year) { return quarter }
        if case .season(let month) = line[next].meaning {
            return Grammar.season(month, of: year).map { Point(point: $0, end: next + 1) } ?? found
        }
        if let part = partOfYear(year, at: next) { return part }
        return found
    }

    func timeUnit(at index: Int) -> (TimeUnit, Int)? {
        if line[index].isKeyword(.measure), case .time(let unit) = line[index + 1].meaning {
            return (unit, index + 2)
        }
        if line[index].isKeyword(.yearMark) { return (.year, index + 1) }
        // "Business days", "working week".
        if line[index].meaning == .other, (7...8).contains(line[index].length),
            isWord("business", index) || isWord("working", index)
        {
            switch line[index + 1].meaning {
            case .time(.day): return (.businessDay, index + 2)
            case .time(.week): return (.workweek, index + 2)
            default: return nil
            }
        }
        if line[index].meaning == .part(4) { return (.quarter, index + 1) }
        guard case .time(let unit) = line[index].meaning else { return nil }
        return (unit, index + 1)
    }

    /// 3月5日, 八月十五, 下个月15号, 本月底, 月底.
    private func hanMonth(at index: Int, year: Int?) -> Point? {
        var month: CalendarPoint
        var end: Int
        var isNamed = true
        if case .relative(.month, let offset) = line[index].meaning {
            guard let span = today.span(of: .month, offset: offset) else { return nil }
            month = CalendarPoint(year: year ?? span.from.year, month: span.from.month)
            end = index + 1
            isNamed = false
        } else if line[index].isKeyword(.monthMark),
            line[index + 1].isKeyword(.close, .start)
                || line[index + 1].isKeyword(.middle), line.isJoined(index + 1), year == nil
        {
            month = CalendarPoint(year: today.year, month: today.month)
            end = index + 1
        } else if case .month(let number) = line[index].meaning, isHan(index) {
            month = CalendarPoint(year: year, month: number)
            end = index + 1
        } else {
            // 两月 are two months, 二月 is February.
            guard let number = plainNumber(at: index), (1...12).contains(number.value),
                line[number.end].isKeyword(.monthMark), !onlyCounts(index)
            else { return nil }
            month = CalendarPoint(year: year, month: number.value)
            end = number.end + 1
        }
        // 十二月月底 says it twice.
        let isTwice = line[end].isKeyword(.monthMark) && line[end + 1].isKeyword(.close, .start)
        let next = line[end].isKeyword(.of) || isTwice ? end + 1 : end
        if !isNamed, line[next].meaning == .day(0) {
            // 下个月今天.
            month.day = today.dayOfMonth
            return Point(point: month, end: next + 1)
        }
        return dayOfMonth(month, at: next, isNamed: isNamed) ?? Point(point: month, end: end)
    }

    private func dayOfMonth(_ month: CalendarPoint, at index: Int, isNamed: Bool) -> Point? {
        if let part = partOfMonth(month, at: index) { return part }
        guard let number = plainNumber(at: index), (0...99).contains(number.value) else {
            return nil
        }
        var point = month
        point.day = number.value
        // 3月32号 is a day that does not exist.
        if line[number.end].isKeyword(.dayMark) { return Point(point: point, end: number.end + 1) }
        // 下月十五, and not 下月三.
        guard ((isNamed ? 1 : 10)...31).contains(number.value), !line.isMeasured(number.end),
            !line.isCurrency(number.end),
            !line[number.end].isKeyword(.percent, .clockMark), isNamed || !isCounted(number.end)
        else { return nil }
        return Point(point: point, end: number.end)
    }

    /// 底 is the last day; 初 and 中旬 are stretches of ten days.
    private func partOfMonth(_ month: CalendarPoint, at index: Int) -> Point? {
        guard let span = month.span(from: today) else { return nil }
        let part: DaySpan
        switch line[index].meaning {
        case .keyword(.close): part = DaySpan(span.to)
        case .idiom where isWord("第一天", index): part = DaySpan(span.from)
        case .keyword(.start) where !line[index].isSpaced: part = DaySpan(span.from, span.from + 9)
        case .keyword(.middle) where !line[index].isSpaced:
            part = DaySpan(span.from + 10, span.from + 19)
        case .keyword(.lateThird): part = DaySpan(span.from + 20, span.to)
        case .halfOf(.month, let isFirst): part = Day.half(of: span, isFirst: isFirst)
        case .keyword(.final):
            return lastWeekday(of: span, at: index + 1)
                ?? hanWeek(of: span, at: index + 1, isLast: true)
        case .keyword(.place):
            return weekday(of: span, at: index + 1)
                ?? hanWeek(of: span, at: index + 1, isLast: false)
        default: return nil
        }
        let isApproximate = part.from != part.to
        return Point(
            point: CalendarPoint(span: part, isApproximate: isApproximate), end: index + 1)
    }

    /// 第一个星期一.
    private func weekday(of month: DaySpan, at index: Int) -> Point? {
        guard let number = plainNumber(at: index) ?? oneNumber(at: index),
            (1...31).contains(number.value)
        else { return nil }
        if line[number.end].meaning == .time(.day) {
            let day = month.from + (number.value - 1)
            return day <= month.to
                ? Point(point: CalendarPoint(span: DaySpan(day)), end: number.end + 1) : nil
        }
        let next = line[number.end].isKeyword(.measure) ? number.end + 1 : number.end
        guard line[next].meaning == .time(.week), let weekday = hanWeekday(at: next + 1) else {
            return nil
        }
        let day = month.from.next(weekday: weekday) + (number.value - 1) * 7
        guard day <= month.to else { return nil }
        return Point(point: CalendarPoint(span: DaySpan(day)), end: next + 2)
    }

    /// 最后一个星期一.
    private func lastWeekday(of span: DaySpan, at index: Int) -> Point? {
        guard line[index].meaning == .hanDigit(1) else { return nil }
        if line[index + 1].meaning == .time(.businessDay) {
            return (span.to + 1).adding(-1, .businessDay).map {
                Point(
                    point: CalendarPoint(span: DaySpan($0), isApproximate: true), end: index + 2)
            }
        }
        let next = line[index + 1].isKeyword(.measure) ? index + 2 : index + 1
        guard line[next].meaning == .time(.week), let weekday = hanWeekday(at: next + 1) else {
            return nil
        }
        let day = span.to - (span.to.weekday - weekday + 7) % 7
        return Point(point: CalendarPoint(span: DaySpan(day)), end: next + 2)
    }

    /// 15号, 29日, 二十号: the next one. 两日 are two days, and that is a count.
    private func dayMark(at index: Int) -> Point? {
        guard let number = plainNumber(at: index), (1...31).contains(number.value),
            number.length != 4, line[number.end].isKeyword(.dayMark),
            !onlyCounts(index),
            !(isDay(number.end) && line[number.end + 1].isKeyword(.within, .later)),
            !line[index - 1].isKeyword(.place)
        else { return nil }
        return withWeekday(
            Point(point: CalendarPoint(day: number.value), end: number.end + 1))
    }

    /// 10月12号，星期一: the weekday adds nothing but belongs to it.
    private func withWeekday(_ found: Point) -> Point {
        let next = line[found.end].isSymbol(",") ? found.end + 1 : found.end
        guard found.point.day != nil, line[next].meaning == .time(.week),
            hanWeekday(at: next + 1) != nil
        else { return found }
        return Point(point: found.point, end: next + 2)
    }

    /// 一 to 六, 日 and 天 behind 周, 星期 or 礼拜.
    func hanWeekday(at index: Int) -> Int? {
        guard line.isJoined(index) else { return nil }
        switch line[index].meaning {
        case .hanDigit(let day) where (1...6).contains(day): return Int(day)
        case .keyword(.dayMark), .time(.day): return 7
        default: return nil
        }
    }
}
