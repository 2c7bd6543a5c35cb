import Foundation
import GRDB
import GRDBSQLite

/// A connection to a file of SQLite's, or to a book in memory.
struct SQLiteFile: Connection {
    let queue: DatabaseQueue
    private let isShared: Bool

    /// A fresh one in memory.
    init() throws {
        queue = try DatabaseQueue(configuration: Self.configuration(path: nil))
        isShared = false
    }

    /// - Parameter waiting: called once when another terminal has kept the book for a second.
    init(path: String, waiting: @escaping @Sendable () -> Void) throws {
        queue = try DatabaseQueue(
            path: Self.plain(path), configuration: Self.configuration(path: path, waiting))
        isShared = true
    }

    /// A copy in memory of a file that can only be read.
    init(copying path: String) throws { try self.init(copying: Self.reading(path)) }

    private init(copying other: DatabaseQueue) throws {
        try self.init()
        try other.backup(to: queue)
    }

    func use<Answer>(_ body: (any DatabaseSession) throws -> Answer) throws -> Answer {
        // Not GRDB's `read`: that switches `query_only` on and off, and every switch makes SQLite
        // compile all cached statements anew, ten times the cost of running them.
        try queue.writeWithoutTransaction {
            try body(SQLiteSession(database: $0, isShared: isShared))
        }
    }

    func copied() throws -> any Connection { try Self(copying: queue) }

    /// After a failed write it may show pages that only the memory of the system holds.
    func bringToDisk() throws {
        _ = try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }

    func close() { try? queue.close() }

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

    /// - Parameter path: nil for a book in memory.
    private static func configuration(
        path: String?, _ waiting: @escaping @Sendable () -> Void = {}
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
            if let path { try Self.checkIsOurs(database, path: path) }
            try database.execute(
                sql: """
                    PRAGMA trusted_schema = OFF;
                    PRAGMA cell_size_check = ON;
                    PRAGMA secure_delete = ON;
                    PRAGMA temp_store = MEMORY;
                    """)
            if let path { try Self.makeDurable(database, path: path) }
        }
        return configuration
    }

    /// Before anything is written: a file of another program is left as it is.
    private static func checkIsOurs(_ database: Database, path: String) throws {
        let book = Book(session: SQLiteSession(database: database))
        let application = try book.number("PRAGMA application_id")
        let tables = try book.number("SELECT count(*) FROM sqlite_schema")
        guard application == Schema.application || (application == 0 && tables == 0) else {
            throw LedgerError.notOurs(path: path)
        }
        try book.checkVersion(of: path)
    }

    /// The journal is switched here and not by GRDB, which would set `synchronous` back to NORMAL
    /// after us: a receipt that was shown could then be lost with the power.
    private static func makeDurable(_ database: Database, path: String) throws {
        let book = Book(session: SQLiteSession(database: database))
        guard try book.first("PRAGMA journal_mode = WAL", [], { try $0.text(0) }) == "wal" else {
            throw LedgerError.cannotOpen(
                path: path, reason: "its file system cannot hold a write-ahead log")
        }
        try database.execute(sql: "PRAGMA synchronous = FULL")
        guard try book.number("PRAGMA synchronous") == 2 else {
            throw LedgerError.cannotOpen(path: path, reason: "it cannot be written durably")
        }
    }
}

struct SQLiteSession: DatabaseSession {
    let database: Database
    /// Whether other connections may write to it too.
    var isShared = true

    var dialect: Dialect { .sqlite }
    var desk: any Bindable { 1 }

    func begin(_ access: Access) throws {
        switch access {
        case .reading: try database.beginTransaction(.deferred)
        case .writing: try database.beginTransaction(.immediate)
        }
    }

    /// Whoever writes has all of the book.
    func keepEnd() throws -> Bool { false }

    func commit() throws { try database.commit() }
    func rollBack() throws { try database.rollback() }

    /// These two leave the transaction open.
    func isKnownLost(after error: any Error) -> Bool {
        guard let code = (error as? DatabaseError)?.resultCode else { return false }
        return (code == .SQLITE_BUSY || code == .SQLITE_CONSTRAINT) && database.isInsideTransaction
    }

    func run(_ sql: String, _ arguments: [Argument]) throws {
        try database.cachedStatement(sql: sql).execute(arguments: Self.bound(arguments))
    }

    func insert(_ rows: [[Argument]], into table: String) throws {
        for row in rows {
            try run("INSERT INTO \(table) VALUES \(Book.places(for: row))", row)
        }
    }

    /// Not GRDB's cursor: that looks the names of the columns up for every question, and nothing
    /// here asks for a cell by name.
    func rows(
        _ sql: String, _ arguments: [Argument], _ body: (Cells) throws -> Bool
    ) throws {
        let statement = try database.cachedStatement(sql: sql)
        try statement.setArguments(Self.bound(arguments))
        let running = statement.sqliteStatement
        defer { sqlite3_reset(running) }
        let cells = Cells(row: SQLiteRow(statement: running))
        while true {
            switch sqlite3_step(running) {
            case SQLITE_ROW: guard try body(cells) else { return }
            case SQLITE_DONE: return
            case let code:
                throw DatabaseError(
                    resultCode: ResultCode(rawValue: code),
                    message: String(cString: sqlite3_errmsg(database.sqliteConnection)), sql: sql)
            }
        }
    }

    func runScript(_ sql: String) throws { try database.execute(sql: sql) }

    func writes() throws -> LastPosition.Writes? {
        .init(
            own: database.totalChangesCount,
            others: try isShared ? Book(session: self).number("PRAGMA data_version") : 0)
    }

    private static func bound(_ arguments: [Argument]) -> StatementArguments {
        StatementArguments(
            arguments.map { argument -> (any DatabaseValueConvertible)? in
                switch argument?.bound {
                case .integer(let integer): integer
                case .text(let text): text
                case .bytes(let bytes): Data(bytes)
                case nil: nil
                }
            })
    }
}

struct SQLiteRow: Row {
    let statement: SQLiteStatement

    var count: Int { Int(sqlite3_column_count(statement)) }

    func kind(_ index: Int) -> CellKind {
        switch sqlite3_column_type(statement, Int32(index)) {
        case SQLITE_NULL: .null
        case SQLITE_INTEGER: .integer
        case SQLITE_FLOAT: .real
        case SQLITE_TEXT: .text
        default: .bytes
        }
    }

    func integer(_ index: Int) -> Int64 { sqlite3_column_int64(statement, Int32(index)) }
    func real(_ index: Int) -> Double { sqlite3_column_double(statement, Int32(index)) }

    func content(_ index: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: sqlite3_column_blob(statement, Int32(index)),
            count: Int(sqlite3_column_bytes(statement, Int32(index))))
    }

    func name(_ index: Int) -> String {
        sqlite3_column_name(statement, Int32(index)).map { String(cString: $0) } ?? ""
    }
}

extension DatabaseError: DatabaseFailure {
    func said(of path: String) -> LedgerError {
        let reason = message ?? "SQLite error \(extendedResultCode.rawValue)"
        return switch resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
        case .SQLITE_FULL: .full
        case .SQLITE_READONLY: .readOnly(path: path)
        case .SQLITE_NOTADB: .notOurs(path: path)
        case .SQLITE_CORRUPT, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_ERROR:
            .damaged(reason)
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            .cannotOpen(path: path, reason: reason)
        default: .io(reason)
        }
    }
}
