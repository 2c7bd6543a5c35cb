import CTerminal

/// Longest secret taken, in bytes: no code or phone number comes near.
private let secretByteLimit = 256

/// Reads a line of stdin without echo. It passes neither the editor's history nor its memory of
/// deleted text; of the reader's own buffer nothing is left.
///
/// - Parameter prompt: as for `LineEditor.read(prompt:)`.
func readSecret(prompt: String) -> Line {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: secretByteLimit) { buffer in
        var count = 0
        let status = ct_read_secret(prompt, buffer.baseAddress, buffer.count, &count)
        defer { ct_forget(buffer.baseAddress, buffer.count) }
        return Line(status, UnsafeRawBufferPointer(start: buffer.baseAddress, count: count))
    }
}
