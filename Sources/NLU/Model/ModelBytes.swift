/// The bytes of a model, wherever they are held, or of a model within another.
package final class ModelBytes: @unchecked Sendable {
    /// What was not loaded yet is zeros; the rest never changes.
    package let bytes: UnsafeRawBufferPointer
    private let loader: @Sendable (Range<Int>) throws(ModelError) -> Void
    private let release: @Sendable (UnsafeRawBufferPointer) -> Void

    /// - Parameters:
    ///   - load: puts a part in its place; nothing when all of it is there from the beginning.
    ///   - release: called once the bytes are no longer needed.
    package init(
        _ bytes: UnsafeRawBufferPointer,
        load: @escaping @Sendable (Range<Int>) throws(ModelError) -> Void = { _ in },
        release: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
    ) {
        self.bytes = bytes
        loader = load
        self.release = release
    }

    /// So many zeros, where vectors can be loaded from, and what is written over them.
    package convenience init(count: Int, _ write: (UnsafeMutableRawBufferPointer) -> Void) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 64)
        memory.initializeMemory(as: UInt8.self, repeating: 0)
        write(memory)
        self.init(UnsafeRawBufferPointer(memory)) { $0.deallocate() }
    }

    convenience init(copying source: [UInt8]) {
        self.init(count: source.count) { memory in
            source.withUnsafeBytes { memory.copyMemory(from: $0) }
        }
    }

    /// A part of other bytes, which are held as long as this one.
    convenience init(_ range: Range<Int>, of whole: ModelBytes) {
        self.init(
            UnsafeRawBufferPointer(rebasing: whole.bytes[range]),
            load: { part throws(ModelError) in
                try whole.load(
                    range.lowerBound + part.lowerBound..<range.lowerBound + part.upperBound)
            },
            release: { _ in withExtendedLifetime(whole) {} })
    }

    deinit { release(bytes) }

    /// Loads a part, unchecked.
    func load(_ range: Range<Int>) throws(ModelError) { try loader(range) }
}
