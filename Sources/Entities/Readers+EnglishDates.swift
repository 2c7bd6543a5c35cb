import Quantities

/// Dates in English: "March 5th, 2026", "5 of March", "the 15th of next month", "05-Aug-2016".
extension Readers {
    func englishDate(at index: Int) -> Point? {
        switch line[index].meaning {
        case .day(let offset): return settled(today + offset, end: index + 1)
        // "Current date".
        case .direction(0, nearest: false) where line[index + 1].isKeyword(.now):
            return line[index].length == 7 ? settled(today, end: index + 2) : nil
        case .keyword(.the): return theDay(at: index)
        case .time(.day): return dayBeside(at: index)
        default: break
        }
        var best = monthFirst(at: index)
        best.takeLonger(dayFirst(at: index))
        best.takeLonger(yearFirst(at: index))
        best.takeLonger(placeInMonth(at: index, isTold: false))
        best.takeLonger(monthByItself(at: index))
        best.takeLonger(daysWithinMonth(at: index))
        best.takeLonger(dayOfList(at: index))
        return best
    }

    private func settled(_ day: Day, end: Int) -> Point {
        Point(point: CalendarPoint(span: DaySpan(day)), end: end)
    }

    /// "day after tomorrow", "day before yesterday".
    private func dayBeside(at index: Int) -> Point? {
        guard line[index].length == 3 else { return nil }
        switch (line[index + 1].meaning, line[index + 2].meaning) {
        case (.keyword(.after), .day(1)): return settled(today + 2, end: index + 3)
        case (.keyword(.before), .day(-1)): return settled(today - 2, end: index + 3)
        case (.keyword(.after), .end), (.keyword(.after), .symbol):
            return unnamedDay(1, end: index + 2)
        case (.keyword(.before), .end), (.keyword(.before), .symbol):
            return unnamedDay(-1, end: index + 2)
        default: return nil
        }
    }

    /// A day of the month: 15, 15th, "fifteenth", "twenty first", "twenty one".
    func dayNumber(at index: Int) -> (value: Int, end: Int, isOrdinal: Bool)? {
        switch line[index].meaning {
        case .digits(let value?) where line[index].length <= 2 && (1...31).contains(value):
            guard line.isJoined(index + 1), isOrdinalEnding(index + 1) else {
                guard !line.isBoundToLetters(after: index + 1) else { return nil }
                return (Int(value), index + 1, false)
            }
            return (Int(value), index + 2, true)
        case .ordinal(let value) where value <= 30: return (Int(value), index + 1, true)
        case .small(let value) where value > 0 && !isMagnitude(index + 1):
            return (Int(value), index + 1, false)
        case .tens(let tens) where tens <= 30:
            let next = line[index + 1].isSymbol("-") ? index + 2 : index + 1
            if case .ordinal(let ones) = line[next].meaning, tens + ones <= 31, ones < 10 {
                return (Int(tens + ones), next + 1, true)
            }
            if case .small(let ones) = line[next].meaning, tens + ones <= 31, (1...9).contains(ones)
            {
                return (Int(tens + ones), next + 1, false)
            }
            return (Int(tens), index + 1, false)
        default: return nil
        }
    }

    /// "Sunday two thousand ten": the two is of the year.
    private func isMagnitude(_ index: Int) -> Bool {
        switch line[index].meaning {
        case .hundred, .scale, .keyword(.point): true
        default: false
        }
    }

    private func isOrdinalEnding(_ index: Int) -> Bool {
        guard line[index].length == 2, index < line.count else { return false }
        return ["st", "nd", "rd", "th"].contains(line.text(from: index, to: index + 1).lowercased())
    }

    /// A month's name; "may" and "march" only where nothing else can be meant.
    func monthName(at index: Int) -> Int? {
        switch line[index].meaning {
        case .month(let month): return line.isCurrencySign("$", at: index - 1) ? nil : month
        case .perhapsMonth(let month):
            if case .direction = line[index - 1].meaning { return isVerb(index) ? nil : month }
            switch line[index - 1].meaning {
            case .keyword(.in), .keyword(.of), .keyword(.by), .keyword(.from), .keyword(.to),
                .keyword(.until), .keyword(.between), .keyword(.for), .keyword(.before),
                .keyword(.after), .keyword(.start), .keyword(.middle), .keyword(.close),
                .keyword(.firstHalf), .keyword(.secondHalf), .keyword(.during),
                .symbol(0x2D), .symbol(0x2F), .digits, .ordinal:
                return month
            default: break
            }
            // "The may debit": nothing that is able to stands behind "the".
            if line[index - 1].isKeyword(.the), month == 5, !line[index + 1].isKeyword(.of) {
                return month
            }
            // "And may?", "n may", by itself.
            if line[index - 1].isKeyword(.and) || line.text(from: index - 1, to: index) == "n",
                line[index + 1].meaning == .end
                    || line[index + 1].isSymbol("?")
            {
                return month
            }
            let next = separated(index + 1)
            if line[index + 1].isKeyword(.to, .until) || line[index + 1].isSymbol("-"),
                isMonthWord(index + 2)
            {
                return month
            }
            return dayNumber(at: next) != nil || yearNumber(at: next) != nil
                || isYearTold(index + 1)
                || line[index - 1].meaning == .keyword(.and) && isMonthBefore(index - 2)
                ? month : nil
        default: return nil
        }
    }

    /// "This may take longer": a word follows that no month has behind it.
    private func isVerb(_ index: Int) -> Bool {
        switch line[index + 1].meaning {
        case .other, .keyword(.isWord), .keyword(.change), .keyword(.orWord), .keyword(.pay),
            .keyword(.pronounBefore), .keyword(.split):
            !isHan(index + 1)
                && !Self.courtesies.contains(line.text(from: index + 1, to: index + 2).lowercased())
        default: false
        }
    }

    private static let courtesies: Set = ["please", "pls", "thanks", "ok", "okay", "then", "if"]

    private func isMonthBefore(_ index: Int) -> Bool {
        switch line[index].meaning {
        case .month, .perhapsMonth: true
        default: line[index - 1].isKeyword(.between) || line[index].meaning == .keyword(.between)
        }
    }

    /// "March" or "May" as the whole answer.
    private func monthByItself(at index: Int) -> Point? {
        guard case .perhapsMonth(let month) = line[index].meaning, index == 0, isClauseEnd(1),
            line.count <= 2
        else { return nil }
        return Point(point: CalendarPoint(month: month), end: 1)
    }

    /// "Next year", "last year".
    func isYearTold(_ index: Int) -> Bool {
        guard case .direction = line[index].meaning else { return false }
        return line[index + 1].meaning == .time(.year)
    }

    /// Past one mark or small word that stands inside a date.
    func separated(_ index: Int) -> Int {
        var next = index
        if line[next].isSymbol(".") { next += 1 }
        let token = line[next]
        if token.isSymbol(",") || token.isSymbol("-") || token.isSymbol("/") { next += 1 }
        if line[next].isKeyword(.of) { next += 1 }
        if line[next].isKeyword(.the) { next += 1 }
        return next
    }

    /// The year behind a day or a month, with what stands between: a comma, "of", "in".
    private func withYear(_ point: CalendarPoint, at index: Int, isDashed: Bool = false) -> Point {
        var point = point
        var next = separated(index)
        if line[next].isKeyword(.in) { next += 1 }
        // A dash with spaces parts two values: "March - 2000".
        let isParted = line[index].isSymbol("-") && line[index].isSpaced
        if !isParted, let year = yearNumber(at: next) {
            point.year = year.value
            return Point(point: point, end: year.end)
        }
        // Two digits need something that says they are a year: "of 87", "05-Aug-16", "'87".
        let hasQuote = line[next].isSymbol("'")
        let isTied = line[next - 1].isKeyword(.of) || isDashed && line[next - 1].isSymbol("-")
        let short = hasQuote ? next + 1 : next
        guard isTied || hasQuote, line[short].length == 2,
            case .digits(let year?) = line[short].meaning, !line.isCountUnit(short + 1),
            !line.isCurrency(short + 1),
            point.day != nil || hasQuote || line[next - 1].isKeyword(.of) && year > 31
        else { return Point(point: point, end: index) }
        point.year = Grammar.fullYear(Int(year))
        return Point(point: point, end: short + 1)
    }

    /// "January 12, 2016", "Oct-2", "Dec/2018", "this September", "April of 1987".
    private func monthFirst(at index: Int) -> Point? {
        if case .direction(let offset, _) = line[index].meaning, isMonth(index + 1) {
            return monthOfYear(offset, at: index + 1)
        }
        guard let month = monthName(at: index) else { return nil }
        let next = separated(index + 1)
        // February's one is a payment.
        if let day = dayNumber(at: next), yearNumber(at: next) == nil,
            line[next].meaning != .small(1),
            !line.isCountUnit(day.end), !line.isCurrency(day.end),
            !line[day.end].isKeyword(.percent)
        {
            return withYear(CalendarPoint(month: month, day: day.value), at: day.end)
        }
        let told = line[index + 1].isKeyword(.of) ? index + 2 : index + 1
        if case .direction(let offset, _) = line[told].meaning, isYearTold(told) {
            return Point(
                point: CalendarPoint(year: today.year + offset, month: month), end: told + 2)
        }
        let found = withYear(CalendarPoint(month: month), at: index + 1)
        // September-2020-23.
        guard found.point.year != nil, line[found.end].isSymbol("-"), line.isJoined(found.end),
            let day = dayNumber(at: found.end + 1), yearNumber(at: found.end + 1) == nil
        else { return found }
        var point = found.point
        point.day = day.value
        return Point(point: point, end: day.end)
    }

    private func isMonth(_ index: Int) -> Bool { monthName(at: index) != nil }

    /// "This September", "next March": of this year or the next one to come, never the month.
    private func monthOfYear(_ offset: Int, at index: Int) -> Point? {
        guard let month = monthName(at: index) else { return nil }
        var year = today.year
        if offset > 0, month <= today.month { year += 1 }
        if offset < 0, month >= today.month { year -= 1 }
        return Point(point: CalendarPoint(year: year, month: month), end: index + 1)
    }

    /// "15 June 2016", "26th of june of 2020", "05-Aug-2016", "next 6th of April".
    func dayFirst(at index: Int) -> Point? {
        var start = index
        if case .direction(1, _) = line[index].meaning { start += 1 }
        guard let day = dayNumber(at: start) else { return nil }
        let next = separated(day.end)
        guard let month = monthName(at: next) else { return nil }
        let isDashed = line[day.end].isSymbol("-")
        let found = withYear(
            CalendarPoint(month: month, day: day.value), at: next + 1, isDashed: isDashed)
        guard start > index, found.point.year == nil else { return start == index ? found : nil }
        return found
    }

    /// "The 18th", "the 15th day of next month", "the april", "the day after tomorrow".
    private func theDay(at index: Int) -> Point? {
        var best = placeInMonth(at: index + 1, isTold: true)
        best.takeLonger(monthFirst(at: index + 1))
        best.takeLonger(dayFirst(at: index + 1))
        best.takeLonger(dayBeside(at: index + 1))
        best.takeLonger(stretch(at: index + 1))
        best.takeLonger(ranked(at: index + 1))
        best.takeLonger(point(Grammar.holidays.pattern, at: index + 1))
        best.takeLonger(point(Grammar.seasons.pattern, at: index + 1))
        return best
    }
}
