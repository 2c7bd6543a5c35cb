import ArgumentParser
import Quantities

/// The days, or times, between which something has happened.
struct PeriodOptions: ParsableArguments {
    @Option(help: "Nothing before this day or time, such as 2026-03-01 or 2026-03-01T10:00.")
    var from: String?

    @Option(help: "Nothing after this day or time; the day itself belongs to it.")
    var to: String?

    private static let always = Moment(seconds: -1 << 40)..<Moment(seconds: 1 << 40)

    /// - Throws: `Failure` for what is no time, and where nothing can lie between the two.
    func range() throws -> Range<Moment> {
        let first = try from.map { try Self.time($0, of: "--from") } ?? Self.always.lowerBound
        let end = try to.map { try Self.end($0) } ?? Self.always.upperBound
        guard first < end else {
            throw Failure(.usage, "--from \(from ?? "") is after --to \(to ?? ""); exchange them")
        }
        return first..<end
    }

    /// A day ends where the next begins.
    private static func end(_ text: String) throws -> Moment {
        if let day = Day(text) { return Moment(day + 1) }
        return try time(text, of: "--to") + 1
    }

    private static func time(_ text: String, of option: String) throws -> Moment {
        guard let time = Moment(text) else {
            throw Failure(
                .usage, "\(option) '\(text)' is no time; write 2026-03-02 or 2026-03-02T10:00")
        }
        return time
    }
}
