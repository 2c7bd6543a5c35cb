import Quantities

/// Decades: `1990s`, "the 80's", "the nineteen seventies", "the noughties", "the two thousands".
extension Readers {
    /// Of two digits, or a name alone, only with something that says so: 90 s are as often seconds.
    func decade(at index: Int) -> Point? {
        if let digits = decadeInDigits(at: index) { return digits }
        guard line[index - 1].isKeyword(.in, .the), !isHan(index - 1) else { return nil }
        if isWord("noughties", index) { return decade(from: 2000, end: index + 1) }
        if let years = decadeName(at: index) {
            return decade(from: fullYear(years), end: index + 1)
        }
        return decadeOfTwoThousand(at: index)
    }

    private func decade(from year: Int, end: Int) -> Point? {
        guard let first = DaySpan(year: year), let last = DaySpan(year: year + 9) else {
            return nil
        }
        return settled(DaySpan(first.from, last.to), end: end)
    }

    private func decadeInDigits(at index: Int) -> Point? {
        guard case .digits(let number?) = line[index].meaning, number % 10 == 0 else { return nil }
        let hasMark = line[index + 1].isSymbol("'") && line.isJoined(index + 1)
        let letter = hasMark ? index + 2 : index + 1
        guard isWord("s", letter) else { return nil }
        if line[index].length == 4 {
            return (1900...2090).contains(number)
                ? decade(from: Int(number), end: letter + 1) : nil
        }
        let isTold =
            hasMark || line[index - 1].isKeyword(.the) && !isHan(index - 1)
            || line[index - 1].isSymbol("'")
        guard line[index].length == 2, isTold, line.isJoined(letter) else { return nil }
        return decade(from: fullYear(Int(number)), end: letter + 1)
    }

    /// "Two thousands", "two thousand and tens".
    private func decadeOfTwoThousand(at index: Int) -> Point? {
        guard line[index].meaning == .small(2) else { return nil }
        switch line[index + 1].meaning {
        case .scales(1000): return decade(from: 2000, end: index + 2)
        case .scale(1000):
            let next = line[index + 2].isKeyword(.and) ? index + 3 : index + 2
            return decadeName(at: next).flatMap { decade(from: 2000 + $0, end: next + 1) }
        default: return nil
        }
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
        return decadeName(at: next).flatMap { decade(from: century * 100 + $0, end: next + 1) }
    }

    private static let decades = [
        "tens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties",
        "nineties",
    ]

    /// The years a name adds to its century: 70 for "seventies".
    private func decadeName(at index: Int) -> Int? {
        guard line[index].meaning == .other, (4...9).contains(line[index].length), !isHan(index)
        else { return nil }
        return Self.decades.firstIndex(of: line.text(from: index, to: index + 1).lowercased())
            .map { ($0 + 1) * 10 }
    }
}
