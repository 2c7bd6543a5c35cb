/// Days that come back: 每月25号, 每周三, "the 25th of each month". They are no day by themselves, so
/// nothing can be booked for one.
extension Grammar {
    static let recurring = Rules<Sense>("recurring") {
        Rule(
            ["每月25号": "recurring monthly 25", "每个月的二十五日扣": "recurring monthly 25"],
            token(.every(.month)) ~ word("的").maybe ~ oneOf(number, hanOne) ~ mark(.dayMark)
        ) { monthly($0.integer) }
        Rule(
            [
                "on the 25th of each month": "recurring monthly 25",
                "the first of every month": "recurring monthly 1",
                "the 20th every month": "recurring monthly 20",
            ], mark(.the).maybe ~ ordinalDay ~ mark(.of).latin.maybe ~ eachMonth
        ) { monthly($0) }
        Rule(
            [
                "every month on the 5th": "recurring monthly 5",
                "monthly on the 25th": "recurring monthly 25",
            ], oneOf(eachMonth, word("monthly")) ~ mark(.on).maybe ~ mark(.the).maybe ~ ordinalDay
        ) { monthly($0) }
        Rule(
            ["every 25th": "recurring monthly 25", "every second loan": ""],
            mark(.each).latin ~ ordinalDay
        ) { $0 > 5 ? monthly($0) : .nothing }
        Rule(["每周三": "recurring weekly 3"], token(.every(.week)) ~ hanWeekdayMark) { weekly($0) }
        Rule(
            ["every Monday": "recurring weekly 1", "每个星期五": "recurring weekly 5"],
            mark(.each) ~ mark(.measure).maybe ~ oneOf(weekday, hanWeekday)
        ) { weekly($0) }
        // 每年3月5日, 每天.
        Rule(
            ["每年3月5日": "", "每月": "", "每天": ""], every ~ oneOf(dated, place { _, _ in true })
        ) { .nothing }
    }

    private static func monthly(_ day: Int?) -> Sense? {
        guard let day, (1...31).contains(day) else { return nil }
        return .value(.monthly(day: day), isExact: true)
    }

    private static func weekly(_ weekday: Int) -> Sense? {
        .value(.weekly(weekday: weekday), isExact: true)
    }

    private static let eachMonth = mark(.each).latin ~ token(.time(.month))

    private static let every = token(like: [.every(.day)]) {
        if case .every = $0.meaning { true } else { nil }
    }.only

    /// A day of the calendar, which is not the next one here.
    private static let dated = Pattern<Void>(first: number.first) { readers, index in
        guard let number = readers.line.numeral(at: index) ?? readers.one(at: index),
            readers.line[number.end].isKeyword(.dayMark, .monthMark)
        else { return nil }
        return readers.longestPoint(at: index).map { ((), $0.end) }
    }
}
