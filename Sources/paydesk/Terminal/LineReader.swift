import Glibc

/// Lines of a pipe or file, as bytes: what is no UTF-8 is the caller's to judge.
struct LineReader {
    struct Line: Equatable {
        /// Without the end of the line; of one that is too long, its beginning.
        var bytes: [UInt8]
        /// Longer than `byteLimit`: read to its end, and nothing behind the limit kept.
        var isTooLong = false
        /// The input ended before the line did. Nobody pressed Enter, so it agrees to nothing.
        var isPartial = false
    }

    /// Longest line that is kept whole, in bytes.
    static let byteLimit = 4096
    private static let capacity = 65_536

    private let descriptor: Int32
    private var buffer: [UInt8] = []
    /// Where the next line begins in the buffer.
    private var start = 0
    /// The end of the next line, when the buffer holds one.
    private var newline: Int?
    private var hasEnded = false

    init(descriptor: Int32 = 0) {
        self.descriptor = descriptor
        buffer.reserveCapacity(Self.capacity)
    }

    /// Whether `next()` will answer without reading. When it will not, the reader of our output
    /// may be the writer of our input, waiting for an answer: flush first.
    var hasBufferedInput: Bool { newline != nil || hasEnded }

    /// The next line; nil at the end of the input. The ends `\n` and `\r\n` are both taken.
    mutating func next() throws -> Line? {
        var line = Line(bytes: [])
        while newline == nil, !hasEnded {
            keep(buffer[start...], in: &line)
            try fill()
        }
        if let newline {
            keep(buffer[start..<newline], in: &line)
            start = newline + 1
            findNewline()
            return Self.finished(line)
        }
        keep(buffer[start...], in: &line)
        start = buffer.endIndex
        guard !line.bytes.isEmpty else { return nil }
        line.isPartial = true
        return Self.finished(line)
    }

    /// Hands the bytes of the next line to `body`, or the beginning of one that is too long,
    /// without copying one the buffer holds whole; false at the end of the input.
    mutating func next(
        _ body: (UnsafeBufferPointer<UInt8>, _ isTooLong: Bool) throws -> Void
    ) throws -> Bool {
        guard let newline else {
            guard let line = try next() else { return false }
            try line.bytes.withUnsafeBufferPointer { try body($0, line.isTooLong) }
            return true
        }
        try buffer.withUnsafeBufferPointer { buffer in
            var end = newline
            if end > start, buffer[end - 1] == UInt8(ascii: "\r") { end -= 1 }
            try body(
                UnsafeBufferPointer(rebasing: buffer[start..<min(end, start + Self.byteLimit)]),
                end - start > Self.byteLimit)
        }
        start = newline + 1
        findNewline()
        return true
    }

    /// One byte more than the limit is kept, because it may be the `\r` of the line's end.
    private func keep(_ bytes: ArraySlice<UInt8>, in line: inout Line) {
        let room = Self.byteLimit + 1 - line.bytes.count
        if bytes.count > room { line.isTooLong = true }
        line.bytes += bytes.prefix(room)
    }

    private static func finished(_ line: Line) -> Line {
        var line = line
        if line.bytes.last == UInt8(ascii: "\r"), !line.isTooLong { line.bytes.removeLast() }
        if line.bytes.count > byteLimit {
            line.isTooLong = true
            line.bytes.removeLast()
        }
        return line
    }

    /// Replaces the buffer by what can be read now; waits when that is nothing.
    private mutating func fill() throws {
        let descriptor = descriptor
        var failure: Int32 = 0
        buffer = [UInt8](unsafeUninitializedCapacity: Self.capacity) { memory, count in
            count = 0
            repeat {
                let outcome = read(descriptor, memory.baseAddress, memory.count)
                failure = outcome < 0 ? errno : 0
                count = max(outcome, 0)
                if failure == EAGAIN { Self.wait(for: descriptor) }
            } while failure == EINTR || failure == EAGAIN
        }
        guard failure == 0 else {
            throw Failure(
                .inputOutput, "stdin cannot be read: \(String(cString: strerror(failure)))")
        }
        hasEnded = buffer.isEmpty
        start = 0
        findNewline()
    }

    /// Another program may have made the shared descriptor non-blocking.
    private static func wait(for descriptor: Int32) {
        var input = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&input, 1, -1)
    }

    private mutating func findNewline() {
        newline = buffer.withUnsafeBytes { bytes in
            guard start < bytes.count, let base = bytes.baseAddress else { return nil }
            guard let found = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }
}
