import Quantities

/// Seasons and decades. Seasons begin with a month, as weather is told, and are no day that anybody
/// could be held to.
extension Grammar {
    static let seasons = Rules<Point>("date") {
        Rule(
            [
                "this summer": "~period 2027-06-01..2027-08-31",
                "last winter": "~period 2025-12-01..2026-02-28",
            ],
            today ~ offset ~ seasonName
        ) { season($1, from: $0.0, offset: $0.1) }
        Rule(["autumn": "~period 2026-09-01..2026-11-30"], today ~ seasonName) {
            season($1, from: $0, offset: 0)
        }
        Rule(
            [
                "winter 2026": "~period 2026-12-01..2027-02-28",
                "summer of next year": "~period 2027-06-01..2027-08-31",
            ],
            seasonName ~ mark(.of, .in).maybe ~ oneOf(yearAway, toldYear)
        ) { season($0, of: $1) }
    }

    static func season(_ month: Int, of year: Int) -> Point? {
        settled(seasonSpan(month, year), isApproximate: true)
    }

    private static func seasonSpan(_ month: Int, _ year: Int) -> DaySpan? {
        Day(year: year, month: month, day: 1).map { DaySpan($0, $0.adding(months: 3) - 1) }
    }

    /// The season that runs or comes next; the one before it, the one after it.
    private static func season(_ month: Int, from today: Day, offset: Int) -> Point? {
        let spans = (today.year - 2...today.year + 3).compactMap { seasonSpan(month, $0) }
        guard let next = spans.firstIndex(where: { $0.to >= today }) else { return nil }
        let isRunning = spans[next].from <= today
        let place = offset > 0 && isRunning ? next + 1 : offset < 0 ? next - 1 : next
        return spans.indices.contains(place) ? settled(spans[place], isApproximate: true) : nil
    }

    /// "Spring" alone may be a thing of metal: it is one only with something that says when.
    private static let seasonName = oneOf(
        token(like: [.season(6)]) { token -> Int? in
            if case .season(let month) = token.meaning { month } else { nil }
        },
        (oneOf(
            oneOf(behind(direction.only), behind(mark(.in))) ~ word("spring"),
            word("spring") ~ ahead(mark(.of).maybe ~ toldYear.only))).means(3))

    /// Of two digits, or a name alone, only with something that says so: 90 s are as often seconds.
    static let decades = Rules<Point>("date") {
        Rule(
            [
                "1990s": "period 1990-01-01..1999-12-31",
                "in 1990's": "period 1990-01-01..1999-12-31",
            ],
            ofTime.maybe ~ decadeYear(of: 4) ~ (joined ~ symbol("'")).maybe ~ word("s")
        ) { (1900...2090).contains($0) ? decade(from: $0) : nil }
        Rule(
            ["the 80s": "period 1980-01-01..1989-12-31", "80's": "period 1980-01-01..1989-12-31"],
            oneOf(
                mark(.the).maybe ~ decadeYear(of: 2) ~ joined ~ symbol("'") ~ joined,
                mark(.the).latin ~ decadeYear(of: 2) ~ joined,
                behind(symbol("'")) ~ decadeYear(of: 2) ~ joined) ~ word("s")
        ) { decade(from: fullYear($0)) }
        Rule(
            [
                "in the noughties": "period 2000-01-01..2009-12-31",
                "the seventies": "period 1970-01-01..1979-12-31",
                "the two thousands": "period 2000-01-01..2009-12-31",
                "in two thousand and tens": "period 2010-01-01..2019-12-31",
            ],
            ofTime
                ~ oneOf(
                    decadeName.map { fullYear($0) },
                    (token(.small(2)) ~ token(.scales(1000))).means(2000),
                    (token(.small(2)) ~ token(.scale(1000)) ~ mark(.and).maybe ~ decadeName)
                        .map { 2000 + $0 })
        ) { decade(from: $0) }
        Rule(
            [
                "nineteen seventies": "period 1970-01-01..1979-12-31",
                "the twenty-tens": "period 2010-01-01..2019-12-31",
            ], mark(.the).maybe ~ century ~ symbol("-").maybe ~ decadeName
        ) { decade(from: $0 * 100 + $1) }
    }

    static func decade(from year: Int) -> Point? {
        guard let first = DaySpan(year: year), let last = DaySpan(year: year + 9) else {
            return nil
        }
        return settled(DaySpan(first.from, last.to))
    }

    /// Two digits of a year: up to forty of this century, otherwise of the last.
    static func fullYear(_ short: Int) -> Int { short < 40 ? 2000 + short : 1900 + short }

    private static let ofTime = mark(.in, .the).latin

    private static func decadeYear(of length: Int) -> Pattern<Int> {
        token(like: [.digits(0)]) { token -> Int? in
            guard case .digits(let year?) = token.meaning, token.length == length, year % 10 == 0
            else { return nil }
            return Int(year)
        }
    }

    private static let century = oneOf(
        token(.small(18)).means(18), token(.small(19)).means(19), token(.tens(20)).means(20))

    /// The years a name adds to its century: 70 for "seventies".
    private static let decadeName = token(like: [.decadeYears(70)]) { token -> Int? in
        if case .decadeYears(let years) = token.meaning { years } else { nil }
    }
}
