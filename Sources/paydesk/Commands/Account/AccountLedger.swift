import ArgumentParser
import Ledger
import Lending
import Quantities

struct AccountLedger: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Operations with their postings, and the balance of every account.",
        discussion: """
            Of everybody, of a customer, or what touches a contract.

            EXAMPLES
              paydesk account ledger
              paydesk account ledger LN10003815 --json
            """)

    @Argument(help: "A customer, or the number of a contract, statement or purchase.")
    var name: String?

    @OptionGroup var options: BookOptions

    private struct Answer: Encodable {
        var operations: [OperationView]
        /// Debits less credits by account, in fen.
        var balances: [String: Int64]
    }

    func run() throws {
        let ledger = try options.look()
        let isCustomer = try ledger.customers().contains { $0.id == name }
        let entries = try ledger.journal(
            of: isCustomer ? name : nil, touching: isCustomer ? nil : name)
        guard !entries.isEmpty || name == nil else {
            throw Failure(.noInput, "nothing in this book is booked for '\(name ?? "")'")
        }
        var balances: [String: Int64] = [:]
        for line in entries.flatMap(\.lines) {
            balances[line.posting.account.rawValue, default: 0] += line.posting.signed.fen
        }
        let answer = Answer(operations: entries.map(OperationView.init), balances: balances)
        try options.write(answer, answer.operations.flatMap(\.lines) + Self.lines(balances))
    }

    private static func lines(_ balances: [String: Int64]) -> [String] {
        ["balances"]
            + balances.sorted { $0.key < $1.key }.map { account, fen in
                "  \(account)  \(Aligned.right(OperationView.signed(fen), 16))"
            }
            + ["  sum   \(Aligned.right(OperationView.signed(balances.values.reduce(0, +)), 16))"]
    }
}

struct OperationView: Encodable {
    struct Line: Encodable {
        var account: String
        var contract: String
        /// In fen, debits positive.
        var amount: Int64
    }

    var operation: Int64
    var at: String
    var customer: String
    var origin: String
    var kind: String
    var subject: String
    var postings: [Line]
    var receipt: String?

    init(_ entry: JournalEntry) {
        (operation, at) = (entry.number, "\(entry.at)")
        (customer, origin) = (entry.customer, entry.origin)
        (kind, subject, receipt) = (entry.kind, entry.subject, entry.receipt)
        postings = entry.lines.map {
            Line(
                account: $0.posting.account.rawValue, contract: $0.contract,
                amount: $0.posting.signed.fen)
        }
    }

    var lines: [String] {
        let heading = ["\(operation)", at, customer, origin, kind, subject, receipt ?? ""]
        return [heading.filter { !$0.isEmpty }.joined(separator: "  ")]
            + postings.map {
                "  \($0.account)  \(Aligned.right(Self.signed($0.amount), 16))  \($0.contract)"
            }
    }

    static func signed(_ fen: Int64) -> String { (fen > 0 ? "+" : "") + "\(Money(fen: fen))" }
}
