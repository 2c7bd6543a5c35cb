/// Numbers, as the rules of other kinds need them.
extension Grammar {
    /// A number in words or digits, in either language.
    static let number = Pattern<Numeral>(
        first: TokenSet([
            .digits(0), .symbol(0), .hanDigit(0), .hanUnit(0), .hanTens(0), .small(0), .tens(0),
            .hundred, .scale(0), .fraction(1, 1), .keyword(.some), .keyword(.a), .keyword(.half),
            .keyword(.hanHalf), .direction(-1, nearest: false), .keyword(.quarter),
            .keyword(.couple), .keyword(.several), .keyword(.point),
        ])
    ) { readers, index in readers.line.numeral(at: index).map { ($0, $0.end) } }

    /// 一 and "a", where they count, and are no numbers by themselves.
    static let hanOne = token(.hanDigit(1)).means(Numeral(value: Numeral.one, end: 0))
    static let articleOne = mark(.a).means(Numeral(value: Numeral.one, end: 0))

    /// "A couple of" is two, "a few" three, and both are estimates.
    static let vague =
        mark(.a).maybe
        ~ oneOf(
            mark(.couple).means(Numeral(value: 2 * Numeral.one, end: 0, isApproximate: true)),
            mark(.several).means(Numeral(value: 3 * Numeral.one, end: 0, isApproximate: true)))
        ~ mark(.of).maybe

    /// A dash within a word: 12-month.
    static let hyphen = joined ~ symbol("-") ~ joined
    /// Between the ends of a range.
    static let upTo = oneOf(mark(.to), symbol("-"), symbol("~"))
}
