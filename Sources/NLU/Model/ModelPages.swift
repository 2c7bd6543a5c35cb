import Synchronization
import Text

/// The numbers of a model, of which a line needs few: they are loaded and checked page by page,
/// each before its first use.
final class ModelPages: Sendable {
    static let size = 4096

    private let storage: ModelBytes
    private let header: ModelHeader
    private let name: String
    private let whenDamaged: @Sendable (ModelError) -> Never
    private let isLoaded: Mutex<[Bool]>
    private let everythingIsLoaded = Atomic(false)

    /// - Parameters:
    ///   - storage: of which the sums of the pages are loaded and right.
    ///   - whenDamaged: ends the program; nothing that comes of a damaged page may be used.
    init(
        _ storage: ModelBytes, _ header: ModelHeader, name: String,
        whenDamaged: @escaping @Sendable (ModelError) -> Never
    ) {
        self.storage = storage
        self.header = header
        self.name = name
        self.whenDamaged = whenDamaged
        isLoaded = Mutex(Array(repeating: false, count: header.pageCount))
    }

    var areLoaded: Bool { everythingIsLoaded.load(ordering: .acquiring) }

    /// Loads what is not yet of the pages of some bytes.
    /// - Parameter offset: from the start of the model, within its numbers.
    func need(_ offset: Int, count: Int) {
        let first = (offset - header.slots) / Self.size
        let last = (offset + count - 1 - header.slots) / Self.size
        do {
            try isLoaded.withLock { isLoaded throws(ModelError) in
                for page in first...last where !isLoaded[page] {
                    try load(page)
                    isLoaded[page] = true
                }
            }
        } catch {
            whenDamaged(error)
        }
    }

    /// The same of all pages, for a caller that can be told.
    func load() throws(ModelError) {
        try isLoaded.withLock { isLoaded throws(ModelError) in
            for page in isLoaded.indices where !isLoaded[page] {
                try load(page)
                isLoaded[page] = true
            }
        }
        everythingIsLoaded.store(true, ordering: .releasing)
    }

    /// The same of all pages.
    func needAll() {
        do {
            try load()
        } catch {
            whenDamaged(error)
        }
    }

    private func load(_ page: Int) throws(ModelError) {
        let range = header.page(page)
        try storage.load(range)
        guard Self.sum(storage.bytes, range) == sum(page) else {
            throw ModelHeader.damage(name)
        }
    }

    private func sum(_ page: Int) -> UInt64 {
        UInt64(
            littleEndian: storage.bytes.loadUnaligned(
                fromByteOffset: header.sums + page * 8, as: UInt64.self))
    }

    static func sum(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> UInt64 {
        Checksum(UnsafeRawBufferPointer(rebasing: bytes[range])).low
    }
}
