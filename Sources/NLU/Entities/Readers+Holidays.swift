import Quantities

/// Days with a name: 国庆, 除夕, 农历八月十五, "Thanksgiving", "new year's eve 2027".
extension Readers {
    /// The next one, or the one of the year that is told.
    func holiday(at index: Int) -> Point? {
        if case .direction(let offset, _) = line[index].meaning {
            return named(at: index + 1).flatMap { directed(offset, $0.holiday, end: $0.end) }
        }
        guard let (holiday, end) = named(at: index) else { return nil }
        if let (year, end) = yearBehind(end) {
            return holiday.day(in: year).map { settled($0, end: end) }
        }
        return holiday.next(from: today).map { settled($0, end: end) }
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
        if line[next].isKeyword(.start) { next += 1 }
        guard let month, let day = smallNumber(at: next),
            LunarCalendar.span.contains(today.year + 1)
        else { return .nothing(to: next) }
        let end = line[day.end].isKeyword(.dayMark) ? day.end + 1 : day.end
        guard let found = Holiday.lunar(month, day.value).next(from: today), day.value > 0 else {
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

    /// 每周三, 每月15号, "every Monday": what comes back every time is no day.
    func repetition(at index: Int) -> Reading? {
        switch line[index].meaning {
        case .every(.week):
            return .nothing(to: hanWeekday(at: index + 1) == nil ? index + 1 : index + 2)
        case .every: break
        case .keyword(.each):
            let next = line[index + 1].isKeyword(.measure) ? index + 2 : index + 1
            guard let point = weekday(at: next) else { return nil }
            return .nothing(to: point.end)
        default: return nil
        }
        guard let number = smallNumber(at: index + 1) else { return .nothing(to: index + 1) }
        let isDated = line[number.end].isKeyword(.dayMark) || line[number.end].isKeyword(.monthMark)
        guard isDated, let date = longestPoint(at: index + 1) else {
            return .nothing(to: index + 1)
        }
        return .nothing(to: date.end)
    }
}
