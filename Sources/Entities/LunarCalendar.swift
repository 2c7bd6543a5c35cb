import Quantities

/// The Chinese calendar from 2020 to 2050: 农历八月十五, 除夕, 端午.
enum LunarCalendar {
    static let span = 2020...2050

    /// The day of a month of a lunar year; nil outside of the table, or where the month is shorter.
    /// A leap month has the number of the month before it, and is never meant by the number alone.
    static func day(year: Int, month: Int, day: Int) -> Day? {
        guard let first = years[year], (1...12).contains(month), day >= 1 else { return nil }
        var start = first.newYear
        for (place, length) in first.lengths.enumerated() where place < first.places[month - 1] {
            start = start + length
        }
        let length = first.lengths[first.places[month - 1]]
        return day <= length ? start + (day - 1) : nil
    }

    private struct Year {
        var newYear: Day
        /// Days of each month, leap months among them.
        var lengths: [Int]
        /// Where among them the twelve numbered months stand.
        var places: [Int]
    }

    private static let years: [Int: Year] = {
        var years: [Int: Year] = [:]
        for row in table.split(separator: "\n") {
            let parts = row.split(separator: " ")
            guard parts.count == 2, let newYear = Day(parts[0]) else { continue }
            var (lengths, places, isLeap) = ([Int](), [Int](), false)
            for mark in parts[1] {
                guard mark != "L" else {
                    isLeap = true
                    continue
                }
                if !isLeap { places.append(lengths.count) }
                lengths.append(mark == "1" ? 30 : 29)
                isLeap = false
            }
            years[newYear.year] = Year(newYear: newYear, lengths: lengths, places: places)
        }
        return years
    }()

    /// New Year's Day, then each month: 1 has thirty days, 0 twenty-nine, and L a leap month next.
    private static let table = """
        2020-01-25 0111L010010101
        2021-02-12 011010101010
        2022-02-01 101011010101
        2023-01-22 01L00110110101
        2024-02-10 010010110110
        2025-01-29 101001L0101110
        2026-02-17 101001001110
        2027-02-06 110100100110
        2028-01-26 11101L00100110
        2029-02-13 110101010011
        2030-02-03 010110101010
        2031-01-23 011L0101101010
        2032-02-11 100101101101
        2033-01-31 01001010111L01
        2034-02-19 010010101101
        2035-02-08 101001001101
        2036-01-28 110100L1001011
        2037-02-15 110100100101
        2038-02-04 110101010010
        2039-01-24 11011L01010100
        2040-02-12 101101011010
        2041-02-01 010101101101
        2042-01-22 01L00101011011
        2043-02-10 010010011011
        2044-01-30 1010010L010111
        2045-02-17 101001001011
        2046-02-06 101010100101
        2047-01-26 10110L10100101
        2048-02-14 011011010010
        2049-02-02 101011011010
        2050-01-23 010L1010110110
        """
}
