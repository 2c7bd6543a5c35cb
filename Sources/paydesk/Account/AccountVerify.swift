import ArgumentParser
import Ledger

struct AccountVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Recompute the whole book; exit 1 and the first wrong row when it is not right.",
        discussion: """
            Sums, balances, schedules, receipts, tickets, the audit chain, and the checkpoints of \
            that chain in their other place. --accept goes on with a book that was restored or \
            moved without its checkpoints: new ones are begun, the old ones kept aside.

            EXAMPLES
              paydesk account verify
              paydesk account verify --accept "restored from the copy of Sunday"
            """)

    @OptionGroup var options: BookOptions
    @OptionGroup var spoken: StaffLanguage

    @OptionGroup var accepting: AcceptOptions

    private struct Verdict: Encodable {
        var isRight: Bool
        /// The first wrong row of each kind.
        var findings: [FindingView]
    }

    func run() throws {
        let findings = try accepting.approval.map(accepted) ?? options.look().verify()
        let verdict = Verdict(
            isRight: findings.isEmpty, findings: findings.map(FindingView.init))
        if findings.isEmpty || options.json {
            try options.write(verdict, [spoken.words("the books are right")])
        }
        guard findings.isEmpty else { throw Failure(findings, spoken.words) }
    }

    private func accepted(_ approval: Approval) throws -> [Discrepancy] {
        let place = try options.place()
        try BookFile.refuseMissing(place)
        let clock = try options.clock()
        return try BookFile.open(place, clock).acceptWithoutCheckpoints(approval, at: clock.now)
    }
}
