import Foundation
import Lending
import Quantities
import Synchronization
import Testing

@testable import Ledger

/// What is a server's own: who may change what, who waits for whom, and connections that end.
@Suite struct ServerTests {
    private let books = ServerBooks()

    private func execute(
        _ order: (order: Order, evidence: Evidence), by customer: String, key: String,
        in ledger: Ledger
    ) throws -> Execution {
        try ledger.execute(
            order.order, customer: customer, key: key, evidence: order.evidence, at: morning)
    }

    @Test(arguments: [
        ("postgres://alice@db.example/book", "postgres://alice@db.example/book", false),
        ("postgresql://db.example:5433/book", "postgres://db.example:5433/book", false),
        ("postgres://a:secret@db/book?sslmode=require", "postgres://a@db/book", true),
        ("postgres://a:se@c/r?et@db/book", "postgres://a@db/book", true),
        ("postgres://db/book?user=a&password=secret", "postgres://db/book", true),
        ("postgres://a:secret", "postgres://a", false),
        ("postgres://[::1]:5432/book", "postgres://[::1]:5432/book", false),
        ("postgres:///book?host=/run/sockets", "postgres:///book", false),
    ])
    func isNamedWithoutItsPassword(url: String, name: String, holdsPassword: Bool) throws {
        let server = try #require(Server(url, folder: "/tmp"))
        #expect(server.name == name)
        #expect(server.holdsPassword == holdsPassword)
    }

    /// Nothing that libpq would say of a URL it cannot read is repeated.
    @Test(arguments: [
        "postgres://a:secret", "postgres://a:se@cret@db/book", "postgres://a:secret/x@db/book",
        "postgres://a:%zzsecret@db/book", "postgres://a@db/book?passwort=secret",
    ])
    func aWrongURLIsNotRepeated(_ url: String) throws {
        let server = try #require(Server(url, folder: "/tmp"))
        #expect(throws: (any Error).self) { try server.holdsBook() }
        do {
            _ = try server.holdsBook()
        } catch {
            #expect(!error.description.contains("cret"), "\(error)")
            #expect(error.exitCode == 69)
        }
    }

    @Test(arguments: [
        ("postgres://db.example/book", "verify-full"), ("postgres://10.0.0.1/book", "verify-full"),
        ("postgres://localhost/book", nil), ("postgres:///book", nil),
        ("postgres://127.0.0.1,db.example/book", "verify-full"),
        ("postgres://127.example/book", "verify-full"),
        ("postgres://localhost/book?hostaddr=10.0.0.1", "verify-full"),
        ("postgres://db.example/book?sslmode=require", nil),
        ("postgres:///book?host=/run/sockets", nil),
    ])
    func otherMachinesAreVerified(url: String, mode: String?) throws {
        let server = try #require(Server(url, folder: "/tmp"))
        let parameters = try PostgresParameters(of: server, Libpq.loaded().pointee)
        #expect(parameters.pairs.first { $0.keyword == "sslmode" }?.value == mode)
        #expect(parameters.pairs.last?.value == url)
    }

    /// One for all: what is refused changes nothing.
    private static let untouched = Result {
        let books = ServerBooks()
        return (books: books, ledger: try Ledger(at: .server(books.seeded()), now: morning))
    }

    @Test(arguments: [
        "UPDATE postings SET debit = debit + 1 WHERE operation = 1", "DELETE FROM postings",
        "UPDATE operations SET at = 0", "TRUNCATE receipts CASCADE", "UPDATE audit SET record = ''",
        "TRUNCATE audit", "TRUNCATE postings, operations CASCADE",
        "INSERT INTO audit SELECT 9999, at, kind, NULL, NULL, record, digest FROM audit LIMIT 1",
        "INSERT INTO postings VALUES (1, 3, '1001', 'x', 1, 0)",
        "UPDATE rows SET paid_principal = principal + 1",
        "UPDATE customers SET card_balance = -1", "UPDATE customers SET phone = 'none'",
        "UPDATE loans SET customer = 'nobody'",
        """
        INSERT INTO operations (number, customer, origin, kind, subject, at)
            SELECT max(number) + 1, 'li-na', 'opening', 'purchase', 'x', max(at) FROM operations;
        INSERT INTO postings SELECT max(number), 1, '1001', 'x', 1, 0 FROM operations
        """,
    ])
    func theSchemaRefuses(sql: String) throws {
        let ledger = try Self.untouched.get().ledger
        let before = try ledger.everything()
        #expect(throws: LedgerError.self) { try ledger.store.write { try $0.runScript(sql) } }
        #expect(try ledger.everything() == before)
    }

    @Test(arguments: [
        ("DROP TRIGGER audit_no_change ON audit", "trigger audit.audit_no_change"),
        ("ALTER TABLE postings DISABLE TRIGGER postings_balance", "postings.postings_balance"),
        ("ALTER TABLE rows DROP CONSTRAINT rows_check", "constraint rows.rows_check"),
        ("DROP INDEX one_booking", "index bookings.one_booking"),
    ])
    func aChangedSchemaIsFound(sql: String, name: String) throws {
        let ledger = try Ledger(at: .server(books.seeded()), now: morning)
        #expect(try ledger.verify() == [])
        try ledger.store.write { try $0.runScript(sql) }
        let found = try ledger.verify().map(\.description)
        #expect(found.first?.contains("the definition of") ?? false, "\(found)")
        #expect(found.first?.contains(name) ?? false, "\(found)")
    }

    @Test func aCopyHoldsTheSame() throws {
        let ledger = try Ledger(at: .server(books.seeded()), now: morning)
        #expect(try ledger.copiedToMemory().everything() == ledger.everything())
        #expect(try ledger.copiedToMemory().verify() == [])
    }

    /// A desk on another machine needs the key of the book, and keeps checkpoints of its own.
    @Test func manyDesksShareABook() throws {
        let server = try books.seeded()
        let first = try Ledger(at: .server(server), now: morning)
        let order = try first.settlement(by: "zhang-wei")
        #expect(try execute(order, by: "zhang-wei", key: "k1", in: first).receipt != nil)

        let elsewhere = try #require(Server(server.url, folder: server.folder + "/elsewhere"))
        do {
            _ = try Ledger(at: .server(elsewhere), now: morning)
            Issue.record("a desk without the key has opened the book")
        } catch {
            #expect(error.description.contains("with the key of the store is missing"))
        }
        let files = FileManager.default
        let key = try #require(files.contents(atPath: StoreFiles.keyPath(of: first.keyFile)))
        try files.createDirectory(atPath: elsewhere.folder, withIntermediateDirectories: true)
        let path = elsewhere.files(of: first.key.check)
        _ = try StoreFiles.keep(Array(key), of: path)
        let second = try Ledger(at: .server(elsewhere), now: morning)
        #expect(second.checkpointPath != first.checkpointPath)
        #expect(try second.known("zhang-wei").loans[0].status == .settled)
        let other = try second.settlement(by: "feng-lan")
        #expect(try execute(other, by: "feng-lan", key: "k2", in: second).receipt != nil)
        for ledger in [first, second] { #expect(try ledger.verify() == []) }
        // Once it has begun them, losing them stops money here too.
        try files.removeItem(atPath: try #require(second.checkpointPath))
        let third = try Ledger(at: .server(elsewhere), now: morning)
        let late = try third.settlement(by: "wang-fang")
        #expect(
            try execute(late, by: "wang-fang", key: "k3", in: third) == .refused(.booksDamaged))
    }

    /// Whoever waits holds nobody else up.
    @Test func oneCustomersOrdersWaitForEachOther() throws {
        let server = try books.seeded()
        let ledger = try Ledger(at: .server(server), now: morning)
        let held = try ledger.settlement(by: "zhang-wei")
        let free = try ledger.settlement(by: "feng-lan")
        let holder = try PostgresSession(server, waiting: {})
        defer { holder.close() }
        try holder.begin(.writing(of: "zhang-wei"))

        let waiting = Waiting {
            let second = try Ledger(at: .server(server), now: morning)
            return try second.execute(
                held.order, customer: "zhang-wei", key: "k1", evidence: held.evidence, at: morning)
        }
        func isWaitedFor() throws -> Bool {
            let waiting = "locktype = 'advisory' AND NOT granted"
            return try Book(session: holder).number(
                """
                SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database
                WHERE datname = current_database() AND \(waiting)
                """) > 0
        }
        while try waiting.outcome == nil, try !isWaitedFor() { usleep(5_000) }
        #expect(waiting.outcome == nil)
        #expect(try execute(free, by: "feng-lan", key: "k2", in: ledger).receipt != nil)
        try holder.commit()
        while waiting.outcome == nil { usleep(5_000) }
        #expect(try waiting.outcome?.get().receipt?.number == "R000002")
        #expect(try ledger.verify() == [])
    }

    /// An order that waits, on a thread of its own: one of the pool's would be missing to the rest
    /// of the tests, and to the very test that lets it go on.
    private final class Waiting: Sendable {
        private let ended = Mutex<Result<Execution, any Error>?>(nil)

        var outcome: Result<Execution, any Error>? { ended.withLock { $0 } }

        init(_ order: @escaping @Sendable () throws -> Execution) {
            Thread.detachNewThread {
                let outcome = Result { try Self.patiently(order) }
                self.ended.withLock { $0 = outcome }
            }
        }

        /// A desk gives up after some seconds, which a busy machine may let go by.
        private static func patiently(_ order: () throws -> Execution) throws -> Execution {
            while true {
                do {
                    return try order()
                } catch LedgerError.busy {
                    continue
                }
            }
        }
    }

    /// The same order from many desks is carried out once, and all orders of all customers are
    /// numbered without gaps.
    @Test func aCrowdPaysEachContractOffOnce() async throws {
        let server = try books.seeded()
        let ledger = try Ledger(at: .server(server), now: morning)
        let customers = ["zhang-wei", "feng-lan", "zheng-hao", "liu-yang"]
        let orders = try customers.map { ($0, try ledger.settlement(by: $0)) }
        let numbers = try await withThrowingTaskGroup(of: [String].self) { group in
            for desk in 0..<4 {
                group.addTask {
                    let ledger = try Ledger(at: .server(server), now: morning)
                    return try (0..<4).map { turn in
                        let (customer, order) = orders[(desk + turn) % 4]
                        let execution = try ledger.execute(
                            order.order, customer: customer, key: "\(customer)/Q1",
                            evidence: order.evidence, at: morning)
                        return try #require(execution.receipt).number
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(numbers) == ["R000001", "R000002", "R000003", "R000004"])
        #expect(try ledger.count("receipts") == 4)
        #expect(try ledger.verify() == [])
    }

    /// The connection ends before, or after, the server has committed.
    @Test(arguments: [false, true])
    func aConnectionThatEndsAtTheCommit(isKept: Bool) throws {
        let cut = Mutex(-1)
        let ledger = try Ledger(
            at: .server(books.seeded()), now: morning,
            newKey: { [UInt8](repeating: 7, count: 32) },
            commit: { session in
                let isDue = cut.withLock { left in
                    left -= 1
                    return left == 0
                }
                if isDue, isKept { try session.commit() }
                if isDue {
                    try? session.runScript("SELECT pg_terminate_backend(pg_backend_pid())")
                }
                if !isDue || !isKept { try session.commit() }
                if isDue { try session.runScript("SELECT 1") }
            })
        let order = try ledger.settlement(by: "zhang-wei")
        // The first transaction notes the order, the second carries it out.
        cut.withLock { $0 = 2 }
        if isKept {
            #expect(
                try execute(order, by: "zhang-wei", key: "k1", in: ledger).receipt?.number
                    == "R000001")
        } else {
            #expect(throws: LedgerError.self) {
                try execute(order, by: "zhang-wei", key: "k1", in: ledger)
            }
            #expect(try ledger.count("receipts") == 0)
            let again = try execute(order, by: "zhang-wei", key: "k1", in: ledger)
            #expect(again.receipt?.number == "R000001")
        }
        #expect(try ledger.verify() == [])
    }

    /// A server that was started anew is asked anew.
    @Test func aConnectionThatEndsBetweenTurns() throws {
        let ledger = try Ledger(at: .server(books.seeded()), now: morning)
        for isWriting in [false, true] {
            #expect(throws: LedgerError.self) {
                try ledger.store.read {
                    try $0.runScript("SELECT pg_terminate_backend(pg_backend_pid())")
                }
            }
            if isWriting {
                try ledger.saveDialogue([1], conversation: "c1", customer: nil, at: morning)
            } else {
                #expect(try ledger.known("li-na").customer.id == "li-na")
            }
        }
    }
}

extension Ledger {
    /// Beside which the key of a book on a server lies.
    fileprivate var keyFile: String {
        get throws {
            try #require(store.place.files(of: key.check))
        }
    }
}
