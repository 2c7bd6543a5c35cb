/// Units that lengths and terms are counted in.
extension Grammar {
    struct Unit {
        var unit: Entity.CountUnit
        var times: Int128 = 1
        /// 三个多月: so many, and some more.
        var isMore = false
    }

    static let years = oneOf(token(.time(.year)), mark(.yearMark)).means(Unit(unit: .year))
    static let weeks = oneOf(token(.time(.week)), mark(.measure) ~ joined ~ token(.time(.week)))
        .means(Unit(unit: .day, times: 7))
    static let instalments = oneOf(
        mark(.instalments), mark(.measure) ~ joined ~ mark(.instalments)
    ).means(Unit(unit: .instalment))

    /// What a count can be a number of, behind the number.
    static let unit = oneOf(
        instalments, years, weeks, token(.time(.month)).means(Unit(unit: .month)),
        token(.time(.day)).means(Unit(unit: .day)),
        token(.time(.fortnight)).means(Unit(unit: .day, times: 14)),
        token(.time(.quarter)).means(Unit(unit: .month, times: 3)),
        token(.time(.decade)).means(Unit(unit: .year, times: 10)),
        (behind(oneOf(two, digits(13...120))) ~ mark(.monthMark)).means(Unit(unit: .month)),
        (behind(oneOf(two, digits(32...999))) ~ word("日")).means(Unit(unit: .day)),
        (mark(.measure) ~ mark(.more) ~ mark(.monthMark)).means(Unit(unit: .month, isMore: true)),
        (mark(.measure) ~ mark(.more) ~ token(.time(.week)))
            .means(Unit(unit: .day, times: 7, isMore: true)))

    /// A unit as a word by itself: a full month, another week.
    static let timeUnit = oneOf(
        token(.time(.day)).means(Unit(unit: .day)),
        token(.time(.week)).means(Unit(unit: .day, times: 7)),
        token(.time(.fortnight)).means(Unit(unit: .day, times: 14)),
        token(.time(.month)).means(Unit(unit: .month)),
        token(.time(.quarter)).means(Unit(unit: .month, times: 3)),
        token(.time(.year)).means(Unit(unit: .year)))

    /// 两 counts, and 二 also numbers: 两月 are two months, 二月 is one of the year.
    private static let two = oneOf(notAhead(word("二")) ~ token(.hanDigit(2)), word("仨"))

    /// Digits no date has in this place: 24月, 90日.
    private static func digits(_ range: ClosedRange<Int64>) -> Pattern<Void> {
        Pattern(first: TokenSet([.digits(0)])) { readers, index in
            guard case .digits(let value?) = readers.line[index].meaning, range.contains(value)
            else { return nil }
            return ((), index + 1)
        }
    }
}
