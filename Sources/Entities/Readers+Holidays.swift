import Quantities

/// Days with a name: 国庆, 除夕, 农历八月十五, "Thanksgiving", "new year's eve 2027".
extension Readers {
    /// The next one, or the one of the year that is told.
    func holiday(at index: Int) -> Point? {
        if case .direction(let offset, _) = line[index].meaning {
            return named(at: index + 1).flatMap { directed(offset, $0.holiday, end: $0.end) }
        }
        if let beside = dayBesideHoliday(at: index) { return beside }
        guard let (holiday, end) = named(at: index) else { return nil }
        if let (year, end) = yearBehind(end) {
            let isWeekend = line[end].meaning == .time(.weekend) && !isHan(end)
            return holiday.day(in: year).map {
                isWeekend ? weekend(about: $0, end: end + 1) : settled($0, end: end)
            }
        }
        if line[end].meaning == .time(.weekend), !isHan(end) {
            let year = yearBehind(end + 1)
            let day = year.map { holiday.day(in: $0.year) } ?? holiday.next(from: today)
            return day.map { weekend(about: $0, end: year?.end ?? end + 1) }
        }
        return holiday.next(from: today).map { moved(settled($0, end: end)) }
    }

    /// "The day after Christmas", "day before new year's eve".
    private func dayBesideHoliday(at index: Int) -> Point? {
        guard line[index].meaning == .time(.day), line[index + 1].isKeyword(.after, .before),
            !isHan(index), line[index + 2].meaning != .time(.day),
            let base = holiday(at: index + 2), let day = base.point.span?.from
        else { return nil }
        return settled(day + (line[index + 1].isKeyword(.after) ? 1 : -1), end: base.end)
    }

    /// 端午节前三天, 国庆后五天: days counted from the holiday.
    private func moved(_ base: Point) -> Point {
        guard isHan(base.end - 1), line[base.end].isKeyword(.ago, .later),
            let day = base.point.span?.from,
            let length = length(at: base.end + 1),
            let moved = point(
                length, sign: line[base.end].isKeyword(.ago) ? -1 : 1, from: day, end: length.end)
        else { return base }
        return moved
    }

    /// "New year", where days are counted from it: the first of January.
    func newYear(at index: Int) -> Point? {
        let start = line[index].isKeyword(.the) ? index + 1 : index
        guard isWord("new", start), line[start + 1].meaning == .time(.year) else { return nil }
        return Holiday.fixed(1, 1).next(from: today).map { settled($0, end: start + 2) }
    }

    /// The weekend a holiday falls on or next to; a Monday, a Thursday or a Friday is part of it.
    private func weekend(about day: Day, end: Int) -> Point {
        let saturday = day.weekday == 1 ? day - 2 : day.monday(weeks: 0) + 5
        let isBefore = day.weekday == 4 || day.weekday == 5
        let span = DaySpan(isBefore ? day : saturday, max(saturday + 1, day))
        return Point(point: CalendarPoint(span: span), end: end)
    }

    /// "Weekend of Halloween".
    func weekendOfHoliday(at index: Int) -> Point? {
        guard line[index].meaning == .time(.weekend), line[index + 1].isKeyword(.of),
            let base = holiday(at: index + 2), let day = base.point.span?.from
        else { return nil }
        return weekend(about: day, end: base.end)
    }

    private func settled(_ day: Day, end: Int) -> Point {
        Point(point: CalendarPoint(span: DaySpan(day)), end: end)
    }

    private func directed(_ offset: Int, _ holiday: Holiday, end: Int) -> Point? {
        let years = [today.year - 1, today.year, today.year + 1]
        let days = years.compactMap { holiday.day(in: $0) }
        let day = offset < 0 ? days.last { $0 < today } : days.first { $0 >= today }
        return day.map { settled($0, end: end) }
    }

    private func named(at index: Int) -> (holiday: Holiday, end: Int)? {
        // 十一前: by the first of October.
        if line[index].meaning == .hanUnit(10), line[index + 1].meaning == .hanDigit(1),
            line[index + 2].isKeyword(.ago, .later), line.isJoined(index + 2),
            !isNumberPart(index - 1)
        {
            return (.fixed(10, 1), index + 2)
        }
        switch line[index].meaning {
        case .holiday, .holidayBeginning, .countryBeginning, .country, .month, .perhapsMonth,
            .keyword(.middle), .keyword(.pronounBefore):
            if let phrase = phrase(at: index) { return phrase }
        default: return nil
        }
        guard case .holiday(let holiday) = line[index].meaning else { return nil }
        return (holiday, index + 1)
    }

    /// The longest name of several words, with or without the marks of "new year's day".
    private func phrase(at index: Int) -> (holiday: Holiday, end: Int)? {
        guard !isHan(index) else { return nil }
        var words: [(word: String, end: Int)] = []
        var next = index
        while words.count < 4, next < line.count, line[next].length <= 12 {
            var word = line.text(from: next, to: next + 1).lowercased()
            next += 1
            if line[next].isSymbol("'"), line.isJoined(next) {
                next += 1
                if line.isJoined(next), line[next].length == 1 {
                    word += line.text(from: next, to: next + 1).lowercased()
                    next += 1
                }
            } else if line[next].isSymbol("-"), line.isJoined(next) {
                next += 1
            }
            words.append((word, next))
        }
        for (name, holiday) in Holiday.phrases where name.count <= words.count {
            if zip(name, words).allSatisfy({ $0 == $1.word }) {
                return (holiday, words[name.count - 1].end)
            }
        }
        return nil
    }

    /// "2027", "of next year", "next year".
    private func yearBehind(_ index: Int) -> (year: Int, end: Int)? {
        let next = line[index].isKeyword(.of) || line[index].isSymbol(",") ? index + 1 : index
        if case .direction(let offset, _) = line[next].meaning,
            line[next + 1].meaning == .time(.year)
        {
            return (today.year + offset, next + 2)
        }
        guard !isHan(index), let year = yearNumber(at: next), (1900...2100).contains(year.value)
        else { return nil }
        return (year.value, year.end)
    }

    /// 农历八月十五, 正月初八: a day of the Chinese calendar, the next one.
    func lunarDate(at index: Int) -> Reading? {
        if let plain = lunarDayOfMonth(at: index) { return plain }
        guard line[index].meaning == .lunar else { return nil }
        // 农历正月 names the calendar twice.
        var next = line[index + 1].meaning == .lunar ? index + 1 : index
        let name = line.text(from: next, to: next + 1)
        var month = Self.lunarMonths[name]
        if month == nil {
            next += 1
            guard let number = smallNumber(at: next), line[number.end].isKeyword(.monthMark) else {
                return .nothing(to: index + 1)
            }
            (month, next) = (number.value, number.end)
        }
        next += 1
        guard let month, let day = lunarDay(at: next) else { return .nothing(to: next) }
        return lunarReading(month, day.value, from: index, end: day.end)
    }

    /// 三月初五 is a day of the Chinese calendar; 三月初三千块 is a sum at the start of March.
    private func lunarDayOfMonth(at index: Int) -> Reading? {
        guard isHan(index), let month = smallNumber(at: index), month.value <= 12,
            line[month.end].isKeyword(.monthMark), isFirstTen(month.end + 1),
            let day = lunarDay(at: month.end + 1), !isNumberPart(day.end), !isCounted(day.end)
        else { return nil }
        return lunarReading(month.value, day.value, from: index, end: day.end)
    }

    private func isFirstTen(_ index: Int) -> Bool {
        line[index].isKeyword(.start)
            || Self.firstDays[line.text(from: index, to: index + 1)] != nil
    }

    private func isNumberPart(_ index: Int) -> Bool {
        switch line[index].meaning {
        case .hanUnit, .hanScale, .hanDigit: line.isJoined(index)
        default: false
        }
    }

    /// 初五, 十五, 15.
    private func lunarDay(at index: Int) -> (value: Int, end: Int)? {
        if let day = Self.firstDays[line.text(from: index, to: index + 1)] {
            return (day, index + 1)
        }
        return smallNumber(at: line[index].isKeyword(.start) ? index + 1 : index)
    }

    /// 初一 to 初五 are words of their own to the readers.
    private static let firstDays = ["初一": 1, "初二": 2, "初三": 3, "初四": 4, "初五": 5]

    private func lunarReading(_ month: Int, _ number: Int, from index: Int, end: Int) -> Reading {
        guard LunarCalendar.span.contains(today.year + 1) else { return .nothing(to: end) }
        let end = line[end].isKeyword(.dayMark) ? end + 1 : end
        guard number > 0, let found = Holiday.lunar(month, number).next(from: today) else {
            return Reading(
                name: "date", value: .impossible(line.text(from: index, to: end)), end: end)
        }
        return Reading(name: "date", value: .date(found), end: end)
    }

    private static let lunarMonths = ["正月": 1, "大年": 1, "冬月": 11, "腊月": 12, "臘月": 12]

    private func smallNumber(at index: Int) -> (value: Int, end: Int)? {
        guard let number = line.numeral(at: index) ?? one(at: index), let value = number.integer,
            (1...31).contains(value)
        else { return nil }
        return (value, number.end)
    }
}
