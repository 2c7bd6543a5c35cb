import Quantities

/// Years: "in 2014", "the year of 2008", "FY27", "in nineteen ninety nine", "2017 april".
extension Readers {
    /// "In one thousand seven hundred and sixty six": no round figure, as sums are.
    private func oldYearInWords(at index: Int) -> Point? {
        guard line[index].isKeyword(.in), !isHan(index), !line[index - 1].isKeyword(.pay),
            line[index + 1].meaning == .small(1), let words = line.numeral(at: index + 1),
            words.isExact, let year = words.integer, (1500...1999).contains(year), year % 100 != 0,
            isClauseEnd(words.end)
        else { return nil }
        return settled(DaySpan(year: year), end: words.end)
    }

    /// "In 2014", "the year of 2008", "year 2008".
    func year(at index: Int) -> Point? {
        let next = line[index + 1].isKeyword(.of) ? index + 2 : index + 1
        if line[index].isKeyword(.in), let words = yearNumber(at: index + 1),
            words.end > index + 2, words.value > 2000 || line[index + 1].meaning == .small(19)
        {
            return settled(DaySpan(year: words.value), end: words.end)
        }
        if let old = oldYearInWords(at: index) { return old }
        if let month = yearThenMonth(at: next) { return month }
        // "FY27".
        if isWord("fy", index) || isWord("cy", index), line.isJoined(index + 1),
            line[index + 1].length == 2,
            case .digits(let short?) = line[index + 1].meaning
        {
            return settled(DaySpan(year: fullYear(Int(short))), end: index + 2)
        }
        guard let year = bareYear(at: next), !line[year.end].isSymbol("/") else {
            return toDate(at: index)
        }
        if line[year.end].isSymbol("-") || line[year.end].isSymbol(","), line.isJoined(year.end + 1)
        {
            return nil
        }
        return year
    }

    /// "2017 april"; in "pay 2000 June 5" the 2000 is a sum.
    private func yearThenMonth(at index: Int) -> Point? {
        guard let year = bareYear(at: index), let month = monthBehindYear(index, at: year.end),
            !isHan(year.end), !line[index - 1].isKeyword(.pay), dayNumber(at: year.end + 1) == nil,
            yearNumber(at: year.end + 1) == nil
        else { return nil }
        return Point(point: CalendarPoint(year: year.point.year, month: month), end: year.end + 1)
    }

    /// "May" only where a date is told: "between 2015 May and 2018".
    private func monthBehindYear(_ year: Int, at index: Int) -> Int? {
        switch (line[index].meaning, line[year - 1].meaning) {
        case (.month(let month), _): month
        case (.perhapsMonth(let month), .keyword(.between)),
            (.perhapsMonth(let month), .keyword(.and)), (.perhapsMonth(let month), .keyword(.from)),
            (.perhapsMonth(let month), .keyword(.to)), (.perhapsMonth(let month), .keyword(.in)):
            month
        default: nil
        }
    }

    /// `1990s`, and years of a list.
    func years(at index: Int) -> Point? { decade(at: index) ?? yearOfList(at: index) }

    /// The 2009 of "in 2007 and 2009".
    private func yearOfList(at index: Int) -> Point? {
        guard let year = bareYear(at: index), line[index - 1].isKeyword(.and, .orWord),
            !isHan(index - 1), bareYear(at: index - 2) != nil, line[index - 3].isKeyword(.in),
            !isHan(index - 3), isClauseEnd(year.end)
        else { return nil }
        return year
    }

    /// "2019-aug-1", "2020/Sep/23", "2020/23/Sep".
    func yearFirst(at index: Int) -> Point? {
        guard case .digits(let year?) = line[index].meaning, line[index].length == 4,
            line[index + 1].isSymbol("-") || line[index + 1].isSymbol("/"),
            line.isJoined(index + 1)
        else { return yearThenMonth(at: index) }
        if let day = dayNumber(at: index + 2),
            line[day.end].isSymbol("-") || line[day.end].isSymbol("/"),
            let month = monthName(at: day.end + 1)
        {
            let point = CalendarPoint(year: Int(year), month: month, day: day.value)
            return Point(point: point, end: day.end + 2)
        }
        guard let month = monthName(at: index + 2) else { return yearThenMonth(at: index) }
        var point = CalendarPoint(year: Int(year), month: month)
        let mark = line[index + 3]
        guard mark.isSymbol("-") || mark.isSymbol("/"), let day = dayNumber(at: index + 4) else {
            return Point(point: point, end: index + 3)
        }
        point.day = day.value
        return Point(point: point, end: day.end)
    }
}
