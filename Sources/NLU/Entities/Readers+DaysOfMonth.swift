import Quantities

/// Days of a month in English, by number: "the 15th", "on 15", "20 of next month".
extension Readers {
    /// A day by its number alone, or with the month it is in: "15th of this month".
    func placeInMonth(at index: Int, isTold: Bool) -> Point? {
        guard let day = dayNumber(at: index) else { return nil }
        var next = day.end
        if day.isOrdinal, line[next].meaning == .time(.day) { next += 1 }
        let isOf = line[next].isKeyword(.of) && isDigitsAlone(index)
        if day.isOrdinal || isOf, let month = ofMonth(at: next) {
            let point = CalendarPoint(
                year: month.span.from.year, month: month.span.from.month, day: day.value)
            return Point(point: point, end: month.end)
        }
        // "The thirty" may be a word; "for two" and "by two" are no days.
        let isAnnounced =
            isTold
            ? isPreposition(index - 2)
            : isDigitsAlone(index) && isPreposition(index - 1) && !line[index - 1].isKeyword(.for)
        let isDay = day.isOrdinal ? isOrdinalDay(index, day.end, isTold) : isAnnounced
        guard isDay, day.isOrdinal && isTold || isClauseEnd(day.end) else { return nil }
        return Point(point: CalendarPoint(day: day.value), end: day.end)
    }

    /// "of next month", "of the month", "next month", "in this month".
    func ofMonth(at index: Int) -> (span: DaySpan, end: Int)? {
        var next = index
        if line[next].isKeyword(.of, .in) { next += 1 }
        if line[next].isKeyword(.the), line[next + 1].meaning == .time(.month), next > index {
            return today.span(of: .month, offset: 0).map { ($0, next + 2) }
        }
        if line[next].isKeyword(.the) { next += 1 }
        guard case .direction(let offset, _) = line[next].meaning,
            line[next + 1].meaning == .time(.month)
        else { return nil }
        return today.span(of: .month, offset: offset).map { ($0, next + 2) }
    }

    /// `15th` in digits, and not of loans, payments or months. "The second" is a choice.
    private func isOrdinalDay(_ index: Int, _ end: Int, _ isTold: Bool) -> Bool {
        if case .ordinal(let place) = line[index].meaning, place <= 5 { return false }
        switch line[end].meaning {
        case .time, .keyword(.instalments), .keyword(.selection), .keyword(.monthly), .small,
            .keyword(.sum), .keyword(.purpose), .keyword(.phone), .keyword(.of), .hundred, .scale:
            return false
        default:
            if case .ordinal = line[index].meaning { return isTold && isPreposition(index - 2) }
            return true
        }
    }

    private func isDigitsAlone(_ index: Int) -> Bool {
        if case .digits = line[index].meaning { return true }
        return false
    }

    private func isPreposition(_ index: Int) -> Bool {
        switch line[index].meaning {
        case .keyword(.on), .keyword(.for), .keyword(.by), .keyword(.until), .keyword(.before): true
        default: false
        }
    }

    func isClauseEnd(_ index: Int) -> Bool {
        switch line[index].meaning {
        case .end: true
        case .symbol(let mark):
            mark != 0x2F && mark != 0x2D && mark != 0x3A && mark != 0x2E
                || !line.isJoined(index + 1)
        case .keyword(.and): false
        default: false
        }
    }
}
