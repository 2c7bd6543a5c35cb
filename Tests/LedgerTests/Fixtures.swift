import Foundation
import Lending
import Quantities
import Testing

@testable import Ledger

/// A Sunday morning: no debit is pending except that of the day itself.
let morning = Moment("2026-03-01T10:00+08:00")!
let tomorrow = morning + 86_400

/// A folder for one test's files, gone with it.
struct Folder: ~Copyable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/ledger-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String = "store.sqlite") -> String { path + "/" + name }
}

extension Ledger {
    /// A fresh book, in memory or where `BothStores` has it; the one in memory of the usual morning
    /// is seeded once and copied.
    static func inMemory(at now: Moment = morning) throws -> Ledger {
        if let books = BothStores.onServer {
            let server = try now == morning ? books.seeded() : books.database()
            return try Ledger(at: .server(server), now: now)
        }
        guard now == morning else { return try Ledger(at: .memory, now: now) }
        return try seeded.get().copiedToMemory()
    }

    private static let seeded = Result { try Ledger(at: .memory, now: morning) }

    func known(_ customer: String, at now: Moment = morning) throws -> Account {
        try #require(try account(of: customer, at: now))
    }

    /// An order to pay a contract off, as the desk would quote it now.
    func settlement(
        of loan: String? = nil, by customer: String, at now: Moment = morning
    ) throws -> (order: Order, evidence: Evidence) {
        let account = try known(customer, at: now)
        let contracts = account.loans + account.plans
        let contract = try #require(contracts.first { loan == nil || $0.id == loan })
        let quote = try contract.payoffQuote(on: valueDate(at: now))
        return (.settle(loan: contract.id, quote), .of(account, at: now))
    }

    func conversion(
        of amount: Money, into periods: Int, by customer: String, at now: Moment = morning
    ) throws -> (order: Order, evidence: Evidence) {
        let account = try known(customer, at: now)
        let statement = try #require(account.statement)
        let offers = try InstalmentOffer.offers(for: amount, startingFrom: statement.due)
        let offer = try #require(offers.first { $0.periods == periods })
        return (.convertStatement(id: statement.id, offer), .of(account, at: now))
    }

    /// Orders something on the position of now, as the desk would. Every receipt is proved: worked
    /// out again from the terms, the journal and the rules.
    func carryOut(
        by customer: String, at now: Moment = morning, key: String = "c1-Q1",
        _ order: (Account) throws -> Order
    ) throws -> Execution {
        let account = try known(customer, at: now)
        let execution = try execute(
            order(account), customer: customer, key: key, evidence: .of(account, at: now), at: now)
        if let receipt = execution.receipt {
            let proof = try #require(try prove(receipt.number))
            #expect(proof.holds, "\(receipt.order): \(proof.findings)")
        }
        return execution
    }

    /// Fills a card as the mock bank could.
    func setCard(of customer: String, to balance: Money, at now: Moment = morning) throws {
        try store.write { book in
            try book.run(
                "UPDATE customers SET card_balance = ? WHERE id = ?", [balance.fen, customer])
            try book.seal([customer], at: now)
        }
    }

    func run(_ sql: String) throws { try store.write { try $0.run(sql) } }

    func count(_ table: String) throws -> Int64 {
        try store.read { try $0.number("SELECT count(*) FROM \(table)") }
    }

    /// Every row of every table of the book, for comparing two of them.
    func everything() throws -> [[UInt8]] {
        try store.read { book in
            try Book.accounts.flatMap { try book.rows(of: $0, in: "ORDER BY 1, 2") }
        }
    }
}

extension Book {
    /// The tables of the accounts: what verification promises to look after.
    static let accounts = [
        "meta", "customers", "loans", "rows", "movements", "prepayments", "statements",
        "purchases", "bookings",
        "operations", "postings", "receipts", "audit", "handoffs", "ticket_steps",
    ]

    /// Every row of a table.
    func rows(
        of table: String, _ columns: String = "*", in order: String = ""
    ) throws -> [[UInt8]] {
        try all("SELECT \(columns) FROM \(table) \(order)") { cells in
            var row: [UInt8] = []
            cells.appendCanonical(to: &row)
            return row
        }
    }
}

extension Evidence {
    static func of(_ account: Account, at now: Moment, level: Int = 2) -> Evidence {
        Evidence(
            level: level, quote: "Q1", accountVersion: account.version, consent: "确认",
            validUntil: now + 300)
    }
}

extension Execution {
    var receipt: Receipt? {
        switch self {
        case .posted(let receipt), .alreadyDone(let receipt): receipt
        default: nil
        }
    }
}

extension [Posting] {
    /// As transcripts write them: account and fen, debits positive.
    var lines: [String] { map { "\($0.account.rawValue) \($0.signed.fen)" } }
}
