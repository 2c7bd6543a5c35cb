/// Counts: how many instalments, months, years or days.
extension Grammar {
    static let counts = Rules<Sense>("count") {
        Rule(
            ["how much a month": "", "一个月还多少": "", "一个月大概多少": "", "每三个月": ""],
            oneOf(
                behind(mark(.each)) ~ counted.only,
                hanOne.only ~ unit.only ~ ahead(mark(.roughly).maybe ~ mark(.owed, .pay)))
        ) { .nothing }
        Rule(
            [
                "24個月": "count 24 month", "仨月": "count 3 month", "六期": "count 6 instalment",
                "12-month": "count 12 month",
                "six monthly instalments": "count 6 instalment", "两周": "count 14 day",
                "1.5年": "count 18 month", "a couple of months": "~count 2 month",
                "at least a year": "≥count 1 year", "2.5 months": "~count 75 day", "3.5期": "",
            ], notBehind(mark(.each)) ~ counted, meaning: count)
        Rule(["半年": "count 6 month", "half a year": "count 6 month"], halfOf ~ years) { _ in
            .value(.count(6, unit: .month), isExact: true)
        }
        Rule(
            ["three quarters of a year": "count 9 month", "a quarter of a year": "count 3 month"],
            fraction ~ mark(.of) ~ mark(.a) ~ years
        ) { part, _ in
            guard part.below > 0, 12 * part.above % part.below == 0,
                let months = Int(exactly: 12 * part.above / part.below)
            else { return nil }
            return .value(.count(months, unit: .month), isExact: true)
        }
        Rule(["三季": "count 9 month"], oneOf(number, hanOne) ~ word("季")) {
            count(Numeral(value: $0.value * 3, end: 0), Unit(unit: .month))
        }
        // Half a month is about fifteen days.
        Rule(
            ["半个月": "~count 15 day", "half a month": "~count 15 day"], halfOf ~ token(.time(.month))
        ) { .value(.count(15, unit: .day), isExact: false) }
        Rule(
            ["一个半月": "~count 45 day", "a month and a half": "~count 45 day"],
            oneOf(number, hanOne, articleOne)
                ~ oneOf(
                    mark(.measure) ~ mark(.hanHalf) ~ mark(.monthMark),
                    token(.time(.month)) ~ mark(.and) ~ mark(.a).maybe ~ mark(.half))
        ) { months in months.integer.flatMap { daysOf(Int128($0) * 2 + 1) } }
        Rule(
            ["一年半": "count 18 month", "a year and a quarter": "count 15 month"],
            counted(in: years)
                ~ oneOf(
                    oneOf(mark(.hanHalf), mark(.and) ~ mark(.a) ~ mark(.half)).means(6),
                    (mark(.and) ~ mark(.a) ~ mark(.quarter)).means(3))
        ) { years, months in sum(years, Numeral(value: months * Numeral.one, end: 0), below: 12) }
        Rule(
            ["两年零三个月": "count 27 month", "2 years and 3 months": "count 27 month"],
            counted(in: years) ~ oneOf(also, symbol(",")).maybe ~ oneOf(number, hanOne)
                ~ token(.time(.month))
        ) { years, months in sum(years, months, below: 12) }
        Rule(
            ["一个星期又三天": "count 10 day", "two weeks and 3 days": "count 17 day"],
            counted(in: weeks) ~ also.maybe ~ oneOf(number, hanOne) ~ token(.time(.day))
        ) { weeks, days in sum(weeks, days, below: 7) }
        Rule(
            ["the whole month": "count 1 month", "full year": "count 1 year"],
            oneOf(mark(.full), word("whole")) ~ symbol("-").maybe ~ timeUnit
        ) { count(Numeral(value: Numeral.one, end: 0), $0) }
        Rule(["another month": "count 1 month"], mark(.another) ~ timeUnit) {
            count(Numeral(value: Numeral.one, end: 0), $0)
        }
        Rule(
            [
                "put the fridge one in 12": "count 12 instalment",
                "loan 1 in 6": "number 1; count 6 instalment",
            ],
            behind(oneOf(oneOfThem, mark(.selection)) ~ mark(.in).latin, tokens: 2) ~ number
                ~ notAhead(countedBehind)
        ) { number in
            number.integer.flatMap {
                (2...60).contains($0)
                    ? .value(.count($0, unit: .instalment), isExact: number.isExact) : nil
            }
        }
        // There are no halves of an instalment.
        Rule(
            ["两期半": "~count 2 instalment"],
            counted(in: instalments) ~ joined ~ mark(.hanHalf) ~ notAhead(unit.only)
        ) { number, unit in approximate(count(number, unit)) }
        Rule(
            ["一到两年": "~count 1 year; ~count 2 year"], hanOne ~ ahead(upTo ~ counted)
        ) { one, other in approximate(count(one, other.1)) }
    }

    /// A number and what it is of.
    private static let counted = counted(in: unit)

    private static func counted(in unit: Pattern<Unit>) -> Pattern<(Numeral, Unit)> {
        // "1,000 per month" is a rate.
        oneOf(number, vague, hanOne, article) ~ hyphen.maybe ~ mark(.monthly).maybe ~ unit
    }

    /// "A year" counts one where a length is meant.
    private static let article = oneOf(
        behind(mark(.for, .over, .in, .within, .of, .roughly, .it)) ~ articleOne,
        behind(word("than")) ~ articleOne,
        behind(word("at") ~ mark(.atLeast, .atMost), tokens: 2) ~ articleOne,
        articleOne ~ ahead(anything ~ mark(.and) ~ anything ~ mark(.half, .quarter)))
    /// "The one", "loan 1".
    private static let oneOfThem = token(.small(1), .digits(1))
    private static let halfOf = oneOf(mark(.half) ~ mark(.a).maybe, mark(.hanHalf))
    private static let also = oneOf(mark(.and, .plusPart), token(.hanDigit(0)))

    private static func count(_ number: Numeral, _ unit: Unit) -> Sense? {
        let (value, isExact) = (number.value * unit.times, number.isExact && !unit.isMore)
        if let count = Numeral(value: value, end: 0).integer {
            return .value(.count(count, unit: unit.unit), isExact: isExact)
        }
        if unit.unit == .year, let months = Numeral(value: value * 12, end: 0).integer {
            return .value(.count(months, unit: .month), isExact: isExact)
        }
        if unit.unit == .month, let halves = Numeral(value: value * 2, end: 0).integer {
            return daysOf(Int128(halves))
        }
        return .nothing
    }

    /// So many halves of a month.
    private static func daysOf(_ halves: Int128) -> Sense? {
        guard halves < 2000 else { return nil }
        return .value(.count(Int(halves) * 15, unit: .day), isExact: false)
    }

    /// Years and months in months, weeks and days in days.
    private static func sum(
        _ whole: (Numeral, Unit), _ rest: Numeral, below limit: Int
    ) -> Sense? {
        guard let count = whole.0.integer, let more = rest.integer, more < limit else {
            return nil
        }
        return .value(
            .count(count * limit + more, unit: limit == 12 ? .month : .day),
            isExact: whole.0.isExact && rest.isExact)
    }

    private static func approximate(_ sense: Sense?) -> Sense? {
        guard case .value(let value, _)? = sense else { return sense }
        return .value(value, isExact: false)
    }
}
