/// A part of a whole in words, before it is known what it is a part of.
struct Fraction: Equatable {
    var numerator: Int64
    var denominator: Int64
    /// The token after it.
    var end: Int
}

extension TokenLine {
    /// "half", "one fourth", "three quarters", "a twenty-first", "five - eighths".
    func fractionWords(at index: Int) -> Fraction? {
        if let parts = tensOfParts(at: index) { return parts }
        var next = index
        var numerator: Int64 = 1
        var isCounted = true
        switch self[index].meaning {
        case .keyword(.a): next += 1
        case .small(let value) where value > 0:
            numerator = value
            next += 1
        case .digits(let value?) where (1..<100).contains(value) && self[index + 1].isSpaced:
            numerator = value
            next += 1
        default: isCounted = false
        }
        if isCounted, self[next].isSymbol("-") { next += 1 }
        guard let (denominator, end) = denominator(at: next, plural: numerator > 1) else {
            return nil
        }
        // "third" and "fourth" alone are places in a list, and a lone quarter is three months.
        guard
            isCounted || self[next].isKeyword(.half)
                || self[end].isKeyword(.of)
                    && self[next].isKeyword(.quarter)
                || isScale(end) && self[next].isKeyword(.quarter)
        else { return nil }
        return Fraction(numerator: numerator, denominator: denominator, end: end)
    }

    /// "Fifty-four hundredths".
    private func tensOfParts(at index: Int) -> Fraction? {
        guard case .tens(var count) = self[index].meaning else { return nil }
        var next = self[index + 1].isSymbol("-") ? index + 2 : index + 1
        if case .small(let ones) = self[next].meaning, (1...9).contains(ones) {
            (count, next) = (count + ones, next + 1)
        }
        guard case .part = self[next].meaning, let whole = denominator(at: next, plural: true)
        else { return nil }
        return Fraction(numerator: count, denominator: whole.0, end: whole.end)
    }

    /// The 3/4 of "2 and 3/4" and the 1/4 of "1/4 million".
    func slashFraction(at index: Int) -> Fraction? {
        guard case .digits(let part?) = self[index].meaning, self[index + 1].isSymbol("/"),
            isJoined(index + 1), isJoined(index + 2),
            case .digits(let whole?) = self[index + 2].meaning, (2...16).contains(whole),
            part > 0, part < whole, !self[index + 3].isSymbol("/")
        else { return nil }
        return Fraction(numerator: part, denominator: whole, end: index + 3)
    }

    /// "Million", 万.
    func isScale(_ index: Int) -> Bool {
        switch self[index].meaning {
        case .scale, .hanScale: true
        default: false
        }
    }

    func denominator(at index: Int, plural: Bool) -> (Int64, end: Int)? {
        switch self[index].meaning {
        case .keyword(.half) where !plural: return (2, index + 1)
        case .keyword(.quarter) where !plural: return (4, index + 1)
        case .ordinal(let value) where !plural && value > 2: return (value, index + 1)
        case .part(let value) where plural && value > 1: return (value, index + 1)
        case .small(let hundreds) where (1...9).contains(hundreds):
            return hundredth(hundreds, at: index + 1, plural: plural)
        case .tens(let tens):
            let next = self[index + 1].isSymbol("-") ? index + 2 : index + 1
            switch self[next].meaning {
            case .ordinal(let ones) where !plural && ones < 10: return (tens + ones, next + 1)
            case .part(let ones) where plural && ones < 10: return (tens + ones, next + 1)
            case .keyword(.clockUnit) where plural && isSeconds(next): return (tens + 2, next + 1)
            default: return nil
            }
        default: return nil
        }
    }

    /// The "two hundred and seventh" of "one two hundred and seventh".
    private func hundredth(
        _ hundreds: Int64, at index: Int, plural: Bool
    ) -> (Int64, end: Int)? {
        guard self[index].meaning == .hundred else { return nil }
        let next = self[index + 1].isKeyword(.and) ? index + 2 : index + 1
        switch self[next].meaning {
        case .tens, .ordinal, .part:
            guard let (rest, end) = denominator(at: next, plural: plural), rest < 100 else {
                return nil
            }
            return (hundreds * 100 + rest, end)
        default: return nil
        }
    }

    private func isSeconds(_ index: Int) -> Bool {
        text(from: index, to: index + 1).lowercased() == "seconds"
    }

    /// The sixty of "one hundred sixty-fifths" is what it is parted by.
    func isOfParts(at index: Int) -> Bool {
        guard self[index + 1].isSymbol("-"), case .part(let ones) = self[index + 2].meaning else {
            return false
        }
        return ones < 10
    }

    /// The two dozen of "three hundred and two dozen".
    func dozens(at index: Int) -> Int128? {
        guard case .small(let count) = self[index].meaning, count > 0,
            self[index + 1].meaning == .scale(12)
        else { return nil }
        return Int128(count) * 12 * Numeral.one
    }

    /// In "twenty and three and two fifths" the part behind makes them one.
    func isOneAndPart(at index: Int) -> Bool {
        guard case .small(1...9) = self[index].meaning else { return false }
        return self[index + 1].isKeyword(.and) && fractionWords(at: index + 2) != nil
    }

    /// 三分之一, 百分之十, 3 分 之 2: nil denominator when it is a number too odd to divide by.
    func hanFraction(at index: Int) -> (numerator: Numeral, denominator: Int128, end: Int)? {
        switch self[index].meaning {
        case .keyword(.percentOf): return hanFraction(over: 100, from: index + 1)
        case .keyword(.permilleOf): return hanFraction(over: 1000, from: index + 1)
        case .keyword(.tenThousandthsOf): return hanFraction(over: 10_000, from: index + 1)
        default: break
        }
        if let large = largeDenominator(at: index) {
            return hanFraction(over: large.value, from: large.end)
        }
        // Two signs cancel out; a share with one is none.
        let isNegative = self[index].isKeyword(.minus)
        guard let below = numeral(at: isNegative ? index + 1 : index), below.isExact,
            below.value > 0
        else { return nil }
        var next = below.end
        var times: Int128 = 1
        switch self[next].meaning {
        case .keyword(.divide): next += 1
        // 一千万分之六, 五百分之三: the last unit is cut off with 分之.
        case .keyword(.percentOf): (times, next) = (100, next + 1)
        case .keyword(.permilleOf): (times, next) = (1000, next + 1)
        case .keyword(.tenThousandthsOf): (times, next) = (10_000, next + 1)
        default:
            guard self[next].isKeyword(.fen), self[next + 1].isKeyword(.divideTail) else {
                return nil
            }
            next += 2
        }
        guard let denominator = below.integer, isNegative == self[next].isKeyword(.minus) else {
            return nil
        }
        return hanFraction(over: Int128(denominator) * times, from: next)
    }

    /// 百万分之, 千万分之, 亿分之: units without a number before them.
    private func largeDenominator(at index: Int) -> (value: Int128, end: Int)? {
        var (value, next) = (Int128(1), index)
        if case .hanUnit(let unit) = self[next].meaning, unit > 10 {
            (value, next) = (Int128(unit), next + 1)
        }
        while next < index + 3, case .hanScale(let scale) = self[next].meaning {
            (value, next) = (value * Int128(scale), next + 1)
        }
        guard next > index else { return nil }
        if self[next].isKeyword(.tenThousandthsOf) { return (value * 10_000, next + 1) }
        return self[next].isKeyword(.divide) ? (value, next + 1) : nil
    }

    private func hanFraction(
        over denominator: Int128, from index: Int
    ) -> (numerator: Numeral, denominator: Int128, end: Int)? {
        let start = self[index].isKeyword(.minus) ? index + 1 : index
        let isOne = self[start].meaning == .hanDigit(1)
        guard
            let above = numeral(at: start)
                ?? (isOne ? Numeral(value: Numeral.one, end: start + 1) : nil)
        else { return nil }
        return (above, denominator, above.end)
    }
}
