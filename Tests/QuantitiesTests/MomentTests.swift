import Quantities
import Testing

struct MomentTests {
    /// What is read, and the same moment at the desk.
    @Test(arguments: [
        ("2026-03-02", "2026-03-02T00:00+08:00"),
        ("2026-03-02T10:00", "2026-03-02T10:00+08:00"),
        ("2026-03-02 10:00", "2026-03-02T10:00+08:00"),
        ("2026-03-02T10:00:00", "2026-03-02T10:00+08:00"),
        ("2026-03-02T10:00:59", "2026-03-02T10:00:59+08:00"),
        ("2026-03-02T10:00:09.123", "2026-03-02T10:00:09+08:00"),
        ("2026-03-02T10:00+08:00", "2026-03-02T10:00+08:00"),
        ("2026-03-02T10:00+0800", "2026-03-02T10:00+08:00"),
        ("2026-03-02T02:00Z", "2026-03-02T10:00+08:00"),
        ("2026-03-01T16:00Z", "2026-03-02T00:00+08:00"),
        ("2026-03-01T15:59:59Z", "2026-03-01T23:59:59+08:00"),
        ("2026-03-01T21:00-05:00", "2026-03-02T10:00+08:00"),
        ("2026-03-02T07:30+05:30", "2026-03-02T10:00+08:00"),
        ("1969-12-31T23:59", "1969-12-31T23:59+08:00"),
        ("1970-01-01T00:00Z", "1970-01-01T08:00+08:00"),
    ])
    func reads(_ text: String, as expected: String) {
        #expect(Moment(text)?.description == expected)
    }

    @Test(arguments: [
        "", "now", "2026-03-02T", "2026-03-02T10", "2026-03-02T10:", "2026-03-02T24:00",
        "2026-03-02T10:60", "2026-03-02T10:00:60", "2026-03-02T10:00:00.", "2026-03-02T10:00+8",
        "2026-03-02T10:00X", "2026-03-02T10:00Z ", "2026-02-30T10:00", "2026-03-02x10:00",
        "2026-03-02T10:00+24:00", "2026-03-02T1000",
    ])
    func rejects(_ text: String) {
        #expect(Moment(text) == nil)
    }

    /// The hours that decide around a cut-off, seconds included.
    @Test(arguments: [
        ("2026-03-02T00:00:00", 0, 0, 0), ("2026-03-02T19:59:59", 19, 59, 59),
        ("2026-03-02T20:00:00", 20, 0, 0), ("2026-03-02T21:59:59", 21, 59, 59),
        ("2026-03-02T22:00:00", 22, 0, 0), ("2026-03-02T23:59:59", 23, 59, 59),
        ("1960-07-01T05:06:07", 5, 6, 7),
    ])
    func timeOfDay(_ text: String, _ hour: Int, _ minute: Int, _ second: Int) throws {
        let moment = try #require(Moment(text))
        #expect((moment.hour, moment.minute, moment.second) == (hour, minute, second))
        #expect(moment.day.description == text.prefix(10))
    }

    @Test func printedMomentsReadBack() throws {
        let day = try #require(Day("2026-03-02"))
        for hour in 0..<24 {
            let moment = Moment(day, hour: hour, minute: 59 - hour) + Int64(hour)
            #expect(Moment(moment.description) == moment)
            #expect(moment.day == day)
        }
    }

    @Test func arithmetic() throws {
        let moment = try #require(Moment("2026-03-02T23:59:30"))
        #expect((moment + 30).description == "2026-03-03T00:00+08:00")
        #expect((moment + 30) - moment == 30)
        #expect(moment < moment + 1)
    }
}
