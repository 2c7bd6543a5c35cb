import CPostgres
import Foundation

/// A connection to a book on a server.
final class PostgresConnection: Connection, @unchecked Sendable {
    private let session: PostgresSession
    private let lock = NSLock()

    /// - Parameter waiting: called once when another terminal has kept the book for a second.
    init(to server: Server, waiting: @escaping @Sendable () -> Void) throws {
        session = try PostgresSession(server, waiting: waiting)
    }

    deinit { session.close() }

    func use<Answer>(_ body: (any DatabaseSession) throws -> Answer) throws -> Answer {
        lock.lock()
        defer { lock.unlock() }
        return try body(session)
    }

    func copied() throws -> any Connection {
        try use { session in
            try session.begin(.reading)
            defer { try? session.rollBack() }
            let copy = try SQLiteFile()
            try copy.use { try Book(session: $0).take(all: Book(session: session)) }
            return copy
        }
    }

    /// What a commit has made visible is on the disk; a standby that has to have it as well may be
    /// behind. The commit of something more waits for all before it.
    func bringToDisk() throws {
        try use { session in
            try session.begin(.writing(of: "nobody"))
            try session.runScript("SELECT pg_logical_emit_message(true, 'paydesk', '')")
            try session.commit()
        }
    }

    func close() {
        lock.lock()
        session.close()
        lock.unlock()
    }
}
