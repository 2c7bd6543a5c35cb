import CPostgres
import Foundation

/// What is said to a server of PostgreSQL's over one connection.
///
/// The book is kept from others by locks that end with the transaction. Whoever writes a customer's
/// part shares the book with whoever writes another's; whoever writes all of it has it alone; and
/// what is numbered without gaps, the audit chain first of all, grows for one at a time, from the
/// first number that is asked for to the commit.
final class PostgresSession: DatabaseSession {
    private let library: postgres
    private let connection: OpaquePointer
    private let waiting: @Sendable () -> Void
    /// Names of prepared statements, by their text and the types of what is bound to them.
    private var prepared: [String: String] = [:]
    private var access = Access.reading
    private var keepsEnd = false
    private var isClosed = false

    let desk: any Bindable
    var dialect: Dialect { .postgres }

    init(_ server: Server, waiting: @escaping @Sendable () -> Void) throws {
        library = try Libpq.loaded().pointee
        self.waiting = waiting
        desk = server.desk
        guard let connection = try PostgresParameters(of: server, library).connect(library) else {
            throw PostgresFailure(message: "no memory is left")
        }
        self.connection = connection
        do {
            try prepare()
        } catch {
            close()
            throw error
        }
    }

    /// After the connection was made, or made anew.
    private func prepare() throws {
        prepared = [:]
        guard isConnected else { throw failure(nil) }
        // Notices are for whoever types SQL.
        _ = library.setNoticeProcessor(connection, { _, _ in }, nil)
        let settings = try Book(session: self).all(
            """
            SELECT name, setting FROM pg_settings
            WHERE name IN ('fsync', 'synchronous_commit', 'server_encoding')
            """
        ) { (try $0.text(0), try $0.text(1)) }
        let setting = Dictionary(settings, uniquingKeysWith: { first, _ in first })
        guard setting["fsync"] != "off" else {
            throw PostgresFailure(
                state: "55000", message: "its server keeps nothing durably: fsync is off")
        }
        guard setting["server_encoding"] == "UTF8" else {
            throw PostgresFailure(state: "3D000", message: "its encoding is not UTF8")
        }
        // A receipt that was shown is on the disk, whatever the server does for others.
        if setting["synchronous_commit"] == "off" { try runScript("SET synchronous_commit = on") }
    }

    private var isConnected: Bool {
        library.status(connection) == POSTGRES_CONNECTION_OK
    }

    func close() {
        guard !isClosed else { return }
        isClosed = true
        library.finish(connection)
    }

    // MARK: - Transactions

    func begin(_ access: Access) throws {
        guard !isClosed else { throw PostgresFailure(message: "the connection was closed") }
        (self.access, keepsEnd) = (access, false)
        if !isConnected { try reconnect() }
        do {
            try start(waiting: 1)
        } catch let failure as PostgresFailure where failure.isOfWaiting {
            try? rollBack()
            waiting()
            try start(waiting: 4)
        } catch let failure as PostgresFailure where !failure.isAnswer {
            // The server was started anew since the last transaction; nothing has been asked of it.
            try reconnect()
            try start(waiting: 5)
        }
    }

    private func reconnect() throws {
        library.reset(connection)
        try prepare()
    }

    private func start(waiting seconds: Int) throws {
        guard case .writing(let part) = access else {
            return try runScript("BEGIN ISOLATION LEVEL REPEATABLE READ")
        }
        do {
            try runScript(
                """
                BEGIN; SET LOCAL lock_timeout = '\(seconds)s';
                SELECT \(Self.lock("book", isShared: part != nil));
                SET LOCAL lock_timeout = '5s'
                """)
            if let part { try run("SELECT \(Self.lock("?", isShared: false))", [part]) }
        } catch {
            try? rollBack()
            throw error
        }
    }

    /// An advisory lock on a part of the book of this schema; `?` stands for a customer.
    private static func lock(_ part: String, isShared: Bool) -> String {
        let name = part == "?" ? "'/customer/' || ?" : "'/\(part)'"
        return "pg_advisory_xact_lock\(isShared ? "_shared" : "")"
            + "(hashtextextended('paydesk/' || current_schema() || \(name), 0))"
    }

    func keepEnd() throws -> Bool {
        guard case .writing(.some) = access else { return false }
        if !keepsEnd { try run("SELECT \(Self.lock("end", isShared: false))", []) }
        keepsEnd = true
        return true
    }

    func commit() throws {
        let result = try executed("COMMIT")
        defer { library.clear(result) }
        // The end of a transaction that had failed is a rollback, and no error.
        guard library.cmdStatus(result).map({ String(cString: $0) }) == "COMMIT" else {
            throw PostgresFailure(state: "40000", message: "the transaction was rolled back")
        }
    }

    func rollBack() throws { try runScript("ROLLBACK") }

    func isKnownLost(after error: any Error) -> Bool {
        (error as? PostgresFailure)?.isAnswer ?? false
    }

    // MARK: - Statements

    func run(_ sql: String, _ arguments: [Argument]) throws {
        library.clear(try answer(sql, arguments))
    }

    func rows(_ sql: String, _ arguments: [Argument], _ body: (Cells) throws -> Bool) throws {
        let result = try answer(sql, arguments)
        defer { library.clear(result) }
        let count = library.ntuples(result)
        for number in 0..<count {
            let row = PostgresRow(library: library, result: result, number: number)
            guard try body(Cells(row: row)) else { return }
        }
    }

    func runScript(_ sql: String) throws { library.clear(try executed(sql)) }

    /// Of what others write nothing is known without asking.
    func writes() throws -> LastPosition.Writes? { nil }

    private func executed(_ sql: String) throws -> OpaquePointer {
        try checked(library.exec(connection, sql))
    }

    /// Many to a statement: each costs a way there and back.
    func insert(_ rows: [[Argument]], into table: String) throws {
        var rest = rows[...]
        while let first = rest.first {
            let count = rest.count < Self.manyRows ? 1 : Self.manyRows
            let places = repeatElement(Book.places(for: first), count: count)
            let sql = "INSERT INTO \(table) VALUES \(places.joined(separator: ", "))"
            // The types are those of the columns, so that all rows are one statement.
            library.clear(try answer(sql, rest.prefix(count).flatMap(\.self), isTyped: false))
            rest = rest.dropFirst(count)
        }
    }

    private static let manyRows = 50

    private func answer(
        _ sql: String, _ arguments: [Argument], isTyped: Bool = true
    ) throws -> OpaquePointer {
        let bound = arguments.map { $0?.bound }
        let types = bound.map { isTyped ? $0?.type ?? 0 : 0 }
        let name = try statement(sql, types: types)
        let texts = bound.map { $0?.content }
        let lengths = texts.map { Int32($0?.count ?? 0) }
        let formats = bound.map { $0?.format ?? 0 }
        // Each ends in a zero, as text has to.
        let copies = texts.map { text in text.map { terminated($0) } }
        defer { for copy in copies { copy?.deallocate() } }
        let values = copies.map { $0.map { UnsafePointer($0) } }
        return try checked(
            library.execPrepared(
                connection, name, Int32(bound.count), values, lengths, formats, 1))
    }

    private func terminated(_ bytes: [UInt8]) -> UnsafeMutablePointer<CChar> {
        let copy = UnsafeMutableRawPointer.allocate(byteCount: bytes.count + 1, alignment: 1)
        bytes.withUnsafeBytes {
            copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: $0.count)
        }
        copy.storeBytes(of: 0, toByteOffset: bytes.count, as: UInt8.self)
        return copy.assumingMemoryBound(to: CChar.self)
    }

    private func statement(_ sql: String, types: [UInt32]) throws -> String {
        let key = types.map { "\($0) " }.joined() + sql
        if let name = prepared[key] { return name }
        let name = "s\(prepared.count)"
        library.clear(
            try checked(
                library.prepare(
                    connection, name, Dialect.numbered(sql), Int32(types.count), types)))
        prepared[key] = name
        return name
    }

    private func checked(_ result: OpaquePointer?) throws -> OpaquePointer {
        guard let result else { throw failure(nil) }
        let status = library.resultStatus(result)
        guard status != POSTGRES_COMMAND_OK, status != POSTGRES_TUPLES_OK else { return result }
        defer { library.clear(result) }
        throw failure(result)
    }

    private func failure(_ result: OpaquePointer?) -> PostgresFailure {
        func field(_ field: Int32) -> String? {
            result.flatMap { library.resultErrorField($0, field) }.map { String(cString: $0) }
        }
        let message =
            field(POSTGRES_MESSAGE)
            ?? library.errorMessage(connection).map { String(cString: $0) } ?? ""
        return PostgresFailure(
            state: field(POSTGRES_SQLSTATE),
            message: message.split(whereSeparator: \.isNewline).joined(separator: " "))
    }
}
