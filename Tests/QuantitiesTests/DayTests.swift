import Foundation
import Quantities
import Testing

struct DayTests {
    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-03-15", 20_527),
        ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
    ])
    func countsFrom1970(_ text: String, is number: Int) throws {
        #expect(try #require(Day(text)).number == number)
        #expect(Day(number: number).description == text)
    }

    @Test(arguments: [
        (2024, true), (2026, false), (2000, true), (1900, false), (2100, false), (2400, true),
    ])
    func leapYears(_ year: Int, is leap: Bool) {
        #expect(Day.isLeap(year) == leap)
        #expect((Day(year: year, month: 2, day: 29) != nil) == leap)
    }

    @Test(arguments: [
        ("2026-03-15", 1, "2026-04-15"), ("2026-01-31", 1, "2026-02-28"),
        ("2026-01-31", 2, "2026-03-31"), ("2028-01-31", 1, "2028-02-29"),
        ("2100-01-31", 1, "2100-02-28"), ("2026-02-28", 1, "2026-03-28"),
        ("2026-10-31", 1, "2026-11-30"), ("2026-12-15", 1, "2027-01-15"),
        ("2026-11-30", 3, "2027-02-28"), ("2028-02-29", 12, "2029-02-28"),
        ("2026-03-31", -1, "2026-02-28"), ("2026-01-15", -1, "2025-12-15"),
        ("2026-05-31", 0, "2026-05-31"), ("2026-05-31", 600, "2076-05-31"),
    ])
    func monthsLater(_ day: String, _ months: Int, is expected: String) throws {
        #expect(try #require(Day(day)).adding(months: months).description == expected)
    }

    @Test(arguments: [
        ("1970-01-01", 4), ("2026-03-15", 7), ("2026-03-16", 1), ("2000-02-29", 2),
        ("1969-12-31", 3), ("2100-03-01", 1),
    ])
    func weekday(_ day: String, is weekday: Int) throws {
        #expect(try #require(Day(day)).weekday == weekday)
    }

    @Test(arguments: [
        "", "2026-3-15", "2026-03-15 ", " 2026-03-15", "2026/03/15", "20260315", "2026-02-29",
        "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "0000-01-01", "2026-03-1a",
        "+026-03-15", "-026-03-15", "２０２６-03-15", "2100-02-29",
    ])
    func rejects(_ text: String) {
        #expect(Day(text) == nil)
    }

    @Test func everyDayOfFourCenturiesIsTheNextOne() throws {
        var expected = (year: 1800, month: 1, day: 1)
        let first = try #require(Day("1800-01-01"))
        for offset in 0..<146_097 {
            let day = first + offset
            #expect(day.components == expected)
            #expect(Day(year: expected.year, month: expected.month, day: expected.day) == day)
            expected.day += 1
            if expected.day > Day.length(ofMonth: expected.month, year: expected.year) {
                expected = (expected.year, expected.month + 1, 1)
            }
            if expected.month > 12 { expected = (expected.year + 1, 1, 1) }
        }
    }

    @Test func arithmeticAndOrder() throws {
        let day = try #require(Day("2026-02-27"))
        #expect((day + 2).description == "2026-03-01")
        #expect((day - 58).description == "2025-12-31")
        #expect(day + 2 - day == 2)
        #expect(day - (day + 2) == -2)
        #expect(day < day + 1)
    }

    @Test func codesAsText() throws {
        let days = [try #require(Day("2026-02-27"))]
        #expect(
            String(decoding: try JSONEncoder().encode(days), as: UTF8.self) == #"["2026-02-27"]"#)
        #expect(try JSONDecoder().decode([Day].self, from: Data(#"["2026-02-27"]"#.utf8)) == days)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Day].self, from: Data(#"["2026-02-30"]"#.utf8))
        }
    }
}
