import Quantities

/// Days of the Chinese calendar: 农历八月十五, 正月初八, 三月初五.
extension Grammar {
    static let lunarDays = Rules<Sense>("date") {
        Rule(
            [
                "农历八月十五": "date 2027-09-15", "正月初八": "date 2027-02-13",
            ],
            today
                ~ oneOf(
                    namedMonth, calendar ~ namedMonth, calendar ~ smallNumber ~ mark(.monthMark))
                ~ lunarDay ~ mark(.dayMark).maybe
        ) { next($0.0, $0.1, $1) }
        // 三月初三千块 is a sum at the start of March.
        Rule(
            [
                "三月初五": "date 2027-04-11",
                "三月初三千块": "~period 2027-03-01..2027-03-10; amount 3,000.00 CNY",
            ],
            today ~ smallNumber.han.map { $0 <= 12 ? $0 : nil } ~ mark(.monthMark)
                ~ ahead(oneOf(mark(.start), firstDays.only)) ~ lunarDay
                ~ notAhead(oneOf(token(.hanUnit(10)), numeralMark)) ~ notAhead(countedBehind)
                ~ mark(.dayMark).maybe
        ) { next($0.0, $0.1, $1) }
        // What follows is no day of the other calendar.
        Rule(["农历": "", "腊月还": ""], oneOf(namedMonth.only, calendar ~ namedMonth.only, calendar)) {
            .nothing
        }
    }

    private static func next(_ today: Day, _ month: Int, _ day: Int) -> Sense? {
        guard LunarCalendar.span.contains(today.year + 1) else { return .nothing }
        guard day > 0, let found = Holiday.lunar(month, day).next(from: today) else {
            return .impossible
        }
        return .value(.date(found), isExact: true)
    }

    private static let calendar = token(.lunar)
    private static let namedMonth = words(
        ["正月": 1, "大年": 1, "冬月": 11, "腊月": 12, "臘月": 12], of: .lunar)
    private static let firstDays = words(
        ["初一": 1, "初二": 2, "初三": 3, "初四": 4, "初五": 5], of: .idiom)

    /// Words of a meaning that each mean a number more.
    private static func words(_ values: [String: Int], of meaning: Meaning) -> Pattern<Int> {
        Pattern(first: TokenSet([meaning])) { readers, index in
            values[readers.line.text(from: index, to: index + 1)].map { ($0, index + 1) }
        }
    }

    /// 初五, 十五, 15.
    private static let lunarDay = oneOf(firstDays, mark(.start).maybe ~ smallNumber)
    private static let smallNumber = oneOf(number, hanOne).map { number -> Int? in
        number.integer.flatMap { (1...31).contains($0) ? $0 : nil }
    }
    private static let numeralMark =
        joined
        ~ token(like: [.hanUnit(10), .hanScale(1), .hanDigit(1)]) {
            switch $0.meaning {
            case .hanUnit, .hanScale, .hanDigit: true
            default: nil
            }
        }.only
}
