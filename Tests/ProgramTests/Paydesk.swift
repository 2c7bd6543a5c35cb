import Foundation

/// The program under test with the project's corpus, a cache shared by all tests, and a home of
/// nobody's.
enum Paydesk {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// One model for all tests, trained before the first of them, where `make clean` finds it.
    private static let cache = {
        let cache = root.appendingPathComponent(".build/test-cache").path
        _ = try? Program.run(
            ["train", "--intents", root.appendingPathComponent("Intents").path],
            environment: ["XDG_CACHE_HOME": cache])
        return cache
    }()

    static var environment: [String: String] {
        [
            "PAYDESK_INTENTS": root.appendingPathComponent("Intents").path,
            "XDG_CACHE_HOME": cache, "PAYDESK_RECORDS": "0", "HOME": "/nonexistent",
            "XDG_STATE_HOME": root.appendingPathComponent(".build/test-state").path,
        ]
    }

    static func run(
        _ arguments: [String], stdin: [UInt8] = [], environment: [String: String] = [:],
        output: String? = nil
    ) throws -> Program.Outcome {
        try Program.run(
            arguments, stdin: stdin,
            environment: Self.environment.merging(environment) { $1 }, output: output)
    }

    static func run(
        _ arguments: [String], stdin: String, environment: [String: String] = [:]
    ) throws -> Program.Outcome {
        try run(arguments, stdin: Array(stdin.utf8), environment: environment)
    }
}

/// A folder of a test's own, gone with it.
final class Folder: Sendable {
    let root: String

    /// - Parameter inMemory: in a file system in memory, where there is one.
    init(inMemory: Bool = false) throws {
        let memory = "/dev/shm/"
        let base = inMemory && access(memory, W_OK) == 0 ? memory : NSTemporaryDirectory()
        root = base + "paydesk-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: root, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func path(_ name: String) -> String { root + "/" + name }

    /// Writes a file, with the folders above it.
    /// - Returns: its path.
    @discardableResult
    func file(_ name: String, _ text: String) throws -> String {
        let path = path(name)
        try FileManager.default.createDirectory(
            atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path,
            withIntermediateDirectories: true)
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }
}
