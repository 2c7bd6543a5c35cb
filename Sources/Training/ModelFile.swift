import Foundation
import NLU

extension Model {
    /// Opens a model file. Nothing in it is read before its checksum is found right.
    package static func open(_ path: String) throws(ModelError) -> Model {
        try ModelFile.open(path)
    }

    /// Writes the model to a new file and puts it in place of an old one; only the owner reads it.
    package func write(to path: String) throws(ModelError) {
        try ModelFile.write(storage.bytes, to: path)
    }
}

/// Where a model is kept.
private enum ModelFile {
    /// Largest model taken, in bytes.
    private static let limit = 1 << 30

    fileprivate static func open(_ path: String) throws(ModelError) -> Model {
        let file = try map(path)
        let model = try Model(file, name: path)
        // The checksum has read all of it, and a conversation needs little: what is needed again
        // comes from the system's cache of the file, page by page.
        let start = UnsafeMutableRawPointer(mutating: file.bytes.baseAddress)
        madvise(start, file.bytes.count, MADV_DONTNEED)
        return model
    }

    private static func map(_ path: String) throws(ModelError) -> ModelBytes {
        let file = Foundation.open(path, O_RDONLY | O_CLOEXEC)
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
        return ModelBytes(UnsafeRawBufferPointer(start: start, count: size)) { bytes in
            munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
        }
    }

    /// Writes a new file beside `path` and puts it in its place, so that nobody reads half a model.
    fileprivate static func write(
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
