import Foundation
import Lending
import Quantities
import TestSupport
import Testing

@testable import Ledger

/// `make bench-ledger`: orders a second with full durability, on this machine's disk, and how the
/// cost grows with the book. Figures to read, never ones to pass or fail by.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["PAYDESK_BENCH"] != nil), .serialized)
struct LedgerBenchmark {
    private static let desks = [1, 4, 16]
    private static let orders = 480

    /// Side by side: SQLite, PostgreSQL, and what PostgreSQL does of its own small transactions.
    @Test func ordersASecond() throws {
        print("bench| desks | SQLite, orders/s | PostgreSQL, orders/s | pgbench -N, tps |")
        print("bench| ---: | ---: | ---: | ---: |")
        for desks in Self.desks {
            let folder = try Folder()
            let books = ServerBooks()
            let file = try Self.rate(of: desks) { _ in .file(folder.file()) }
            let server = try books.seeded()
            let shared = try Self.rate(of: desks) { desk in
                .server(try Self.elsewhere(server, desk, folder.path))
            }
            let tps = try Self.pgbench(try books.database(), clients: desks)
            print("bench| \(desks) | \(file) | \(shared) | \(tps) |")
        }
    }

    /// Each desk pays for a customer of its own, a fen at a time.
    private static func rate(of desks: Int, place: (Int) throws -> Ledger.Place) throws -> String {
        let first = try Ledger(at: place(0), now: morning)
        try first.seed(customers: 64)
        let began = ContinuousClock.now
        let share = orders / desks
        let running = try (0..<desks).map { desk in
            let place = try place(desk)
            return Desk {
                let ledger = try Ledger(at: place, now: morning)
                let customer = payer(desk)
                for number in 0..<share {
                    try pay(by: customer, key: "bench-\(desk)-\(number)", in: ledger)
                }
            }
        }
        for desk in running { try desk.wait() }
        let seconds = (ContinuousClock.now - began).seconds
        #expect(try first.count("receipts") == Int64(share * desks))
        #expect(try first.verify() == [])
        return "\(Int(Double(share * desks) / seconds))"
    }

    private static func pay(by customer: String, key: String, in ledger: Ledger) throws {
        for _ in 0..<50 {
            let account = try ledger.known(customer)
            let statement = try #require(account.statement)
            do throws(LedgerError) {
                let execution = try ledger.execute(
                    .payStatement(id: statement.id, amount: Money(fen: 1)), customer: customer,
                    key: key, evidence: .of(account, at: morning), at: morning)
                if execution.receipt == nil { Issue.record("order \(key): \(execution)") }
                return
            } catch {
                // Others were at it for too long.
                guard error == .busy else { throw error }
            }
        }
    }

    /// A desk on another machine: with the key of the book, and checkpoints of its own.
    static func elsewhere(_ server: Server, _ desk: Int, _ folder: String) throws -> Server {
        let other = try #require(Server(server.url, folder: "\(folder)/desk\(desk)"))
        let key = try #require(try StoreFiles.key(of: server.files(of: StoreKey(seededKey).check)))
        let path = other.files(of: StoreKey(key).check)
        try StoreFiles.makeFolder(of: path)
        if try StoreFiles.key(of: path) == nil { _ = try StoreFiles.keep(key, of: path) }
        return other
    }

    private static let seededKey = [UInt8](repeating: 7, count: Digest.keyLength)

    private static func pgbench(_ database: Server, clients: Int) throws -> String {
        let name = database.name.split(separator: "/").last ?? ""
        let host = try PostgresServer.running().folder
        let bin = try #require(
            FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql").sorted().last)
        func run(_ arguments: [String]) throws -> String {
            let process = Process()
            process.executableURL = URL(
                fileURLWithPath: "/usr/lib/postgresql/\(bin)/bin/pgbench")
            process.arguments = ["-h", host, "-U", "paydesk"] + arguments + [String(name)]
            let output = Pipe()
            (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
            try process.run()
            let said = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return String(decoding: said, as: UTF8.self)
        }
        _ = try run(["-i", "-q", "-s", "10"])
        let said = try run(["-N", "-c", "\(clients)", "-j", "\(min(clients, 2))", "-T", "5"])
        let line = said.split(separator: "\n").first { $0.hasPrefix("tps = ") }
        return line.flatMap { Double($0.dropFirst(6).prefix { $0 != " " }) }
            .map { "\(Int($0))" } ?? "?"
    }

    /// What one customer's turn costs in a book of so many; and the first turn of a day.
    @Test func costGrows() throws {
        let largest =
            ProcessInfo.processInfo.environment["PAYDESK_BENCH_CUSTOMERS"]
            .flatMap { Int($0) } ?? 100_000
        print(
            "bench| customers | store | seeded/s | enquiry, ms | first of a day, ms | order, ms |")
        print("bench| ---: | --- | ---: | ---: | ---: | ---: |")
        for store in ["SQLite", "PostgreSQL"] {
            var size = 1000
            while size <= largest {
                let folder = try Folder()
                let books = ServerBooks()
                let place: Ledger.Place =
                    store == "SQLite" ? .file(folder.file()) : .server(try books.seeded())
                let ledger = try Ledger(at: place, now: morning)
                let seeding = try Self.time { try ledger.seed(customers: size) }
                try Self.costs(in: ledger, store, size, Int(Double(size - 16) / seeding))
                size *= 10
            }
        }
    }

    private static func costs(
        in ledger: Ledger, _ store: String, _ size: Int, _ rate: Int
    ) throws {
        var (enquiries, firsts, orders): ([Double], [Double], [Double]) = ([], [], [])
        let later = tomorrow + 30 * 86_400
        _ = try ledger.known(Crowd.name(of: 20))
        for turn in 0..<100 {
            let number = 17 + (turn * 7919 + size / 3) % (size - 17)
            let customer = Crowd.name(of: Int64(number))
            enquiries.append(try time { _ = try ledger.known(customer) })
        }
        for turn in 0..<100 {
            let number = 17 + (turn * 7919 + size / 3) % (size - 17)
            let customer = Crowd.name(of: Int64(number))
            firsts.append(try time { _ = try ledger.known(customer, at: later) })
        }
        for turn in 0..<40 {
            let number = 18 + (turn * 104_729 + size / 7) % (size - 18)
            let customer = Crowd.name(of: Int64(number))
            let account = try ledger.known(customer, at: later)
            let quote = try account.loans[0].payoffQuote(on: valueDate(at: later))
            guard account.customer.cardBalance >= quote.total else { continue }
            orders.append(
                try time {
                    _ = try ledger.execute(
                        .settle(loan: account.loans[0].id, quote), customer: customer,
                        key: "growth-\(size)-\(turn)", evidence: .of(account, at: later),
                        at: later)
                })
        }
        let figures = [enquiries, firsts, orders].map(median).joined(separator: " | ")
        print("bench| \(size) | \(store) | \(rate) | \(figures) |")
    }

    private static func time(_ work: () throws -> Void) rethrows -> Double {
        let began = ContinuousClock.now
        try work()
        return (ContinuousClock.now - began).seconds
    }

    /// In milliseconds.
    private static func median(_ times: [Double]) -> String {
        let sorted = times.sorted()
        guard !sorted.isEmpty else { return "-" }
        return String(format: "%.2f", sorted[sorted.count / 2] * 1000)
    }
}

extension Duration {
    fileprivate var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
