import Foundation

/// The bytes of a model, mapped from its file or held in memory; they never change.
final class ModelStorage: @unchecked Sendable {
    let bytes: UnsafeRawBufferPointer
    private let isMapped: Bool
    /// Whose memory it is, where these bytes are a part of a larger file.
    private let whole: ModelStorage?

    /// A part of another storage, which lives as long as this one.
    init(_ range: Range<Int>, of whole: ModelStorage) {
        bytes = UnsafeRawBufferPointer(rebasing: whole.bytes[range])
        isMapped = false
        self.whole = whole
    }

    /// Copies bytes to where vectors can be loaded from.
    init(copying source: [UInt8]) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count, alignment: 64)
        source.withUnsafeBytes { copy.copyMemory(from: $0) }
        bytes = UnsafeRawBufferPointer(copy)
        isMapped = false
        whole = nil
    }

    private init(mapped: UnsafeRawBufferPointer) {
        bytes = mapped
        isMapped = true
        whole = nil
    }

    deinit {
        guard whole == nil else { return }
        if isMapped {
            munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
        } else {
            bytes.deallocate()
        }
    }

    /// Gives back the memory of what was read so far; what is needed again comes from the system's
    /// cache of the file, page by page.
    func giveBack() {
        guard isMapped else { return }
        madvise(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count, MADV_DONTNEED)
    }

    /// Largest model taken, in bytes.
    static let limit = 1 << 30

    static func map(_ path: String) throws(ModelError) -> ModelStorage {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            throw errno == ENOENT || errno == ENOTDIR
                ? ModelError(.missing, "\(path): no such model; train one with `paydesk train`.")
                : ModelError(.unreadable, "\(path): \(systemMessage()); check its permissions.")
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw ModelError(.damaged, "\(path): not a regular file; name a trained model.")
        }
        let size = Int(status.st_size)
        guard size >= ModelHeader.length, size <= limit else {
            throw ModelError(
                .damaged, "\(path): \(size) bytes are no model; train one with `paydesk train`.")
        }
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0),
            start != MAP_FAILED
        else {
            throw ModelError(.unreadable, "\(path): \(systemMessage()) while mapping it.")
        }
        return ModelStorage(mapped: UnsafeRawBufferPointer(start: start, count: size))
    }

    /// Writes a new file beside `path` and puts it in its place, so that nobody reads half a model.
    static func write(_ bytes: UnsafeRawBufferPointer, to path: String) throws(ModelError) {
        let temporary = "\(path).\(getpid()).new"
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
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
