import CPseudoTerminal
import Foundation

/// Runs a program of the project to its end, with pipes or a file for its output.
enum Program {
    struct Outcome {
        /// The exit status; 128 + number for a signal.
        var status: Int32
        var output: [UInt8]
        var stderr: String

        var stdout: String { String(decoding: output, as: UTF8.self) }
        /// Of stdout, without their ends.
        var lines: [String] {
            var lines = stdout.split(separator: "\n", omittingEmptySubsequences: false)
            if lines.last == "" { lines.removeLast() }
            return lines.map(String.init)
        }
        /// Of stdout, an object of JSON each.
        var objects: [[String: Any]] {
            get throws {
                try lines.map {
                    let object = try JSONSerialization.jsonObject(with: Data($0.utf8))
                    guard let object = object as? [String: Any] else {
                        throw Trouble(description: "no object: \($0)")
                    }
                    return object
                }
            }
        }
    }

    struct Trouble: Error, CustomStringConvertible {
        let description: String
    }

    /// What a program finds around it unless a test says otherwise: nothing of the tester's own.
    static let environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm"]

    /// A program built by the same build as these tests: it lies beside the test bundle.
    static func path(_ name: String = "paydesk") -> String {
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent(name).path
    }

    /// - Parameters:
    ///   - environment: added to `Program.environment`.
    ///   - name: what the program is told that it is called; nil for its path.
    ///   - directory: where the program starts; nil for where the tests run.
    ///   - output: a file that takes stdout, such as /dev/full.
    ///   - seconds: how long it may take before it is killed and an error is thrown. Long, since
    ///     nothing is said by it: a machine that is busy with other things is no failure.
    static func run(
        _ arguments: [String], stdin: [UInt8] = [], environment: [String: String] = [:],
        program: String = path(), name: String? = nil, directory: String? = nil,
        output: String? = nil, within seconds: Double = 300
    ) throws -> Outcome {
        // A program that ends without reading its input must not end the tests.
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [-1, -1, -1]
        var process: pid_t = 0
        let failure = withCommand(
            program, arguments, environment, name: name, directory: directory, output: output
        ) { command in
            pt_spawn_with_pipes(&command, &ends, &process)
        }
        guard failure == 0 else { throw Trouble(description: "\(program): \(reason(-failure))") }
        var exchange = Exchange(ends: ends, input: stdin)
        let deadline = Deadline(seconds)
        defer { exchange.close() }
        while exchange.isOpen, !deadline.hasPassed { exchange.step(deadline) }
        guard let status = waitForExit(process, deadline) else {
            throw Trouble(description: "\(program) did not end within \(seconds) s and was killed")
        }
        return Outcome(
            status: status, output: exchange.received[0],
            stderr: String(decoding: exchange.received[1], as: UTF8.self))
    }

    /// The same, killed at a moment that may lie anywhere in its life. What it had written by then
    /// is read to the end; the status is 128 + 9 unless it had ended before.
    static func run(
        _ arguments: [String], stdin: [UInt8], environment: [String: String],
        killedAfter seconds: Double
    ) throws -> Outcome {
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [-1, -1, -1]
        var process: pid_t = 0
        let failure = withCommand(path(), arguments, environment, directory: nil, output: nil) {
            pt_spawn_with_pipes(&$0, &ends, &process)
        }
        guard failure == 0 else { throw Trouble(description: "\(reason(-failure))") }
        var exchange = Exchange(ends: ends, input: stdin)
        defer { exchange.close() }
        let end = Deadline(seconds)
        while exchange.isOpen, !end.hasPassed { exchange.step(end) }
        kill(process, SIGKILL)
        let rest = Deadline(120)
        while exchange.isOpen, !rest.hasPassed { exchange.step(rest) }
        guard let status = waitForExit(process, rest) else {
            throw Trouble(description: "a killed program did not end")
        }
        return Outcome(
            status: status, output: exchange.received[0],
            stderr: String(decoding: exchange.received[1], as: UTF8.self))
    }

    /// The exit status; nil when the process had to be killed because the time was up.
    static func waitForExit(_ process: pid_t, _ deadline: Deadline) -> Int32? {
        var status: Int32 = 0
        while pt_poll_exit(process, &status) == 0 {
            guard deadline.hasPassed else {
                usleep(500)
                continue
            }
            kill(process, SIGKILL)
            while pt_poll_exit(process, &status) == 0 { usleep(500) }
            return nil
        }
        return status
    }

    static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }

    /// Lends a command whose strings live as long as the call.
    static func withCommand<Result>(
        _ program: String, _ arguments: [String], _ environment: [String: String],
        name: String? = nil, directory: String?, output: String?,
        _ body: (inout pt_command) -> Result
    ) -> Result {
        let merged = Program.environment.merging(environment) { _, given in given }
        let words = ([name ?? program] + arguments).map { strdup($0) } + [nil]
        let variables = merged.sorted { $0.key < $1.key }.map { strdup("\($0)=\($1)") } + [nil]
        let places = [program, directory, output].map { $0.flatMap { strdup($0) } }
        defer { for text in words + variables + places { free(text) } }
        return words.withUnsafeBufferPointer { words in
            variables.withUnsafeBufferPointer { variables in
                var command = pt_command(
                    path: places[0], arguments: words.baseAddress,
                    environment: variables.baseAddress, directory: places[1], output: places[2])
                return body(&command)
            }
        }
    }
}

/// A point in time after which a test gives up, on the clock that nobody sets.
struct Deadline {
    private let end: ContinuousClock.Instant

    init(_ seconds: Double) { end = .now + .seconds(seconds) }

    var hasPassed: Bool { ContinuousClock.now >= end }

    /// For poll(2): at least one, so that the last moment is not a busy loop.
    var milliseconds: Int32 {
        let left = (end - .now).components
        return max(1, Int32(left.seconds) * 1000 + Int32(left.attoseconds / 1_000_000_000_000_000))
    }
}

/// Feeds a program's stdin and drains its stdout and stderr, whichever is ready: neither side can
/// wait for the other for ever.
private struct Exchange {
    private var ends: [Int32]
    private var input: ArraySlice<UInt8>
    private(set) var received: [[UInt8]] = [[], []]

    init(ends: [Int32], input: [UInt8]) {
        self.ends = ends
        self.input = input[...]
        if input.isEmpty { closeEnd(0) }
    }

    /// Until stdout and stderr have ended.
    var isOpen: Bool { ends[1] >= 0 || ends[2] >= 0 }

    mutating func step(_ deadline: Deadline) {
        var waiting = ends.indices.map { index in
            pollfd(fd: ends[index], events: Int16(index == 0 ? POLLOUT : POLLIN), revents: 0)
        }
        guard poll(&waiting, nfds_t(waiting.count), deadline.milliseconds) > 0 else { return }
        for index in waiting.indices where waiting[index].revents != 0 {
            index == 0 ? feed() : drain(index)
        }
    }

    private mutating func feed() {
        let written = input.withUnsafeBytes { write(ends[0], $0.baseAddress, $0.count) }
        if written > 0 { input = input.dropFirst(written) }
        if input.isEmpty || (written < 0 && errno == EPIPE) { closeEnd(0) }
    }

    private mutating func drain(_ index: Int) {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = read(ends[index], &bytes, bytes.count)
        if count > 0 { received[index - 1] += bytes[..<count] }
        if count == 0 { closeEnd(index) }
    }

    private mutating func closeEnd(_ index: Int) {
        if ends[index] >= 0 { Glibc.close(ends[index]) }
        ends[index] = -1
    }

    mutating func close() {
        for index in ends.indices { closeEnd(index) }
    }
}
