import Quantities

/// Days of a month in English, by number: "the 15th", "on 15", "20 of next month".
extension Readers {
    /// A day by its number alone, or with the month it is in: "15th of this month".
    func placeInMonth(at index: Int, isTold: Bool) -> Point? {
        guard let day = dayNumber(at: index) else { return nil }
        if let month = monthOfDayBefore(index) {
            return Point(
                point: CalendarPoint(month: month, day: day.value), end: day.end)
        }
        var next = day.end
        if day.isOrdinal, line[next].meaning == .time(.day) { next += 1 }
        let isOf = line[next].isKeyword(.of) && isDigitsAlone(index)
        // "Which comes out first this month" names no day.
        let isWord = line.text(from: index, to: index + 1).first?.isLetter ?? false
        let isNamed = !isWord || isTold || line[next].isKeyword(.of, .in)
        if day.isOrdinal && isNamed || isOf, let month = ofMonth(at: next) {
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
        // "Debit 5000 on 15th for the car loan".
        let isOn = isDigitsAlone(index) && line[index - 1].isKeyword(.on, .by)
        guard isDay, day.isOrdinal && (isTold || isOn) || isClauseEnd(day.end) else { return nil }
        return Point(point: CalendarPoint(day: day.value), end: day.end)
    }

    /// "The day after", of whatever was spoken of: tomorrow, as far as anybody can tell; "the day
    /// before" is yesterday.
    func unnamedDay(_ offset: Int, end: Int) -> Point {
        Point(point: CalendarPoint(span: DaySpan(today + offset), isApproximate: true), end: end)
    }

    /// The March of the 4th in "March 3rd and 4th".
    private func monthOfDayBefore(_ index: Int) -> Int? {
        let last = line[index - 1].isKeyword(.the) ? index - 2 : index - 1
        guard line[last].isKeyword(.and, .orWord), !isHan(last) else { return nil }
        for start in [last - 3, last - 2] where start >= 0 {
            guard let month = monthName(at: start), !isHan(start),
                let day = dayNumber(at: start + 1), day.end == last, day.isOrdinal
            else { continue }
            return month
        }
        return nil
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
        // "Pay on the first" is a day, "for the second" a choice.
        if case .ordinal(let place) = line[index].meaning, place <= 5 {
            let isOn = line[index - 2].isKeyword(.on, .by) || line[index - 2].isKeyword(.until)
            return isTold && isOn && isClauseEnd(end)
        }
        switch line[end].meaning {
        case .time, .keyword(.instalments), .keyword(.selection), .keyword(.monthly), .small,
            .keyword(.sum), .keyword(.purpose), .keyword(.phone), .keyword(.of), .hundred, .scale:
            return false
        case .other where Self.ranked.contains(line.text(from: end, to: end + 1).lowercased()):
            return false
        default:
            if case .ordinal = line[index].meaning { return isTold && isPreposition(index - 2) }
            return true
        }
    }

    /// The 18 of "18 and 19 June": the month behind the list is the month of each.
    func dayOfList(at index: Int) -> Point? {
        guard let first = dayNumber(at: index), !line[index - 1].isKeyword(.pay, .split),
            !line[index - 1].isKeyword(.in, .for)
        else { return nil }
        var (start, end, count) = (index, first.end, 1)
        while count < 5, isListed(end, isOrdinal: first.isOrdinal) {
            let next = line[end + 1].isKeyword(.the) ? end + 2 : end + 1
            guard let day = dayNumber(at: next) else { break }
            (start, end, count) = (next, day.end, count + 1)
        }
        guard count > 1, let named = dayFirst(at: start) else { return nil }
        return Point(
            point: CalendarPoint(
                year: named.point.year, month: named.point.month, day: first.value),
            end: first.end)
    }

    /// "And" stands between two days; a comma only where both are ordinals.
    private func isListed(_ index: Int, isOrdinal: Bool) -> Bool {
        if line[index].isKeyword(.and, .orWord) { return !isHan(index) }
        return isOrdinal && line[index].isSymbol(",")
    }

    /// "November between 19 and 20", "Feb from 2-7 2018".
    func daysWithinMonth(at index: Int) -> Point? {
        guard let month = monthName(at: index),
            line[index + 1].isKeyword(.between, .from)
        else { return nil }
        let start = line[index + 2].isKeyword(.the) ? index + 3 : index + 2
        guard let first = dayNumber(at: start),
            line[first.end].isKeyword(.and, .to) || line[first.end].isSymbol("-"),
            let last = dayNumber(at: first.end + (line[first.end + 1].isKeyword(.the) ? 2 : 1)),
            first.value <= last.value
        else { return nil }
        let year = yearNumber(at: last.end)
        let from = CalendarPoint(year: year?.value, month: month, day: first.value)
        guard let opening = from.span(from: today),
            let closing = Day(year: opening.from.year, month: month, day: last.value)
        else { return nil }
        return Point(
            point: CalendarPoint(span: DaySpan(opening.from, closing)), end: year?.end ?? last.end)
    }

    /// What has a place in a row, and is no day.
    private static let ranked: Set = [
        "anniversary", "birthday", "floor", "century", "edition", "avenue", "street", "grade",
        "place", "chapter", "page", "row", "line", "item", "attempt", "call", "email", "meeting",
    ]

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
