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

    /// "In 2014", "the year of 2008", "year 2008".
    func year(at index: Int) -> Point? {
        let next = line[index + 1].isKeyword(.of) ? index + 2 : index + 1
        if line[index].isKeyword(.in), let words = yearNumber(at: index + 1),
            words.end > index + 2, words.value > 2000 || line[index + 1].meaning == .small(19)
        {
            return settled(DaySpan(year: words.value), end: words.end)
        }
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
