import Dispatch
import Glibc

/// Work on a range in portions that know nothing of each other, on all cores. What comes out
/// depends neither on how many cores there are nor on which is done first.
enum Portions {
    /// Enough that a slow part holds nobody up.
    private static let perCore = 4

    static func forEach(of count: Int, _ body: @Sendable (Range<Int>) -> Void) {
        forEach(of: count, in: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) * perCore, body)
    }

    static func forEach(of count: Int, in parts: Int, _ body: @Sendable (Range<Int>) -> Void) {
        let parts = min(parts, count)
        guard parts > 0 else { return }
        DispatchQueue.concurrentPerform(iterations: parts) { part in
            body(count * part / parts..<count * (part + 1) / parts)
        }
    }
}
