import ArgumentParser
import Foundation
import Ledger

struct AccountUnlock: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlock",
        abstract: "Let a customer sign in and use codes again, after too many wrong tries.",
        discussion: """
            Three wrong tries lock for half an hour, three more for twice as long; fifteen within a \
            day until somebody has made sure who it is, and says here how. Who did it, and the \
            reason, go into the audit chain.

            EXAMPLE
              paydesk account unlock zhang-wei --reason "called back, ID card seen"
            """)

    @Argument(help: "The customer, such as zhang-wei.", completion: .customers)
    var customer: String

    @Option(help: "How it was made sure that it is the customer.")
    var reason: String

    @OptionGroup var options: BookOptions

    private struct Outcome: Encodable {
        var customer: String
        /// False: nothing was locked, and nothing was changed.
        var unlocked: Bool
    }

    func validate() throws {
        guard reason.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError("--reason takes words: how it was made sure who it is")
        }
    }

    func run() throws {
        let place = try options.place()
        try BookFile.refuseMissing(place)
        let clock = try options.clock()
        let ledger = try BookFile.open(place, clock)
        let customer = try CustomerName.resolve(customer, in: ledger)
        let isUnlocked = try ledger.unlock(
            customer: customer, by: NSUserName(), reason: reason,
            at: ledger.time(at: clock.now))
        try options.write(
            Outcome(customer: customer, unlocked: isUnlocked),
            ["\(customer): " + (isUnlocked ? "may sign in and use codes again" : "was not locked")])
    }
}
