import Foundation

/// Where things live: XDG directories, absolute ones only, as the specification says.
enum Paths {
    private static func directory(_ variable: String, fallback: String) -> URL? {
        if let value = Environment[variable], value.hasPrefix("/") {
            return URL(fileURLWithPath: value).appendingPathComponent("paydesk")
        }
        guard let home = Environment["HOME"], home.hasPrefix("/") else { return nil }
        return URL(fileURLWithPath: home).appendingPathComponent(fallback)
            .appendingPathComponent("paydesk")
    }

    /// The book: `$XDG_DATA_HOME/paydesk/book.sqlite`.
    static func book() throws -> URL {
        guard let data = directory("XDG_DATA_HOME", fallback: ".local/share") else {
            throw Failure(
                .configuration,
                "no home directory to keep the book in; set HOME or name one with --store")
        }
        return data.appendingPathComponent("book.sqlite")
    }

    /// Checkpoints of the audit chain: `$XDG_STATE_HOME/paydesk/`; nil when there is no such place.
    static func state() -> URL? { directory("XDG_STATE_HOME", fallback: ".local/state") }

    /// Keys of books on servers: `$XDG_DATA_HOME/paydesk/servers/`.
    static func servers() throws -> URL {
        try book().deletingLastPathComponent().appendingPathComponent("servers")
    }

    /// Documents issued to customers: `$XDG_DATA_HOME/paydesk/documents/`.
    static func documents() throws -> URL {
        guard let data = directory("XDG_DATA_HOME", fallback: ".local/share") else {
            throw Failure(
                .configuration,
                "no home directory to put the document in; set HOME or XDG_DATA_HOME")
        }
        return data.appendingPathComponent("documents")
    }

    /// Models of corpora of one's own: `$XDG_CACHE_HOME/paydesk/`; nil when there is nowhere to
    /// cache.
    static func cache() -> URL? { directory("XDG_CACHE_HOME", fallback: ".cache") }

    /// Records of conversations: `$XDG_STATE_HOME/paydesk/records/`.
    static func records() throws -> URL {
        guard let state = directory("XDG_STATE_HOME", fallback: ".local/state") else {
            throw Failure(
                .configuration, "no home directory with records; set HOME or name transcripts")
        }
        return state.appendingPathComponent("records")
    }

    /// The corpus: `$PAYDESK_INTENTS`, else `./Intents`, else the one installed with the program.
    static func intents() throws -> URL {
        if let named = Environment["PAYDESK_INTENTS"], !named.isEmpty {
            return URL(fileURLWithPath: named)
        }
        let here = URL(fileURLWithPath: "Intents")
        for place in [here, installed("Intents")].compactMap({ $0 }) where isDirectory(place) {
            return place
        }
        throw Failure(
            .noInput,
            "no corpus found: there is no ./Intents here, and none was installed with the program; "
                + "name one with --intents DIR or PAYDESK_INTENTS")
    }

    /// What was installed with the program: `../share/paydesk/` from where it lies.
    static func installed(_ name: String) -> URL? {
        guard
            let program = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/self/exe")
        else { return nil }
        return URL(fileURLWithPath: program).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("share/paydesk").appendingPathComponent(name)
    }

    static func isDirectory(_ url: URL) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory)
            && isDirectory.boolValue
    }
}
