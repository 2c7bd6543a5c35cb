import Quantities

/// The smaller units of a sum: 五元三毛, 三块零四, 12块5, "3 dollars 50 cents".
extension Readers {
    /// What stands behind the unit: 五元三毛, 三块零四, 12块5, "15 dollars 50", 元整, RMB.
    func withChange(_ whole: Sum, unit: Int) -> Sum {
        var sum = whole
        var next = unit + 1
        if afterExactly(next) > next {
            sum.end = next + 1
            return sum
        }
        if let again = self.unit(at: next), !line.isCurrencySign("$", at: next),
            again.currency == sum.currency || isHan(unit) && isHan(next) && line.isJoined(next)
        {
            // 3万元人民币 says it twice; in 3万元欧元 the second says what the first meant.
            (sum.currency, sum.end) = (again.currency, again.end)
            return sum
        }
        sum.end = next
        if line[next].isKeyword(.and, .plusPart) { next += 1 }
        if isHalf(next, of: sum) {
            // 两块半.
            sum.hundredths += 50
            sum.end = next + 1
            return sum
        }
        var change: Int128 = 0
        var hasChange = false
        while let part = changePart(at: next, of: sum.currency, isFirst: !hasChange, unit: unit) {
            change += part.hundredths
            hasChange = true
            (next, sum.end) = (part.end, part.end)
            if part.isLast { break }
        }
        sum.hundredths += change
        sum.end = afterExactly(sum.end)
        return sum
    }

    /// A half that is one of the unit, and not of a day or a month: 三块半, not 三块半年后.
    private func isHalf(_ index: Int, of sum: Sum) -> Bool {
        guard line[index].isKeyword(.hanHalf), line.isJoined(index), sum.hundredths % 100 == 0
        else {
            return false
        }
        return !line.isMeasured(index + 1) && !line.isCountUnit(index + 1)
            && !line[index + 1].isKeyword(.clockUnit, .tenths)
    }

    /// 整 and 正 close a sum.
    func afterExactly(_ index: Int) -> Int {
        line[index].isKeyword(.exactly) ? index + 1 : index
    }

    private func changePart(
        at index: Int, of currency: String, isFirst: Bool, unit: Int
    ) -> (hundredths: Int128, end: Int, isLast: Bool)? {
        let isAfterZero = line[index].meaning == .hanDigit(0)
        let start = isAfterZero ? index + 1 : index
        guard let number = digit(at: start), number.value < 100 * Numeral.one else { return nil }
        let count = number.value / Numeral.one
        switch line[number.end].meaning {
        case .subunit(let size, let of) where of == currency || size == 1 && currency != "CNY":
            let isShort = size == 10 && isLoneDigit(number.end + 1)
            guard isShort, let fen = digit(at: number.end + 1) else {
                return (count * Int128(size), number.end + 1, size == 1)
            }
            return (count * 10 + fen.value / Numeral.one, fen.end, true)
        case .keyword(.fen) where currency == "CNY": return (count, number.end + 1, true)
        default:
            if currency != "CNY", let end = centsEnd(number.end) { return (count, end, true) }
        }
        return isFirst
            ? bareChange(number, from: index, isAfterZero: isAfterZero, unit: unit) : nil
    }

    /// "43 cents", 43¢ and 43c.
    func centsEnd(_ index: Int) -> Int? {
        if case .subunit(1, let currency) = line[index].meaning {
            return currency == "CNY" ? nil : index + 1
        }
        guard line[index].isKeyword(.country), line.isJoined(index), line[index].length == 1,
            line.text(from: index, to: index + 1).lowercased() == "c"
        else { return nil }
        return index + 1
    }

    /// 12块5, 三块零四, "15 dollars 50": no unit of their own.
    private func bareChange(
        _ number: Numeral, from index: Int, isAfterZero: Bool, unit: Int
    ) -> (hundredths: Int128, end: Int, isLast: Bool)? {
        let count = number.value / Numeral.one
        if line.text(from: unit, to: unit + 1) == "块" || line.text(from: unit, to: unit + 1) == "塊"
        {
            guard isLoneDigit(isAfterZero ? index + 1 : index), line.isJoined(index) else {
                return nil
            }
            return (isAfterZero ? count : count * 10, number.end, true)
        }
        guard line[unit].length >= 3, !isHan(unit), line[index - 1].meaning == line[unit].meaning,
            number.digitCount == 2 || isTens(index, number.end), !isCounted(number.end),
            !line.isBoundToLetters(after: number.end)
        else { return centsInWords(number, from: index) }
        return (count, number.end, true)
    }

    /// "A dollar fifty", "five pounds twenty five".
    private func isTens(_ index: Int, _ end: Int) -> Bool {
        guard case .tens = line[index].meaning else { return false }
        switch line[index - 2].meaning {
        case .small, .keyword(.a): return isClosed(end)
        default: return false
        }
    }

    /// "One dollar and ten": nothing else follows that could be ten of something.
    private func centsInWords(
        _ number: Numeral, from index: Int
    ) -> (hundredths: Int128, end: Int, isLast: Bool)? {
        guard line[index - 1].isKeyword(.and), line[index - 2].length >= 4,
            !isHan(index - 2), number.digitCount == 0 || number.digitCount == 2
        else { return nil }
        switch line[number.end].meaning {
        case .end, .keyword(.and): return (number.value / Numeral.one, number.end, true)
        case .symbol where !line.isJoined(number.end + 1):
            return (number.value / Numeral.one, number.end, true)
        default: return nil
        }
    }

    func isLoneDigit(_ index: Int) -> Bool {
        guard let number = digit(at: index), number.value < 10 * Numeral.one,
            line.isJoined(index) || !isHan(index - 1)
        else { return false }
        return !isCounted(number.end)
    }

    func digit(at index: Int) -> Numeral? {
        guard let number = line.numeral(at: index) ?? one(at: index), number.isExact,
            number.value % Numeral.one == 0, number.value >= 0
        else { return nil }
        return number
    }

    func isCounted(_ index: Int) -> Bool {
        if line.isMeasured(index) || line.isCountUnit(index) || line.isCurrency(index) {
            return true
        }
        switch line[index].meaning {
        case .keyword(.percent), .keyword(.clockMark), .hundred, .scale, .month: return true
        // 借10000分10期: here 分 is what is done with it.
        case .keyword(.fen): return line.numeral(at: index + 1) == nil
        case .symbol(0x2F), .symbol(0x2E), .symbol(0x2D): return line.isJoined(index + 1)
        default: return false
        }
    }

    /// 三毛, 两毛五, 五分钱, "50 cents".
    func smallChange(at index: Int) -> Reading? {
        guard let number = numberOrOne(at: index) else { return nil }
        let unit = line[number.end].isSymbol("-") ? number.end + 1 : number.end
        if number.digitCount > 0, line[unit].isKeyword(.country), let end = centsEnd(unit) {
            return reading(
                Sum(
                    hundredths: number.value / Numeral.one, currency: "USD", end: end,
                    isExact: number.value % Numeral.one == 0), from: index)
        }
        guard case .subunit(let size, let currency) = line[unit].meaning else { return nil }
        let hundredths = number.value * Int128(size)
        var sum = Sum(
            hundredths: hundredths / Numeral.one, currency: currency, end: unit + 1,
            isExact: number.isExact && hundredths % Numeral.one == 0)
        if size == 10, isLoneDigit(sum.end), let fen = digit(at: sum.end) {
            sum.hundredths += fen.value / Numeral.one
            sum.end = fen.end
        } else if size == 10, let fen = digit(at: sum.end), line[fen.end].isFen {
            sum.hundredths += fen.value / Numeral.one
            sum.end = fen.end + 1
        }
        sum.end = afterExactly(sum.end)
        return reading(sum, from: index)
    }
}

extension Token {
    fileprivate var isFen: Bool {
        if case .subunit(1, "CNY") = meaning { return true }
        return isKeyword(.fen)
    }
}
