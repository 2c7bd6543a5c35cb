/// Reads English numbers, in words, in digits and mixed: "three and a half thousand", "5k",
/// "4 thousand 3 hundred and 21", "a couple of thousand".
///
/// `room` is what the next part must stay below: after "hundred" 100, after "twenty" 10.
struct EnglishNumeral {
    private let line: TokenLine
    private var index: Int
    private var total: Int128 = 0
    private var group: Int128 = 0
    private var room = Numeral.limit
    private var lastScale = Numeral.limit
    private var isStarted = false
    private var isApproximate = false
    private var isRounded = false
    private var digitCount = 0

    init(_ line: TokenLine, at index: Int) {
        self.line = line
        self.index = index
    }

    mutating func run() -> Numeral? {
        let limit = index + TokenLine.reach
        guard takeBeginning() else { return nil }
        while index < limit, takeNext() {}
        guard isStarted, total + group < Numeral.limit else { return nil }
        return Numeral(
            value: total + group, end: index, isApproximate: isApproximate, isRounded: isRounded,
            digitCount: digitCount)
    }

    /// "a hundred", "a couple of thousand", "half a million", "three quarters billion".
    private mutating func takeBeginning() -> Bool {
        if line[index].isKeyword(.a) {
            guard Self.isMagnitude(line[index + 1].meaning) || isVague(index + 1) else {
                return takeFractionOfScale(index)
            }
            index += 1
        }
        if isVague(index) { return takeVague() }
        // "Point five" begins with nothing; "at this point" ends.
        if line[index].isKeyword(.point) {
            isStarted = true
            return takePoint()
        }
        return takeFractionOfScale(index) || isNumber(index)
    }

    private func isVague(_ index: Int) -> Bool { line[index].isKeyword(.couple, .several) }

    private mutating func takeVague() -> Bool {
        let value: Int128 = line[index].isKeyword(.couple) ? 2 : 3
        let next = line[index + 1].isKeyword(.of) ? index + 2 : index + 1
        guard Self.isMagnitude(line[next].meaning) else { return false }
        group = value * Numeral.one
        (room, isStarted, isApproximate, index) = (Numeral.one, true, true, next)
        return true
    }

    /// "half a million", "quarter million", "three quarters of a billion".
    private mutating func takeFractionOfScale(_ start: Int) -> Bool {
        guard let fraction = line.fractionWords(at: start) ?? line.slashFraction(at: start) else {
            return false
        }
        var next = fraction.end
        if line[next].isKeyword(.of) { next += 1 }
        if line[next].isKeyword(.a) { next += 1 }
        guard case .scale(let scale) = line[next].meaning, fraction.denominator > 0 else {
            return false
        }
        group =
            Int128(scale) * Numeral.one * Int128(fraction.numerator)
            / Int128(fraction.denominator)
        (room, isStarted, index) = (Numeral.one, true, next + 1)
        return true
    }

    private func isNumber(_ index: Int) -> Bool {
        switch line[index].meaning {
        case .digits, .small, .tens, .hundred, .scale, .symbol(0x2E), .fraction: true
        default: false
        }
    }

    private static func isMagnitude(_ meaning: Meaning) -> Bool {
        switch meaning {
        case .hundred, .scale: true
        default: false
        }
    }

    private mutating func takeNext() -> Bool {
        switch line[index].meaning {
        case .digits, .symbol(0x2E): return takeDigits()
        case .small(let value): return takeWord(Int128(value), room: 0)
        case .tens(let value):
            return !(isStarted && line.isOfParts(at: index)) && takeWord(Int128(value), room: 10)
        case .hundred: return takeHundred()
        case .scale(let scale): return takeScale(Int128(scale))
        case .scales(100): return isStarted && takeHundred()
        case .scales(let scale): return isStarted && takeScale(Int128(scale))
        case .suffix(let scale): return takeSuffix(Int128(scale))
        case .fraction(let part, let whole): return takeMixed(part, whole, end: index + 1)
        case .symbol(0x2D): return takeHyphen()
        case .keyword(.and): return takeAnd()
        case .keyword(.point): return takePoint()
        default: return false
        }
    }

    /// 2 1/4.
    private mutating func takeSlash() -> Bool {
        guard digitCount > 0, total == 0, group % Numeral.one == 0, line[index].isSpaced,
            case .digits(let part?) = line[index].meaning, line[index + 1].isSymbol("/"),
            case .digits(let whole?) = line[index + 2].meaning, (2...16).contains(whole),
            line.isJoined(index + 1), line.isJoined(index + 2), !line[index + 3].isSymbol("/")
        else { return false }
        return takeMixed(part, whole, end: index + 3)
    }

    private mutating func takeDigits() -> Bool {
        if isStarted, takeSlash() { return true }
        guard let number = line.digitNumeral(at: index), number.value < room else { return false }
        // "5 thousand 12 months" are two values; "5 thousand 3 hundred" is one.
        guard !isStarted || Self.isMagnitude(line[number.end].meaning) else {
            return false
        }
        guard !line.isBoundToLetters(after: number.end) else { return false }
        if !isStarted { digitCount = number.digitCount } else { digitCount = 0 }
        group += number.value
        isRounded = isRounded || number.isRounded
        isApproximate = isApproximate || number.isApproximate
        (room, isStarted, index) = (0, true, number.end)
        return true
    }

    private mutating func takeWord(_ value: Int128, room next: Int128) -> Bool {
        guard value * Numeral.one < room, !isCounted(by: index), !isPronoun(value) else {
            return false
        }
        group += value * Numeral.one
        (room, isStarted) = (next * Numeral.one, true)
        index += 1
        return true
    }

    /// In "five thousand twelve months" the twelve stands alone.
    private func isCounted(by index: Int) -> Bool {
        guard total > 0, group == 0 else { return false }
        for next in index + 1...index + 3 {
            switch line[next].meaning {
            case .small, .symbol(0x2D): continue
            default: return line.isCountUnit(next)
            }
        }
        return false
    }

    /// "The twenty grand one" is one of twenty grand: nobody says grand and means it to the yuan.
    private func isPronoun(_ value: Int128) -> Bool {
        value == 1 && group == 0 && !Self.isMagnitude(line[index + 1].meaning)
            && line.text(from: max(0, index - 1), to: index).lowercased() == "grand"
    }

    private mutating func takeHundred() -> Bool {
        if !isStarted { group = Numeral.one }
        guard group > 0, group < 100 * Numeral.one || digitCount > 0, group * 100 < lastScale
        else { return false }
        group *= 100
        (room, isStarted, digitCount) = (100 * Numeral.one, true, 0)
        index += 1
        return true
    }

    private mutating func takeScale(_ scale: Int128) -> Bool {
        if !isStarted { group = Numeral.one }
        if group == 0, total > 0, scale * Numeral.one > lastScale {
            // "three thousand million".
            total *= scale
        } else {
            guard group > 0, scale * Numeral.one < lastScale else { return false }
            total += group * scale
        }
        group = 0
        (room, lastScale) = (scale * Numeral.one, scale * Numeral.one)
        (isStarted, digitCount) = (true, 0)
        index += 1
        return total < Numeral.limit
    }

    /// `5k`, `1.5w` and `5 k`; 1w2 is 12,000 and 2w3k 23,000.
    private mutating func takeSuffix(_ scale: Int128) -> Bool {
        guard total == 0, digitCount > 0 else { return false }
        group *= scale
        (room, digitCount) = (0, 0)
        index += 1
        guard case .digits(let digits?) = line[index].meaning, line.isJoined(index),
            !line.isMeasured(index + 1), !line.isCountUnit(index + 1)
        else { return false }
        if case .suffix(let smaller) = line[index + 1].meaning, Int128(smaller) < scale {
            group += Int128(digits) * Int128(smaller) * Numeral.one
            index += 2
        } else if line[index].length == 1 {
            group += Int128(digits) * (scale / 10) * Numeral.one
            index += 1
        } else {
            // 1w25: one of two things, and not ten thousand.
            (isApproximate, index) = (true, index + 1)
        }
        return false
    }

    /// "fifty-two", "fifty - two".
    private mutating func takeHyphen() -> Bool {
        guard room == 10 * Numeral.one, case .small(let value) = line[index + 1].meaning,
            (1...9).contains(value)
        else { return false }
        index += 1
        return takeWord(Int128(value), room: 0)
    }

    private mutating func takeAnd() -> Bool {
        let next = index + 1
        let slash = digitCount > 0 && total == 0 ? line.slashFraction(at: next) : nil
        // "Two hundred and forty fifths" are so many of them.
        if let fraction = line.fractionWords(at: next) ?? slash,
            fraction.numerator < fraction.denominator
        {
            return takeMixed(fraction.numerator, fraction.denominator, end: fraction.end)
        }
        if room >= 100 * Numeral.one, let dozens = line.dozens(at: next) {
            (group, room, index) = (group + dozens, 0, next + 2)
            return true
        }
        let isMixed = room == 10 * Numeral.one && line.isOneAndPart(at: next)
        guard room >= 100 * Numeral.one || isMixed, room < Numeral.limit else { return false }
        switch line[next].meaning {
        case .small(let value), .tens(let value):
            // "three hundred and two hundred" are two numbers.
            let isHundreds = room == 100 * Numeral.one && line[next + 1].meaning == .hundred
            guard value > 0, Int128(value) * Numeral.one < room, !isHundreds, !isCounted(by: next)
            else { return false }
            index = next
            return takeNext()
        case .digits:
            guard let number = line.digitNumeral(at: next), number.value < room, number.value > 0,
                line[number.end].meaning != .hundred || number.value * 100 < room,
                total == 0 || group > 0 || !line.isCountUnit(number.end)
            else { return false }
            group += number.value
            isRounded = isRounded || number.isRounded
            (room, index, digitCount) = (0, number.end, 0)
            return true
        default: return false
        }
    }

    /// "three and a half", "two hundred thirty two and a thirtieth", 2½.
    private mutating func takeMixed(_ part: Int64, _ whole: Int64, end: Int) -> Bool {
        guard isStarted, whole > part || isSmallSum(part, whole), part > 0 else { return false }
        // "A million and a half" is half a million more.
        let isOfScale =
            group == 0 && total > 0 && line[index].isKeyword(.and)
            && !Self.isMagnitude(line[end].meaning)
        let share = Int128(part) * (isOfScale ? lastScale : Numeral.one)
        isRounded = isRounded || share % Int128(whole) != 0
        group += share / Int128(whole)
        (room, index, digitCount) = (0, end, 0)
        if case .scale(let scale) = line[index].meaning, !isRounded {
            return takeScale(Int128(scale))
        }
        return false
    }

    /// 1 4/3, though 500 4/3 is a sum and a day.
    private func isSmallSum(_ part: Int64, _ whole: Int64) -> Bool {
        digitCount == 1 && part < 10 && whole < 10
    }

    /// "three point five".
    private mutating func takePoint() -> Bool {
        guard isStarted, total == 0 || room == 0,
            let decimals = line.spokenDecimals(at: index + 1)
        else { return false }
        group += decimals.value
        isRounded = isRounded || decimals.isRounded
        (room, index, digitCount) = (0, decimals.end, 0)
        return true
    }
}

extension TokenLine {
    func englishNumeral(at index: Int) -> Numeral? {
        var reader = EnglishNumeral(self, at: index)
        return reader.run()
    }
}
