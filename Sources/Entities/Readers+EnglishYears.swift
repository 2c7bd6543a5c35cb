/// Years of dates in English.
extension Readers {
    /// `2026`, "two thousand and eighteen", "nineteen eighty six".
    func yearNumber(at index: Int) -> (value: Int, end: Int)? {
        switch line[index].meaning {
        case .digits(let value?) where line[index].length == 4 && value >= 1000:
            guard !line.isBoundToLetters(after: index + 1), !line.isCurrency(index + 1) else {
                return nil
            }
            return (Int(value), index + 1)
        case .small(let century) where (19...20).contains(century),
            .tens(let century) where century == 20:
            if line[index + 1].meaning == .hundred, let number = line.numeral(at: index),
                let year = number.integer, (1900...2099).contains(year)
            {
                return (year, number.end)
            }
            // "Nineteen zero one".
            if line[index + 1].meaning == .small(0),
                case .small(let years) = line[index + 2].meaning,
                years < 10
            {
                return (Int(century * 100 + years), index + 3)
            }
            guard let rest = line.numeral(at: index + 1), let years = rest.integer,
                (10...99).contains(years)
            else { return nil }
            return (Int(century) * 100 + years, rest.end)
        case .small(2):
            guard line[index + 1].meaning == .scale(1000),
                let number = line.numeral(at: index), let year = number.integer,
                (2000...2099).contains(year), !line.isCountUnit(number.end)
            else { return nil }
            return (year, number.end)
        default: return nil
        }
    }

    /// "2019-aug-1", "2020/Sep/23", "2020/23/Sep".
    func yearFirst(at index: Int) -> Point? {
        guard case .digits(let year?) = line[index].meaning, line[index].length == 4,
            line[index + 1].isSymbol("-") || line[index + 1].isSymbol("/"),
            line.isJoined(index + 1)
        else { return nil }
        if let day = dayNumber(at: index + 2),
            line[day.end].isSymbol("-") || line[day.end].isSymbol("/"),
            let month = monthName(at: day.end + 1)
        {
            let point = CalendarPoint(year: Int(year), month: month, day: day.value)
            return Point(point: point, end: day.end + 2)
        }
        guard let month = monthName(at: index + 2) else { return nil }
        var point = CalendarPoint(year: Int(year), month: month)
        let mark = line[index + 3]
        guard mark.isSymbol("-") || mark.isSymbol("/"), let day = dayNumber(at: index + 4) else {
            return Point(point: point, end: index + 3)
        }
        point.day = day.value
        return Point(point: point, end: day.end)
    }
}
