import CPseudoTerminal
import Foundation

/// A program on a terminal of its own, driven as a person would: look, then type.
///
/// A class because it owns a process and a descriptor; both are gone when it is.
final class PseudoTerminal {
    struct Mismatch: Error, CustomStringConvertible {
        let description: String
    }

    private var master: Int32
    let process: pid_t
    /// How the terminal was set before the program, as `stty -g` writes it.
    let firstModes: String
    /// Every byte the program wrote, escapes and all.
    private(set) var log: [UInt8] = []
    /// The same without escapes and carriage returns: what `expect` looks at.
    private(set) var shown: [UInt8] = []
    private var filter = EscapeFilter()
    /// Where `shown` has been looked at up to.
    private var looked = 0
    private var hasEnded = false
    private var status: Int32?
    private let patience: Double

    /// - Parameters:
    ///   - name: what the program is told that it is called; nil for its path.
    ///   - environment: added to `Program.environment`; TERM is xterm there.
    ///   - patience: seconds that any single expectation may take; long, for busy machines.
    init(
        _ arguments: [String] = [], program: String = Program.path(), name: String? = nil,
        environment: [String: String] = [:], directory: String? = nil, rows: UInt16 = 24,
        columns: UInt16 = 80, patience: Double = 120
    ) throws {
        var child: pid_t = 0
        var modes = pt_modes()
        let outcome = Program.withCommand(
            program, arguments, environment, name: name, directory: directory, output: nil
        ) { command in
            pt_spawn_on_terminal(&command, rows, columns, &modes, &child)
        }
        guard outcome >= 0 else {
            throw Mismatch(description: "\(program): \(Program.reason(-outcome))")
        }
        master = outcome
        process = child
        firstModes = Self.text(modes)
        self.patience = patience
    }

    deinit {
        disconnect()
        guard status == nil else { return }
        kill(process, SIGKILL)
        _ = Program.waitForExit(process, Deadline(0))
    }

    var text: String { String(decoding: shown, as: UTF8.self) }
    /// How the terminal is set.
    var modes: String { Self.text(pt_modes_of(master)) }
    var isEchoing: Bool { pt_is_echoing(master) }
    /// The editor, or something like it, reads key by key.
    var isRaw: Bool { pt_is_raw(master) }
    /// Stopped as by Ctrl-Z.
    var isStopped: Bool { pt_poll_stop(process) == 1 }

    private static func text(_ modes: pt_modes) -> String {
        withUnsafeBytes(of: modes) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    // MARK: - Typing

    /// Types once the editor is reading: keys pressed before would be the terminal's to handle.
    func type(_ text: String) throws {
        try wait(for: "the editor to read") { isRaw }
        try send(Array(text.utf8))
    }

    /// Types once the terminal has stopped showing what is typed.
    func typeSecret(_ text: String) throws {
        try wait(for: "the echo to go off") { !isEchoing && !isRaw }
        try send(Array(text.utf8))
    }

    /// Sends bytes at once, whatever the program is doing. Its output is read meanwhile, or a long
    /// paste and its echo would each wait for the other.
    func send(_ bytes: [UInt8]) throws {
        let deadline = Deadline(patience)
        var rest = bytes[...]
        while !rest.isEmpty {
            guard !deadline.hasPassed, !hasEnded else {
                let taken = bytes.count - rest.count
                throw Mismatch(description: "only \(taken) of \(bytes.count) bytes were taken")
            }
            var ready = pollfd(fd: master, events: Int16(POLLIN | POLLOUT), revents: 0)
            guard poll(&ready, 1, deadline.milliseconds) > 0 else { continue }
            if ready.revents & Int16(POLLIN | POLLHUP) != 0 { readAvailable() }
            guard ready.revents & Int16(POLLOUT) != 0 else { continue }
            // In pieces: the terminal takes about 4 KiB, and a blocking write would wait for more.
            let piece = rest.prefix(256)
            let count = piece.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) }
        }
    }

    /// Types once the editor has asked for so many lines: what is typed ahead of a question is no
    /// answer to it.
    func type(_ text: String, atPrompt number: Int) throws {
        try wait(for: "prompt \(number)") { prompts >= number && isRaw }
        try send(Array(text.utf8))
    }

    /// Lines the editor has asked for: with each, it has the terminal mark what is pasted.
    var prompts: Int { log.count(of: Self.marksPastes) }
    /// The last thing asked of the terminal was to mark pastes no more.
    var hasMarksOff: Bool {
        (log.last(Self.marksPastes) ?? -1) <= (log.last(Self.marksNoPastes) ?? -1)
    }

    private static let marksPastes = Array("\u{1B}[?2004h".utf8)
    private static let marksNoPastes = Array("\u{1B}[?2004l".utf8)

    // MARK: - Looking

    /// Waits until the text has appeared behind everything expected before, and returns what
    /// stood between, the text included.
    @discardableResult
    func expect(_ text: String) throws -> String {
        let needle = Array(text.utf8)
        try wait(for: "\(text.debugDescription)") { range(of: needle) != nil }
        guard let found = range(of: needle) else { return "" }
        defer { looked = found.upperBound }
        return String(decoding: shown[looked..<found.upperBound], as: UTF8.self)
    }

    /// Waits until something is true, reading what the program writes meanwhile.
    func wait(for what: String, until isTrue: () -> Bool) throws {
        let deadline = Deadline(patience)
        while !isTrue() {
            guard !deadline.hasPassed, !hasEnded else {
                let rest = String(decoding: shown[looked...].suffix(2000), as: UTF8.self)
                let why = hasEnded ? "the program ended" : "\(patience) s went by"
                throw Mismatch(
                    description: "expected \(what), but \(why) after \(rest.debugDescription)")
            }
            var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            // Short: modes of a terminal change without its descriptor becoming readable.
            if poll(&ready, 1, 5) > 0 { readAvailable() }
        }
    }

    // MARK: - The terminal and the process

    func resize(rows: UInt16 = 24, columns: UInt16) {
        _ = pt_resize(master, rows, columns)
    }

    /// Closes the terminal as closing its window does. Returns the exit status as `waitForExit`.
    func hangUp() throws -> Int32 {
        disconnect()
        return try waitForExit()
    }

    private func disconnect() {
        if master >= 0 { close(master) }
        master = -1
        hasEnded = true
    }

    func signal(_ number: Int32) {
        kill(process, number)
    }

    /// Reads to the end of the output. Returns the exit status, 128 + number for a signal.
    func waitForExit() throws -> Int32 {
        if let status { return status }
        let deadline = Deadline(patience)
        while !hasEnded, !deadline.hasPassed {
            var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            if poll(&ready, 1, deadline.milliseconds) > 0 { readAvailable() }
        }
        let outcome = Program.waitForExit(process, deadline)
        status = outcome ?? 128 + SIGKILL
        guard let outcome else {
            throw Mismatch(description: "the program did not end in \(patience) s and was killed")
        }
        return outcome
    }

    private func readAvailable() {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = read(master, &bytes, bytes.count)
        guard count > 0 else {
            // EIO: nobody has the other side open any more.
            hasEnded = count == 0 || errno == EIO
            return
        }
        log += bytes[..<count]
        for byte in bytes[..<count] where filter.passes(byte) { shown.append(byte) }
    }

    private func range(of needle: [UInt8]) -> Range<Int>? {
        shown[looked...].firstRange(of: needle)
    }
}

extension PseudoTerminal {
    /// Until the secret reader listens: no echo, and whole lines.
    func waitForSecret() throws {
        try wait(for: "the secret prompt") { !isEchoing && !isRaw }
    }

    /// The code of the text message that comes next, in Chinese.
    func code() throws -> String {
        let message = try expect("5分钟内有效")
        guard let code = message.firstMatch(of: /验证码(\d{6})/)?.output.1 else {
            throw Mismatch(description: "there is no code in \(message.debugDescription)")
        }
        return String(code)
    }
}

extension [UInt8] {
    /// Where the bytes occur last.
    fileprivate func last(_ needle: [UInt8]) -> Int? {
        indices.last { self[$0...].starts(with: needle) }
    }

    /// How often the bytes occur.
    fileprivate func count(of needle: [UInt8]) -> Int {
        var rest = self[...]
        var count = 0
        while let found = rest.firstRange(of: needle) {
            count += 1
            rest = rest[found.upperBound...]
        }
        return count
    }
}

/// Takes the escape sequences and carriage returns out of a program's output, byte by byte.
private struct EscapeFilter {
    private enum State { case text, escape, charset, control, string, stringEscape }
    private var state = State.text

    mutating func passes(_ byte: UInt8) -> Bool {
        switch (state, byte) {
        case (.text, 0x1B): state = .escape
        case (.text, 0x0D): break
        case (.text, _): return true
        case (.escape, UInt8(ascii: "[")): state = .control
        case (.escape, UInt8(ascii: "]")), (.escape, UInt8(ascii: "P")): state = .string
        case (.escape, 0x20...0x2F): state = .charset
        case (.escape, _), (.charset, _): state = .text
        case (.control, 0x40...0x7E): state = .text
        case (.control, _): break
        case (.string, 0x07): state = .text
        case (.string, 0x1B): state = .stringEscape
        case (.string, _): break
        case (.stringEscape, _): state = .text
        }
        return false
    }
}
