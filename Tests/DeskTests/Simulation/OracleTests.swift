import GRDB
import Quantities
import TestSupport
import Testing

@testable import Ledger

/// What simulations look for would be found.
@Suite struct OracleTests {
    private static let now = Moment("2026-03-02T10:00+08:00") ?? Moment(seconds: 0)

    /// A book in a file, with eyes on it.
    private func book() throws -> (folder: QuickFolder, ledger: Ledger, books: Books) {
        let folder = try QuickFolder()
        let path = folder.path + "/book.sqlite"
        let ledger = try Ledger(at: .file(path), now: Self.now + -86_400)
        return (folder, ledger, try Books(path))
    }

    @Test(arguments: [
        "UPDATE customers SET card_balance = card_balance - 1 WHERE id = 'li-na'",
        "UPDATE rows SET paid_principal = paid_principal - 1 WHERE paid_principal > 0 AND number = 1",
        "UPDATE rows SET paid_interest = paid_interest - 1 WHERE paid_interest > 0 AND number = 1",
        "UPDATE movements SET amount = amount + 1 WHERE number = 1",
        "UPDATE statements SET paid = paid + 1 WHERE converted + paid < purchases",
        "UPDATE purchases SET amount = amount + 1 WHERE statement IS NOT NULL",
        "UPDATE loans SET status = 'settled' WHERE id = 'LN10003815'",
        """
        INSERT INTO operations (number, customer, origin, kind, subject, at)
            SELECT max(number) + 1, 'li-na', 'debit', 'repayment', 'x', max(at) FROM operations
        """,
    ])
    func aLieInTheBooksIsSeen(_ sql: String) throws {
        var (folder, ledger, books) = try book()
        #expect(try books.look().isEmpty)
        try ledger.store.write { try $0.run(sql) }
        #expect(throws: Wrong.self) { try books.look() }
        withExtendedLifetime(folder) {}
    }

    /// The ledger carries it out; nobody has agreed to it at that terminal.
    @Test func anOrderNobodyAgreedToIsSeen() throws {
        var (folder, ledger, books) = try book()
        var terminal = Terminal(
            "S1", on: ledger, for: "zhang-wei", clock: TestClock(Self.now),
            random: SplitMix(state: 1))
        _ = try terminal.open()
        _ = try terminal.hear(.text("提前结清"))
        let proposal = try #require(terminal.desk.dialogue.openProposal)
        _ = try ledger.execute(
            proposal.order, customer: "zhang-wei", key: "S1/Q1",
            evidence: Evidence(
                level: 2, quote: "Q1", accountVersion: proposal.accountVersion, consent: "确认",
                validUntil: proposal.validUntil), at: Self.now)
        let operations = try books.look()
        #expect(operations.count { $0.origin == "desk" } == 1)
        #expect(throws: Wrong.self) { try terminal.judge(operations, typed: "246810") }
        withExtendedLifetime(folder) {}
    }
}
