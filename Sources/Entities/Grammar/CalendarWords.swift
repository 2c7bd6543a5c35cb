import Quantities

/// The words that days and stretches of time are told with.
extension Grammar {
    typealias Point = CalendarPoint

    /// What days are counted from.
    static let today = Pattern<Day>(first: .none, isEmpty: true) { ($0.today, $1) }

    /// "Next", 上个: how many away; the nearest ones skip nothing.
    static let direction = token(like: [.direction(0, nearest: false)]) {
        token -> (offset: Int, isNearest: Bool)? in
        if case .direction(let offset, let isNearest) = token.meaning {
            (offset, isNearest)
        } else {
            nil
        }
    }
    static let offset = direction.map { $0.offset }

    // Units.

    static let year = token(.time(.year))
    static let week = token(.time(.week))
    static let month = token(.time(.month))
    static let day = token(.time(.day))

    /// 天, "weeks", 个季度, "business days".
    static let unitOfTime = oneOf(
        mark(.measure) ~ unitWord, mark(.yearMark).means(TimeUnit.year), ofBusiness,
        token(.part(4)).means(TimeUnit.quarter), unitWord)
    static let unitWord = token(like: [.time(.day)]) { token -> TimeUnit? in
        if case .time(let unit) = token.meaning { unit } else { nil }
    }
    private static let ofBusiness =
        oneOf(word("business"), word("working"))
        ~ oneOf(day.means(TimeUnit.businessDay), week.means(TimeUnit.workweek))

    // Weekdays, 1 for Monday.

    static let weekday = token(like: [.weekday(1)]) { token -> Int? in
        if case .weekday(let day) = token.meaning { day } else { nil }
    }
    static let hanWeekday = week ~ hanWeekdayMark
    /// What makes a weekday of 周: 一 to 六, 日 and 天.
    static let hanWeekdayMark = Pattern<Int>(
        first: TokenSet([.hanDigit(0), .keyword(.dayMark), .time(.day)])
    ) { readers, index in readers.hanWeekday(at: index).map { ($0, index + 1) } }

    /// A weekday's name; "sat" and "sun" only where a day can be meant.
    static let weekdayName = oneOf(
        weekday,
        oneOf(
            behind(mark(.on, .by, .until, .for)), behind(direction.only),
            // Mon-Wed, Mon to Sat.
            behind(weekday.only ~ oneOf(symbol("-"), mark(.to)), tokens: 2),
            ahead(anything ~ ordinalDay.only)
        )
            ~ token(like: [.perhapsWeekday(1)]) { token -> Int? in
                if case .perhapsWeekday(let day) = token.meaning { day } else { nil }
            })

    // Days and years by number.

    struct DayNumber {
        var value: Int
        var isOrdinal: Bool
    }
    /// A day of the month: 15, 15th, "twenty first".
    static let dayNumber = Pattern<DayNumber>(
        first: TokenSet([.digits(0), .ordinal(1), .small(1), .tens(20)])
    ) { readers, index in
        readers.dayNumber(at: index).map {
            (DayNumber(value: $0.value, isOrdinal: $0.isOrdinal), $0.end)
        }
    }
    /// "25th", "the first".
    static let ordinalDay = dayNumber.map { $0.isOrdinal ? $0.value : nil }

    private static let yearFirst = TokenSet([.digits(0), .small(19), .tens(20)])
    /// `2014` where a year is spoken of.
    static let bareYear = Pattern<Int>(first: yearFirst) { readers, index in
        readers.bareYear(at: index).flatMap { found in
            found.point.year.map { ($0, found.end) }
        }
    }
    /// `2026`, "nineteen eighty six".
    static let yearNumber = Pattern<Int>(first: yearFirst) { $0.yearNumber(at: $1) }
    /// Either, where no day is near.
    static let toldYear = Pattern<Int>(first: yearFirst) { $0.toldYear(at: $1) }
    /// "Next year".
    static let yearAway = (today ~ offset ~ year).map { $0.year + $1 }

    // Places in the line.

    /// No more of this clause follows.
    static let clauseEnd = place { readers, index in readers.isClauseEnd(index) }
    static let notCountUnit = place { readers, index in !readers.line.isCountUnit(index) }
    static let notMoney = place { readers, index in !readers.line.isCurrency(index) }

    // What is made of them.

    static func settled(_ span: DaySpan?, isApproximate: Bool = false) -> Point? {
        span.map { Point(span: $0, isApproximate: isApproximate) }
    }
    static func settled(_ day: Day) -> Point { Point(span: DaySpan(day)) }

    // Days that readers know.

    static let numericDate = reader([.digits(0)]) { $0.numericDate(at: $1) }
    static let englishDate = reader([
        .day(0), .direction(0, nearest: false), .keyword(.the), .time(.day), .month(1), .digits(0),
        .ordinal(1), .small(1), .tens(20),
    ]) { $0.englishDate(at: $1) }

    /// 三天, "2 years 1 month": a distance.
    static let length = Pattern<Readers.Length>(
        first: number.first.union(TokenSet([.hanDigit(1), .keyword(.a), .keyword(.hanHalf)]))
    ) { readers, index in readers.length(at: index).map { ($0, $0.end) } }

    static func reader(
        _ first: [Meaning], _ read: @escaping @Sendable (Readers, Int) -> Readers.Point?
    ) -> Pattern<Point> {
        Pattern(first: TokenSet(first)) { readers, index in
            read(readers, index).map { ($0.point, $0.end) }
        }
    }
}
