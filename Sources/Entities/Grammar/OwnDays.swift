/// Days that no calendar tells, but the customer's account or the customer: 还款日前两天, "the day
/// before payday".
extension Grammar {
    static let ownDays = Rules<Sense>("own_day") {
        Rule(
            ["还款日当天": "own_day due+0", "等发工资那天": "own_day payday+0"],
            ownDay.han ~ oneOf(word("当") ~ word("天"), word("那") ~ token(.time(.day)))
        ) { .value(.ownDay($0, offset: 0), isExact: true) }
        Rule(
            ["还款日前一天": "own_day due-1", "发工资后三天": "own_day payday+3"],
            ownDay.han ~ oneOf(mark(.ago).means(-1), mark(.later).means(1)) ~ daysAway
        ) { day, days in .value(.ownDay(day.0, offset: day.1 * days), isExact: true) }
        Rule(["发工资第二天": "own_day payday+1"], ownDay.han ~ word("第二天")) {
            .value(.ownDay($0, offset: 1), isExact: true)
        }
        Rule(
            [
                "the day before payday": "own_day payday-1",
                "two days after my due date": "own_day due+2",
                "a day before payday": "own_day payday-1",
                "the day before it's due": "own_day due-1",
            ], daysAway ~ oneOf(mark(.before).means(-1), mark(.after).means(1)) ~ owner ~ englishDay
        ) { away, day in .value(.ownDay(day, offset: away.0 * away.1), isExact: true) }
        Rule(
            ["on payday": "own_day payday+0", "after payday": "≥own_day payday+0"],
            behind(mark(.on, .until, .by, .before, .after)) ~ englishDay
        ) { .value(.ownDay($0, offset: 0), isExact: true) }
    }

    private static let ownDay = token(like: [.ownDay(.due)]) { token -> Entity.OwnDay? in
        if case .ownDay(let day) = token.meaning { day } else { nil }
    }

    /// "Payday", "pay day", "due date".
    private static let englishDay = oneOf(
        ownDay.latin, (word("pay") ~ token(.time(.day))).means(Entity.OwnDay.payday),
        (word("due") ~ oneOf(word("date"), token(.time(.day)))).means(Entity.OwnDay.due),
        (oneOf(word("its"), word("it") ~ itIs.maybe) ~ word("due")).means(Entity.OwnDay.due))
    private static let itIs = oneOf(symbol("'") ~ word("s"), word("is"), word("falls"))
    private static let owner =
        oneOf(word("my"), word("the"), word("your")).maybe
        ~ token(.direction(1, nearest: false)).maybe

    /// So many days; "the day" is one.
    private static let daysAway = oneOf(
        (oneOf(number, hanOne, articleOne) ~ token(.time(.day))).map { number -> Int? in
            number.integer.flatMap { (1...60).contains($0) ? $0 : nil }
        },
        (oneOf(mark(.the), place { _, index in index == 0 }) ~ token(.time(.day))).means(1))
}
