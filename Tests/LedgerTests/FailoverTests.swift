import Foundation
import Lending
import Quantities
import Synchronization
import TestSupport
import Testing

@testable import Ledger

/// What was shown is there, and what was said not to have happened did not: through a network that
/// is cut, a server that is killed, and a standby that takes over.
@Suite(.serialized) struct FailoverTests {
    private static let keyBytes = [UInt8](repeating: 7, count: Digest.keyLength)

    /// What desks were told, by the key of the order.
    private final class Told: Sendable {
        let receipts = Mutex<[String: String]>([:])
        let unknown = Mutex<Set<String>>([])

        func note(_ receipt: Receipt, _ key: String) {
            receipts.withLock { $0[key] = receipt.number }
            unknown.withLock { _ = $0.remove(key) }
        }
    }

    private static func book(at url: String, _ folder: String) throws -> Ledger {
        let place = try #require(Server(url, folder: folder))
        return try Ledger(
            at: .server(place), now: morning, newKey: { keyBytes }, commit: { try $0.commit() })
    }

    /// Orders a fen of a statement, and again for as long as it is said that it was not done.
    private static func pay(
        by customer: String, _ key: String, _ ledger: Ledger, _ told: Told
    ) throws {
        let end = ContinuousClock.now + .seconds(120)
        while ContinuousClock.now < end {
            do throws(LedgerError) {
                // Found at the next sign-in, it is not ordered again.
                for outcome in try ledger.untoldOutcomes(of: customer) {
                    guard case .carriedOut(let receipt) = outcome else { continue }
                    try ledger.markTold([receipt.number], at: morning)
                }
                guard let account = try ledger.account(of: customer, at: morning),
                    let statement = account.statement
                else { return }
                let execution = try ledger.execute(
                    .payStatement(id: statement.id, amount: Money(fen: 1)), customer: customer,
                    key: key, evidence: .of(account, at: morning), at: morning)
                if let receipt = execution.receipt { return told.note(receipt, key) }
                if case .unknown = execution { told.unknown.withLock { _ = $0.insert(key) } }
                // Said not to be carried out any more, after it was not known: a new one is.
                if execution == .stale { return }
                if case .refused = execution {
                    Issue.record("order \(key): \(execution)")
                    return
                }
            } catch {
                guard error.isOfWriting else { throw error }
            }
            usleep(20_000)
        }
        Issue.record("order \(key) came to no end")
    }

    /// Every receipt that was shown is there under its number, and nothing is there twice.
    private static func check(_ told: Told, in ledger: Ledger) throws {
        #expect(try ledger.verify() == [])
        let (kept, repeated) = try ledger.store.read { book in
            let kept = try book.all(
                """
                SELECT key, receipts.number FROM operations
                    JOIN receipts ON receipts.operation = operations.number
                """
            ) { (try $0.text(0), Receipt.number(try $0.integer(1))) }
            let repeated = try book.number(
                "SELECT count(key) - count(DISTINCT key) FROM operations")
            return (Dictionary(kept, uniquingKeysWith: { first, _ in first }), repeated)
        }
        #expect(repeated == 0)
        let shown = told.receipts.withLock { $0 }
        let lost = shown.filter { kept[$0.key] != $0.value }
        #expect(lost.isEmpty, "shown, and not there: \(lost)")
        // What is there and was never shown is what nobody could know.
        let unshown = Set(kept.keys).subtracting(shown.keys)
        #expect(unshown.isSubset(of: told.unknown.withLock { $0 }), "\(unshown)")
    }

    // MARK: - The network

    /// The connection is cut at each piece of an order in turn, on both ways: before, while and
    /// after it is committed. Either it was done, once, or it was not.
    @Test(arguments: CutProxy.Way.allCases)
    func theConnectionIsCut(_ way: CutProxy.Way) throws {
        let books = ServerBooks()
        let server = try books.seeded()
        let real = try PostgresServer.running().folder
        // A socket has a short name.
        let folder = "/tmp/cut-\(getpid())-\(way)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let proxy = try CutProxy(to: real, in: folder)
        defer { proxy.close() }
        let cut = try #require(
            Server(server.url.replacing(real, with: folder), folder: server.folder))
        let ledger = try Ledger(at: .server(cut), now: morning)
        var (pieces, done, notDone) = (0, 0, 0)
        while let isDone = try Self.order(
            "cut-\(pieces)", in: ledger,
            with: {
                proxy.cut(way, after: pieces)
            }, wasCut: proxy.wasCut)
        {
            if isDone { done += 1 } else { notDone += 1 }
            pieces += Gate.count(5, full: 1)
        }
        #expect(notDone > 2)
        #expect(try ledger.verify() == [])
        Gate.tell(
            "The connection to a server is cut, piece by piece", "FailoverTests",
            "\(done + notDone) places \(way == .toServer ? "on the way there" : "on the way back")",
            "\(done) done, \(notDone) not, each as it was said")
    }

    /// Orders something while the connection is cut.
    ///
    /// - Returns: whether it was done; nil when it was done before the cut.
    private static func order(
        _ key: String, in ledger: Ledger, with arm: () -> Void, wasCut: () -> Bool
    ) throws -> Bool? {
        let account = try ledger.known("zhang-wei")
        let statement = try #require(account.statement)
        arm()
        let execution = try? ledger.execute(
            .payStatement(id: statement.id, amount: Money(fen: 1)), customer: "zhang-wei",
            key: key, evidence: .of(account, at: morning), at: morning)
        guard wasCut() else { return nil }
        let kept = try ledger.receiptNumber(key: key)
        switch execution {
        case .posted(let receipt): #expect(kept == receipt.number)
        case nil: #expect(kept == nil, "said not to be done: \(key)")
        case .unknown: break
        default: Issue.record("\(key): \(String(describing: execution))")
        }
        for outcome in try ledger.untoldOutcomes(of: "zhang-wei") {
            guard case .carriedOut(let receipt) = outcome else { continue }
            try ledger.markTold([receipt.number], at: morning)
        }
        return kept != nil
    }

    // MARK: - The server

    /// The server is killed again and again amid orders of many desks, and comes back.
    @Test(.enabled(if: Gate.isFull)) func theServerIsKilledAmidOrders() throws {
        let server = try PostgresServer("primary")
        defer { server.end() }
        try server.comesBack()
        let folder = try Folder()
        let first = try Self.book(at: server.url("postgres"), folder.path)
        try first.seed(customers: 64)
        let (told, desks, share) = (Told(), 8, 125)
        let running = (0..<desks).map { desk in
            let path = folder.path
            return Desk {
                let ledger = try Self.book(at: server.url("postgres"), path)
                for number in 0..<share {
                    let key = "kill-\(desk)-\(number)"
                    try Self.pay(by: payer(desk), key, ledger, told)
                }
            }
        }
        // Whenever some more were shown: a server that is never up would be no test.
        var kills = 0
        let end = ContinuousClock.now + .seconds(400)
        while kills < 15, ContinuousClock.now < end {
            usleep(5_000)
            guard told.receipts.withLock({ $0.count }) > (kills + 1) * 60 else { continue }
            try server.kill()
            kills += 1
        }
        for desk in running { try desk.wait() }
        try Self.check(told, in: Self.book(at: server.url("postgres"), folder.path))
        #expect(kills == 15)
        Gate.tell(
            "The server is killed amid orders", "FailoverTests",
            "\(desks * share) orders of \(desks) desks, killed \(kills) times",
            "all shown receipts are there, none twice")
    }

    /// A standby that has all that was committed takes over, and the desks find it by themselves.
    @Test(.enabled(if: Gate.isFull)) func aStandbyTakesOver() throws {
        let primary = try PostgresServer("primary")
        defer { primary.end() }
        let folder = try Folder()
        let first = try Self.book(at: primary.url("postgres"), folder.path)
        try first.seed(customers: 64)
        let standby = try PostgresServer("standby", primary.folder)
        defer { standby.end() }
        let owner = try PostgresSession(
            try #require(Server(primary.url("postgres"), folder: folder.path)), waiting: {})
        for setting in [
            "synchronous_standby_names = '*'", "synchronous_commit = 'remote_apply'",
        ] { try owner.runScript("ALTER SYSTEM SET \(setting)") }
        try owner.runScript("SELECT pg_reload_conf()")
        owner.close()
        let url =
            "postgresql://paydesk@/postgres?host=\(primary.folder),\(standby.folder)"
            + "&target_session_attrs=read-write"
        let (told, desks, share) = (Told(), 4, 100)
        let running = (0..<desks).map { desk in
            let path = folder.path
            return Desk {
                let ledger = try Self.book(at: url, path)
                for number in 0..<share {
                    let key = "over-\(desk)-\(number)"
                    try Self.pay(by: payer(desk), key, ledger, told)
                }
            }
        }
        while told.receipts.withLock({ $0.count }) < desks * share / 3 { usleep(10_000) }
        try primary.kill()
        let before = told.receipts.withLock { $0.count }
        let promoting = try PostgresSession(
            try #require(Server(standby.url("postgres"), folder: folder.path)), waiting: {})
        try promoting.runScript("SELECT pg_promote()")
        promoting.close()
        for desk in running { try desk.wait() }
        try Self.check(told, in: Self.book(at: standby.url("postgres"), folder.path))
        let all = told.receipts.withLock { $0.count }
        #expect(all > before)
        Gate.tell(
            "A standby takes over amid orders", "FailoverTests",
            "\(desks) desks, \(before) receipts shown before, \(all) in all",
            "all shown receipts are there, none twice")
    }
}
