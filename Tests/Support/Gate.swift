import Foundation

/// How much of a generated test is run: a short piece with every `make test`, all of it where
/// `PAYDESK_GATE=1` is set.
package enum Gate {
    private static let variables = ProcessInfo.processInfo.environment

    package static let isFull = variables["PAYDESK_GATE"] == "1"

    /// Where what is generated begins: `PAYDESK_SEED`, or anywhere.
    package static let seed =
        variables["PAYDESK_SEED"].flatMap { UInt64($0) } ?? .random(in: 0..<1 << 32)

    package static func count(_ short: Int, full: Int) -> Int { isFull ? full : short }

    /// A row of the table that `make gate` writes into Documentation/reliability.md.
    package static func tell(_ done: String, _ test: String, _ often: String, _ result: String) {
        print("gate| \(done) | `\(test)` | \(often) | \(result)")
    }

    /// The generator of a test; its seed is printed, so that a failure can be had again.
    package static func random(_ test: String) -> SplitMix {
        print("\(test): PAYDESK_SEED=\(seed)")
        return SplitMix(state: seed)
    }
}
