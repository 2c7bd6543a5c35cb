/// The bytes of a model, wherever they are held; they never change.
package final class ModelBytes: @unchecked Sendable {
    package let bytes: UnsafeRawBufferPointer
    private let release: @Sendable (UnsafeRawBufferPointer) -> Void

    /// - Parameter release: called once the bytes are no longer needed.
    package init(
        _ bytes: UnsafeRawBufferPointer,
        release: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
    ) {
        self.bytes = bytes
        self.release = release
    }

    /// Copies bytes to where vectors can be loaded from.
    convenience init(copying source: [UInt8]) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count, alignment: 64)
        source.withUnsafeBytes { copy.copyMemory(from: $0) }
        self.init(UnsafeRawBufferPointer(copy)) { $0.deallocate() }
    }

    /// A part of other bytes, which are held as long as this one.
    convenience init(_ range: Range<Int>, of whole: ModelBytes) {
        self.init(UnsafeRawBufferPointer(rebasing: whole.bytes[range])) { _ in
            withExtendedLifetime(whole) {}
        }
    }

    deinit { release(bytes) }
}
