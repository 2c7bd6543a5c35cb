/// Shares by the tenth and by the whole they are of: 三分之一, 三成半, 八折, "two out of five".
extension Readers {
    /// 三分之一, 百分之十, 三成, 七五折.
    func hanShare(at index: Int) -> Reading? {
        if let fraction = line.hanFraction(at: index) {
            let whole = fraction.denominator * Numeral.one
            guard let part = Int64(exactly: fraction.numerator.value),
                let whole = Int64(exactly: whole)
            else { return nil }
            return reading(
                part, whole, end: fraction.end, isApproximate: !fraction.numerator.isExact)
        }
        return tenths(at: index) ?? discount(at: index)
    }

    /// 剩下的三分之二 is one share: of what is left.
    func hanPartOfRest(at index: Int, end: Int) -> Reading? {
        guard line[index].isKeyword(.whole), isHan(index), line.isJoined(end) else { return nil }
        if line[end].isKeyword(.half) { return reading(1, 2, end: end + 1) }
        return hanShare(at: end)
    }

    /// 三成, 八点五成, 三成半, 半成.
    private func tenths(at index: Int) -> Reading? {
        if line[index].isKeyword(.hanHalf), line[index + 1].isKeyword(.tenths) {
            return reading(1, 20, end: index + 2)
        }
        guard let number = line.numeral(at: index) ?? one(at: index),
            line[number.end].isKeyword(.tenths), isTenths(number)
        else { return nil }
        var (value, end) = (number.value, number.end + 1)
        if line[end].isKeyword(.hanHalf), line.isJoined(end) {
            (value, end) = (value + Numeral.one / 2, end + 1)
        } else if case .hanDigit(let digit) = line[end].meaning, value % Numeral.one == 0,
            isClosed(end + 1)
        {
            // 三成五.
            (value, end) = (value + Int128(digit) * Numeral.one / 10, end + 1)
        }
        return reading(
            Int64(value), Int64(10 * Numeral.one), end: end, isApproximate: !number.isExact)
    }

    private func isTenths(_ number: Numeral) -> Bool {
        number.value > 0 && number.value <= 10 * Numeral.one
    }

    /// 八折, 8.5折, 七五折: what is asked for, not what is paid, so it is asked about. 打八折 is
    /// nothing that could be taken for a share at all.
    private func discount(at index: Int) -> Reading? {
        guard !isWord("打", index - 1), !isWord("打", index - 2) else { return nil }
        if line[index].isKeyword(.hanHalf), line[index + 1].isKeyword(.discount) {
            return reading(1, 2, end: index + 2, isApproximate: true)
        }
        if let run = line.hanDigitRun(at: index), run.count == 2, let value = run.value,
            line[run.end].isKeyword(.discount)
        {
            return reading(Int64(value), 100, end: run.end + 1, isApproximate: true)
        }
        if line[index + 2].isKeyword(.discount), let tens = loneDigit(at: index),
            let ones = loneDigit(at: index + 1)
        {
            // 7 5 折.
            return reading(tens * 10 + ones, 100, end: index + 3, isApproximate: true)
        }
        guard let number = line.numeral(at: index) ?? one(at: index),
            line[number.end].isKeyword(.discount)
        else { return nil }
        guard !isTenths(number) else {
            return reading(
                Int64(number.value), Int64(10 * Numeral.one), end: number.end + 1,
                isApproximate: true)
        }
        guard let percent = number.integer, (11...99).contains(percent) else { return nil }
        return reading(Int64(percent), 100, end: number.end + 1, isApproximate: true)
    }

    private func loneDigit(at index: Int) -> Int64? {
        switch line[index].meaning {
        case .hanDigit(let digit): digit
        case .digits(let digit?) where line[index].length == 1: digit
        default: nil
        }
    }

    /// "Two out of five hundred", "1 in twenty-one", "one over three"; 8 in 5 is none.
    func proportion(at index: Int) -> Reading? {
        guard let part = line.numeral(at: index) else { return nil }
        var next = part.end + 1
        switch line[part.end].meaning {
        case .keyword(.out) where line[next].isKeyword(.of): next += 1
        case .keyword(.in) where !line[next].isKeyword(.a): break
        // "Split 5 over 12" and "12 over 24" spread a sum.
        case .keyword(.over) where !isHan(part.end) && !line[index - 1].isKeyword(.pay, .split):
            guard part.digitCount == 0 || part.value == Numeral.one else { return nil }
        default: return nil
        }
        guard let whole = line.numeral(at: next), !line.isCountUnit(whole.end),
            !line.isCurrency(whole.end), let above = part.integer, let below = whole.integer,
            above > 0, above < below
        else { return nil }
        return reading(Int64(above), Int64(below), end: whole.end)
    }
}
