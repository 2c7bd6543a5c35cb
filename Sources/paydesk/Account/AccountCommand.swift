import ArgumentParser
import Desk
import Foundation
import Ledger
import Quantities

/// The staff view of the account store, a subcommand a file.
struct AccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "Staff view of the mock account store.",
        discussion: """
            Looking moves nothing; dates are brought to the present in a copy. Personal data is \
            masked unless --reveal tells a reason. The audit chain notes who looked at whom.

            EXAMPLES
              paydesk account list
              paydesk account show zhang-wei
              paydesk account prove R000001
              paydesk account queue
              paydesk account take H000001
            """,
        subcommands: [
            AccountSeed.self, AccountList.self, AccountShow.self, AccountStatement.self,
            AccountSchedule.self, AccountLedger.self, AccountReceipts.self, AccountProve.self,
            AccountQueue.self, AccountTake.self, AccountNote.self, AccountAssign.self,
            AccountClose.self, AccountReopen.self, AccountAudit.self, AccountUnlock.self,
            AccountVerify.self,
            AccountAdvance.self, AccountRoles.self,
        ])
}

/// Which book, at what time, and how to say it.
struct BookOptions: ParsableArguments {
    @Option(
        help: """
            The book: a file, postgres://user@host/database, or :memory: for a fresh demo book. \
            Default: $PAYDESK_STORE, then the usual file.
            """,
        completion: .file())
    var store: String?

    @Option(help: "Look as of this time, such as 2026-03-02T10:00 (+08:00 unless said).")
    var now: String?

    @Flag(help: "JSON, an object a line; amounts in fen.")
    var json = false

    func place() throws -> Ledger.Place { try BookFile.place(store) }

    func clock() throws -> Clock { try Clock(now) }

    /// The time to look as of: what was asked for, or the time at the desk. In a book that is far
    /// from the clock that is the book's, and it is said.
    func moment(in ledger: Ledger) throws -> Moment {
        let clock = try clock()
        guard !clock.isStopped, let gap = try ledger.clockGap(at: clock.now) else {
            return clock.now
        }
        Console.note("\(gap) What is shown is as of \(gap.book).")
        return try ledger.time(at: clock.now)
    }

    func look() throws -> Ledger { try BookFile.look(at: place(), now: clock().now) }

    /// Writes the answer whole, as JSON or as lines.
    func write(_ value: some Encodable, _ lines: @autoclosure () -> [String]) throws {
        var output = Output.standard
        try output.write(json ? JSON.line(value) + "\n" : lines().map { $0 + "\n" }.joined())
        try output.flush()
    }

    /// The same for several, each an object of its own.
    func write(_ values: [some Encodable], _ lines: @autoclosure () -> [String]) throws {
        var output = Output.standard
        try output.write(json ? JSON.lines(values) : lines().map { $0 + "\n" }.joined())
        try output.flush()
    }
}

/// Going on where the book itself cannot tell whether it may.
struct AcceptOptions: ParsableArguments {
    @Option(help: "Go on, for this reason; the audit chain notes it, and who gave it.")
    var accept: String?

    func validate() throws { try Reason.check(accept, of: "--accept") }

    var approval: Approval? { accept.map { Approval(by: NSUserName(), reason: $0) } }
}

extension Ledger {
    /// A customer's position now; the book itself stays where it is.
    func position(of customer: String, at now: Moment) throws -> CustomerPosition {
        guard let account = try copiedToMemory(of: customer).account(of: customer, at: now) else {
            throw CustomerName.unknown(customer, among: try customers())
        }
        return CustomerPosition(account: account, now: now)
    }
}
