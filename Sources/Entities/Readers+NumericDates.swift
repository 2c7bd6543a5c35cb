import Quantities

/// Dates in digits. Month before day, unless only the other order is a date.
extension Readers {
    func numericDate(at index: Int) -> Point? {
        if let compact = compact(at: index) { return compact }
        guard let first = part(at: index),
            !line.isBoundToLetters(before: index) || line[index - 1].isSymbol("-")
        else { return nil }
        let candidates = [
            threeParts(first, at: index), twoParts(first, at: index), spacedMonth(first, at: index),
        ]
        guard let found = candidates.compactMap({ $0 }).first, !isMeasuredOrMoney(found.end),
            !isChained(index, found.end) || isOfPair(index), !isDecimal(found.end),
            !line.isBoundToLetters(after: found.end) || hourBehind(found.end) != nil
        else { return nil }
        if let dated = withYear(found, from: index) { return dated }
        return Point(point: found.point, end: hourBehind(found.end) ?? found.end)
    }

    /// The 8/1 of 8/1.5 is part of a sum of its own.
    private func isDecimal(_ end: Int) -> Bool {
        line[end].isSymbol(".") && line.isJoined(end) && line.isJoined(end + 1)
            && part(at: end + 1) != nil
    }

    /// The year of "5/7, 2026"; a round figure is a sum.
    private func withYear(_ found: Point, from index: Int) -> Point? {
        guard found.point.year == nil, found.point.day != nil, line[index + 1].isSymbol("/"),
            !line.isChinese, line[found.end].isSymbol(","), line[found.end + 1].isSpaced,
            let told = bareYear(at: found.end + 1), let year = told.point.year, year % 100 != 0
        else { return nil }
        var point = found.point
        point.year = year
        return Point(point: point, end: told.end)
    }

    /// 20261215, where that is a day of our time.
    private func compact(at index: Int) -> Point? {
        guard case .digits(let digits?) = line[index].meaning, line[index].length == 8,
            !line.isBoundToLetters(before: index), !line.isBoundToLetters(after: index + 1),
            !isMeasuredOrMoney(index + 1), !line[index - 1].isKeyword(.pay, .sum),
            !line.isJoined(index + 1) || isClosed(index + 1) && !line.isJoined(index + 2)
                || isHan(index + 1)
        else { return nil }
        let (year, month, day) = (Int(digits / 10_000), Int(digits / 100 % 100), Int(digits % 100))
        guard (1990...2049).contains(year), Day(year: year, month: month, day: day) != nil else {
            return nil
        }
        return Point(point: CalendarPoint(year: year, month: month, day: day), end: index + 1)
    }

    /// "2016/ 11", "11 - 2016": a month with spaces about the mark.
    private func spacedMonth(_ first: Part, at index: Int) -> Point? {
        guard line[index + 1].isSymbol("/") || line[index + 1].isSymbol("-"),
            let second = part(at: index + 2), !line[index - 1].isKeyword(.pay)
        else { return nil }
        // 2026 - 11 falls, so it is no range; 2000 - 12 may be sums.
        let isYearFirst =
            first.length == 4
            && (line[index + 1].isSymbol("/") || second.length == 2 && first.value % 100 != 0)
        let (year, month) = isYearFirst ? (first, second) : (second, first)
        guard year.length == 4, (1990...2049).contains(year.value), month.length <= 2,
            (1...12).contains(month.value), !line[index + 3].isSymbol("/"),
            !line[index + 3].isSymbol("-")
        else { return nil }
        return Point(point: CalendarPoint(year: year.value, month: month.value), end: index + 3)
    }

    /// The T10:30 of 2026-12-24T10:30 belongs to it, and is no number.
    private func hourBehind(_ index: Int) -> Int? {
        guard line.isJoined(index), line.isJoined(index + 1), isWord("t", index),
            let hour = part(at: index + 1), hour.length == 2
        else { return nil }
        var end = index + 2
        while end < index + 8, line.isJoined(end), line[end].isSymbol(":"), part(at: end + 1) != nil
        {
            end += 2
        }
        return end
    }

    private struct Part {
        var value: Int
        var length: Int
    }

    private func part(at index: Int) -> Part? {
        guard case .digits(let value?) = line[index].meaning, line[index].length <= 4 else {
            return nil
        }
        return Part(value: Int(value), length: line[index].length)
    }

    /// `12/24期` and `7-8元` are no days.
    private func isMeasuredOrMoney(_ index: Int) -> Bool {
        if line.isCountUnit(index) || line.isCurrency(index) || line[index].isKeyword(.percent) {
            return true
        }
        return line[index].isKeyword(.measure, .clockMark)
            || line[index].isKeyword(.article, .clockUnit)
    }

    /// One of many groups, as in 133-03-03-2020: a number of something, and no day.
    private func isChained(_ index: Int, _ end: Int) -> Bool {
        let mark = line[index + 1].meaning
        guard case .symbol = mark else { return false }
        let isBefore =
            line[index - 1].meaning == mark && line.isJoined(index) && line.isJoined(index - 1)
            && part(at: index - 2) != nil
        let isBehind =
            line[end].meaning == mark && line.isJoined(end) && line.isJoined(end + 1)
            && part(at: end + 1) != nil
        return isBefore || isBehind
    }

    /// 10-1-2026-10-7-2026 are two days with a dash between.
    private func isOfPair(_ index: Int) -> Bool {
        [index, index - 6].contains { start in
            isWhole(start) && isWhole(start + 6) && line[start + 5].isSymbol("-")
                && !line[start - 1].isSymbol("-") && !line[start + 11].isSymbol("-")
        }
    }

    private func isWhole(_ index: Int) -> Bool {
        guard let first = part(at: index), let second = joined(index + 1, by: "-"),
            let third = joined(index + 3, by: "-")
        else { return false }
        return first.length <= 2 && second.length <= 2 && third.length == 4
    }

    /// The next part behind a separator: `/`, `-`, `.`, joined; or a space in `2016 10 16`.
    private func joined(_ index: Int, by mark: Unicode.Scalar) -> Part? {
        guard line[index].isSymbol(mark), line.isJoined(index), line.isJoined(index + 1) else {
            return nil
        }
        return part(at: index + 1)
    }

    private func threeParts(_ first: Part, at index: Int) -> Point? {
        for mark in ["/", "-", "."] as [Unicode.Scalar] {
            guard let second = joined(index + 1, by: mark) else { continue }
            if let third = joined(index + 3, by: mark) {
                return threeParts(first, second, third, isDashed: mark == "-").map {
                    Point(point: named($0, from: index), end: index + 5)
                }
            }
            // 08/12,15
            if mark == "/", let third = joined(index + 3, by: ","),
                third.length == 2 || third.length == 4
            {
                return threeParts(first, second, third, isDashed: false).map {
                    Point(point: $0, end: index + 5)
                }
            }
        }
        guard first.length == 4, (1900...2100).contains(first.value),
            let second = part(at: index + 1),
            let third = part(at: index + 2), second.length <= 2, third.length <= 2,
            !line.isJoined(index + 1), !line.isJoined(index + 2), (1...12).contains(second.value),
            (1...31).contains(third.value)
        else { return nil }
        return threeParts(first, second, third, isDashed: true).map {
            Point(point: $0, end: index + 3)
        }
    }

    private func named(_ point: CalendarPoint, from index: Int) -> CalendarPoint {
        guard point.day == 0 else { return point }
        var point = point
        point.words = line.text(from: index, to: index + 5)
        return point
    }

    private func threeParts(
        _ first: Part, _ second: Part, _ third: Part, isDashed: Bool
    ) -> CalendarPoint? {
        if first.length == 4 {
            return ordered(year: first, [(second.value, third.value)])
                ?? nonexistent(year: first, second, third)
        }
        guard first.length <= 2, second.length <= 2, third.length == 4 || third.length <= 2 else {
            return nil
        }
        // 27-7-3 begins with the year: no month or day comes first.
        if isDashed, first.value > 12, first.length == 2, third.length < 4, third.value <= 31 {
            return ordered(year: first, [(second.value, third.value)])
        }
        if line.isChinese, let date = yearFirst(first, second, third) { return date }
        guard third.length != 1 else { return nil }
        if isYearFirst(first, third) { return ordered(year: first, [(second.value, third.value)]) }
        return ordered(year: third, [(first.value, second.value), (second.value, first.value)])
            ?? nonexistent(year: third, first, second)
    }

    /// In Chinese the year comes first, unless the other order is nearer to today: 12/11/26.
    private func yearFirst(_ first: Part, _ second: Part, _ third: Part) -> CalendarPoint? {
        guard first.length == 2, third.length < 4,
            let date = ordered(year: first, [(second.value, third.value)]),
            let day = date.span(from: today)?.from
        else { return nil }
        let other = ordered(year: third, [(first.value, second.value)])?.span(from: today)?.from
        guard let other, abs(other - today) < abs(day - today) else { return date }
        return nil
    }

    /// 26/3/15 in 2026 is of this year, when the other order would lie years away.
    private func isYearFirst(_ first: Part, _ third: Part) -> Bool {
        guard first.length == 2, third.length == 2, third.value <= 31 else { return false }
        let years = Grammar.fullYear(first.value) - today.year
        return (0...1).contains(years) && abs(Grammar.fullYear(third.value) - today.year) > 3
    }

    /// 2026-13-01 and 13/13/2026: written as a date, and none.
    private func nonexistent(year: Part, _ month: Part, _ day: Part) -> CalendarPoint? {
        guard year.length == 4, (1900...2100).contains(year.value), month.length <= 2,
            day.length <= 2
        else { return nil }
        return CalendarPoint(year: year.value, month: 13, day: 0)
    }

    /// The first order of month and day that could be a date, existing or not.
    private func ordered(year: Part, _ orders: [(month: Int, day: Int)]) -> CalendarPoint? {
        guard year.length == 4 || year.length == 2,
            let order = orders.first(where: {
                (1...12).contains($0.month) && (1...31).contains($0.day)
            })
        else { return nil }
        let full = year.length == 2 ? Grammar.fullYear(year.value) : year.value
        guard full > 0 else { return nil }
        return CalendarPoint(year: full, month: order.month, day: order.day)
    }

    private func twoParts(_ first: Part, at index: Int) -> Point? {
        if first.length == 4, (1900...2100).contains(first.value),
            let month = joined(index + 1, by: "-") ?? joined(index + 1, by: "/"),
            month.length <= 2, (1...12).contains(month.value)
        {
            return Point(
                point: CalendarPoint(year: first.value, month: month.value), end: index + 3)
        }
        guard first.length <= 2 else { return nil }
        // 12-2015, 12/2015.
        if (1...12).contains(first.value),
            let year = joined(index + 1, by: "-") ?? joined(index + 1, by: "/"), year.length == 4,
            (1900...2100).contains(year.value)
        {
            return Point(point: CalendarPoint(year: year.value, month: first.value), end: index + 3)
        }
        let slash = joined(index + 1, by: "/")
        let other = joined(index + 1, by: ".") ?? joined(index + 1, by: "-")
        // 7.6 and 7-6 are dates only behind words that announce one.
        guard let second = slash ?? (isAnnounced(index) ? other : nil), second.length <= 2,
            (first.value, second.value) != (24, 7)
        else { return nil }
        let point = CalendarPoint(month: first.value, day: second.value)
        let swapped = CalendarPoint(month: second.value, day: first.value)
        guard var chosen = [point, swapped].first(where: isPossible) else { return nil }
        if line[index - 1].meaning == .direction(0, nearest: false) { chosen.year = today.year }
        return Point(point: chosen, end: index + 3)
    }

    private func isPossible(_ point: CalendarPoint) -> Bool {
        (1...12).contains(point.month ?? 0) && (1...31).contains(point.day ?? 0)
    }

    private func isAnnounced(_ index: Int) -> Bool {
        switch line[index - 1].meaning {
        case .keyword(.on), .weekday, .perhapsWeekday, .direction(0, nearest: false): true
        default: false
        }
    }
}
