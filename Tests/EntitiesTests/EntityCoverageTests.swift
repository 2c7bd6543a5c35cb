import Entities
import Testing

/// Kinds of expression that public specifications of values hold, in lines of our own, counted
/// from Saturday, 2026-11-21.
@Suite struct EntityCoverageTests {
    @Test(arguments: [
        ("the 80's", "period 1980-01-01..1989-12-31"), ("90 s", "number 90"),
        ("in the 60s", "period 1960-01-01..1969-12-31"), ("in 60s", "number 60"),
        ("back in the '50s", "period 1950-01-01..1959-12-31"),
        ("the 2020's", "period 2020-01-01..2029-12-31"),
        ("the noughties", "period 2000-01-01..2009-12-31"),
        ("the eighties", "period 1980-01-01..1989-12-31"), ("in my thirties", ""),
        ("the two thousands", "period 2000-01-01..2009-12-31"),
        ("the two thousand and twenties", "period 2020-01-01..2029-12-31"),
    ])
    func decades(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(arguments: [
        ("in 2025 and 2027", "period 2025-01-01..2025-12-31; period 2027-01-01..2027-12-31"),
        ("2025 and 2027", "number 2025; number 2027"),
        ("from two thousand to two thousand and six", "period 2000-01-01..2006-12-31"),
        ("from two thousand to three thousand", "~number 2000; ~number 3000"),
        ("between 2027 May and 2027 August", "period 2027-05-01..2027-08-31"),
        ("between June 2026 and 2028", "period 2026-06-01..2028-12-31"),
        ("from 12-3-2026-12-9-2026", "period 2026-12-03..2026-12-09"),
        ("from 3/4-3/9, 2027", "period 2027-03-04..2027-03-09"),
        ("on 3/4, 2000", "date 2027-03-04; number 2000"),
        ("from December twenty-eighth to the fifth", "period 2026-12-28..2027-01-05"),
        ("12月20日到15日", "period 2026-12-20..2027-01-15"),
        ("change it from 20 March to 15", "date 2027-03-20; number 15"),
        ("August to June", "period 2026-08-01..2027-06-30"),
        ("2027/14/Feb", "date 2027-02-14"), ("2027 - 03", "period 2027-03-01..2027-03-31"),
        ("2000 - 12", "~number 2000; ~number 12"),
        ("August of 95", "period 1995-08-01..1995-08-31"),
    ])
    func years(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(arguments: [
        ("less than 5 days after tomorrow", "period 2026-11-22..2026-11-27"),
        ("less than 3 weeks from now", "period 2026-11-21..2026-12-12"),
        ("w/c December 9", "period 2026-12-07..2026-12-13"),
        ("next fortnight", "period 2026-11-30..2026-12-13"),
        ("the fortnight", "period 2026-11-16..2026-11-29"),
        ("the week", "period 2026-11-16..2026-11-22"), ("how was the week", ""),
        ("this working week", "period 2026-11-16..2026-11-20"),
        ("the day before", "~date 2026-11-20"),
        ("it may start in the next decade", "period 2030-01-01..2039-12-31"),
        ("the year after next", "period 2028-01-01..2028-12-31"),
        ("within the next 4 years", "period 2026-11-21..2030-11-21"),
        ("6 days before new year", "date 2026-12-26"), ("happy new year", ""),
        ("presidents' day 2028", "date 2028-02-21"), ("saint patrick 2027", "date 2027-03-17"),
        ("the weekend of Thanksgiving", "period 2026-11-26..2026-11-29"),
        ("2nd week of Dec. on Monday", "date 2026-12-07"),
        ("上半年", "period 2026-01-01..2026-06-30"), ("上个半年", "period 2026-01-01..2026-06-30"),
        ("下个半年", "period 2027-01-01..2027-06-30"), ("五三七年二月", "period 0537-02-01..0537-02-28"),
        ("two decades", "count 20 year"), ("a year and a quarter", "count 15 month"),
        ("the whole month", "count 1 month"),
    ])
    func stretches(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(arguments: [
        ("two hundred and three dozen", "number 236"), ("two hundred and three", "number 203"),
        ("thirty and four and two fifths", "number 34.4"),
        ("thirty and four", "number 30; number 4"),
        ("three mln or four bln", "~number 3000000; ~number 4000000000"),
        ("20M", "~number 20000000"), ("24M", ""), ("2,345.5 G", "number 2345500000000"),
        ("2.5x10^4", "number 25000"), ("2^--3", "number 8"), ("7,00", "~number 7"),
        ("1500.5 g", "number 1500.5"),
        ("2.5e16", "number impossible 2.5e16"), ("五和二", "number 5; number 2"),
        ("五千五百六十七万亿", "number impossible 五千五百六十七万亿"),
        ("five and twenty-one hundredths", "number 5.21"),
        ("one one hundred and seventh", "share 1/107"),
        ("minus one over 40", "share -1/40"), ("two hundred forty-fifths", "share 40/9"),
        ("one hundred and twenty fifths", "share 24/1"),
        ("forty - five hundred-fifths", "share 900/1"),
        ("半百", "number 50"), ("2 5/4", "number 3.25"), ("500 5/4", "number 500; date 2027-05-04"),
        ("8 5 折", "~share 17/20"), ("六成 五", "share 13/20"),
        ("六成 五期", "share 3/5; count 5 instalment"),
        ("3-8%", "~share 3/100; ~share 2/25"), ("三四十个百分点", ""), ("这是一个问题", ""),
    ])
    func numbers(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    @Test(arguments: [
        ("twelve dollars thirty five", "amount 12.35 USD"), ("$20 and forty", "~amount 20.40 USD"),
        ("$20 and forty months", "amount 20.00 USD; count 40 month"),
        ("2 EUR30 vouchers", "number 2; amount 30.00 EUR"),
        ("1 $ 5 dollars note", "number 1; amount 5.00 USD"),
        ("MCAD 7", "amount 7,000,000.00 CAD"), ("Maud 60", "number 60"),
        ("8,00元", "~amount 8.00 CNY"),
        ("8日元2日本钱", "amount 8.02 JPY"), ("三美元又五美分", "amount 3.05 USD"),
        ("$30，400美元", "amount 30.00 USD; amount 400.00 USD"), ("¥3，400元", "amount 3,400.00 CNY"),
        ("123123123123123123123 元", "amount impossible 123123123123123123123 元"),
    ])
    func sums(_ line: String, _ expected: String) { #expect(notation(line) == expected) }

    /// Fractions and readings of a device, not days.
    @Test(arguments: ["8/1.5", "a ratio of 20/3.75"])
    func noDays(_ line: String) {
        let names = EntityReader.entities(in: line, today: entityToday).map(\.name)
        #expect(!names.contains("date"), "\(notation(line))")
    }
}
