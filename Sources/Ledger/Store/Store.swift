import Lending
import Synchronization

/// A connection to a book's database, SQLite's or PostgreSQL's. One at a time uses it.
protocol Connection: Sendable {
    /// Hands the session over for as long as `body` runs; others wait meanwhile.
    func use<Answer>(_ body: (any DatabaseSession) throws -> Answer) throws -> Answer
    /// The same book in memory, on its own from here on.
    func copied() throws -> any Connection
    /// Makes sure that everything that can be read is on the disk.
    func bringToDisk() throws
    func close()
}

/// An error of a database, in words of its own.
protocol DatabaseFailure: Error {
    /// In its own words; nil where it has none.
    var message: String? { get }
    /// The same in this module's words.
    func said(of path: String) -> LedgerError
}

/// Where the book is kept: a connection to its database, and how its transactions begin and end.
/// The only class of the module: it owns the connection and exchanges it when a commit has failed,
/// because a connection is not trusted after that.
final class Store: Sendable {
    let place: Ledger.Place
    private let connection: Mutex<Trusted>
    private let waiting: @Sendable () -> Void
    /// Whether the whole book has been found right by this process.
    let isVerified = Atomic(false)
    let commit: @Sendable (any DatabaseSession) throws -> Void
    /// Every transaction is a part of one that is never committed: see `rehearse`.
    let isRehearsal = Atomic(false)
    let lastPosition = Mutex<LastPosition?>(nil)

    private struct Trusted {
        var connection: any Connection
        /// False once a commit has failed on it.
        var isTrusted = true
    }

    /// - Parameters:
    ///   - commit: ends a transaction; exchanged where a failing disk is played.
    ///   - waiting: called once when another terminal has kept the book for a second.
    init(
        at place: Ledger.Place, commit: @escaping @Sendable (any DatabaseSession) throws -> Void,
        waiting: @escaping @Sendable () -> Void
    ) throws(LedgerError) {
        self.place = place
        self.commit = commit
        self.waiting = waiting
        connection = Mutex(Trusted(connection: try Self.connect(to: place, waiting)))
    }

    private init(
        _ connection: any Connection,
        commit: @escaping @Sendable (any DatabaseSession) throws -> Void
    ) {
        place = .memory
        self.commit = commit
        waiting = {}
        self.connection = Mutex(Trusted(connection: connection))
    }

    /// A copy in memory of a file that can only be read.
    convenience init(copying path: String) throws(LedgerError) {
        let copy = try translated(path) { try SQLiteFile(copying: path) }
        self.init(copy, commit: { try $0.commit() })
    }

    /// The same book in memory, on its own from here on.
    func copied() throws(LedgerError) -> Store {
        Store(try translated(path) { try trusted().copied() }, commit: commit)
    }

    private static func connect(
        to place: Ledger.Place, _ waiting: @escaping @Sendable () -> Void
    ) throws(LedgerError) -> any Connection {
        try translated(place.name) {
            switch place {
            case .memory: try SQLiteFile()
            case .file(let path): try SQLiteFile(path: path, waiting: waiting)
            case .server(let server): try PostgresConnection(to: server, waiting: waiting)
            }
        }
    }

    var path: String { place.name }

    /// The connection, exchanged first when the last one failed. A book in memory has only one.
    func trusted() throws(LedgerError) -> any Connection {
        let present = connection.withLock { $0 }
        guard place != .memory, !present.isTrusted else { return present.connection }
        present.connection.close()
        let fresh = Trusted(connection: try Self.connect(to: place, waiting))
        connection.withLock { $0 = fresh }
        // Its writes are counted anew.
        lastPosition.withLock { $0 = nil }
        return fresh.connection
    }

    /// One transaction that sees one state of the book throughout.
    func read<Answer>(_ body: (Book) throws -> Answer) throws(LedgerError) -> Answer {
        try translated(path) {
            try trusted().use { session in
                // In a rehearsal nobody else is there to change the state.
                guard !isRehearsal.load(ordering: .relaxed) else {
                    return try body(Book(session: session))
                }
                try session.begin(.reading)
                defer { try? session.rollBack() }
                return try body(Book(session: session))
            }
        }
    }

    /// One transaction in which nobody else writes the same. When `body` throws, nothing has
    /// happened. When the commit fails, nobody can tell from here: the connection is given up and
    /// `outcomeUnknown` thrown.
    ///
    /// - Parameter part: the customer whose part is written, or another name of what others must
    ///   not write meanwhile; nil for all of the book.
    func write<Answer>(
        of part: String? = nil, _ body: (Book) throws -> Answer
    ) throws(LedgerError) -> Answer {
        do {
            return try translated(path) {
                try trusted().use { try transaction(of: part, $0, body) }
            }
        } catch .outcomeUnknown(let reason) {
            connection.withLock { $0.isTrusted = false }
            throw .outcomeUnknown(reason)
        }
    }

    private func transaction<Answer>(
        of part: String?, _ session: any DatabaseSession, _ body: (Book) throws -> Answer
    ) throws -> Answer {
        try begin(part, session)
        let answer: Answer
        do {
            // A later version of the program may have been at it while this one had it open.
            if place != .memory { try Book(session: session).checkVersion(of: path) }
            answer = try body(Book(session: session))
        } catch {
            try? rollBack(session)
            throw error
        }
        do {
            try end(session)
        } catch {
            guard session.isKnownLost(after: error) else {
                let reason = (error as? any DatabaseFailure)?.message ?? "\(error)"
                throw LedgerError.outcomeUnknown(reason)
            }
            try? rollBack(session)
            throw error
        }
        return answer
    }

    /// Makes sure that everything this connection can read is on the disk.
    func bringToDisk() throws(LedgerError) {
        guard place != .memory else { return }
        try translated(path) { try trusted().bringToDisk() }
    }
}

extension Ledger.Place {
    /// As it is told to people.
    package var name: String {
        switch self {
        case .file(let path): path
        case .memory: "the store in memory"
        case .server(let server): server.name
        }
    }
}

extension Book {
    /// A store of another version is left alone. One that is being made has the number 0 until it
    /// is whole.
    func checkVersion(of path: String) throws {
        let version = try number(dialect.version)
        guard version <= Schema.version else {
            throw LedgerError.newer(path: path, version: Int(version))
        }
        guard version >= dialect.oldestVersion || version == 0 else {
            throw LedgerError.older(path: path, version: Int(version))
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
    } catch let error as any DatabaseFailure {
        throw error.said(of: path)
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
