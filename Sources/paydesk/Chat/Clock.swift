import Foundation
import Ledger
import Quantities

/// The time at the desk: the machine's, or stopped where `--now` says.
struct Clock {
    private let stopped: Moment?

    init(_ text: String?) throws {
        guard let text else {
            stopped = nil
            return
        }
        guard let moment = Moment(text) else {
            throw Failure(
                .usage,
                "--now '\(text)' is no time; write 2026-03-02T10:00 or 2026-03-02T10:00+08:00")
        }
        let years = Ledger.years
        guard years.contains(moment.day.year) else {
            throw Failure(
                .usage,
                "--now '\(text)' is out of range; name a year from \(years.lowerBound) to "
                    + "\(years.upperBound)")
        }
        stopped = moment
    }

    var isStopped: Bool { stopped != nil }

    var now: Moment {
        stopped ?? Moment(seconds: Int64(Date().timeIntervalSince1970.rounded(.down)))
    }
}

/// Randomness is drawn here and handed in.
enum OneTimeCodes {
    static func draw() -> String {
        let number = Int.random(in: 0..<1_000_000)
        return String(String(1_000_000 + number).dropFirst())
    }
}

enum Conversations {
    /// A name no other conversation has: 64 random bits.
    static func name() -> String {
        "C" + String(UInt64.random(in: .min ... .max), radix: 36, uppercase: true)
    }
}
