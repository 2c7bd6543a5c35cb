import Quantities

/// Amounts of money, in yuan or, to be refused politely, in another currency.
extension Readers {
    func amount(at index: Int) -> Reading? {
        [prefixed(at: index), suffixed(at: index), smallChange(at: index), spokenOf(at: index)]
            .compactMap { $0 }.max { $0.end < $1.end }
    }

    struct Sum {
        var hundredths: Int128
        var currency: String
        var end: Int
        var isExact: Bool
    }

    func reading(_ sum: Sum, from index: Int) -> Reading {
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
    func numberOrOne(at index: Int) -> Numeral? {
        line.numeral(at: index) ?? one(at: index)
    }

    /// In `10 $30` the sign belongs to the number after it.
    private func isPrefix(_ unit: Int, of number: Numeral) -> Bool {
        guard line[unit].length == 1, !isHan(unit), line.isJoined(unit + 1) else { return false }
        if case .digits = line[unit + 1].meaning { return line[unit].isSpaced }
        return false
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
