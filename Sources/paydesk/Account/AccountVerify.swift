import ArgumentParser
import Ledger

struct AccountVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Recompute the whole book; exit 1 and the first wrong row when it is not right.",
        discussion: """
            Sums, balances, schedules, receipts, the audit chain, and the checkpoints of that chain \
            in their other place.

            EXAMPLE
              paydesk account verify
            """)

    @OptionGroup var options: BookOptions

    @Flag(help: "Go on with a book that was restored or moved without its checkpoints.")
    var accept = false

    private struct Verdict: Encodable {
        var isRight: Bool
        /// The first wrong row of each kind.
        var findings: [String]
    }

    func run() throws {
        let findings = try accept ? accepted() : options.look().verify()
        let verdict = Verdict(isRight: findings.isEmpty, findings: findings)
        if findings.isEmpty || options.json {
            try options.write(verdict, ["the books are right"])
        }
        guard findings.isEmpty else {
            throw Failure(.differs, findings.joined(separator: "\npaydesk: "))
        }
    }

    private func accepted() throws -> [String] {
        let place = try options.place()
        if case .file(let path) = place { try BookFile.refuseMissing(path) }
        let now = try options.clock().now
        return try BookFile.open(place, now: now).acceptWithoutCheckpoints(at: now)
    }
}
