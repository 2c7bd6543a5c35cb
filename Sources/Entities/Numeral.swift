/// A number read from words or digits, exact in ten-thousandths.
struct Numeral: Equatable {
    static let one: Int128 = 10_000
    /// Larger numbers are nobody's amount, count or day; they are left alone.
    static let limit: Int128 = 1_000_000_000_000_000_000_000_000

    var value: Int128
    /// The token after the number.
    var end: Int
    /// 几百, 三五千, 一千多: a range.
    var isApproximate = false
    /// More decimals than ten-thousandths hold.
    var isRounded = false
    /// Written in digits alone, so many of them; 0 when in words.
    var digitCount = 0

    /// The number where it is a whole one that can count things.
    var integer: Int? {
        guard value % Self.one == 0, (0...1_000_000 * Self.one).contains(value) else { return nil }
        return Int(value / Self.one)
    }

    var isExact: Bool { !isApproximate && !isRounded }
}

extension TokenLine {
    /// How many tokens a number may reach: longer ones are hostile, not meant.
    static let reach = 40

    func readNumeral(at index: Int) -> Numeral? {
        switch self[index].meaning {
        case .digits, .symbol(0x2E):
            guard !isBoundToLetters(before: index) else { return nil }
            if let power = power(at: index) { return power }
            let (han, english) = (hanNumeral(at: index), englishNumeral(at: index))
            guard let han, let english else { return han ?? english }
            return han.end > english.end ? han : english
        case .hanDigit, .hanUnit, .hanTens, .keyword(.some): return hanNumeral(at: index)
        case .keyword(.hanHalf): return isScale(index + 1) ? hanNumeral(at: index) : nil
        // 上千块, and not 网上千万别点.
        case .direction(-1, nearest: false):
            guard case .hanUnit(100...) = self[index + 1].meaning else { return nil }
            return isCounted(by: index + 2) ? hanNumeral(at: index) : nil
        case .small, .tens, .hundred, .scale, .fraction, .keyword(.a), .keyword(.half),
            .keyword(.quarter), .keyword(.couple), .keyword(.several):
            return englishNumeral(at: index)
        case .keyword(.point):
            guard case .small = self[index + 1].meaning, !isOfNumber(index - 1) else { return nil }
            return englishNumeral(at: index)
        default: return nil
        }
    }

    private func isCounted(by index: Int) -> Bool {
        isMeasured(index) || isCurrency(index) || self[index].meaning == .end
    }

    private func isOfNumber(_ index: Int) -> Bool {
        switch self[index].meaning {
        case .small, .tens, .hundred, .scale, .digits, .direction, .keyword(.the): true
        default: false
        }
    }

    /// `A2021` and `COVID-19` are names; `USD20`, `=20` and `Jan-1` are not.
    func isBoundToLetters(before index: Int) -> Bool {
        guard isJoined(index) else { return false }
        var previous = index - 1
        if self[previous].isSymbol("-") || self[previous].isSymbol("_") {
            guard isJoined(previous) else { return false }
            previous -= 1
        }
        switch self[previous].meaning {
        case .currency, .month, .perhapsMonth, .weekday, .perhapsWeekday, .suffix: return false
        // "pay3000", "in6".
        case .keyword(.pay), .keyword(.roughly), .keyword(.for), .keyword(.in): return false
        default: return isLetters(previous)
        }
    }

    /// Letters stand behind the digits that make them something else: `25ml`, `3G`.
    func isBoundToLetters(after end: Int) -> Bool { isJoined(end) && isUnknownLetters(end) }

    private func isUnknownLetters(_ index: Int) -> Bool {
        switch self[index].meaning {
        // The a of 11a is no article.
        case .other, .sumSuffix, .keyword(.a): isLetters(index)
        default: false
        }
    }

    /// Letters of an alphabet, not Chinese characters.
    private func isLetters(_ index: Int) -> Bool {
        guard let scalar = scalars[at: self[index].start], index < count else { return false }
        return scalar.properties.isAlphabetic && !(0x2E80...0x9FFF).contains(scalar.value)
    }

    /// Digits with separators and decimals: `1,234.50`, `1 234 567`, `12,34,567.89`, `.5`.
    func digitNumeral(at index: Int) -> Numeral? {
        if self[index].isSymbol(".") {
            guard isPoint(at: index), !isDigits(index - 1) else { return nil }
            return adding(decimalsAt: index, to: Numeral(value: 0, end: index))
        }
        guard case .digits(let first?) = self[index].meaning else { return nil }
        var number = Numeral(value: Int128(first) * Numeral.one, end: index + 1)
        number.digitCount = self[index].length
        if let grouped = grouped(from: index) { number = grouped }
        if let european = pointsForThousands(at: index) { return european }
        if let whole = withNoughts(number, at: index) { return whole }
        return isPoint(at: number.end) ? adding(decimalsAt: number.end, to: number) : number
    }

    private func isDigits(_ index: Int) -> Bool {
        if case .digits = self[index].meaning { return true }
        return false
    }

    /// A decimal point: digits touch it on the right, and on the left where there are any.
    private func isPoint(at index: Int) -> Bool {
        guard self[index].isSymbol("."), isDigits(index + 1), isJoined(index + 1) else {
            return false
        }
        // The last point of an ellipsis is none.
        guard isDigits(index - 1) else { return !self[index - 1].isSymbol(".") }
        return isJoined(index) && !isChained(index)
    }

    /// One of several points, as in `2222.2222.22222`.
    private func isChained(_ index: Int) -> Bool {
        self[index + 2].isSymbol(".") && isJoined(index + 2) && isDigits(index + 3)
            && isJoined(index + 3)
            || self[index - 2].isSymbol(".") && isDigits(index - 3)
                && isJoined(index - 2) && isJoined(index - 1)
    }

    private func adding(decimalsAt index: Int, to number: Numeral) -> Numeral {
        var number = number
        number.end = index + 2
        let digits = self[index + 1]
        for offset in 0..<digits.length {
            guard let digit = digitValue(at: digits.start + offset) else { break }
            guard offset < 4 else {
                number.isRounded = number.isRounded || digit != 0
                if number.isRounded { break }
                continue
            }
            number.value += Int128(digit) * [1000, 100, 10, 1][offset]
        }
        return number
    }

    /// The digit a code point of the line is, in either width.
    func digitValue(at position: Int) -> Int? {
        guard let scalar = scalars[at: position] else { return nil }
        let folded = Folding.fold(scalar)
        return (0x30...0x39).contains(folded) ? Int(folded - 0x30) : nil
    }

    /// Thousands in threes, or as in India: threes at the end and twos before. A full-width comma
    /// between narrow digits parts two numbers: 500，120天.
    private func grouped(from index: Int) -> Numeral? {
        let isSpaced = isDigits(index + 1) && self[index + 1].start == self[index].end + 1
        let step = isSpaced ? 1 : 2
        guard self[index].length <= 3, isGroup(index + step, spaced: isSpaced) else { return nil }
        var groups = [index]
        var next = index + step
        while groups.count < 8, isGroup(next, spaced: isSpaced) {
            groups.append(next)
            next += step
        }
        let lengths = groups.map { self[$0].length }
        // Two groups with a space between are one number where the second begins with a nought.
        let isOne = !isSpaced || groups.count > 2 || digitValue(at: self[index + 1].start) == 0
        guard groups.count > 1, isOne, lengths[0] <= 3, lengths.last == 3,
            digitValue(at: self[index].start) != 0
        else { return nil }
        let inner = lengths.dropFirst().dropLast()
        guard
            inner.allSatisfy({ $0 == 3 })
                || (!isSpaced && lengths[0] <= 2 && inner.allSatisfy { $0 == 2 })
        else { return nil }
        var value: Int128 = 0
        for group in groups {
            guard case .digits(let digits?) = self[group].meaning else { return nil }
            value = value * (self[group].length == 2 ? 100 : 1000) + Int128(digits)
        }
        return Numeral(
            value: value * Numeral.one, end: next - step + 1, digitCount: lengths.reduce(0, +))
    }

    /// 1.000,50, as it is written in much of Europe: the comma tells what the point is.
    private func pointsForThousands(at index: Int) -> Numeral? {
        guard case .digits(let thousands?) = self[index].meaning, self[index].length <= 3,
            self[index + 1].isSymbol("."), case .digits(let ones?) = self[index + 2].meaning,
            self[index + 2].length == 3, self[index + 3].isSymbol(","),
            case .digits(let cents?) = self[index + 4].meaning, self[index + 4].length == 2,
            (1...4).allSatisfy({ isJoined(index + $0) }), !isChained(index + 1)
        else { return nil }
        let value = (Int128(thousands) * 1000 + Int128(ones)) * 100 + Int128(cents)
        return Numeral(
            value: value * 100, end: index + 5,
            digitCount: self[index].length + 5)
    }

    /// 5,00: no second number, but perhaps a nought too few of 5,000.
    private func withNoughts(_ number: Numeral, at index: Int) -> Numeral? {
        guard number.end == index + 1, self[number.end].isSymbol(","), isJoined(number.end),
            isJoined(number.end + 1), self[number.end + 1].meaning == .digits(0),
            self[number.end + 1].length == 2, !self[number.end].isWide,
            !self[number.end + 2].isSymbol(",") || !isJoined(number.end + 3),
            !isPoint(at: number.end + 2)
        else { return nil }
        var number = number
        (number.end, number.isApproximate) = (number.end + 2, true)
        return number
    }

    private func isGroup(_ index: Int, spaced: Bool) -> Bool {
        guard isDigits(index) else { return false }
        if spaced {
            return self[index].length == 3 && self[index].start == self[index - 1].end + 1
        }
        let comma = self[index - 1]
        // 3'500 as it is written in Switzerland.
        if comma.isSymbol("'"), isJoined(index - 1), isJoined(index) {
            return self[index].length == 3
        }
        return comma.isSymbol(",") && isJoined(index - 1) && isJoined(index)
            && (2...3).contains(self[index].length)
            && (comma.isWide == self[index].isWide || isWideGroup(index))
    }

    /// ¥3，999, 3，218元, 3，000 and 82，225.00: a comma of the Chinese keyboard within one number.
    private func isWideGroup(_ index: Int) -> Bool {
        guard self[index].length == 3 else { return false }
        if digitValue(at: self[index].start) == 0 { return true }
        // In 分6，300元一期 there are two.
        if case .currency("CNY") = self[index + 1].meaning, isJoined(index + 1),
            !self[index - 3].isKeyword(.fen), !self[index - 3].isKeyword(.split)
        {
            return true
        }
        if self[index + 1].isSymbol("."), isJoined(index + 1), isDigits(index + 2),
            isJoined(index + 2), self[index + 2].length == 2
        {
            return true
        }
        guard case .currency(let currency) = self[index - 3].meaning else { return false }
        // In $20，300美元 each number has a unit of its own.
        return isJoined(index - 2) && (currency == "CNY" || !isCurrency(index + 1))
    }
}

extension Array {
    /// The element at a place, or nil outside.
    subscript(at index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
