import Foundation
import Quantities
import Synchronization
import TestSupport
import Testing

@testable import Ledger

/// Runs each test of a suite twice: with books in memory, and with books on a server.
struct BothStores: SuiteTrait, TestTrait, TestScoping {
    var isRecursive: Bool { true }

    /// The books of a test that lie on the server; nil where books lie in memory.
    @TaskLocal static var onServer: ServerBooks?

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await function()
        guard testCase != nil else { return }
        let books = ServerBooks()
        try await Self.$onServer.withValue(books) { try await function() }
        try books.drop()
    }
}

extension Trait where Self == BothStores {
    static var onBothStores: Self { BothStores() }
}

/// Databases on the server of the tests.
final class ServerBooks: Sendable {
    private let names = Mutex<[String]>([])
    private static let count = Atomic(0)

    deinit { try? drop() }

    func drop() throws {
        for name in names.withLock({ $0 }) {
            try Self.run("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
        }
    }

    private static func run(_ sql: String) throws {
        let session = try PostgresSession(server("postgres"), waiting: {})
        defer { session.close() }
        try session.runScript(sql)
    }

    private static func server(_ database: String) throws -> Server {
        let running = try PostgresServer.running()
        return try #require(
            Server(running.url(database), folder: running.folder + "/\(database)"))
    }

    /// A database with nothing in it.
    func database(like template: String = "template0") throws -> Server {
        let name = "book\(Self.count.add(1, ordering: .relaxed).newValue)"
        try Self.run("CREATE DATABASE \(name) TEMPLATE \(template)")
        names.withLock { $0.append(name) }
        return try Self.server(name)
    }

    /// A copy of the book of the usual morning, to which a desk comes for the first time.
    func seeded() throws -> Server {
        let template = try Self.template.get()
        let copy = try database(like: template.database)
        let path = copy.files(of: template.key.check)
        try StoreFiles.makeFolder(of: path)
        _ = try StoreFiles.keep(template.bytes, of: path)
        return copy
    }

    private static let template = Result {
        let bytes = [UInt8](repeating: 7, count: Digest.keyLength)
        let key = StoreKey(bytes)
        let place = try server("seeded")
        try run("CREATE DATABASE seeded")
        // It is copied only while nobody is connected to it.
        _ = try Ledger(
            at: .server(place), now: morning, newKey: { bytes }, commit: { try $0.commit() })
        return (database: "seeded", key: key, bytes: bytes)
    }
}
