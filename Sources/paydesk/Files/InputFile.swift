import Glibc
import NLU

/// Reads what a person hands over: plain files and stdin, never more than the limit, and nothing
/// that could wait for ever or be something else than it looks.
enum InputFile {
    /// Longest transcript or import, in bytes.
    static let limit = 16 << 20

    /// - Parameter path: `-` is stdin.
    static func read(_ path: String, limit: Int = limit) throws -> [UInt8] {
        if path == "-" { return try bytes(of: 0, name: "stdin", limit) }
        // Without O_NONBLOCK a pipe with no writer would be waited for.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw Failure(.noInput, "\(path): \(reason(errno))") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw Failure(.noInput, "\(path): \(reason(errno))")
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Failure(.noInput, "\(path): no plain file; what a pipe brings is read with -")
        }
        guard status.st_size <= limit else { throw tooLarge(path, limit) }
        return try bytes(of: descriptor, name: path, limit)
    }

    private static func bytes(of descriptor: Int32, name: String, _ limit: Int) throws -> [UInt8] {
        var all: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return all }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw Failure(.inputOutput, "\(name): \(reason(errno))")
            }
            all += chunk[..<count]
            guard all.count <= limit else { throw tooLarge(name, limit) }
        }
    }

    private static func tooLarge(_ name: String, _ limit: Int) -> Failure {
        Failure(.badData, "\(name):1:1: the file is over \(limit >> 20) MiB; split it")
    }

    static func reason(_ number: Int32) -> String {
        number == ENOENT ? "no such file or folder" : String(cString: strerror(number))
    }
}
