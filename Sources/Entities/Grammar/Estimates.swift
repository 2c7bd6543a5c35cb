/// What makes a value an estimate or a bound: something to be asked about.
enum Estimate: Sendable {
    case roughly
    case bound(Entity.Bound)

    var bound: Entity.Bound? { if case .bound(let bound) = self { bound } else { nil } }
}

extension Grammar {
    /// Right before it: 大概, "about", 最多还, "at least", "up to". "How about 3000?" means exactly
    /// that.
    static let estimateBefore = oneOf(
        behind(mark(.atMost)).means(atMost), behind(mark(.atLeast)).means(atLeast),
        behind(mark(.atMost).han ~ mark(.pay), tokens: 2).means(atMost),
        behind(mark(.atLeast).han ~ mark(.pay), tokens: 2).means(atLeast),
        behind(mark(.upTo) ~ mark(.to), tokens: 2).means(atMost),
        behind(notAMore ~ mark(.than), tokens: 3).means(atMost),
        behind(notALess ~ mark(.than), tokens: 3).means(atLeast),
        behind(more ~ mark(.than), tokens: 2).means(atLeast),
        behind(mark(.atMost) ~ mark(.than), tokens: 2).means(atMost),
        oneOf(
            notBehind(oneOf(word("what"), word("how")) ~ mark(.roughly), tokens: 2)
                ~ behind(mark(.roughly)),
            behind(mark(.roughly) ~ symbol("."), tokens: 2),
            behind(oneOf(mark(.than), symbol("~"))), behind(mark(.close) ~ mark(.to), tokens: 2),
            behind(token(.direction(-1, nearest: true)).han)
        ).means(Estimate.roughly))

    /// Behind it and its unit: 左右, 不到, 50万元(含)以上, 一千块多, "or so", "-ish", "at most", `+`.
    static let estimateBehind =
        money.maybe ~ (symbol("(") ~ anything ~ symbol(")")).maybe
        ~ oneOf(
            oneOf(mark(.orMore), joined ~ symbol("+") ~ notAhead(number.only)).means(atLeast),
            oneOf(mark(.orLess), mark(.within).han).means(atMost),
            oneOf(
                mark(.orSo), symbol("-") ~ joined ~ mark(.orSo),
                joined ~ mark(.more, .moreAfterUnit) ~ closed, mark(.orWord) ~ mark(.so, .than)
            ).means(Estimate.roughly),
            (oneOf(mark(.atMost).han, word("max"), word("maximum")) ~ closed).means(atMost),
            (oneOf(mark(.atLeast).han, word("minimum")) ~ closed).means(atLeast),
            (oneOf(mark(.orWord), word("at")) ~ mark(.atMost)).means(atMost),
            (oneOf(mark(.orWord), word("at")) ~ mark(.atLeast)).means(atLeast),
            (mark(.orWord) ~ oneOf(word("more"), mark(.over))).means(atLeast))

    /// Right before a day: "by", "after".
    static let boundBefore = oneOf(
        behind(mark(.by, .until, .before)).means(Entity.Bound.atMost),
        (place { readers, _ in !readers.line.hasChange } ~ behind(mark(.after, .from).latin))
            .means(Entity.Bound.atLeast))

    /// Behind a day: 之前, 以后, "or later"; not 前后.
    static let boundBehind = oneOf(
        (mark(.ago).han ~ notAhead(mark(.later))).means(Entity.Bound.atMost),
        oneOf(mark(.later).han, joined ~ word("起"), word("onwards")).means(Entity.Bound.atLeast),
        (mark(.orWord) ~ oneOf(mark(.before), mark(.firstHalf))).means(Entity.Bound.atMost),
        (mark(.orWord) ~ oneOf(mark(.after), mark(.later))).means(Entity.Bound.atLeast))

    private static let (atMost, atLeast) = (Estimate.bound(.atMost), Estimate.bound(.atLeast))
    private static let more = oneOf(word("more"), word("greater"), word("higher"), word("larger"))
    private static let not = oneOf(word("no"), word("not"), word("nothing"))
    private static let notAMore = not ~ more
    private static let notALess = not ~ mark(.atMost)

    private static let money =
        place { readers, index in readers.line.isCurrency(index) } ~ anything
}
