import CPostgres
import Foundation

/// The system's libpq, which is loaded by the first book on a server.
enum Libpq {
    static func loaded() throws -> UnsafePointer<postgres> {
        guard let library = postgres_library() else {
            throw PostgresFailure(
                message: "PostgreSQL's client library, libpq.so.5, is missing; install the package "
                    + "libpq5 (Debian, Ubuntu) or libpq (Fedora)")
        }
        return library
    }

    /// What the URL says, by keyword.
    ///
    /// - Throws: without libpq's own words, which may repeat a part of a password.
    static func options(of server: Server, _ library: postgres) throws -> [String: String] {
        guard server.isPlain else { throw notRead }
        var reason: UnsafeMutablePointer<CChar>?
        let options = library.conninfoParse(server.url, &reason)
        if let reason { library.freemem(reason) }
        guard let options else { throw notRead }
        let told = taken(options, library)
        // What stands where a port belongs may be half a password.
        guard told["port"]?.allSatisfy({ "0123456789,".contains($0) }) ?? true else {
            throw notRead
        }
        return told
    }

    private static let notRead = PostgresFailure(
        message: "it is no URL that libpq reads; write postgres://user@host/database, with %40, "
            + "%2F and %3A for @, / and : in names and passwords")

    /// What a connection was made with, services and environment among it.
    static func options(of connection: OpaquePointer, _ library: postgres) -> [String: String] {
        library.conninfo(connection).map { taken($0, library) } ?? [:]
    }

    private static func taken(
        _ options: UnsafeMutablePointer<PQconninfoOption>, _ library: postgres
    ) -> [String: String] {
        defer { library.conninfoFree(options) }
        var taken: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val {
                taken[String(cString: keyword)] = String(cString: value)
            }
            option += 1
        }
        return taken
    }
}

/// How a server is asked for: what the URL, the environment and libpq's files say, and where none
/// of them speaks of TLS and the server is another machine, with its certificate verified.
struct PostgresParameters {
    /// Later ones stand above earlier ones, and the URL above all of them.
    private(set) var pairs: [(keyword: String, value: String)]

    init(of server: Server, _ library: postgres) throws {
        pairs = [
            ("fallback_application_name", "paydesk"), ("client_encoding", "UTF8"),
            // A cable that was pulled is noticed.
            ("tcp_user_timeout", "15000"), ("keepalives_idle", "10"),
        ]
        let told = try Libpq.options(of: server, library)
        if told["connect_timeout"] == nil, getenv("PGCONNECT_TIMEOUT") == nil {
            pairs.append(("connect_timeout", "10"))
        }
        if told["sslmode"] == nil, getenv("PGSSLMODE") == nil {
            let hosts = try Self.hosts(told, server, library)
            if !Self.isLoopback(hosts) { pairs.append(("sslmode", "verify-full")) }
        }
        pairs.append(("dbname", server.url))
    }

    /// What a service says of host and TLS is known to libpq only, once it begins to connect.
    private static func hosts(
        _ told: [String: String], _ server: Server, _ library: postgres
    ) throws -> String? {
        func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
        if told["service"] == nil, environment("PGSERVICE") == nil {
            return told["hostaddr"] ?? told["host"] ?? environment("PGHOSTADDR")
                ?? environment("PGHOST")
        }
        let begun = withCStrings(["dbname"]) { keywords in
            withCStrings([server.url]) { library.connectStartParams(keywords, $0, 1) }
        }
        guard let begun else { return nil }
        defer { library.finish(begun) }
        let options = Libpq.options(of: begun, library)
        // Anything but what libpq takes by itself was chosen.
        guard options["sslmode"] ?? "prefer" == "prefer" else { return nil }
        return options["hostaddr"] ?? options["host"]
    }

    /// Whether all of them are this machine; a path is a socket on it, and so is none.
    private static func isLoopback(_ hosts: String?) -> Bool {
        (hosts ?? "").split(separator: ",").allSatisfy {
            $0.hasPrefix("/") || $0.hasPrefix("@") || isLoopbackAddress($0) || $0 == "::1"
                || $0 == "localhost"
        }
    }

    /// Not a name that only begins like an address.
    private static func isLoopbackAddress(_ host: Substring) -> Bool {
        host.hasPrefix("127.") && host.allSatisfy { "0123456789.".contains($0) }
    }

    /// Makes a connection, which may have failed.
    func connect(_ library: postgres) -> OpaquePointer? {
        withCStrings(pairs.map(\.keyword)) { keywords in
            withCStrings(pairs.map(\.value)) { library.connectdbParams(keywords, $0, 1) }
        }
    }
}

/// Calls `body` with an array of C strings that ends in NULL.
func withCStrings<Answer>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Answer
) -> Answer {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    let pointers = copies.map { $0.map { UnsafePointer($0) } } + [nil]
    return pointers.withUnsafeBufferPointer { buffer in
        // Never empty: it ends in NULL.
        body(buffer.baseAddress!)
    }
}
