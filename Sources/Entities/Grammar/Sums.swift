import Quantities

/// Sums of money, in yuan or, to be refused politely, in another currency.
extension Grammar {
    static let sums = Rules<Sense>("amount") {
        Rule(
            [
                "¥5000": "amount 5,000.00 CNY", "US $ 1.5 million": "amount 1,500,000.00 USD",
                "a $5 fee": "amount 5.00 USD", "HK$500": "amount 500.00 HKD",
            ], sumBefore
        ) { amount($0) }
        Rule(
            ["人民币 8千元5角": "amount 8,000.50 CNY", "港币 2千元": "amount 2,000.00 HKD"],
            oneOf(
                ((sumBefore ~ notAhead(dollarSign) ~ moneyUnit).map { same($0, $1) } ~ change)
                    .map { changed($0, by: $1) },
                (sumBefore ~ notAhead(dollarSign) ~ moneyUnit).map { same($0, $1) },
                sumBefore.han ~ token(.currency("CNY")).han)
        ) { amount($0) }
        Rule(
            ["$20 and 43 cents": "amount 20.43 USD", "$20 and forty": "~amount 20.40 USD"],
            sumBefore ~ mark(.and)
                ~ oneOf(
                    (hundredths ~ cents).map { ($0, true) },
                    (hundredths ~ closed).map {
                        $0.digitCount == 0 && $0.value > 9 * Numeral.one ? ($0, false) : nil
                    })
        ) { sum, cents in amount(sum.adding(cents.0, isExact: cents.1)) }
        Rule(["$1.5m": "amount 1,500,000.00 USD"], unitBefore ~ number ~ millions) {
            amount(sum($0.1, $0.0, times: $1))
        }
        Rule(
            [
                "人民币陆分": "amount 0.06 CNY", "人民币叁角玖分": "amount 0.39 CNY",
                "人民币捌角整": "amount 0.80 CNY",
            ],
            unitBefore.map { $0 == "CNY" ? true : nil }.only
                ~ oneOf(
                    smallChange.han,
                    (hundredths ~ mark(.fen) ~ notAhead(number.only)).map { sum($0, "CNY", of: 1) })
                ~ mark(.exactly).maybe
        ) { amount($0) }
        Rule(
            [
                "五千元": "amount 5,000.00 CNY", "3元5": "~amount 3.00 CNY; ~number 5",
                "50 million USD": "amount 50,000,000.00 USD", "三个美元": "amount 3.00 USD",
            ], sumBehind.filter { !$0.isTogether($1, $2) }
        ) { amount($0) }
        Rule(
            [
                "五元三毛": "amount 5.30 CNY", "12块5": "amount 12.50 CNY",
                "15 dollars 50": "amount 15.50 USD", "3万元人民币": "amount 30,000.00 CNY",
                "三块半年后还": "amount 3.00 CNY; date 2027-05-21", "叁仟元整": "amount 3,000.00 CNY",
            ], sumBehind ~ change
        ) { sum, change in changed(sum, by: change).flatMap(amount) }
        Rule(
            [
                "75 USD million": "amount 75,000,000.00 USD",
                "2bn yuan": "amount 2,000,000,000.00 CNY",
            ],
            oneOf(
                (counted ~ unitBehind.filter { $0.line[$2 - 1].length == 3 } ~ scale)
                    .map { sum($0.0, $0.1, times: $1) },
                (counted ~ millions ~ hyphen.maybe ~ unitBehind).map { sum($0.0, $1, times: $0.1) },
                (counted ~ hyphen.maybe ~ currencyInMillions).map { sum($0, $1, times: 1_000_000) },
                (millionsBefore ~ number ~ unbound).map { sum($1, $0, times: 1_000_000) })
        ) { amount($0) }
        Rule(
            ["两毛五": "amount 0.25 CNY", "五分钱": "amount 0.05 CNY", "50 cents": "amount 0.50 USD"],
            smallChange ~ mark(.exactly).maybe
        ) { amount($0) }
        Rule(
            [
                "还3000": "amount 3,000.00 CNY", "pay back 500": "amount 500.00 CNY",
                "还12": "number 12",
            ],
            spokenOf
        ) { amount($0) }
        Rule(
            ["负500元": "amount -500.00 CNY", "还-500元": "amount -500.00 CNY"],
            sign ~ oneOf(sumBehind, sumBefore)
        ) { amount($0.negated) }
        // A run of digits no sum can hold: named, and refused.
        Rule(
            ["123123123123123123123 元": "amount impossible 123123123123123123123 元"],
            token(.digits(nil)) ~ moneyUnit
        ) { _ in .impossible }
    }

    struct Sum {
        var hundredths: Int128
        var currency: LetterCode
        var isExact: Bool

        var negated: Sum {
            Sum(hundredths: -hundredths, currency: currency, isExact: isExact)
        }

        func adding(_ more: Numeral, isExact: Bool) -> Sum {
            Sum(
                hundredths: hundredths + more.value / Numeral.one, currency: currency,
                isExact: self.isExact && isExact)
        }
    }

    /// What is more than the desk counts in is a sum all the same, and refused by the dialogue.
    private static func amount(_ sum: Sum) -> Sense? {
        guard let fen = Int64(exactly: sum.hundredths) else { return .impossible }
        return .value(.amount(Money(fen: fen), currency: sum.currency.text), isExact: sum.isExact)
    }

    /// - Parameters:
    ///   - times: "million" and its like, behind the unit.
    ///   - size: hundredths in a unit.
    private static func sum(
        _ number: Numeral, _ currency: LetterCode, times: Int128 = 1, of size: Int128 = 100
    ) -> Sum {
        let hundredths = number.value * times * size
        return Sum(
            hundredths: hundredths / Numeral.one, currency: currency,
            isExact: number.isExact && hundredths % Numeral.one == 0)
    }

    private static func same(_ sum: Sum, _ currency: LetterCode) -> Sum? {
        sum.currency == currency ? sum : nil
    }

    private static func changed(_ sum: Sum, by change: Change) -> Sum? {
        var sum = sum
        switch change {
        case .exactly: break
        case .again(let currency, let isHan):
            guard isHan || currency == sum.currency else { return nil }
            sum.currency = currency
        case .half:
            guard sum.hundredths % 100 == 0 else { return nil }
            sum.hundredths += 50
        case .more(let hundredths, let currency):
            guard currency == sum.currency || currency == nil && sum.currency != "CNY" else {
                return nil
            }
            sum.hundredths += hundredths
        }
        return sum
    }

    /// ¥5000.
    private static let sumBefore = (unitBefore ~ number ~ unbound).map { sum($1, $0) }

    /// 五千元, "a dollar".
    private static let sumBehind = (counted ~ hyphen.maybe ~ unitBehind).map { sum($0, $1) }

    /// "A dollar", not "a dollar account".
    private static let counted = oneOf(
        number, hanOne,
        articleOne
            ~ ahead(
                moneyUnit.filter { $0.line[$2 - 1].length > 3 }.only
                    ~ oneOf(closed, ahead(mark(.and)), ahead(tensToken))))
    private static let tensToken = token(like: [.tens(0)]) {
        if case .tens = $0.meaning { true } else { nil }
    }.only

    private static let millionsBefore = currencyInMillions.filter { readers, index, end in
        // Capitals, for Maud is a name.
        let word = readers.line.text(from: index, to: end)
        return word == word.uppercased()
    }

    /// 三毛, 两毛五, 三毛五分, "50 cents", 43c.
    private static let smallChange = oneOf(
        (number.map { $0.digitCount > 0 ? $0 : nil } ~ symbol("-").maybe ~ joined ~ word("c"))
            .map { sum($0, "USD", of: 1) },
        (oneOf(number, hanOne) ~ symbol("-").maybe ~ subunit
            ~ oneOf(
                hundredths.map { $0.value / Numeral.one } ~ fen, lastDigit))
            .map { number, fen in
                guard number.1.0 == 10 else { return nil }
                var sum = sum(number.0, number.1.1, of: 10)
                sum.hundredths += fen
                return sum
            },
        (oneOf(number, hanOne) ~ symbol("-").maybe ~ subunit).map { sum($0, $1.1, of: $1.0) })

    /// 还3000, "pay 500": a number behind a word of paying, too large for a count.
    private static let spokenOf =
        (oneOf(behind(mark(.pay)), behind(mark(.pay) ~ filler, tokens: 2))
        ~ place { readers, index in !readers.line.isBoundToLetters(before: index) }
        ~ number ~ notAhead(countedBehind) ~ unbound)
        .map { number -> Sum? in
            guard number.value >= 100 * Numeral.one, number.value % 100 == 0,
                number.digitCount <= 10
            else { return nil }
            return sum(number, "CNY")
        }
    private static let filler = oneOf(
        mark(.roughly), word("了"), word("上"), word("掉"), word("个"), word("back"), word("off"),
        word("down"), word("我"), word("你"))
}

extension Readers {
    /// 一块还 is "repay together"; 一块 alone and 一块五 are sums.
    fileprivate func isTogether(_ index: Int, _ end: Int) -> Bool {
        guard end == index + 2, line[index].meaning == .hanDigit(1),
            ["块", "塊"].contains(line.text(from: index + 1, to: end))
        else { return false }
        // 俩一块.
        return !isClosed(end) || ["俩", "仨"].contains(line.text(from: index - 1, to: index))
    }
}
