import Foundation

/// A PostgreSQL of the tests' own, started by the first test that asks for it and gone with the
/// process. Where none is installed that test fails: it is not skipped.
package struct PostgresServer: Sendable {
    /// Where its socket lies.
    package let folder: String
    private let script: Int32

    package struct Missing: Error, CustomStringConvertible {
        package let description: String
    }

    package static func running() throws -> PostgresServer { try started.get() }

    /// A database on it, whoever is asked for.
    package func url(_ database: String) -> String {
        "postgresql://paydesk@/\(database)?host=\(folder)"
    }

    private static let started = Result { try PostgresServer() }

    /// One of a test's own.
    ///
    /// - Parameter kind: nothing, `primary`, or `standby` and the folder of its primary.
    package init(_ kind: String...) throws {
        let server = Process()
        server.executableURL = Project.root.appendingPathComponent("Tests/Support/postgres")
        server.arguments = kind
        let output = Pipe()
        (server.standardInput, server.standardOutput) = (FileHandle.nullDevice, output)
        try server.run()
        let said = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let folder = said.trimmingCharacters(in: .whitespacesAndNewlines)
        guard folder.hasPrefix("/") else {
            throw Missing(description: "Tests/Support/postgres has started no server")
        }
        (self.folder, script) = (folder, server.processIdentifier)
    }

    /// Its process is killed, as when the power goes; that of one connection is not enough.
    package func kill() throws {
        let file = try String(contentsOfFile: folder + "/data/postmaster.pid", encoding: .utf8)
        guard let process = file.split(separator: "\n").first.flatMap({ Int32($0) }) else { return }
        _ = Glibc.kill(process, SIGKILL)
    }

    /// From now on it comes back when it was killed.
    package func comesBack() throws {
        try Data().write(to: URL(fileURLWithPath: folder + "/again"))
    }

    /// Ends it, and takes its folder away.
    package func end() { _ = Glibc.kill(script, SIGTERM) }
}
