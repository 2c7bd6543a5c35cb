/// Units of money, and where they stand.
extension Grammar {
    static let currency = token(like: [.currency("")]) { token -> LetterCode? in
        if case .currency(let code) = token.meaning { code } else { nil }
    }

    /// 元, "dollars", "hong kong dollars", "U.S. dollars".
    static let moneyUnit = oneOf(
        (country ~ currency).map { Currencies.code(of: $1, in: $0) }, currency)

    private static let country = oneOf(
        token(.countryBeginning).maybe
            ~ token(like: [.country("")]) { token -> LetterCode? in
                if case .country(let code) = token.meaning { code } else { nil }
            },
        oneOf(word("us"), word("u") ~ symbol(".") ~ word("s") ~ symbol(".")).means(
            "US" as LetterCode))

    /// A unit in front of a number. "Won 500" is a verb, and 块 and 元 stand behind.
    static let unitBefore = oneOf(notAhead(noPrefix) ~ named, countrySign)
    private static let noPrefix = oneOf(
        word("won"), word("buck"), word("bucks"),
        notAhead(word("人民币")) ~ token(.currency("CNY")).han)
    /// "RMB ¥5000" names it twice, "AUD$ 15" shows its sign, and "Rs. 20" has a point.
    private static let named = oneOf(
        (moneyUnit ~ currency).map { $0 == $1 ? $0 : nil },
        moneyUnit.latin ~ joined ~ dollarSign,
        moneyUnit ~ joined ~ symbol(".")
            ~ place { readers, index in readers.line[index].isSpaced }, moneyUnit)

    /// "US $", "HK$"; "a $5 fee" is no Australian dollar.
    private static let countrySign = oneOf(
        word("us").means("USD" as LetterCode) ~ dollarSign, letters("hk", "HKD"),
        letters("nz", "NZD"),
        letters("au", "AUD"), letters("nt", "TWD"), letters("mex", "MXN"), letters("c", "CAD"),
        word("s").means("SGD" as LetterCode) ~ joined ~ dollarSign,
        word("a").means("AUD" as LetterCode) ~ joined ~ dollarSign)

    private static func letters(_ letters: String, _ currency: LetterCode) -> Pattern<LetterCode> {
        word(letters).means(currency) ~ dollarSign
    }

    static let dollarSign =
        place { readers, index in readers.line.isCurrencySign("$", at: index) } ~ anything

    /// 20个比特币, 三个美元; in `10 $30`, `2 EUR30` and `1 $ 5 dollars` the sign is of the number
    /// behind it.
    static let unitBehind = oneOf(
        place { readers, index in !readers.isPrefix(index) } ~ moneyUnit,
        mark(.measure) ~ moneyUnit.map { $0 == "CNY" ? nil : $0 })

    /// `m` and `b` behind the digits of a sum, and "million" behind its unit.
    static let millions =
        joined
        ~ token(like: [.sumSuffix(0)]) { token -> Int128? in
            if case .sumSuffix(let scale) = token.meaning { Int128(scale) } else { nil }
        }
    static let scale = token(like: [.scale(0)]) { token -> Int128? in
        if case .scale(let scale) = token.meaning { Int128(scale) } else { nil }
    }
    /// MUSD.
    static let currencyInMillions = token(like: [.currencyMillions("")]) { token -> LetterCode? in
        if case .currencyMillions(let code) = token.meaning { code } else { nil }
    }
}

extension Readers {
    fileprivate func isPrefix(_ unit: Int) -> Bool {
        guard [1, 3].contains(line[unit].length), !isHan(unit), line[unit].isSpaced,
            case .digits = line[unit + 1].meaning
        else { return false }
        if line.isJoined(unit + 1) { return true }
        guard line[unit].length == 1, let next = line.numeral(at: unit + 1) else { return false }
        return Grammar.moneyUnit.read(self, next.end) != nil
            && !line.isCurrencySign("$", at: next.end)
    }
}
