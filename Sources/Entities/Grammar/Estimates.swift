/// What makes a value an estimate or a bound: something to be asked about.
extension Grammar {
    /// Right before it: 大概, "about", 最多还, "at least", "up to". "How about 3000?" means exactly that.
    static let estimateBefore = oneOf(
        notBehind(oneOf(word("what"), word("how")) ~ mark(.roughly), tokens: 2)
            ~ behind(mark(.roughly)),
        behind(mark(.roughly) ~ symbol("."), tokens: 2),
        behind(oneOf(mark(.bound), symbol("~"))),
        behind(mark(.bound).han ~ mark(.pay), tokens: 2),
        behind(mark(.upTo, .close) ~ mark(.to), tokens: 2),
        behind(token(.direction(-1, nearest: true)).han))

    /// Behind it and its unit: 左右, 不到, 50万元(含)以上, 一千块多, "or so", "-ish", "at most", `+`.
    static let estimateBehind =
        money.maybe ~ (symbol("(") ~ anything ~ symbol(")")).maybe
        ~ oneOf(
            mark(.orSo), joined ~ symbol("+"), symbol("-") ~ joined ~ mark(.orSo),
            mark(.within).han, joined ~ mark(.more, .moreAfterUnit) ~ closed,
            oneOf(mark(.bound).han, word("max"), word("maximum"), word("minimum")) ~ closed,
            mark(.orWord) ~ oneOf(mark(.so, .bound), word("more")), word("at") ~ mark(.bound))

    private static let money =
        place { readers, index in readers.line.isCurrency(index) } ~ anything
}
