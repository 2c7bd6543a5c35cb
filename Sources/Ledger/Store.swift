import Foundation
import GRDB
import Lending
import Synchronization

/// The connection to one SQLite database. The only class of the module: it owns the connection and
/// exchanges it when a commit has failed, because a connection is not trusted after that.
final class Store: Sendable {
    let place: Ledger.Place
    private let connection: Mutex<Connection>
    private let waiting: @Sendable () -> Void
    /// Whether the whole book has been found right by this process.
    let isVerified = Atomic(false)
    let commit: @Sendable (Database) throws -> Void
    /// Every transaction is a part of one that is never committed: see `rehearse`.
    let isRehearsal = Atomic(false)
    let lastPosition = Mutex<LastPosition?>(nil)

    private struct Connection {
        var queue: DatabaseQueue
        /// False once a commit has failed on it.
        var isTrusted = true
    }

    /// - Parameters:
    ///   - commit: ends a transaction.
    ///   - waiting: called once when another terminal has kept the book for a second.
    init(
        at place: Ledger.Place, commit: @escaping @Sendable (Database) throws -> Void,
        waiting: @escaping @Sendable () -> Void
    ) throws(LedgerError) {
        self.place = place
        self.commit = commit
        self.waiting = waiting
        connection = Mutex(Connection(queue: try Self.connect(place, waiting)))
    }

    private init(copying other: Store) throws {
        place = .memory
        commit = other.commit
        waiting = other.waiting
        let copy = try DatabaseQueue(configuration: Self.configuration(.memory))
        try other.trusted().backup(to: copy)
        connection = Mutex(Connection(queue: copy))
    }

    /// A copy in memory of a file that can only be read.
    init(copying path: String) throws(LedgerError) {
        place = .memory
        commit = { try $0.commit() }
        waiting = {}
        connection = Mutex(
            Connection(
                queue: try translated(path) {
                    let copy = try DatabaseQueue(configuration: Self.configuration(.memory))
                    try Self.reading(path).backup(to: copy)
                    return copy
                }))
    }

    /// A path as SQLite takes it for one: `file:` at the beginning would make it a URI, and another
    /// file than the one that was checked.
    private static func plain(_ path: String) -> String {
        path.hasPrefix("file:") ? "./" + path : path
    }

    private static func reading(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { try Self.checkIsOurs($0, path: path) }
        do {
            return try DatabaseQueue(path: plain(path), configuration: configuration)
        } catch let error as DatabaseError where error.resultCode != .SQLITE_BUSY {
            // A write-ahead log needs files beside the book that cannot be made here, for want of
            // permission or of room. Without a log the book is whole in itself.
            var log = stat()
            guard stat(path + "-wal", &log) != 0 || log.st_size == 0 else { throw error }
            let escaped = plain(path).addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
            return try DatabaseQueue(
                path: "file:\(escaped ?? path)?immutable=1", configuration: configuration)
        }
    }

    /// The same book in memory, on its own from here on.
    func copied() throws(LedgerError) -> Store {
        try translated(path) { try Store(copying: self) }
    }

    var path: String {
        switch place {
        case .file(let path): path
        case .memory: "the store in memory"
        }
    }

    /// The connection, exchanged first when the last one failed. A book in memory has only one.
    func trusted() throws(LedgerError) -> DatabaseQueue {
        let present = connection.withLock { $0 }
        guard case .file = place, !present.isTrusted else { return present.queue }
        try? present.queue.close()
        let fresh = Connection(queue: try Self.connect(place, waiting))
        connection.withLock { $0 = fresh }
        // Its writes are counted anew.
        lastPosition.withLock { $0 = nil }
        return fresh.queue
    }

    /// One transaction that sees one state of the book throughout.
    ///
    /// Not GRDB's `read`: that switches `query_only` on and off, and every switch makes SQLite
    /// compile all cached statements anew, ten times the cost of running them.
    func read<Answer>(_ body: (Book) throws -> Answer) throws(LedgerError) -> Answer {
        try translated(path) {
            try trusted().unsafeRead { database in
                // In a rehearsal nobody else is there to change the state.
                guard !isRehearsal.load(ordering: .relaxed) else {
                    return try body(Book(database: database))
                }
                try begin(.deferred, database)
                defer { try? rollBack(database) }
                return try body(Book(database: database))
            }
        }
    }

    /// One `BEGIN IMMEDIATE` transaction. When `body` throws, nothing has happened. When the commit
    /// fails, nobody can tell from here: the connection is given up and `outcomeUnknown` thrown.
    func write<Answer>(_ body: (Book) throws -> Answer) throws(LedgerError) -> Answer {
        do {
            return try translated(path) {
                try trusted().writeWithoutTransaction { try transaction($0, body) }
            }
        } catch .outcomeUnknown(let reason) {
            connection.withLock { $0.isTrusted = false }
            throw .outcomeUnknown(reason)
        }
    }

    private func transaction<Answer>(
        _ database: Database, _ body: (Book) throws -> Answer
    ) throws -> Answer {
        try begin(.immediate, database)
        let answer: Answer
        do {
            try checkVersion(database)
            answer = try body(Book(database: database))
        } catch {
            try? rollBack(database)
            throw error
        }
        do {
            try end(database)
        } catch {
            guard Self.isOpenStill(database, after: error) else {
                let reason = (error as? DatabaseError)?.message ?? "\(error)"
                throw LedgerError.outcomeUnknown(reason)
            }
            try? rollBack(database)
            throw error
        }
        return answer
    }

    /// A later version of the program may have been at the book while this one had it open.
    private func checkVersion(_ database: Database) throws {
        guard case .file(let path) = place else { return }
        let version = try Book(database: database).number("PRAGMA user_version")
        guard version <= Schema.version else {
            throw LedgerError.newer(path: path, version: Int(version))
        }
    }

    /// These two leave the transaction open: it is known not to be kept.
    private static func isOpenStill(_ database: Database, after error: any Error) -> Bool {
        guard let code = (error as? DatabaseError)?.resultCode else { return false }
        return (code == .SQLITE_BUSY || code == .SQLITE_CONSTRAINT) && database.isInsideTransaction
    }

    /// Makes sure that everything this connection can read is on the disk: after a failed write it
    /// may show pages that only the memory of the system holds.
    func bringToDisk() throws(LedgerError) {
        guard case .file = place else { return }
        try translated(path) {
            _ = try trusted().writeWithoutTransaction { try $0.checkpoint(.truncate) }
        }
    }

    private static func connect(
        _ place: Ledger.Place, _ waiting: @escaping @Sendable () -> Void
    ) throws(LedgerError) -> DatabaseQueue {
        switch place {
        case .memory:
            try translated("the store in memory") {
                try DatabaseQueue(configuration: configuration(place))
            }
        case .file(let path):
            try translated(path) {
                try DatabaseQueue(path: plain(path), configuration: configuration(place, waiting))
            }
        }
    }

    private static func configuration(
        _ place: Ledger.Place, _ waiting: @escaping @Sendable () -> Void = {}
    ) -> Configuration {
        var configuration = Configuration()
        // A hundredth of a second each time, five seconds in all.
        configuration.busyMode = .callback { times in
            if times == 100 { waiting() }
            usleep(10_000)
            return times < 500
        }
        // A rollback that fails must become an error, not the end of the process.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { database in
            if case .file(let path) = place { try Self.checkIsOurs(database, path: path) }
            try database.execute(
                sql: """
                    PRAGMA trusted_schema = OFF;
                    PRAGMA cell_size_check = ON;
                    PRAGMA secure_delete = ON;
                    PRAGMA temp_store = MEMORY;
                    """)
            if case .file(let path) = place { try Self.makeDurable(database, path: path) }
        }
        return configuration
    }

    /// Before anything is written: a file of another program is left as it is.
    private static func checkIsOurs(_ database: Database, path: String) throws {
        let book = Book(database: database)
        let application = try book.number("PRAGMA application_id")
        let tables = try book.number("SELECT count(*) FROM sqlite_schema")
        guard application == Schema.application || (application == 0 && tables == 0) else {
            throw LedgerError.notOurs(path: path)
        }
        let version = try book.number("PRAGMA user_version")
        guard version <= Schema.version else {
            throw LedgerError.newer(path: path, version: Int(version))
        }
        // A book that is being made has the number 0 until it is whole.
        guard version >= Schema.oldest || version == 0 else {
            throw LedgerError.older(path: path, version: Int(version))
        }
    }

    /// The journal is switched here and not by GRDB, which would set `synchronous` back to NORMAL
    /// after us: a receipt that was shown could then be lost with the power.
    private static func makeDurable(_ database: Database, path: String) throws {
        let mode = try Row.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
        guard let mode, case .string("wal") = (mode[0] as DatabaseValue).storage else {
            throw LedgerError.cannotOpen(
                path: path, reason: "its file system cannot hold a write-ahead log")
        }
        try database.execute(sql: "PRAGMA synchronous = FULL")
        guard try Book(database: database).number("PRAGMA synchronous") == 2 else {
            throw LedgerError.cannotOpen(path: path, reason: "it cannot be written durably")
        }
    }
}

/// Runs `body` and turns what it throws into an error of this module.
func translated<Answer>(
    _ path: String, _ body: () throws -> Answer
) throws(LedgerError) -> Answer {
    do {
        return try body()
    } catch let error as LedgerError {
        throw error
    } catch let error as DatabaseError {
        throw LedgerError(error, path: path)
    } catch let error as LendingError {
        // Stored contracts were accepted by the same rules, so they no longer are what they were.
        throw .damaged("\(error)".withoutFullStop)
    } catch {
        throw .io("\(error)")
    }
}

extension String {
    /// A sentence as a part of another.
    fileprivate var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
