import Quantities

/// Years and decades: "in 2014", "the year of 2008", "FY27", "in nineteen ninety nine", `1990s`.
extension Readers {
    /// `1990s`.
    func decade(at index: Int) -> Point? {
        guard case .digits(let number?) = line[index].meaning, line[index].length == 4,
            number % 10 == 0, (1900...2090).contains(number),
            line.text(from: index + 1, to: index + 2).lowercased() == "s",
            let first = DaySpan(year: Int(number)), let last = DaySpan(year: Int(number) + 9)
        else { return nil }
        return settled(DaySpan(first.from, last.to), end: index + 2)
    }

    /// "The nineteen seventies", "twenty-tens".
    func decadeInWords(at index: Int) -> Point? {
        let century: Int
        switch line[index].meaning {
        case .small(let value) where (18...19).contains(value): century = Int(value)
        case .tens(20): century = 20
        default: return nil
        }
        let next = line[index + 1].isSymbol("-") ? index + 2 : index + 1
        guard line[next].meaning == .other, (4...9).contains(line[next].length), !isHan(next),
            let place = Self.decades.firstIndex(
                of: line.text(from: next, to: next + 1).lowercased()),
            let first = DaySpan(year: century * 100 + (place + 1) * 10),
            let last = DaySpan(year: century * 100 + (place + 1) * 10 + 9)
        else { return nil }
        return settled(DaySpan(first.from, last.to), end: next + 1)
    }

    private static let decades = [
        "tens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties",
        "nineties",
    ]

    /// "In one thousand seven hundred and eighty nine": no round figure, as sums are.
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
        guard let year = bareYear(at: next), !line[year.end].isSymbol("/") else { return nil }
        if line[year.end].isSymbol("-") || line[year.end].isSymbol(","), line.isJoined(year.end + 1)
        {
            return nil
        }
        return year
    }
}
