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
        let (input, output) = (Pipe(), Pipe())
        // It runs until this end is closed, which is when the process ends; programs that the
        // tests start must not keep it open.
        _ = fcntl(input.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
        (server.standardInput, server.standardOutput) = (input, output)
        try server.run()
        let said = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let folder = said.trimmingCharacters(in: .whitespacesAndNewlines)
        guard folder.hasPrefix("/") else {
            throw Missing(description: "Tests/Support/postgres has started no server")
        }
        lifeline = input
        return PostgresServer(folder: folder)
    }

    /// What is closed with the process.
    nonisolated(unsafe) private static var lifeline: Pipe?
}
