import Quantities

/// Days with a name: 国庆, "Thanksgiving", "new year's eve 2027", "the day after Christmas".
extension Grammar {
    static let holidays = Rules<Point>("date") {
        Rule(
            [
                "国庆节": "date 2027-10-01", "next Christmas": "date 2026-12-25",
                "Christmas 2027": "date 2027-12-25",
            ], holidayDay
        ) {
            settled($0)
        }
        Rule(
            [
                "Labor Day weekend": "period 2027-09-04..2027-09-06",
                "Thanksgiving 2026 weekend": "period 2026-11-26..2026-11-29",
                "Halloween weekend of next year": "period 2027-10-30..2027-10-31",
            ],
            today ~ holiday
                ~ oneOf(
                    yearBehind ~ weekend.latin, weekend.latin ~ yearBehind,
                    weekend.latin.means(0))
        ) { told, year in
            (year > 0 ? told.1.day(in: year) : told.1.next(from: told.0)).map(weekendAbout)
        }
        Rule(
            ["weekend of Halloween": "period 2027-10-30..2027-10-31"],
            weekend ~ mark(.of) ~ holidayDay
        ) {
            weekendAbout($0)
        }
        Rule(
            [
                "the day after Christmas": "date 2026-12-26",
                "day before new year's eve": "date 2026-12-30",
            ],
            mark(.the).maybe ~ day ~ oneOf(mark(.after).means(1), mark(.before).means(-1))
                ~ holidayDay
        ) { settled($1 + $0) }
        Rule(
            ["端午节前三天": "date 2027-06-06", "国庆后五天": "date 2027-10-06"],
            holidayDay.han ~ oneOf(mark(.ago).means(-1), mark(.later).means(1)) ~ length
        ) { $1.point(sign: $0.1, from: $0.0) }
    }

    /// "New year", where days are counted from it: the first of January.
    static let newYear = (mark(.the).maybe ~ today ~ word("new") ~ year)
        .map { Holiday.fixed(1, 1).next(from: $0).map { settled($0) } }

    /// The next one, or the one of the year that is told.
    private static let holidayDay = longest(
        (today ~ offset ~ holiday).map { told, holiday -> Day? in
            let days = (told.0.year - 1...told.0.year + 1).compactMap { holiday.day(in: $0) }
            return told.1 < 0 ? days.last { $0 < told.0 } : days.first { $0 >= told.0 }
        },
        (today ~ holiday).map { $1.next(from: $0) },
        (holiday ~ yearBehind).map { $0.day(in: $1) })

    private static let yearBehind =
        oneOf(mark(.of), symbol(",")).maybe
        ~ oneOf(yearAway, yearNumber.latin.map { (1900...2100).contains($0) ? $0 : nil })
    private static let weekend = token(.time(.weekend))

    /// The weekend a holiday falls on or next to; a Monday, a Thursday or a Friday is part of it.
    private static func weekendAbout(_ day: Day) -> Point {
        let saturday = day.weekday == 1 ? day - 2 : day.monday(weeks: 0) + 5
        let isBefore = day.weekday == 4 || day.weekday == 5
        return Point(span: DaySpan(isBefore ? day : saturday, max(saturday + 1, day)))
    }

    /// 十一前: by the first of October.
    private static let october =
        notBehind(
            token(like: [.hanUnit(10), .hanScale(1), .hanDigit(1)]) { $0.isHanNumeral ? true : nil }
                .only)
        ~ token(.hanUnit(10)) ~ token(.hanDigit(1)) ~ joined ~ ahead(mark(.ago, .later))
    private static let holiday = oneOf(
        october.means(Holiday.fixed(10, 1)), phrase,
        token(like: [.holiday(.qingming)]) { token -> Holiday? in
            if case .holiday(let holiday) = token.meaning { holiday } else { nil }
        })

    /// The longest name of several words, with or without the marks of "new year's day".
    private static let phrase = Pattern<Holiday>(
        first: TokenSet([
            .holiday(.qingming), .countryBeginning, .month(1), .perhapsMonth(1), .keyword(.middle),
            .keyword(.pronounBefore),
        ])
    ) { readers, index in
        guard !readers.isHan(index) else { return nil }
        let words = readers.words(from: index, upTo: 4)
        for (name, holiday) in Holiday.phrases where name.count <= words.count {
            if zip(name, words).allSatisfy({ $0 == $1.word }) {
                return (holiday, words[name.count - 1].end)
            }
        }
        return nil
    }
}

extension Token {
    fileprivate var isHanNumeral: Bool {
        switch meaning {
        case .hanUnit, .hanScale, .hanDigit: true
        default: false
        }
    }
}

extension Readers {
    /// Words in lower case, each with the token after it; the s of a genitive belongs to its word.
    fileprivate func words(from index: Int, upTo count: Int) -> [(word: String, end: Int)] {
        var words: [(word: String, end: Int)] = []
        var next = index
        while words.count < count, next < line.count, line[next].length <= 12 {
            var word = line.text(from: next, to: next + 1).lowercased()
            next += 1
            if line[next].isSymbol("'"), line.isJoined(next) {
                next += 1
                if line.isJoined(next), line[next].length == 1 {
                    word += line.text(from: next, to: next + 1).lowercased()
                    next += 1
                }
            } else if line[next].isSymbol("-"), line.isJoined(next) {
                next += 1
            }
            words.append((word, next))
        }
        return words
    }
}
