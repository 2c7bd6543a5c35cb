import CTerminal
import Glibc

/// What is written is gathered, and every write is checked: a full disk or a reader that has left
/// is an error here, where `print` would say nothing.
///
/// A value: a copy would write what the original has gathered a second time, so keep one.
struct Output {
    static var standard: Output { Output(descriptor: 1) }

    private static let capacity = 65_536
    private let descriptor: Int32
    private var gathered: [UInt8] = []

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    mutating func write(_ text: String) throws {
        gathered.append(contentsOf: text.utf8)
        if gathered.count >= Self.capacity { try flush() }
    }

    mutating func write(_ bytes: some Sequence<UInt8>) throws {
        gathered.append(contentsOf: bytes)
        if gathered.count >= Self.capacity { try flush() }
    }

    /// Lets `body` write to what is gathered.
    mutating func append(_ body: (inout [UInt8]) -> Void) throws {
        body(&gathered)
        if gathered.count >= Self.capacity { try flush() }
    }

    /// Hands everything to the system. What could not be written is dropped: it is not tried again.
    mutating func flush() throws {
        guard !gathered.isEmpty else { return }
        let number = gathered.withUnsafeBytes { ct_write_all(descriptor, $0.baseAddress, $0.count) }
        gathered.removeAll(keepingCapacity: true)
        guard number == 0 else { throw OutputError(number: number, descriptor: descriptor) }
    }
}

/// Output that could not be written.
struct OutputError: Error, Equatable, CustomStringConvertible {
    /// The `errno` of the write.
    let number: Int32
    let descriptor: Int32

    /// The reader has seen enough, as `head` has: nothing to complain of.
    var isClosedPipe: Bool { number == EPIPE }

    var description: String {
        let stream = descriptor == 1 ? "stdout" : "the output"
        switch number {
        case EBADF: return "\(stream) is closed: nobody could read the answer"
        case EPIPE: return "nobody reads \(stream) any more"
        case ENOSPC, EDQUOT, EFBIG:
            return "\(stream) cannot be written: there is no space left; free some and run it again"
        default: return "\(stream) cannot be written: \(String(cString: strerror(number)))"
        }
    }
}
