import Quantities

/// Years: "in 2014", "the year of 2008", "FY27", "in nineteen ninety nine", "2017 april".
extension Grammar {
    static let yearsTold = Rules<Point>("date") {
        Rule(
            [
                "in 2014": "period 2014-01-01..2014-12-31",
                "the year of 2008": "period 2008-01-01..2008-12-31",
            ],
            mark(.the).maybe ~ ofYears ~ bareYear ~ notAhead(symbol("/"))
                ~ notAhead(oneOf(symbol("-"), symbol(",")) ~ joined)
        ) { Point(year: $0) }
        Rule(
            ["in nineteen ninety nine": "period 1999-01-01..1999-12-31"],
            mark(.in).latin
                ~ oneOf(
                    ahead(token(.small(19))) ~ yearInWords, yearInWords.map { $0 > 2000 ? $0 : nil }
                )
        ) { settled(DaySpan(year: $0)) }
        // No round figure, as sums are.
        Rule(
            ["in one thousand seven hundred and sixty six": "period 1766-01-01..1766-12-31"],
            notBehind(mark(.pay)) ~ mark(.in).latin ~ ahead(token(.small(1))) ~ number ~ clauseEnd
        ) { number in
            guard number.isExact, let year = number.integer, (1500...1999).contains(year),
                year % 100 != 0
            else { return nil }
            return settled(DaySpan(year: year))
        }
        Rule(
            [
                "2017 april": "period 2017-04-01..2017-04-30",
                "in 2026 December": "period 2026-12-01..2026-12-31",
            ],
            oneOf(mark(.the).maybe ~ ofYears, place { _, _ in true }) ~ yearThenMonth
        ) { Point(year: $0, month: $1) }
        Rule(
            ["FY27": "period 2027-01-01..2027-12-31"],
            mark(.the).maybe ~ oneOf(word("fy"), word("cy")) ~ joined ~ twoDigitYear
        ) {
            settled(DaySpan(year: fullYear($0)))
        }
        // The 2009 of "in 2007 and 2009".
        Rule(
            ["in 2007 and 2009": "period 2007-01-01..2007-12-31; period 2009-01-01..2009-12-31"],
            behind(mark(.in).latin ~ bareYear.only ~ mark(.and, .orWord).latin, tokens: 3)
                ~ bareYear ~ clauseEnd
        ) { Point(year: $0) }
    }

    private static let ofYears = oneOf(mark(.in).latin, year) ~ mark(.of).maybe

    private static let yearInWords = yearNumber.filter { _, index, end in end > index + 1 }

    private static let twoDigitYear = token(like: [.digits(0)]) { token -> Int? in
        if case .digits(let year?) = token.meaning, token.length == 2 { Int(year) } else { nil }
    }

    /// "2017 april"; in "pay 2000 June 5" the 2000 is a sum. "May" only where a date is told:
    /// "between 2015 May and 2018".
    static let yearThenMonth =
        notBehind(mark(.pay))
        ~ oneOf(
            bareYear ~ monthWord.latin,
            behind(mark(.between, .and, .from, .to, .in)) ~ bareYear ~ perhapsMonth)
        ~ notAhead(dayNumber.only) ~ notAhead(yearNumber.only)

    static let monthWord = token(like: [.month(1)]) { token -> Int? in
        if case .month(let month) = token.meaning { month } else { nil }
    }
    static let perhapsMonth = token(like: [.perhapsMonth(5)]) { token -> Int? in
        if case .perhapsMonth(let month) = token.meaning { month } else { nil }
    }
}
