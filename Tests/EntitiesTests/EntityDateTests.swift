import Quantities
import Testing

/// Counted from Saturday, 2026-11-21.
@Suite struct EntityDateTests {
    @Test(arguments: [
        ("今天", "date 2026-11-21"), ("十五号之前", "≤date 2026-12-15"), ("15日前还清", "≤date 2026-12-15"),
        ("3日后", "date 2026-11-24"), ("10日内", "period 2026-11-21..2026-12-01"),
        ("下个月今天", "date 2026-12-21"), ("明天", "date 2026-11-22"), ("大后天", "date 2026-11-24"),
        ("15号", "date 2026-12-15"), ("21号", "date 2026-11-21"), ("31号", "date 2026-12-31"),
        ("下个月15号", "date 2026-12-15"), ("下个月廿五号", "date 2026-12-25"), ("本月底", "date 2026-11-30"),
        ("月底", "date 2026-11-30"), ("年底", "date 2026-12-31"), ("3月5日", "date 2027-03-05"),
        ("八月十五", "date 2027-08-15"), ("2027年2月3号", "date 2027-02-03"),
        ("二零二七年二月三日", "date 2027-02-03"), ("周三", "date 2026-11-25"), ("周六", "date 2026-11-21"),
        ("下周三", "date 2026-11-25"), ("下下周一", "date 2026-11-30"), ("上周五", "date 2026-11-13"),
        ("星期天", "date 2026-11-22"), ("三天后", "date 2026-11-24"), ("半年后", "date 2027-05-21"),
        ("两周之后", "date 2026-12-05"), ("5天前", "date 2026-11-16"), ("国庆节", "date 2027-10-01"),
        ("下个月", "period 2026-12-01..2026-12-31"), ("本周", "period 2026-11-16..2026-11-22"),
        ("明年三月", "period 2027-03-01..2027-03-31"), ("今年", "period 2026-01-01..2026-12-31"),
        ("近三个月", "period 2026-08-21..2026-11-20"), ("三天内", "period 2026-11-21..2026-11-24"),
        ("11月", "period 2026-11-01..2026-11-30"), ("10月", "period 2027-10-01..2027-10-31"),
        ("12月1日到5日", "period 2026-12-01..2026-12-05"),
        ("从三月到五月", "period 2027-03-01..2027-05-31"), ("月初", "~period 2026-11-01..2026-11-10"),
    ])
    func chinese(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(arguments: [
        ("today", "date 2026-11-21"), ("the day after tomorrow", "date 2026-11-23"),
        ("the 15th", "date 2026-12-15"), ("the 15th of next month", "date 2026-12-15"),
        ("end of the month", "date 2026-11-30"), ("month end", "date 2026-11-30"),
        ("March 5", "date 2027-03-05"), ("5th of March 2028", "date 2028-03-05"),
        ("Dec 1st, 2026", "date 2026-12-01"), ("05-Aug-2027", "date 2027-08-05"),
        ("Wednesday", "date 2026-11-25"), ("next Friday", "date 2026-11-27"),
        ("coming Saturday", "date 2026-11-28"), ("this Friday", "date 2026-11-20"),
        ("in two weeks", "date 2026-12-05"), ("3 days ago", "date 2026-11-18"),
        ("two days after tomorrow", "date 2026-11-24"), ("2 months from now", "date 2027-01-21"),
        ("next month", "period 2026-12-01..2026-12-31"),
        ("in may", "period 2027-05-01..2027-05-31"),
        ("march next year", "period 2027-03-01..2027-03-31"),
        ("the next 3 days", "period 2026-11-22..2026-11-24"),
        ("from May to July", "period 2027-05-01..2027-07-31"),
        ("from Nov to Feb", "period 2026-11-01..2027-02-28"),
        ("December 18-19", "period 2026-12-18..2026-12-19"),
    ])
    func english(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(arguments: [
        ("2026-12-05", "date 2026-12-05"), ("2026/12/5", "date 2026-12-05"),
        ("2026.12.05", "date 2026-12-05"),
        ("12/1", "date 2026-12-01"), ("22/4", "date 2027-04-22"), ("1/2/2027", "date 2027-01-02"),
        ("2026-12", "period 2026-12-01..2026-12-31"), ("on 5.12", "date 2027-05-12"),
        ("5.12", "number 5.12"),
        ("24/7", ""), ("12/24期", "number 12; count 24 instalment"),
    ])
    func digits(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    /// Named, never rolled over into March.
    @Test(arguments: [
        ("2月30日", "date impossible 02-30"), ("4月31号还", "date impossible 04-31"),
        ("2027年2月29日", "date impossible 2027-02-29"), ("feb 30", "date impossible 02-30"),
        ("2027-02-29", "date impossible 2027-02-29"), ("下个月31号", "date 2026-12-31"),
        ("2月29日", "date 2028-02-29"),
    ])
    func impossible(_ line: String, _ expected: String) { #expect(notation(line) == expected) }
}
