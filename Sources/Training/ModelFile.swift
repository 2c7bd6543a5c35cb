import Foundation
import NLU

extension Model {
    /// Opens a model file and checks all of it.
    package static func open(_ path: String) throws(ModelError) -> Model {
        try Model(ModelFile(path).contents, name: path)
    }

    /// Opens a model file, and reads of it no more than is needed, each part checked before its
    /// first use.
    /// - Parameter whenDamaged: ends the program when a damaged part is come upon.
    package static func open(
        _ path: String, whenDamaged: @escaping @Sendable (ModelError) -> Never
    ) throws(ModelError) -> Model {
        try Model(ModelFile(path).contents, name: path, whenDamaged: whenDamaged)
    }

    /// Writes the model to a new file and puts it in place of an old one; only the owner reads it.
    package func write(to path: String) throws(ModelError) {
        try load()
        try ModelFile.write(storage.bytes, to: path)
    }
}

/// A file a model is kept in, and the memory it is read into as it is needed.
///
/// It is copied, not mapped: what was checked is what is used, whatever becomes of the file, and
/// memory is taken for what is read and no more.
private final class ModelFile: @unchecked Sendable {
    /// Largest model taken, in bytes.
    private static let limit = 1 << 30

    private let path: String
    private let descriptor: Int32
    private let memory: UnsafeMutableRawBufferPointer

    init(_ path: String) throws(ModelError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else {
            memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)
            throw errno == ENOENT || errno == ENOTDIR
                ? ModelError(.missing, "\(path): no such model; train one with `paydesk train`.")
                : ModelError(
                    .unreadable, "\(path): \(Self.systemMessage()); check its permissions.")
        }
        do {
            memory = try Self.memory(for: descriptor, path)
        } catch {
            memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)
            throw error
        }
    }

    deinit {
        if memory.baseAddress != nil { munmap(memory.baseAddress, memory.count) }
        if descriptor >= 0 { close(descriptor) }
    }

    /// Room for all of a file, of which nothing is taken yet.
    private static func memory(
        for descriptor: Int32, _ path: String
    ) throws(ModelError) -> UnsafeMutableRawBufferPointer {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw ModelError(.damaged, "\(path): not a regular file; name a trained model.")
        }
        let size = Int(status.st_size)
        guard size >= ModelHeader.length, size <= limit else {
            throw ModelError(
                .damaged, "\(path): \(size) bytes are no model; train one with `paydesk train`.")
        }
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
        guard let start = mmap(nil, size, PROT_READ | PROT_WRITE, flags, -1, 0),
            start != MAP_FAILED
        else {
            throw ModelError(.unreadable, "\(path): there is no memory for its \(size) bytes.")
        }
        // A large page would take memory for much that is never read.
        madvise(start, size, MADV_NOHUGEPAGE)
        return UnsafeMutableRawBufferPointer(start: start, count: size)
    }

    /// Held for as long as they are.
    var contents: ModelBytes {
        ModelBytes(
            UnsafeRawBufferPointer(memory),
            load: { range throws(ModelError) in try self.load(range) },
            release: { _ in withExtendedLifetime(self) {} })
    }

    private func load(_ range: Range<Int>) throws(ModelError) {
        takeMemory(for: range)
        var offset = range.lowerBound
        while offset < range.upperBound {
            let count = pread(
                descriptor, memory.baseAddress.map { $0 + offset }, range.upperBound - offset,
                off_t(offset))
            if count < 0, errno == EINTR { continue }
            guard count != 0 else {
                throw ModelError(.damaged, "\(path): the model is cut short; train it again.")
            }
            guard count > 0 else {
                throw ModelError(
                    .unreadable, "\(path): \(Self.systemMessage()) while reading it.")
            }
            offset += count
        }
    }

    /// In one go where it is much: page by page takes longer than reading does. A system that
    /// cannot takes it page by page.
    private func takeMemory(for range: Range<Int>) {
        let first = range.lowerBound / Self.page * Self.page
        guard range.count >= 4 * Self.page, let start = memory.baseAddress else { return }
        madvise(start + first, range.upperBound - first, Self.populating)
    }

    private static let page = 4096
    /// `MADV_POPULATE_WRITE`, which not all headers name.
    private static let populating: Int32 = 23

    /// Writes a new file beside `path` and puts it in its place, so that nobody reads half a model.
    static func write(
        _ bytes: UnsafeRawBufferPointer, to path: String
    ) throws(ModelError) {
        let temporary = "\(path).\(getpid()).new"
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW
        let file = Foundation.open(temporary, flags, 0o600)
        guard file >= 0 else {
            throw ModelError(
                .unwritable, "\(path): \(systemMessage()); choose a place that can be written.")
        }
        var isWritten = fchmod(file, 0o600) == 0
        var offset = 0
        while isWritten, offset < bytes.count {
            let count = Foundation.write(
                file, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
            if count < 0, errno == EINTR { continue }
            isWritten = count > 0
            offset += max(0, count)
        }
        isWritten = isWritten && fsync(file) == 0
        let failure = errno
        isWritten = close(file) == 0 && isWritten
        if isWritten, rename(temporary, path) == 0 { return }
        errno = isWritten ? errno : failure
        let message = systemMessage()
        unlink(temporary)
        throw ModelError(.unwritable, "\(path): \(message); make room or choose another place.")
    }

    private static func systemMessage() -> String { String(cString: strerror(errno)) }
}
