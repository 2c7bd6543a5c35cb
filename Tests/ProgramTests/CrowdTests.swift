import Foundation
import Lending
import Quantities
import Synchronization
import TestSupport
import Testing

@testable import Ledger

/// Eight programs on one book that carry out the same orders at the same time: each is carried out
/// once.
@Suite struct CrowdTests {
    private static let terminals = 8

    @Test func everyContractIsPaidOffOnce() throws {
        let contracts = Gate.count(40, full: 2_000)
        let book = try LivedBook(inMemory: true)
        try Crowd.join(book, contracts)
        var outputs = Self.outputs(of: (0..<Self.terminals).map { Self.own($0, contracts) }, book)
        // Whom the book kept waiting for too long was told that nothing was done, and comes again.
        let late = try Self.unpaid(contracts, at: book)
        #expect(late.count <= contracts / 4)
        outputs += Self.outputs(of: [late], book)
        let printed = outputs.map { output in
            Set(output.matches(of: /R\d{6}/).map { String($0.output) })
        }
        let stored = try book.storedReceipts()
        #expect(stored.count == contracts)
        #expect(try Self.unpaid(contracts, at: book).isEmpty)
        #expect(printed.reduce(into: Set()) { $0.formUnion($1) } == stored)
        try book.expectRight()
        Gate.tell(
            "Programs pay the same contracts off at once", "CrowdTests",
            "\(Self.terminals) programs, \(contracts) contracts, each with two of them",
            "\(stored.count) receipts, \(printed.reduce(0) { $0 + $1.count } - stored.count) of them "
                + "told to the other program too; \(late.count) told to come again")
    }

    /// A terminal has its own contracts and those of the one before it.
    private static func own(_ terminal: Int, _ contracts: Int) -> [Int] {
        (0..<contracts).filter {
            $0 % terminals == terminal || ($0 + 1) % terminals == terminal
        }
    }

    private static func unpaid(_ contracts: Int, at book: LivedBook) throws -> [Int] {
        let receipts = try book.run(["account", "receipts", "--store", book.path]).lines
        let paid = receipts.compactMap { $0.split(separator: "\t").dropFirst(2).first }
        #expect(Set(paid).count == paid.count)
        return (0..<contracts).filter { !paid.contains("crowd-\($0)") }
    }

    /// What terminals say that talk about these contracts at the same time.
    private static func outputs(of terminals: [[Int]], _ book: LivedBook) -> [String] {
        let outputs = Mutex<[String]>([])
        let running = DispatchGroup()
        // Threads of their own: a pool would run as many at a time as there are cores.
        for own in terminals {
            running.enter()
            Thread.detachNewThread {
                defer { running.leave() }
                let output = try? Self.output(of: own, at: book)
                outputs.withLock { $0.append(output ?? "") }
            }
        }
        running.wait()
        return outputs.withLock { $0 }
    }

    private static func output(of own: [Int], at book: LivedBook) throws -> String {
        let run = try Program.run(
            ["chat", "--store", book.path, "--now", LivedBook.now, "--language", "zh"],
            stdin: Array(own.map(Crowd.talk).joined().utf8), environment: book.environment,
            within: 3_600)
        return run.status == 0 ? run.stdout : ""
    }
}

/// Customers with one contract each, in a demo book.
private enum Crowd {
    private static func phone(_ number: Int) -> String { "139" + padded(number, to: 8) }
    private static func digits(_ number: Int) -> String { padded(number, to: 4) }

    private static func padded(_ number: Int, to width: Int) -> String {
        String(repeating: "0", count: width - String(number).count) + String(number)
    }

    /// Signs in, pays off, and leaves the place to the next.
    static func talk(_ number: Int) -> String {
        "提前结清\n\(phone(number))\n\(digits(number))\n确认\n<secret>\n<away>\n"
    }

    static func join(_ lived: LivedBook, _ count: Int) throws {
        let folder = URL(fileURLWithPath: try lived.checkpoints).deletingLastPathComponent().path
        let opened = Moment("2026-03-01T10:00+08:00") ?? Moment(seconds: 0)
        let ledger = try Ledger(at: .file(lived.path), now: opened, checkpoints: folder)
        let at = try ledger.store.read { try $0.newest() }
        try ledger.write { book in
            for number in 0..<count {
                let id = "crowd-\(number)"
                try add(id, number, to: book, ledger.key)
                let loan = try loan(number, start: opened.day + -3)
                try book.add(loan, of: id, isPlan: false)
                try book.post(
                    .drawdown(loan: loan.id, amount: loan.terms.principal),
                    Occasion(customer: id, origin: .opening, at: at))
                try book.seal([id], at: at)
            }
        }
        #expect(try ledger.verify() == [])
    }

    private static func add(_ id: String, _ number: Int, to book: Book, _ key: StoreKey) throws {
        try book.run(
            """
            INSERT INTO customers (number, id, name, phone, identity, card_tail, card_balance,
                credit_limit, holds, cut_day, language, status, fraud_flag, lenders,
                hard_inquiries, monthly_income, monthly_obligations, contact_changed, version)
            SELECT ?, ?, name, ?, ?, card_tail, card_balance,
                credit_limit, holds, cut_day, language, status, fraud_flag, lenders,
                hard_inquiries, monthly_income, monthly_obligations, contact_changed, 0
            FROM customers WHERE id = 'zheng-hao'
            """,
            [
                number + 1000, id, phone(number),
                key.identity(customer: id, digits: digits(number)),
            ])
    }

    private static func loan(_ number: Int, start: Day) throws -> Loan {
        let terms = Terms(
            method: .equalInstalment, principal: Money(fen: 600_000),
            annualRate: Rate(ppm: 156_000), periods: 6, start: start)
        return Loan(
            id: "LN" + padded(20_000_000 + number, to: 8), purpose: "cash", status: .active,
            terms: terms, rows: try Schedule(terms).rows.map { Loan.Row(instalment: $0) },
            penalty: Product.penaltyRule(for: terms.method),
            prepaymentFee: Product.prepaymentFee(for: terms.method), signed: start)
    }
}
