import Quantities

/// Lengths that days are counted by: 三天, "2 years 1 month", "a year and a half".
extension Readers {
    /// So many months and days, added up: "2 years 1 month 21 days".
    struct Length {
        var parts: [(count: Int, unit: TimeUnit)]
        var end: Int
        var isApproximate = false

        /// The day so far from another.
        func point(sign: Int, from day: Day) -> CalendarPoint? {
            var day = day
            for part in parts {
                guard let moved = day.adding(sign * part.count, part.unit) else { return nil }
                day = moved
            }
            return CalendarPoint(span: DaySpan(day), isApproximate: isApproximate)
        }
    }

    func length(at index: Int) -> Length? {
        guard var length = lengthPart(at: index) else { return nil }
        while length.parts.count < 3 {
            var next = length.end
            if line[next].isKeyword(.and) || line[next].isSymbol(",") { next += 1 }
            guard let more = lengthPart(at: next),
                !length.parts.contains(where: { $0.unit == more.parts[0].unit })
            else { break }
            length.parts += more.parts
            length.end = more.end
            length.isApproximate = length.isApproximate || more.isApproximate
        }
        // Months before days, whatever the order they are told in.
        length.parts.sort { Self.rank($0.unit) < Self.rank($1.unit) }
        return length
    }

    private static func rank(_ unit: TimeUnit) -> Int {
        switch unit {
        case .year: 0
        case .quarter: 1
        case .month: 2
        case .week, .fortnight: 3
        default: 4
        }
    }

    private func lengthPart(at index: Int) -> Length? {
        if let halves = englishHalves(at: index) { return halves }
        if line[index].isKeyword(.hanHalf) {
            if line[index + 1].isKeyword(.yearMark) {
                return Length(parts: [(6, .month)], end: index + 2)
            }
            guard line[index + 1].meaning == .time(.month) else { return nil }
            return Length(parts: [(15, .day)], end: index + 2, isApproximate: true)
        }
        guard let number = lengthNumber(at: index) else { return nil }
        // 3日后 and 10日内 are lengths; 15日前 and 15号后 speak of the fifteenth.
        if isDay(number.end),
            onlyCounts(number.end - 1) || line[number.end + 1].isKeyword(.later, .within)
        {
            return number.count.map { Length(parts: [($0, .day)], end: number.end + 1) }
        }
        // 两个半月后: half a month is about fifteen days.
        if line[number.end].isKeyword(.measure), line[number.end + 1].isKeyword(.hanHalf),
            line[number.end + 2].isKeyword(.monthMark), let months = number.count, months < 1000
        {
            return Length(
                parts: [(months, .month), (15, .day)], end: number.end + 3, isApproximate: true)
        }
        guard let (unit, end) = timeUnit(at: number.end), unit != .statement,
            let count = number.count, count < 1000 || unit == .day,
            unit != .year || !isShortYear(index)
        else { return nil }
        if unit == .year, line[end].isKeyword(.hanHalf) {
            return Length(
                parts: [(count * 12 + 6, .month)], end: end + 1,
                isApproximate: number.isApproximate)
        }
        return Length(
            parts: [(count, unit)], end: end,
            isApproximate: number.isApproximate || unit == .businessDay)
    }

    /// "Half a year", "a year and a half".
    private func englishHalves(at index: Int) -> Length? {
        if line[index].isKeyword(.half) {
            let next = line[index + 1].isKeyword(.a) ? index + 2 : index + 1
            return line[next].meaning == .time(.year) && !isHan(next)
                ? Length(parts: [(6, .month)], end: next + 1) : nil
        }
        guard let number = lengthNumber(at: index), let years = number.count, years < 1000,
            line[number.end].meaning == .time(.year), line[number.end + 1].isKeyword(.and),
            line[number.end + 2].isKeyword(.a), line[number.end + 3].isKeyword(.half)
        else { return nil }
        return Length(parts: [(years * 12 + 6, .month)], end: number.end + 4)
    }

    /// 07年 is a year and no seven years.
    private func isShortYear(_ index: Int) -> Bool {
        line[index].length == 2 && line.digitValue(at: line[index].start) == 0
    }

    /// 两 and 仨, which count; 二 and 三 also number.
    func onlyCounts(_ index: Int) -> Bool {
        switch line[index].meaning {
        case .hanDigit(2): line.text(from: index, to: index + 1) != "二"
        case .hanDigit(3): line.text(from: index, to: index + 1) == "仨"
        default: false
        }
    }

    func isDay(_ index: Int) -> Bool {
        line[index].isKeyword(.dayMark) && line.text(from: index, to: index + 1) == "日"
    }

    /// "A week" counts one; "a few days" are three, and an estimate.
    func lengthNumber(at index: Int) -> (count: Int?, end: Int, isApproximate: Bool)? {
        if let number = line.numeral(at: index) ?? one(at: index) {
            return (number.integer, number.end, !number.isExact)
        }
        switch line[index].meaning {
        case .keyword(.a):
            guard line[index + 1].isKeyword(.couple, .several) else { return (1, index + 1, false) }
            return vague(at: index + 1)
        case .keyword(.couple), .keyword(.several): return vague(at: index)
        default: return nil
        }
    }

    private func vague(at index: Int) -> (count: Int?, end: Int, isApproximate: Bool)? {
        let end = line[index + 1].isKeyword(.of) ? index + 2 : index + 1
        return (line[index].isKeyword(.couple) ? 2 : 3, end, true)
    }
}
