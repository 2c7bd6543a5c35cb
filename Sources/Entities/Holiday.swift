import Quantities

/// A day that has a name instead of a date.
enum Holiday: Hashable, Sendable {
    /// 国庆, "Christmas": month and day.
    case fixed(Int, Int)
    /// 母亲节, "Thanksgiving": the weekday (1 is Monday), which one of its month, the month, and
    /// how many days after it.
    case weekday(Int, place: Int, month: Int, after: Int = 0)
    /// 中秋: month and day of the Chinese calendar. The zeroth day is the eve of a month.
    case lunar(Int, Int)
    /// 清明: when the sun has come fifteen degrees past the equinox.
    case qingming
    /// Days after Easter Sunday.
    case easter(Int)

    func day(in year: Int) -> Day? {
        switch self {
        case .fixed(let month, let day): return Day(year: year, month: month, day: day)
        case .weekday(let weekday, let place, let month, let after):
            guard let first = Day(year: year, month: month, day: 1) else { return nil }
            return first.next(weekday: weekday) + (place - 1) * 7 + after
        case .lunar(let month, 0):
            return LunarCalendar.day(year: year, month: month, day: 1).map { $0 - 1 }
        case .lunar(let month, let day):
            return LunarCalendar.day(year: year, month: month, day: day)
        case .qingming: return Self.qingming(in: year)
        case .easter(let days): return Self.easter(in: year).map { $0 + days }
        }
    }

    /// The next one, today included.
    func next(from today: Day) -> Day? {
        (today.year - 1...today.year + 1).lazy.compactMap { day(in: $0) }.first { $0 >= today }
    }

    /// By the rule of thumb for this century (Shou Xing): 4 or 5 April.
    private static func qingming(in year: Int) -> Day? {
        guard (2001...2099).contains(year) else { return nil }
        let short = year - 2000
        return Day(year: year, month: 4, day: (short * 2422 + 48_100) / 10_000 - short / 4)
    }

    /// The Sunday after the full moon of spring, by the rule of Meeus, Jones and Butcher for the
    /// Gregorian calendar.
    private static func easter(in year: Int) -> Day? {
        let (century, rest) = (year / 100, year % 100)
        let golden = year % 19
        let correction = (century - (century + 8) / 25 + 1) / 3
        let moon = (19 * golden + century - century / 4 - correction + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7
        let late = (golden + 11 * moon + 22 * weekday) / 451
        let days = moon + weekday - 7 * late + 114
        return Day(year: year, month: days / 31, day: days % 31 + 1)
    }

    static let chinese: [(String, Holiday)] = [
        ("元旦 元旦节 阳历新年", .fixed(1, 1)), ("女生节", .fixed(3, 7)), ("清明 清明节", .qingming),
        ("情人节", .fixed(2, 14)), ("妇女节", .fixed(3, 8)),
        ("植树节", .fixed(3, 12)), ("愚人节", .fixed(4, 1)), ("劳动节 五一 五一节", .fixed(5, 1)),
        ("青年节", .fixed(5, 4)), ("儿童节", .fixed(6, 1)), ("建党节", .fixed(7, 1)),
        ("建军节", .fixed(8, 1)), ("教师节", .fixed(9, 10)),
        ("国庆 国庆节 十一国庆 十一假期 十一长假 十一期间 国庆假期 国庆长假", .fixed(10, 1)),
        ("万圣节", .fixed(10, 31)), ("光棍节 双十一 双11", .fixed(11, 11)), ("双十二 双12", .fixed(12, 12)),
        ("平安夜", .fixed(12, 24)), ("圣诞 圣诞节", .fixed(12, 25)), ("跨年夜", .fixed(12, 31)),
        ("母亲节", .weekday(7, place: 2, month: 5)), ("父亲节", .weekday(7, place: 3, month: 6)),
        ("感恩节", .weekday(4, place: 4, month: 11)), ("复活节", .easter(0)),
        ("除夕 除夕夜 大年三十 年三十", .lunar(1, 0)),
        ("春节 大年初一 年初一 农历新年 新春", .lunar(1, 1)),
        ("元宵 元宵节", .lunar(1, 15)), ("端午 端午节", .lunar(5, 5)), ("七夕 七夕节", .lunar(7, 7)),
        ("中元节", .lunar(7, 15)), ("中秋 中秋节", .lunar(8, 15)), ("重阳 重阳节", .lunar(9, 9)),
        ("腊八 腊八节", .lunar(12, 8)),
    ]

    /// One word each; the parts of longer names ("new year's day") are put together by the reader.
    static let english: [(String, Holiday)] = [
        ("christmas xmas", .fixed(12, 25)), ("yuandan", .fixed(1, 1)),
        ("halloween", .fixed(10, 31)),
        ("thanksgiving", .weekday(4, place: 4, month: 11)), ("easter", .easter(0)),
        ("valentine valentines", .fixed(2, 14)), ("juneteenth", .fixed(6, 19)),
    ]

    /// The first words of names of several, where they mean nothing else to the readers.
    static let beginnings = """
        lunar spring dragon national boxing mother mothers father fathers labor labour independence \
        veterans earth black cyber palm martin mlk women womens st saint thanks workers \
        president presidents
        """

    /// Names of several words, the longest of those that begin alike first.
    static let phrases: [([String], Holiday)] = [
        (["chinese", "new", "years", "day"], .lunar(1, 1)),
        (["chinese", "new", "year"], .lunar(1, 1)), (["chinese", "new", "years"], .lunar(1, 1)),
        (["lunar", "new", "year"], .lunar(1, 1)),
        (["spring", "festival"], .lunar(1, 1)), (["mid", "autumn", "festival"], .lunar(8, 15)),
        (["dragon", "boat", "festival"], .lunar(5, 5)), (["national", "day"], .fixed(10, 1)),
        (["new", "years", "eve"], .fixed(12, 31)), (["new", "years", "day"], .fixed(1, 1)),
        (["new", "year", "day"], .fixed(1, 1)), (["new", "year", "eve"], .fixed(12, 31)),
        (["christmas", "eve"], .fixed(12, 24)), (["xmas", "eve"], .fixed(12, 24)),
        (["boxing", "day"], .fixed(12, 26)),
        (["valentine", "day"], .fixed(2, 14)), (["valentines", "day"], .fixed(2, 14)),
        (["mothers", "day"], .weekday(7, place: 2, month: 5)),
        (["mother", "day"], .weekday(7, place: 2, month: 5)),
        (["fathers", "day"], .weekday(7, place: 3, month: 6)),
        (["father", "day"], .weekday(7, place: 3, month: 6)),
        (["labor", "day"], .weekday(1, place: 1, month: 9)),
        (["labour", "day"], .fixed(5, 1)), (["independence", "day"], .fixed(7, 4)),
        (["veterans", "day"], .fixed(11, 11)), (["earth", "day"], .fixed(4, 22)),
        (["black", "friday"], .weekday(4, place: 4, month: 11, after: 1)),
        (["cyber", "monday"], .weekday(4, place: 4, month: 11, after: 4)),
        (["good", "friday"], .easter(-2)), (["palm", "sunday"], .easter(-7)),
        (["easter", "sunday"], .easter(0)), (["easter", "monday"], .easter(1)),
        (["martin", "luther", "king", "day"], .weekday(1, place: 3, month: 1)),
        (["mlk", "day"], .weekday(1, place: 3, month: 1)),
        (["thanksgiving", "day"], .weekday(4, place: 4, month: 11)),
        (["christmas", "day"], .fixed(12, 25)), (["may", "day"], .fixed(5, 1)),
        (["women", "day"], .fixed(3, 8)), (["womens", "day"], .fixed(3, 8)),
        (["april", "fools", "day"], .fixed(4, 1)), (["april", "fools"], .fixed(4, 1)),
        (["st", "patricks", "day"], .fixed(3, 17)), (["st", "patrick", "day"], .fixed(3, 17)),
        (["saint", "patricks", "day"], .fixed(3, 17)),
        (["saint", "patrick", "day"], .fixed(3, 17)), (["saint", "patrick"], .fixed(3, 17)),
        (["presidents", "day"], .weekday(1, place: 3, month: 2)),
        (["president", "day"], .weekday(1, place: 3, month: 2)),
        (["thanks", "giving", "day"], .weekday(4, place: 4, month: 11)),
        (["thanks", "giving"], .weekday(4, place: 4, month: 11)),
        (["workers", "day"], .fixed(5, 1)),
    ]
}
