import Foundation

/// A PostgreSQL of the tests' own, started by the first test that asks for it and gone with the
/// process. Where none is installed that test fails: it is not skipped.
package struct PostgresServer: Sendable {
    /// Where its socket lies.
    package let folder: String

    package struct Missing: Error, CustomStringConvertible {
        package let description: String
    }

    package static func running() throws -> PostgresServer { try started.get() }

    /// A database on it, whoever is asked for.
    package func url(_ database: String) -> String {
        "postgresql://paydesk@/\(database)?host=\(folder)"
    }

    private static let started = Result { try start() }

    private static func start() throws -> PostgresServer {
        let server = Process()
        server.executableURL = Project.root.appendingPathComponent("Tests/Support/postgres")
        let output = Pipe()
        (server.standardInput, server.standardOutput) = (FileHandle.nullDevice, output)
        try server.run()
        let said = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let folder = said.trimmingCharacters(in: .whitespacesAndNewlines)
        guard folder.hasPrefix("/") else {
            throw Missing(description: "Tests/Support/postgres has started no server")
        }
        return PostgresServer(folder: folder)
    }
}
