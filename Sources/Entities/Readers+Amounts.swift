import Quantities

/// Amounts of money, in yuan or, to be refused politely, in another currency.
extension Readers {
    func amount(at index: Int) -> Reading? {
        [
            prefixed(at: index), suffixed(at: index), smallChange(at: index), spokenOf(at: index),
            endless(at: index), millionsBefore(at: index), negative(at: index),
        ].compactMap { $0 }.max { $0.end < $1.end }
    }

    /// 负500元, 还-500元: less than nothing, and told as such.
    private func negative(at index: Int) -> Reading? {
        guard isSign(index), var sum = prefixed(at: index + 1) ?? suffixed(at: index + 1),
            case .amount(let money, let currency) = sum.value
        else { return nil }
        sum.value = .amount(Money(fen: -money.fen), currency: currency)
        return sum
    }

    struct Sum {
        var hundredths: Int128
        var currency: String
        var end: Int
        var isExact: Bool
    }

    func reading(_ sum: Sum, from index: Int) -> Reading {
        // What is more than the desk handles is a sum all the same, and refused by the dialogue.
        guard let hundredths = Int64(exactly: sum.hundredths) else {
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
        guard let unit = unitBefore(index) else { return nil }
        if let change = changeAlone(at: unit.end, unit.currency) { return change }
        guard let number = line.numeral(at: unit.end) else { return nil }
        if let sum = inMillions(number, unit.currency) { return reading(sum, from: index) }
        guard !line.isBoundToLetters(after: number.end) else { return nil }
        var sum = sum(number, unit.currency, end: number.end)
        if line.isCurrencySign("$", at: sum.end) { return reading(sum, from: index) }
        // 人民币 8千元, and 港币 2千元, where 元 is short for the unit named before.
        if let again = self.unit(at: sum.end), again.currency == unit.currency {
            sum = withChange(sum, unit: again.end - 1)
        } else if isHan(index), case .currency("CNY") = line[sum.end].meaning, isHan(sum.end) {
            sum.end += 1
        } else if line[sum.end].isKeyword(.and) {
            sum = withCents(sum)
        }
        return reading(sum, from: index)
    }

    /// "$1.5m", "2bn yuan".
    private func inMillions(_ number: Numeral, _ currency: String) -> Sum? {
        guard case .sumSuffix(let scale) = line[number.end].meaning, line.isJoined(number.end)
        else { return nil }
        var sum = sum(number, currency, end: number.end + 1)
        sum.hundredths = number.value * Int128(scale) / 100
        return sum
    }

    /// "$20 and 43 cents"; "$20 and fifty" is asked about.
    private func withCents(_ whole: Sum) -> Sum {
        guard let cents = digit(at: whole.end + 1), cents.value < 100 * Numeral.one else {
            return whole
        }
        let isTold = centsEnd(cents.end) != nil
        let isMeant = cents.digitCount == 0 && cents.value > 9 * Numeral.one && isClosed(cents.end)
        guard let end = centsEnd(cents.end) ?? (isMeant ? cents.end : nil) else { return whole }
        var sum = whole
        sum.isExact = sum.isExact && isTold
        sum.hundredths += cents.value / Numeral.one
        sum.end = end
        return sum
    }

    /// 人民币叁角玖分, 人民币陆分: less than a yuan.
    private func changeAlone(at index: Int, _ currency: String) -> Reading? {
        guard currency == "CNY" else { return nil }
        if isHan(index), let change = smallChange(at: index) { return change }
        // ¥3,999分3期 is a sum, and 分 what is done with it.
        guard let fen = digit(at: index), line[fen.end].isKeyword(.fen),
            fen.value < 100 * Numeral.one, line.numeral(at: fen.end + 1) == nil
        else { return nil }
        let hundredths = fen.value / Numeral.one
        return reading(
            Sum(hundredths: hundredths, currency: currency, end: fen.end + 1, isExact: true),
            from: index)
    }

    struct MoneyUnit {
        var currency: String
        /// The token after it.
        var end: Int
    }

    /// A unit of money with its country, where one is told: 元, "dollars", "hong kong dollars".
    func unit(at index: Int) -> MoneyUnit? {
        var next = index
        var country: String?
        if line[next].meaning == .countryBeginning { next += 1 }
        if case .country(let code) = line[next].meaning {
            country = code
            next += 1
        } else if isUS(next) {
            (country, next) = ("US", next + 1)
        } else if isUSWithPoints(next) {
            (country, next) = ("US", next + 4)
        }
        guard case .currency(let name) = line[next].meaning, next == index || country != nil else {
            return nil
        }
        let currency = country.map { Currencies.code(of: name, in: $0) } ?? name
        return MoneyUnit(currency: currency, end: next + 1)
    }

    /// "U.S." in four tokens.
    private func isUSWithPoints(_ index: Int) -> Bool {
        line[index].meaning == .other && line[index].length == 1
            && line[index + 1].isSymbol(".") && line[index + 3].isSymbol(".")
            && line.text(from: index, to: index + 4).lowercased() == "u.s."
    }

    private func isUS(_ index: Int) -> Bool {
        line[index].isKeyword(.country) && line[index].length == 2
            && line.text(from: index, to: index + 1).lowercased() == "us"
    }

    /// The unit in front of a number.
    private func unitBefore(_ index: Int) -> MoneyUnit? {
        if let unit = unit(at: index) {
            if unit.end == index + 1, isNoPrefix(index) { return nil }
            // "RMB ¥5000" names it twice, and "Rs. 20" has a point.
            if case .currency(unit.currency) = line[unit.end].meaning {
                return MoneyUnit(currency: unit.currency, end: unit.end + 1)
            }
            // "AUD$ 15".
            if line.isCurrencySign("$", at: unit.end), line.isJoined(unit.end), !isHan(index) {
                return MoneyUnit(currency: unit.currency, end: unit.end + 1)
            }
            if line[unit.end].isSymbol("."), line.isJoined(unit.end), line[unit.end + 1].isSpaced {
                return MoneyUnit(currency: unit.currency, end: unit.end + 1)
            }
            return unit
        }
        // "US $", "HK$"; "a $5 fee" is no Australian dollar.
        guard line[index].isKeyword(.country, .a), line.isCurrencySign("$", at: index + 1) else {
            return nil
        }
        let country = line.text(from: index, to: index + 1).lowercased()
        if country == "us" { return MoneyUnit(currency: "USD", end: index + 2) }
        guard line.isJoined(index + 1) || country == "c" || country.count > 1 else { return nil }
        let names = [
            "mex": "MXN", "nz": "NZD", "hk": "HKD", "s": "SGD", "a": "AUD", "au": "AUD", "c": "CAD",
            "nt": "TWD",
        ]
        return names[country].map { MoneyUnit(currency: $0, end: index + 2) }
    }

    /// "Won 500" is a verb, and 块 and 元 stand behind their number.
    private func isNoPrefix(_ index: Int) -> Bool {
        if line[index].meaning == .currency("KRW") { return line[index].length == 3 }
        if isWord("buck", index) || isWord("bucks", index) { return true }
        guard isHan(index), line[index].meaning == .currency("CNY") else { return false }
        return line[index].length < 3
    }

    /// 五千元, "50 million USD", "75 USD million", 12块5, "3 dollars 50 cents", "a dollar".
    private func suffixed(at index: Int) -> Reading? {
        guard let number = numberOrOne(at: index) ?? oneOf(at: index) else { return nil }
        var next = number.end
        var scale: Int64 = 1
        if case .sumSuffix(let size) = line[next].meaning, line.isJoined(next) {
            (scale, next) = (size, next + 1)
        }
        if line[next].isSymbol("-"), line.isJoined(next), line.isJoined(next + 1) { next += 1 }
        if case .currencyMillions(let currency) = line[next].meaning {
            var sum = sum(number, currency, end: next + 1)
            sum.hundredths *= 1_000_000
            return reading(sum, from: index)
        }
        guard let unit = unit(at: next) ?? unitBehindMeasure(next), !isPrefix(next, of: number)
        else { return nil }
        var sum = sum(number, unit.currency, end: unit.end)
        if case .scale(let size) = line[unit.end].meaning, line[unit.end - 1].length == 3 {
            scale = size
            sum.end += 1
        }
        guard scale == 1 else {
            sum.hundredths = number.value * Int128(scale) / 100
            return reading(sum, from: index)
        }
        sum = withChange(sum, unit: unit.end - 1)
        return isTogether(index, sum.end) ? nil : reading(sum, from: index)
    }

    /// 20个比特币, 三个美元.
    private func unitBehindMeasure(_ index: Int) -> MoneyUnit? {
        guard line[index].isKeyword(.measure), let unit = unit(at: index + 1),
            unit.currency != "CNY"
        else { return nil }
        return unit
    }

    /// "A dollar", not "a dollar account".
    private func oneOf(at index: Int) -> Numeral? {
        guard line[index].isKeyword(.a), let unit = unit(at: index + 1),
            line[unit.end - 1].length > 3
        else { return nil }
        switch line[unit.end].meaning {
        case .end, .symbol, .keyword(.and), .tens:
            return Numeral(value: Numeral.one, end: index + 1)
        default: return nil
        }
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

    /// In `10 $30`, `2 EUR30` and `1 $ 5 dollars` the sign belongs to the number after it.
    private func isPrefix(_ unit: Int, of number: Numeral) -> Bool {
        guard [1, 3].contains(line[unit].length), !isHan(unit), line[unit].isSpaced,
            case .digits = line[unit + 1].meaning
        else { return false }
        if line.isJoined(unit + 1) { return true }
        guard line[unit].length == 1, let next = line.numeral(at: unit + 1) else { return false }
        return self.unit(at: next.end) != nil && !line.isCurrencySign("$", at: next.end)
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

extension TokenLine {
    func isCurrencySign(_ sign: Unicode.Scalar, at index: Int) -> Bool {
        guard index < count, self[index].length == 1 else { return false }
        return Folding.fold(scalars[self[index].start]) == sign.value
    }

    /// Months, instalments: what a number of is a count.
    func isCountUnit(_ index: Int) -> Bool {
        switch self[index].meaning {
        case .time(.statement), .time(.weekend): false
        case .time, .keyword(.instalments): true
        case .keyword(.monthly): self[index + 1].isKeyword(.instalments)
        default: false
        }
    }
}
