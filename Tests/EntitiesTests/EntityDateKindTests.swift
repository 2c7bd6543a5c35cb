import Entities
import Testing

/// Days and stretches by the kind of expression, counted from Saturday, 2026-11-21.
@Suite struct EntityDateKindTests {
    @Test(arguments: [
        ("rest of my week", "period 2026-11-21..2026-11-22"),
        ("next week from Tuesday to Thursday", "period 2026-11-24..2026-11-26"),
        ("Mon-Wed", "period 2026-11-23..2026-11-25"),
        ("May through July 2027", "period 2027-05-01..2027-07-31"),
        ("from 3 to 21 next month", "period 2026-12-03..2026-12-21"),
        ("December between 21 and 23", "period 2026-12-21..2026-12-23"),
        ("12 and 13 June", "date 2027-06-12; date 2027-06-13"),
        ("Dec 3-8, 2027", "period 2027-12-03..2027-12-08"),
        ("2027 to 2029", "period 2027-01-01..2029-12-31"),
        ("2000 to 2100", "~number 2000; ~number 2100"),
        ("rest of week", "period 2026-11-21..2026-11-22"), ("the day after", "~date 2026-11-22"),
        ("the nineteen seventies", "period 1970-01-01..1979-12-31"), ("下个工作日", "~date 2026-11-23"),
        ("in one thousand seven hundred and sixty six", "period 1766-01-01..1766-12-31"),
        ("in one thousand seven hundred yuan", "amount 1,700.00 CNY"),
        ("two weeks starting Monday", "period 2026-11-23..2026-12-06"),
        ("12 months starting December 1", "count 12 month; date 2026-12-01"),
        ("within 3 days from Friday", "period 2026-11-27..2026-11-30"),
        ("within 30 days of today", "period 2026-11-21..2026-12-21"),
        ("the last quarter of 2026", "period 2026-10-01..2026-12-31"),
        ("last three months of the year", "period 2026-10-01..2026-12-31"),
        ("the first two weeks of December", "period 2026-11-30..2026-12-13"),
        ("the last weekend of the month", "period 2026-11-28..2026-11-29"),
        ("in nineteen ninety nine", "period 1999-01-01..1999-12-31"),
        ("FY27", "period 2027-01-01..2027-12-31"),
        ("first week of next May", "period 2027-05-03..2027-05-09"),
        ("March 3rd and 4th", "date 2027-03-03; date 2027-03-04"),
        ("3 and 12 months", "number 3; count 12 month"),
        ("later this month", "~period 2026-11-21..2026-11-30"),
        ("earlier this month", "~period 2026-11-01..2026-11-15"),
        ("mid next week", "~period 2026-11-24..2026-11-27"),
        ("middle of 2027", "~period 2027-05-01..2027-08-31"),
        ("the third week next year", "period 2027-01-18..2027-01-24"),
        ("first week of March on Tuesday", "date 2027-03-02"),
        ("the weekend after next", "period 2026-12-05..2026-12-06"),
        ("that month", "~period 2026-11-01..2026-11-30"),
        ("week starting December 1", "period 2026-11-30..2026-12-06"),
        ("a week starting tomorrow", "period 2026-11-22..2026-11-28"),
        ("the week of 12/7", "period 2026-12-07..2026-12-13"), ("year-end", "date 2026-12-31"),
        ("by EOM", "≤date 2026-11-30"), ("next decade", "period 2030-01-01..2039-12-31"),
        ("the 19th century", "period 1800-01-01..1899-12-31"),
        ("summer 2027", "~period 2027-06-01..2027-08-31"),
        ("this winter", "~period 2026-12-01..2027-02-28"),
        ("the weekend of Halloween", "period 2027-10-30..2027-10-31"),
    ])
    func stretches(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(arguments: [
        ("H1 2027", "period 2027-01-01..2027-06-30"), ("2027-H2", "period 2027-07-01..2027-12-31"),
        ("q1-2027", "period 2027-01-01..2027-03-31"),
        ("2027 the third quarter", "period 2027-07-01..2027-09-30"),
        ("next year's second quarter", "period 2027-04-01..2027-06-30"),
        ("the first half of 2027", "period 2027-01-01..2027-06-30"),
        ("third-quarter of 2027", "period 2027-07-01..2027-09-30"),
        ("2027 april", "period 2027-04-01..2027-04-30"),
        ("pay 2000 April", "number 2000; period 2027-04-01..2027-04-30"),
        ("2027/ 3", "period 2027-03-01..2027-03-31"),
        ("Feb of next year", "period 2027-02-01..2027-02-28"),
        ("Feb '27", "period 2027-02-01..2027-02-28"),
        ("from April until the end of June", "period 2027-04-01..2027-06-30"),
    ])
    func partsOfYears(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(arguments: [
        ("20261215", "date 2026-12-15"), ("还20261215", "amount 20,261,215.00 CNY"),
        ("20261315", "number 20261315"),
        ("2026-12-24T10:30:00", "date 2026-12-24"), ("11/12,2026", "date 2026-11-12"),
        ("10 days from 01/05/2027", "date 2027-01-15"), ("this Friday (Nov-27)", "date 2026-11-27"),
        ("Monday two weeks from now", "date 2026-11-30"),
        ("Thursday, 5 days from now", "date 2026-11-26"),
        ("2 weeks after Christmas on Thursday", "date 2027-01-07"),
        ("half a year ago", "date 2026-05-21"), ("pay on the first", "date 2026-12-01"),
        ("fifth Friday", "date impossible fifth Friday"),
        ("two weeks in the future", "date 2026-12-05"), ("3 days earlier", "date 2026-11-18"),
        ("in 3 business days", "~date 2026-11-25"),
        ("the last working day of the month", "~date 2026-11-30"),
        ("next 4 business days", "~period 2026-11-22..2026-11-26"),
        ("next couple of weeks", "~period 2026-11-22..2026-12-05"),
        ("the day after Christmas", "date 2026-12-26"), ("Good Friday 2027", "date 2027-03-26"),
        ("October 9, nineteen zero four", "date 1904-10-09"),
        ("till the current date", "date 2026-11-21"),
    ])
    func days(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(arguments: [
        ("十月的第一周", "period 2027-10-04..2027-10-10"), ("十二月最后一周", "period 2026-12-28..2027-01-03"),
        ("下个月的第一天", "date 2026-12-01"), ("上半月", "period 2026-11-01..2026-11-15"),
        ("下半周", "period 2026-11-19..2026-11-22"), ("90年代", "period 1990-01-01..1999-12-31"),
        ("上世纪70年代", "period 1970-01-01..1979-12-31"), ("今年年底", "date 2026-12-31"),
        ("明年年中", "~period 2027-05-01..2027-08-31"), ("四季度", "period 2026-10-01..2026-12-31"),
        ("2027年一季度", "period 2027-01-01..2027-03-31"), ("一季度末", "date 2027-03-31"),
        ("季末", "date 2026-12-31"),
        ("今年夏天", "~period 2026-06-01..2026-08-31"), ("去年今天", "date 2025-11-21"),
        ("07年以后", "period 2007-01-01..2007-12-31"), ("2018年之前", "period 2018-01-01..2018-12-31"),
        ("三月初五", "date 2027-04-11"),
        ("三月初三千块", "~period 2027-03-01..2027-03-10; amount 3,000.00 CNY"),
        ("大年初一", "date 2027-02-06"), ("清明节", "date 2027-04-05"), ("端午节前三天", "date 2027-06-06"),
        ("国庆后五天", "date 2027-10-06"), ("十一长假", "date 2027-10-01"), ("十一前还清", "≤date 2027-10-01"),
        ("二十一前", "number 21"), ("26-12-15", "date 2026-12-15"),
        ("12-11-10有空", "date 2012-11-10"), ("12/11/26还", "date 2026-12-11"),
        ("三个工作日内", "~period 2026-11-21..2026-11-25"),
        ("本月最后一个工作日", "~date 2026-11-30"), ("两个星期又三天", "count 17 day"),
        ("一年又两个月", "count 14 month"),
        ("从现在到月底", "period 2026-11-21..2026-11-30"),
        ("12月1号至下周五", "date 2026-12-01; date 2026-11-27"),
    ])
    func chinese(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    /// Words and digits that look like days and are none.
    @Test(arguments: [
        "this may take a while", "you may, at your discretion, ask", "it may or may not help",
        "I march on", "sat down", "the sun is out", "just a second", "day after day", "nice day",
        "good night", "have a great month", "for the 25th anniversary", "every 15th",
        "in the 2nd row",
        "the 3rd floor", "Tel: +86 2026-2027-55", "321-45-6789", "the aspect is 4:3", "up-to-date",
        "每月15号", "每周五", "打电话",
    ])
    func noDays(_ line: String) {
        let names = EntityReader.entities(in: line, today: entityToday).map(\.name)
        #expect(!names.contains("date") && !names.contains("period"), "\(notation(line))")
    }
}
