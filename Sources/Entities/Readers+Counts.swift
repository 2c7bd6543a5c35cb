import Quantities

/// Counts: how many instalments, months, years or days.
extension Readers {
    func count(at index: Int) -> Reading? {
        if let half = halfYear(at: index) ?? monthsAndAHalf(at: index) { return half }
        if line[index].isKeyword(.full) || isWord("whole", index),
            let (unit, end) = fullUnit(at: index + 1)
        {
            return unitCount(1, unit).map { countReading($0, end: end) }
        }
        if line[index].isKeyword(.another), case .time(let unit) = line[index + 1].meaning {
            return unitCount(1, unit).map { countReading($0, end: index + 2) }
        }
        guard let number = counter(at: index) else { return nil }
        var next = number.end
        if line[next].isSymbol("-"), line.isJoined(next), line.isJoined(next + 1) { next += 1 }
        // "1,000 per month" is a rate.
        if line[next].isKeyword(.monthly) { next += 1 }
        guard let unit = countUnit(next) ?? moreMonths(next) else { return nil }
        var reading = counted(number, unit, end: unit.end)
        reading = reading.map { withDays(withMonths(withHalf($0, unit), unit), unit) }
        if isRate(number, from: index, to: unit.end) { return .nothing(to: unit.end) }
        if reading?.isApproximate == false {
            reading?.isApproximate = !number.isExact || unit.isMore
        }
        return reading
    }

    /// "Full year", "all-week".
    private func fullUnit(at index: Int) -> (TimeUnit, Int)? {
        let next = line[index].isSymbol("-") ? index + 1 : index
        guard case .time(let unit) = line[next].meaning else { return nil }
        return (unit, next + 1)
    }

    private func counter(at index: Int) -> Numeral? {
        if let number = line.numeral(at: index) { return number }
        return vague(at: index) ?? article(at: index)
    }

    /// "A couple of weeks" is two, "a few months" three, and both are estimates.
    private func vague(at index: Int) -> Numeral? {
        let word = line[index].isKeyword(.a) ? index + 1 : index
        guard line[word].isKeyword(.couple, .several) else { return nil }
        let value: Int128 = line[word].isKeyword(.couple) ? 2 : 3
        return Numeral(
            value: value * Numeral.one, end: line[word + 1].isKeyword(.of) ? word + 2 : word + 1,
            isApproximate: true)
    }

    struct Unit {
        var unit: Entity.CountUnit
        var times: Int
        var end: Int
        var isMore = false
    }

    func countUnit(_ index: Int) -> Unit? {
        switch line[index].meaning {
        case .keyword(.instalments): return Unit(unit: .instalment, times: 1, end: index + 1)
        case .time(.day): return Unit(unit: .day, times: 1, end: index + 1)
        case .time(.week): return Unit(unit: .day, times: 7, end: index + 1)
        case .time(.fortnight): return Unit(unit: .day, times: 14, end: index + 1)
        case .time(.month): return Unit(unit: .month, times: 1, end: index + 1)
        // 两月 are two months, 二月 is one of the year.
        case .keyword(.monthMark) where isTwo(index - 1) || isNoMonth(index - 1):
            return Unit(unit: .month, times: 1, end: index + 1)
        case .time(.quarter): return Unit(unit: .month, times: 3, end: index + 1)
        case .time(.year), .keyword(.yearMark): return Unit(unit: .year, times: 1, end: index + 1)
        case .time(.decade): return Unit(unit: .year, times: 10, end: index + 1)
        case .keyword(.dayMark) where isDays(index) || isTooManyForADate(index):
            return Unit(unit: .day, times: 1, end: index + 1)
        case .keyword(.measure):
            guard let inner = weekAfter(index + 1) else { return nil }
            return inner
        default: return nil
        }
    }

    /// 两日 are two days, 2日 and 2号 the second of the month.
    private func isDays(_ index: Int) -> Bool { isDay(index) && isTwo(index - 1) }

    /// 两, which counts; 二 also numbers.
    func isTwo(_ index: Int) -> Bool {
        line[index].meaning == .hanDigit(2) && line.text(from: index, to: index + 1) != "二"
    }

    /// 24月 is no month of any year.
    private func isNoMonth(_ index: Int) -> Bool {
        guard case .digits(let months?) = line[index].meaning else { return false }
        return (13...120).contains(months)
    }

    /// 90日 is no day of any month.
    private func isTooManyForADate(_ index: Int) -> Bool {
        guard isDay(index), case .digits(let days?) = line[index - 1].meaning else { return false }
        return (32...999).contains(days)
    }

    private func weekAfter(_ index: Int) -> Unit? {
        guard line.isJoined(index) else { return nil }
        switch line[index].meaning {
        case .time(.week): return Unit(unit: .day, times: 7, end: index + 1)
        case .keyword(.instalments): return Unit(unit: .instalment, times: 1, end: index + 1)
        default: return nil
        }
    }

    /// 三个多月, 四个多星期.
    private func moreMonths(_ index: Int) -> Unit? {
        guard line[index].isKeyword(.measure), line[index + 1].isKeyword(.more) else { return nil }
        switch line[index + 2].meaning {
        case .keyword(.monthMark):
            return Unit(unit: .month, times: 1, end: index + 3, isMore: true)
        case .time(.week): return Unit(unit: .day, times: 7, end: index + 3, isMore: true)
        default: return nil
        }
    }

    private func counted(_ number: Numeral, _ unit: Unit, end: Int) -> Reading? {
        let scaled = number.value * Int128(unit.times)
        if unit.unit == .year, scaled % Numeral.one != 0, scaled * 12 % Numeral.one == 0,
            let months = Numeral(value: scaled * 12, end: end).integer
        {
            return countReading(.count(months, unit: .month), end: end)
        }
        guard let count = Numeral(value: scaled, end: end).integer else { return .nothing(to: end) }
        return countReading(.count(count, unit: unit.unit), end: end)
    }

    private func countReading(_ value: Entity.Value, end: Int) -> Reading {
        Reading(name: "count", value: value, end: end)
    }

    private func unitCount(_ count: Int, _ unit: TimeUnit) -> Entity.Value? {
        switch unit {
        case .day: .count(count, unit: .day)
        case .week: .count(count * 7, unit: .day)
        case .fortnight: .count(count * 14, unit: .day)
        case .month: .count(count, unit: .month)
        case .year: .count(count, unit: .year)
        case .quarter: .count(count * 3, unit: .month)
        case .weekend, .workweek, .statement, .decade, .businessDay: nil
        }
    }

    /// 两年零三个月, "2 years and 3 months": months.
    private func withMonths(_ reading: Reading, _ unit: Unit) -> Reading {
        guard unit.unit == .year, case .count(let years, .year) = reading.value else {
            return reading
        }
        var next = reading.end
        if line[next].isKeyword(.and, .plusPart) || line[next].isSymbol(",")
            || line[next].meaning == .hanDigit(0)
        {
            next += 1
        }
        guard let number = line.numeral(at: next) ?? one(at: next),
            case .time(.month) = line[number.end].meaning,
            let months = number.integer, months < 12
        else { return reading }
        var reading = reading
        reading.value = .count(years * 12 + months, unit: .month)
        reading.end = number.end + 1
        reading.isApproximate = !number.isExact
        return reading
    }

    /// 一个星期又三天, "two weeks and 3 days": days.
    private func withDays(_ reading: Reading, _ unit: Unit) -> Reading {
        guard unit.times == 7, case .count(let days, .day) = reading.value else { return reading }
        var next = reading.end
        if line[next].isKeyword(.and, .plusPart) || line[next].meaning == .hanDigit(0) { next += 1 }
        guard let number = line.numeral(at: next) ?? one(at: next), let more = number.integer,
            more < 7, line[number.end].meaning == .time(.day)
        else { return reading }
        var reading = reading
        reading.value = .count(days + more, unit: .day)
        reading.end = number.end + 1
        reading.isApproximate = !number.isExact
        return reading
    }

    /// 一年半, "a year and a half", "a year and a quarter": months.
    private func withHalf(_ reading: Reading, _ unit: Unit) -> Reading {
        guard unit.unit == .year, case .count(let years, .year) = reading.value else {
            return reading
        }
        var reading = reading
        var end = reading.end
        var months = 6
        if line[end].isKeyword(.hanHalf) {
            end += 1
        } else {
            guard line[end].isKeyword(.and), line[end + 1].isKeyword(.a),
                line[end + 2].isKeyword(.half, .quarter)
            else { return reading }
            months = line[end + 2].isKeyword(.half) ? 6 : 3
            end += 3
        }
        reading.value = .count(years * 12 + months, unit: .month)
        reading.end = end
        return reading
    }

    /// 半年, "half a year", "half year": six months. 半个月 is about fifteen days.
    private func halfYear(at index: Int) -> Reading? {
        var next = index + 1
        switch line[index].meaning {
        case .keyword(.half):
            if line[next].isKeyword(.a) { next += 1 }
        case .keyword(.hanHalf): break
        default: return nil
        }
        switch line[next].meaning {
        case .time(.year), .keyword(.yearMark):
            return countReading(.count(6, unit: .month), end: next + 1)
        case .time(.month):
            var half = countReading(.count(15, unit: .day), end: next + 1)
            half.isApproximate = true
            return half
        default: return nil
        }
    }

    /// 一个半月, "a month and a half": half a month is about fifteen days.
    private func monthsAndAHalf(at index: Int) -> Reading? {
        guard let number = line.numeral(at: index) ?? one(at: index) ?? articleOne(at: index),
            let months = number.integer, months < 1000
        else { return nil }
        let end: Int
        if line[number.end].isKeyword(.measure), line[number.end + 1].isKeyword(.hanHalf),
            line[number.end + 2].isKeyword(.monthMark)
        {
            end = number.end + 3
        } else {
            let half = number.end + 2
            guard line[number.end].meaning == .time(.month), line[half - 1].isKeyword(.and) else {
                return nil
            }
            let next = line[half].isKeyword(.a) ? half + 1 : half
            guard line[next].isKeyword(.half) else { return nil }
            end = next + 1
        }
        var reading = countReading(.count(months * 30 + 15, unit: .day), end: end)
        reading.isApproximate = true
        return reading
    }

    private func articleOne(at index: Int) -> Numeral? {
        line[index].isKeyword(.a) ? Numeral(value: Numeral.one, end: index + 1) : nil
    }

    /// 一个月 and "a year" count one where a length is meant.
    private func article(at index: Int) -> Numeral? {
        if let one = one(at: index) { return one }
        guard line[index].isKeyword(.a) else { return nil }
        switch line[index - 1].meaning {
        case .keyword(.for), .keyword(.over), .keyword(.in), .keyword(.within), .keyword(.of),
            .keyword(.roughly), .keyword(.it):
            return Numeral(value: Numeral.one, end: index + 1)
        default:
            let hasHalf =
                line[index + 2].isKeyword(.and) && line[index + 4].isKeyword(.half, .quarter)
            return hasHalf ? Numeral(value: Numeral.one, end: index + 1) : nil
        }
    }

    /// "How much a month", 一个月还多少: a rate, not a length.
    private func isRate(_ number: Numeral, from index: Int, to end: Int) -> Bool {
        if line[index - 1].isKeyword(.each) { return true }
        guard number.value == Numeral.one else { return false }
        guard line[index].meaning == .hanDigit(1) else { return false }
        return line[end].isKeyword(.pay, .owed) || line[end].isKeyword(.owed)
    }
}
