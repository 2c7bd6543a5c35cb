import Foundation

/// The files of a store on disk: made private from their first byte, and refused when others
/// could change them.
enum StoreFiles {
    /// The file with the key of the digests, beside the book.
    static func keyPath(of path: String) -> String { path + ".key" }

    /// Creates folder and file where they are missing, and checks what is there.
    static func prepare(_ path: String) throws(LedgerError) {
        try makeFolder(of: path)
        // The mode is given with the creation: a later change would leave a moment for others.
        // The files SQLite puts beside it take over the mode.
        let created = open(path, O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC | O_RDWR, 0o600)
        if created >= 0 {
            close(created)
            return
        }
        guard errno == EEXIST else { throw failure(creating: path) }
        try check(path)
        guard access(folder(of: path), W_OK) == 0 else {
            throw .readOnly(path: folder(of: path))
        }
    }

    /// The stored key, or nil when there is none.
    static func key(of path: String) throws(LedgerError) -> [UInt8]? {
        let path = keyPath(of: path)
        var information = stat()
        guard lstat(path, &information) == 0 else {
            guard errno == ENOENT else { throw .cannotOpen(path: path, reason: systemReason()) }
            return nil
        }
        try checkReadable(path)
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, reason: systemReason()) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: Digest.keyLength + 1)
        let count = read(descriptor, &bytes, bytes.count)
        guard count == Digest.keyLength else {
            throw .damaged("\(path) is no key of \(Digest.keyLength) bytes")
        }
        return Array(bytes.prefix(count))
    }

    /// Stores a key unless another terminal has just done so; the answer is the key that counts.
    ///
    /// The key is written whole under another name and then linked, so that nobody reads half.
    static func keep(_ key: [UInt8], of path: String) throws(LedgerError) -> [UInt8] {
        let target = keyPath(of: path)
        let draft = target + ".\(getpid())"
        unlink(draft)
        let descriptor = open(draft, O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC | O_WRONLY, 0o600)
        guard descriptor >= 0 else { throw failure(creating: target) }
        let isWritten = write(descriptor, key, key.count) == key.count && fsync(descriptor) == 0
        close(descriptor)
        defer { unlink(draft) }
        guard isWritten else { throw .io(systemReason()) }
        guard link(draft, target) == 0 || errno == EEXIST else { throw failure(creating: target) }
        synchroniseFolder(of: path)
        guard let kept = try self.key(of: path) else {
            throw .cannotOpen(path: target, reason: "it was removed while the store was opened")
        }
        return kept
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func makeFolder(of path: String) throws(LedgerError) {
        let folder = folder(of: path)
        var information = stat()
        if stat(folder, &information) != 0 {
            try makeFolder(of: folder)
            guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
                throw failure(creating: folder)
            }
            return
        }
        guard information.st_mode & S_IFMT == S_IFDIR else {
            throw .cannotCreate(path: path, reason: "\(folder) is not a folder")
        }
    }

    /// Checks a book that can only be read: it still has to be the owner's alone.
    static func checkReadable(_ path: String) throws(LedgerError) {
        do {
            try check(path)
        } catch .readOnly {
            return
        }
    }

    private static func check(_ path: String) throws(LedgerError) {
        // A first look without opening: opening a pipe would wait for its other end.
        var information = stat()
        guard lstat(path, &information) == 0 else {
            throw .cannotOpen(path: path, reason: systemReason())
        }
        guard information.st_mode & S_IFMT == S_IFREG else {
            throw .unsafe(path: path, reason: "it is a link, a folder or a device; name the file")
        }
        guard information.st_uid == geteuid() else {
            throw .unsafe(path: path, reason: "it belongs to another user")
        }
        guard information.st_mode & 0o022 == 0 else {
            throw .unsafe(path: path, reason: "others may write it; run chmod 600 on it")
        }
        try checkFolder(of: path)
        for suffix in ["-wal", "-shm", "-journal"] { try checkBeside(path + suffix) }
        guard access(path, R_OK) == 0 else {
            throw .cannotOpen(path: path, reason: systemReason())
        }
        guard access(path, W_OK) == 0 else { throw .readOnly(path: path) }
    }

    /// What SQLite keeps beside the book, and opens without looking what it is.
    private static func checkBeside(_ path: String) throws(LedgerError) {
        var information = stat()
        guard lstat(path, &information) == 0, information.st_mode & S_IFMT != S_IFREG else {
            return
        }
        throw .unsafe(path: path, reason: "it is a link, a folder or a device; move it away")
    }

    /// Others must not be able to exchange the file under its name.
    private static func checkFolder(of path: String) throws(LedgerError) {
        let folder = folder(of: path)
        var information = stat()
        guard stat(folder, &information) == 0 else {
            throw .cannotOpen(path: folder, reason: systemReason())
        }
        let isShared = information.st_mode & 0o022 != 0
        let onlyOwnersRemove = information.st_mode & S_ISVTX != 0
        guard !isShared || onlyOwnersRemove else {
            throw .unsafe(path: folder, reason: "others may write there; run chmod 700 on it")
        }
    }

    static func synchroniseFolder(of path: String) {
        let descriptor = open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        // Some file systems cannot do this for a folder; the key is then as safe as they make it.
        fsync(descriptor)
        close(descriptor)
    }

    static func failure(creating path: String) -> LedgerError {
        switch errno {
        case EROFS: .readOnly(path: path)
        case ENOSPC, EDQUOT: .full
        default: .cannotCreate(path: path, reason: systemReason())
        }
    }

    static func systemReason() -> String { String(cString: strerror(errno)) }
}
