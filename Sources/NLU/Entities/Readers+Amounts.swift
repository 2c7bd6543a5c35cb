import Quantities

/// Amounts of money, in yuan or, to be refused politely, in another currency.
extension Readers {
    func amount(at index: Int) -> Reading? {
        [prefixed(at: index), suffixed(at: index), smallChange(at: index), spokenOf(at: index)]
            .compactMap { $0 }.max { $0.end < $1.end }
    }

    private struct Sum {
        var hundredths: Int128
        var currency: String
        var end: Int
        var isExact: Bool
    }

    private func reading(_ sum: Sum, from index: Int) -> Reading {
        // The limit is the desk's, in fen; what is in another currency is refused by its name.
        let isTooLarge = sum.currency == "CNY" && sum.hundredths > Int128(Money.limit.fen)
        guard !isTooLarge, let hundredths = Int64(exactly: sum.hundredths) else {
            return Reading(
                name: "amount", value: .impossible(line.text(from: index, to: sum.end)),
                end: sum.end)
        }
        return Reading(
            name: "amount",
            value: .amount(Money(fen: hundredths), currency: sum.currency), end: sum.end,
            isApproximate: !sum.isExact)
    }

    private func sum(_ number: Numeral, _ currency: String, end: Int) -> Sum {
        Sum(
            hundredths: number.value / 100, currency: currency, end: end,
            isExact: number.isExact && number.value % 100 == 0)
    }

    /// ¥5000, "USD 200", "US $ 1.5 million", 人民币 8千元.
    private func prefixed(at index: Int) -> Reading? {
        guard let (currency, next) = currencyBefore(index) else { return nil }
        if let change = changeAlone(at: next, currency) { return change }
        guard let number = line.numeral(at: next),
            !line.isBoundToLetters(after: number.end)
        else { return nil }
        var sum = sum(number, currency, end: number.end)
        if case .currency(let again) = line[sum.end].meaning, again == currency,
            line.text(from: sum.end, to: sum.end + 1) != "$"
        {
            sum = withChange(sum, unit: sum.end)
        }
        return reading(sum, from: index)
    }

    /// 人民币叁角玖分, 人民币陆分: less than a yuan.
    private func changeAlone(at index: Int, _ currency: String) -> Reading? {
        guard currency == "CNY" else { return nil }
        if isHan(index), let change = smallChange(at: index) { return change }
        guard let fen = digit(at: index), line[fen.end].isKeyword(.fen) else { return nil }
        let hundredths = fen.value / Numeral.one
        return reading(
            Sum(hundredths: hundredths, currency: currency, end: fen.end + 1, isExact: true),
            from: index)
    }

    private func currencyBefore(_ index: Int) -> (String, Int)? {
        if case .currency(let currency) = line[index].meaning {
            // "RMB ¥5000" names it twice.
            if case .currency(currency) = line[index + 1].meaning { return (currency, index + 2) }
            return (currency, index + 1)
        }
        // "US $", "HK$"; "a $5 fee" is no Australian dollar.
        guard line[index].isKeyword(.country, .a), line.isCurrencySign("$", at: index + 1) else {
            return nil
        }
        let country = line.text(from: index, to: index + 1).lowercased()
        if country == "us" { return ("USD", index + 2) }
        guard line.isJoined(index + 1) else { return nil }
        let names = ["hk": "HKD", "s": "SGD", "a": "AUD", "au": "AUD", "c": "CAD", "nt": "TWD"]
        return names[country].map { ($0, index + 2) }
    }

    /// 五千元, "50 million USD", "75 USD million", 12块5, "3 dollars 50 cents".
    private func suffixed(at index: Int) -> Reading? {
        guard let number = numberOrOne(at: index) else { return nil }
        var unit = number.end
        if line[unit].isSymbol("-"), line.isJoined(unit), line.isJoined(unit + 1) { unit += 1 }
        if line.text(from: unit, to: unit + 1).lowercased() == "us" { unit += 1 }
        if case .currencyMillions(let currency) = line[unit].meaning {
            var sum = sum(number, currency, end: unit + 1)
            sum.hundredths *= 1_000_000
            return reading(sum, from: index)
        }
        guard case .currency(let currency) = line[unit].meaning, !isPrefix(unit, of: number) else {
            return nil
        }
        var sum = sum(number, currency, end: unit + 1)
        if case .scale(let scale) = line[unit + 1].meaning, line[unit].length == 3 {
            sum.hundredths = number.value * Int128(scale) / 100
            sum.end = unit + 2
            return reading(sum, from: index)
        }
        sum = withChange(sum, unit: unit)
        return isTogether(index, sum.end) ? nil : reading(sum, from: index)
    }

    /// 一块还 is "repay together"; 一块 alone and 一块五 are sums.
    private func isTogether(_ index: Int, _ end: Int) -> Bool {
        guard end == index + 2, line[index].meaning == .hanDigit(1) else { return false }
        guard ["块", "塊"].contains(line.text(from: index + 1, to: end)) else { return false }
        switch line[end].meaning {
        case .end, .symbol: return false
        default: return true
        }
    }

    /// 一块 and 一元 are sums, though 一 alone is no number.
    private func numberOrOne(at index: Int) -> Numeral? {
        guard !line[index].isKeyword(.some) || line.numeral(at: index) != nil else { return nil }
        return line.numeral(at: index) ?? one(at: index)
    }

    /// In `10 $30` the sign belongs to the number after it.
    private func isPrefix(_ unit: Int, of number: Numeral) -> Bool {
        guard line[unit].length == 1, !isHan(unit), line.isJoined(unit + 1) else { return false }
        if case .digits = line[unit + 1].meaning { return line[unit].isSpaced }
        return false
    }

    /// What stands behind the unit: 五元三毛, 三块零四, 12块5, "15 dollars 50", 元整, RMB.
    private func withChange(_ whole: Sum, unit: Int) -> Sum {
        var sum = whole
        var next = unit + 1
        if afterExactly(next) > next {
            sum.end = next + 1
            return sum
        }
        if case .currency(sum.currency) = line[next].meaning,
            line.text(from: next, to: next + 1) != "$"
        {
            sum.end = next + 1
            return sum
        }
        sum.end = next
        if line[next].isKeyword(.and) { next += 1 }
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

    /// 整 and 正 close a sum.
    private func afterExactly(_ index: Int) -> Int {
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
        default: break
        }
        return isFirst
            ? bareChange(number, from: index, isAfterZero: isAfterZero, unit: unit) : nil
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
            number.digitCount == 2, !isCounted(number.end)
        else { return centsInWords(number, from: index) }
        return (count, number.end, true)
    }

    /// "One dollar and ten": nothing else follows that could be ten of something.
    private func centsInWords(
        _ number: Numeral, from index: Int
    ) -> (hundredths: Int128, end: Int, isLast: Bool)? {
        guard line[index - 1].isKeyword(.and), line[index - 2].length >= 4,
            !isHan(index - 2), number.digitCount == 0
        else { return nil }
        switch line[number.end].meaning {
        case .end, .symbol, .keyword(.and): return (number.value / Numeral.one, number.end, true)
        default: return nil
        }
    }

    private func isLoneDigit(_ index: Int) -> Bool {
        guard let number = digit(at: index), number.value < 10 * Numeral.one,
            line.isJoined(index) || !isHan(index - 1)
        else { return false }
        return !isCounted(number.end)
    }

    private func digit(at index: Int) -> Numeral? {
        guard let number = line.numeral(at: index) ?? one(at: index), number.isExact,
            number.value % Numeral.one == 0, number.value >= 0
        else { return nil }
        return number
    }

    private func isCounted(_ index: Int) -> Bool {
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
    private func smallChange(at index: Int) -> Reading? {
        guard let number = numberOrOne(at: index) else { return nil }
        let unit = line[number.end].isSymbol("-") ? number.end + 1 : number.end
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

    /// 还3000, "pay 500": a number behind a word of paying, too large for a count.
    private func spokenOf(at index: Int) -> Reading? {
        guard let number = line.numeral(at: index), number.value >= 100 * Numeral.one,
            number.value % 100 == 0, number.digitCount <= 10, !isCounted(number.end),
            !line.isBoundToLetters(before: index), !line.isBoundToLetters(after: number.end),
            isSpokenOf(index)
        else { return nil }
        return reading(sum(number, "CNY", end: number.end), from: index)
    }

    private func isSpokenOf(_ index: Int) -> Bool {
        if line[index - 1].isKeyword(.pay) { return true }
        let isFiller =
            line[index - 1].isKeyword(.roughly)
            || Self.fillers.contains(line.text(from: index - 1, to: index).lowercased())
        return isFiller && line[index - 2].isKeyword(.pay)
    }

    private static let fillers: Set<String> = ["了", "上", "掉", "个", "back", "off", "down", "我", "你"]
}

extension Token {
    fileprivate var isFen: Bool {
        if case .subunit(1, "CNY") = meaning { return true }
        return isKeyword(.fen)
    }
}

extension Line {
    func isCurrencySign(_ sign: Unicode.Scalar, at index: Int) -> Bool {
        guard index < count, self[index].length == 1 else { return false }
        return Folding.fold(scalars[self[index].start]) == sign.value
    }

    /// Months, instalments: what a number of is a count.
    func isCountUnit(_ index: Int) -> Bool {
        switch self[index].meaning {
        case .time(.statement): false
        case .time, .keyword(.instalments): true
        case .keyword(.monthly): self[index + 1].isKeyword(.instalments)
        default: false
        }
    }
}
