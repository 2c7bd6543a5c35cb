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

    @Argument(
        help: "A customer, or the number of a contract, statement or purchase.",
        completion: .contracts)
    var name: String?

    @OptionGroup var options: BookOptions
    @OptionGroup var spoken: StaffLanguage

    private struct Answer: Encodable {
        var operations: [OperationView]
        /// Debits less credits by account, in fen.
        var balances: [String: Int64]
    }

    func run() throws {
        let ledger = try options.look()
        let entries = try name.map { try Self.entries($0, in: ledger) } ?? ledger.journal()
        let customers = Set(entries.map(\.customer))
        try options.note("ledger", customer: customers.count == 1 ? customers.first : nil, ledger)
        var balances: [String: Int64] = [:]
        for line in entries.flatMap(\.lines) {
            balances[line.posting.account.rawValue, default: 0] += line.posting.signed.fen
        }
        let answer = Answer(operations: entries.map(OperationView.init), balances: balances)
        let words = spoken.words
        let postings = Table(
            words(OperationView.heads), answer.operations.flatMap { $0.rows(words) })
        try options.write(answer, postings.listed + [""] + Self.table(balances, words).listed)
    }

    /// Of what has exactly this number; else of the customer who is named.
    private static func entries(_ name: String, in ledger: Ledger) throws -> [JournalEntry] {
        let touching = try ledger.journal(touching: name)
        guard touching.isEmpty else { return touching }
        let customer = try CustomerName.find(name, in: ledger)
        let entries = try customer.map { try ledger.journal(of: $0) } ?? []
        guard !entries.isEmpty else {
            throw Failure(.noInput, "nothing in this book is booked for '\(name)'")
        }
        return entries
    }

    private static func table(_ balances: [String: Int64], _ words: StaffWords) -> Table {
        let sorted = balances.sorted { $0.key < $1.key }
        let sum = balances.values.reduce(0, +)
        return Table(
            words(["account", "balance"]),
            (sorted.map { (words.account($0.key), $0.value) } + [(words("sum"), sum)]).map {
                [$0, OperationView.signed($1)]
            })
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

    static let heads = [
        "no", "at", "customer", "origin", "kind", "subject", "account", "amount", "contract",
        "receipt",
    ]

    /// A row for each posting; one without where nothing was posted.
    func rows(_ words: StaffWords) -> [[String]] {
        let nothing = [["", "", ""]]
        let lines = postings.map {
            [words.account($0.account), Self.signed($0.amount), $0.contract]
        }
        return (lines.isEmpty ? nothing : lines).map {
            ["\(operation)", at, customer, words(origin), words(kind), subject] + $0 + [
                receipt ?? ""
            ]
        }
    }

    static func signed(_ fen: Int64) -> String { (fen > 0 ? "+" : "") + "\(Money(fen: fen))" }
}
