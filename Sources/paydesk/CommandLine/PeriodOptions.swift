import ArgumentParser
import Quantities

/// The days, or times, between which something has happened.
struct PeriodOptions: ParsableArguments {
    @Option(help: "Nothing before this day or time, such as 2026-03-01 or 2026-03-01T10:00.")
    var from: String?

    @Option(help: "Nothing after this day or time; the day itself belongs to it.")
    var to: String?

    /// - Throws: `Failure` for what is no time, and where nothing can lie between the two.
    func range() throws -> Range<Moment> { try period.range() }

    var period: NamedPeriod { NamedPeriod(from: from, to: to) }
}

/// A period as it is told: from a day or time, and to one.
struct NamedPeriod {
    /// Nil for since ever.
    var from: String?
    /// Nil for what there is.
    var to: String?

    private static let always = Moment(seconds: -1 << 40)..<Moment(seconds: 1 << 40)

    init(from: String?, to: String?) { (self.from, self.to) = (from, to) }

    /// A month, a day, or two of them with two points between.
    init(named name: String) {
        let parts = name.split(separator: "..", maxSplits: 1).map(String.init)
        guard let first = parts.first, let last = parts.last, parts.count < 3 else {
            self.init(from: name, to: name)
            return
        }
        self.init(from: Self.firstDay(of: first) ?? first, to: Self.lastDay(of: last) ?? last)
    }

    /// Of `2026-02`; nil for what is no month.
    private static func firstDay(of month: String) -> String? {
        Day(month + "-01").map { "\($0)" }
    }

    private static func lastDay(of month: String) -> String? {
        Day(month + "-01").map { "\($0.adding(months: 1) - 1)" }
    }

    var isAll: Bool { from == nil && to == nil }

    /// As it is called: `2026-03-01 to 2026-03-31`.
    var name: String {
        switch (from, to) {
        case (nil, nil): "all"
        case (let from?, nil): "from \(from)"
        case (nil, let to?): "to \(to)"
        case (let from?, let to?): from == to ? from : "\(from) to \(to)"
        }
    }

    /// - Throws: `Failure` for what is no time, and where nothing can lie between the two.
    func range(_ first: String = "--from", _ last: String = "--to") throws -> Range<Moment> {
        let begin = try from.map { try Self.time($0, of: first) } ?? Self.always.lowerBound
        let end = try to.map { try Self.end($0, of: last) } ?? Self.always.upperBound
        guard begin < end else {
            throw Failure(
                .usage, "\(first) \(from ?? "") is after \(last) \(to ?? ""); exchange them")
        }
        return begin..<end
    }

    /// A day ends where the next begins.
    private static func end(_ text: String, of option: String) throws -> Moment {
        if let day = Day(text) { return Moment(day + 1) }
        return try time(text, of: option) + 1
    }

    private static func time(_ text: String, of option: String) throws -> Moment {
        guard let time = Moment(text) else {
            throw Failure(
                .usage, "\(option) '\(text)' is no time; write 2026-03-02 or 2026-03-02T10:00")
        }
        return time
    }
}
