import Conversation
import Quantities

/// A six-digit code bound to one quote: five minutes, one use.
struct OneTimeCode {
    let digits: String
    let quote: String
    let drawn: Moment

    func isFresh(at now: Moment) -> Bool { (0..<Session.codeLifetime).contains(now - drawn) }

    /// Compares without stopping at the first difference.
    func matches(_ typed: String) -> Bool {
        let (a, b) = (Array(digits.utf8), Array(typed.utf8))
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
