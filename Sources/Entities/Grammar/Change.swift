/// What stands behind the unit of a sum: 五元三毛, 三块零四, 12块5, "15 dollars 50", 元整, RMB.
extension Grammar {
    /// The rest of a sum.
    enum Change {
        /// 整, which closes it.
        case exactly
        /// The unit once more. In 3万元欧元 the second says what the first meant.
        case again(LetterCode, isHan: Bool)
        /// Half of the unit.
        case half
        /// So many hundredths, of this currency, or of any that has them.
        case more(Int128, of: LetterCode? = nil)
    }

    static let change =
        oneOf(
            mark(.exactly).means(Change.exactly),
            notAhead(dollarSign)
                ~ oneOf(
                    behind(anything.han) ~ joined
                        ~ moneyUnit.han.map { Change.again($0, isHan: true) },
                    moneyUnit.map { Change.again($0, isHan: false) }),
            also ~ joined ~ mark(.hanHalf).means(Change.half) ~ notAhead(timeOrTenths),
            also
                ~ oneOf(
                    jiao, fewHundredths, behindKuai,
                    behind(unit(from: 3)) ~ twoDigits ~ notAhead(countedBehind) ~ unbound,
                    behind(unit(from: 4) ~ mark(.and), tokens: 2) ~ centsInWords))
        ~ mark(.exactly).maybe

    private static let also = mark(.and, .plusPart).maybe
    private static let nought = token(.hanDigit(0)).maybe

    /// Whole and below a hundred.
    static let hundredths = oneOf(number, hanOne).map { number -> Numeral? in
        number.isExact && number.value % Numeral.one == 0
            && (0..<100 * Numeral.one).contains(number.value) ? number : nil
    }

    /// A digit that goes with the one before it, and counts nothing else.
    static let lastDigit =
        oneOf(joined, notBehind(anything.han))
        ~ hundredths.map { number -> Int128? in
            number.value < 10 * Numeral.one ? number.value / Numeral.one : nil
        } ~ notAhead(countedBehind)

    static let subunit = token(like: [.subunit(0, "")]) { token -> (Int128, LetterCode)? in
        if case .subunit(let size, let currency) = token.meaning {
            (Int128(size), currency)
        } else {
            nil
        }
    }

    /// 三毛, 三毛五, 三毛五分.
    private static let jiao =
        (nought ~ hundredths ~ subunit.map { $0.0 == 10 ? $0.1 : nil }
        ~ oneOf(
            nought ~ hundredths.map { $0.value / Numeral.one } ~ fen,
            lastDigit, place { _, _ in true }.means(0)))
        .map { whole, more in
            Change.more(whole.0.value / Numeral.one * 10 + more, of: whole.1)
        }

    /// 五分, "43 cents", 43¢.
    private static let fewHundredths = oneOf(
        (nought ~ hundredths ~ fen).map { Change.more($0.value / Numeral.one, of: "CNY") },
        (nought ~ hundredths ~ cents).map { Change.more($0.value / Numeral.one) })

    static let fen = oneOf(mark(.fen), token(.subunit(1, "CNY")))

    /// Hundredths of other currencies.
    static let cents = oneOf(
        subunit.map { $0.0 == 1 && $0.1 != "CNY" ? true : nil }.only, joined ~ word("c"))

    /// 12块5, 三块零四.
    private static let behindKuai =
        oneOf(behind(word("块")), behind(word("塊")))
        ~ joined
        ~ oneOf(
            token(.hanDigit(0)) ~ lastDigit.map { Change.more($0, of: "CNY") },
            lastDigit.map { Change.more($0 * 10, of: "CNY") })

    /// "15 dollars 50", "a dollar fifty", "five pounds twenty five".
    private static let twoDigits = oneOf(
        hundredths.map { $0.digitCount == 2 ? $0 : nil },
        behind(oneOf(smallNumber, mark(.a)) ~ anything, tokens: 2) ~ tens ~ closed
    )
    .map { Change.more($0.value / Numeral.one) }
    private static let tens = hundredths.filter { readers, index, _ in
        if case .tens = readers.line[index].meaning { true } else { false }
    }
    private static let smallNumber = token(like: [.small(0)]) {
        if case .small = $0.meaning { true } else { nil }
    }.only

    /// "One dollar and ten": nothing else follows that could be ten of something.
    private static let centsInWords =
        hundredths.map {
            [0, 2].contains($0.digitCount) ? Change.more($0.value / Numeral.one) : nil
        }
        ~ oneOf(
            place { readers, index in readers.line[index].meaning == .end }, ahead(mark(.and)),
            ahead(closed ~ anything ~ place { readers, index in !readers.line.isJoined(index) }))

    /// A unit in so many letters or more.
    private static func unit(from length: Int) -> Pattern<Void> {
        currency.latin.filter { readers, index, _ in readers.line[index].length >= length }.only
    }

    /// 三块半年后 and 三块半成 are no halves of a yuan.
    private static let timeOrTenths = oneOf(
        place { readers, index in
            readers.line.isMeasured(index) || readers.line.isCountUnit(index)
        }, ahead(mark(.clockUnit, .tenths)))

    /// What counts something other than money.
    static let countedBehind = place { readers, index in readers.isCounted(index) }
}
