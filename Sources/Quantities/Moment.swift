/// An instant, in seconds since 1970-01-01T00:00Z. The desk's wall clock is always UTC+8:
/// China has one time zone and no summer time, and a book must not depend on a machine's setting.
package struct Moment: Hashable, Comparable, Sendable, Codable {
    package let seconds: Int64

    package init(seconds: Int64) { self.seconds = seconds }

    /// A wall-clock time at the desk.
    package init(_ day: Day, hour: Int = 0, minute: Int = 0) {
        seconds = Int64(day.number) * 86_400 + Int64(hour * 3600 + minute * 60) - Self.offset
    }

    private static let offset: Int64 = 8 * 3600

    private var local: Int64 { seconds + Self.offset }
    private var secondOfDay: Int64 { local - Int64(day.number) * 86_400 }

    /// The day at the desk.
    package var day: Day {
        Day(number: Int(local >= 0 ? local / 86_400 : (local - 86_399) / 86_400))
    }
    package var hour: Int { Int(secondOfDay / 3600) }
    package var minute: Int { Int(secondOfDay % 3600 / 60) }
    package var second: Int { Int(secondOfDay % 60) }

    package static func < (a: Moment, b: Moment) -> Bool { a.seconds < b.seconds }
    package static func + (moment: Moment, seconds: Int64) -> Moment {
        Moment(seconds: moment.seconds + seconds)
    }
    /// Seconds from `b` to `a`.
    package static func - (a: Moment, b: Moment) -> Int64 { a.seconds - b.seconds }
}

extension Moment {
    /// Reads ISO 8601: a day, optionally `T` or a space and `HH:MM[:SS[.fff]]`, optionally `Z` or
    /// `±HH:MM`. Without an offset the time is the desk's own, +08:00; a bare day is its midnight.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 10, let day = Day(String(decoding: bytes[..<10], as: UTF8.self)) else {
            return nil
        }
        var rest = bytes[10...]
        var offset = Self.offset
        var ofDay: Int64 = 0
        if !rest.isEmpty {
            guard rest.removeFirst() == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
                let time = Self.takeTime(&rest), let zone = Self.takeOffset(&rest), rest.isEmpty
            else { return nil }
            (ofDay, offset) = (time, zone)
        }
        self.init(seconds: Int64(day.number) * 86_400 + ofDay - offset)
    }

    private static func takeTime(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        guard let hour = takeTwoDigits(&rest, below: 24), take(":", &rest),
            let minute = takeTwoDigits(&rest, below: 60)
        else { return nil }
        var second = 0
        if take(":", &rest) {
            guard let value = takeTwoDigits(&rest, below: 60) else { return nil }
            second = value
            if take(".", &rest) {
                let fraction = rest.prefix { (0x30...0x39).contains($0) }
                guard !fraction.isEmpty else { return nil }
                rest = rest.dropFirst(fraction.count)
            }
        }
        return Int64(hour * 3600 + minute * 60 + second)
    }

    private static func takeOffset(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        if rest.isEmpty { return offset }
        if take("Z", &rest) { return 0 }
        let sign: Int64
        if take("+", &rest) { sign = 1 } else if take("-", &rest) { sign = -1 } else { return nil }
        guard let hours = takeTwoDigits(&rest, below: 24) else { return nil }
        _ = take(":", &rest)
        guard let minutes = takeTwoDigits(&rest, below: 60) else { return nil }
        return sign * Int64(hours * 3600 + minutes * 60)
    }

    private static func take(_ character: Unicode.Scalar, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    private static func takeTwoDigits(_ rest: inout ArraySlice<UInt8>, below limit: Int) -> Int? {
        guard rest.count >= 2, let value = Day.digits(rest.prefix(2)), value < limit else {
            return nil
        }
        rest = rest.dropFirst(2)
        return value
    }
}

extension Moment: CustomStringConvertible {
    /// ISO 8601 at the desk's offset, seconds only where there are any: `2026-03-02T10:00+08:00`.
    package var description: String {
        "\(day)T\(timeOfDay)" + (second == 0 ? "" : ":" + padded(second, 2)) + "+08:00"
    }

    /// `10:00`.
    package var timeOfDay: String { padded(hour, 2) + ":" + padded(minute, 2) }
}
