import Glibc

/// Where a book lies on a server of PostgreSQL's, as a URL that libpq reads:
/// `postgres://user@host/database`.
package struct Server: Hashable, Sendable {
    /// May hold a password, so that it is shown to nobody.
    let url: String
    /// Where this desk keeps what does not belong into the database: the key of the book, and its
    /// checkpoints where they are kept nowhere else.
    let folder: String

    /// Nil where the text is no such URL.
    package init?(_ url: String, folder: String) {
        guard Self.schemes.contains(where: url.hasPrefix) else { return nil }
        (self.url, self.folder) = (url, folder)
    }

    /// The path beside which the files of a book lie, by what its key is known by.
    func files(of check: [UInt8]) -> String {
        folder + "/" + Digest.hexadecimal(Array(check.prefix(8)))
    }

    private static let schemes = ["postgres://", "postgresql://"]

    private var afterScheme: Substring {
        url[(url.firstRange(of: "://")?.upperBound ?? url.startIndex)...]
    }

    private var parts: (user: Substring?, rest: Substring) {
        let text = afterScheme
        // Whatever stands before the last of these can be part of a password.
        guard let end = text.lastIndex(of: "@") else { return (nil, text) }
        return (text.prefix { !":@/?".contains($0) }, text[text.index(after: end)...])
    }

    /// This desk, among those that share the book.
    var desk: String {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        let host = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
        return host + ":" + folder
    }

    /// As it is told to people: without password and options.
    package var name: String {
        let place = parts.rest.prefix { $0 != "?" }
        let host = place.prefix { $0 != "/" }
        let path = place[host.endIndex...]
        // What stands where a port belongs, and is none, may be anything.
        let ports = host.split(separator: ":").dropFirst()
        let isPlain = ports.allSatisfy { $0.allSatisfy { "0123456789,".contains($0) } }
        let shown = isPlain || host.hasPrefix("[") ? host : host.prefix { $0 != ":" }
        return "postgres://" + (parts.user.map { $0 + "@" } ?? "") + shown + path
    }

    /// Whether no sign of a password can be taken for the end of it.
    var isPlain: Bool {
        let signs = afterScheme.split(separator: "@", omittingEmptySubsequences: false)
        return signs.count == 1
            || signs.count == 2 && !signs[0].contains { "/?".contains($0) }
    }

    /// A command line is seen by everybody on the machine.
    package var holdsPassword: Bool {
        let text = afterScheme
        let isInUser = parts.user.map { text[$0.endIndex...].hasPrefix(":") } ?? false
        return isInUser || text.contains("password=")
    }
}

extension Server {
    /// Whether a book lies there; nothing is made.
    package func holdsBook() throws(LedgerError) -> Bool {
        let store = try Store(at: .server(self), commit: { try $0.commit() }, waiting: {})
        return try store.read { try $0.number($0.dialect.version) > 0 }
    }
}

extension Ledger.Place {
    /// The path beside which key and checkpoints of a book lie; nil for one in memory.
    func files(of check: [UInt8]) -> String? {
        switch self {
        case .memory: nil
        case .file(let path): path
        case .server(let server): server.files(of: check)
        }
    }
}
