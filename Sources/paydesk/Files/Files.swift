import Glibc

enum Files {
    /// What we write replaces what is there: that must be a file or nothing, never a device.
    static func refuseDevice(_ path: String) throws {
        guard let kind = FileTree.kind(path, followsLink: false), kind != S_IFREG else { return }
        throw Failure(.cannotCreate, "\(path) is no plain file; name another one")
    }

    /// Writes a file whole or not at all. One that was there keeps its permissions.
    static func replace(_ path: String, with text: String) throws {
        try refuseDevice(path)
        let draft = "\(path).\(getpid()).new"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw cannotWrite(path, errno) }
        var former = stat()
        if lstat(path, &former) == 0 { fchmod(descriptor, former.st_mode & 0o777) }
        do {
            try OutputFiles.fill(descriptor, path, with: text)
            guard rename(draft, path) == 0 else { throw cannotWrite(path, errno) }
        } catch {
            unlink(draft)
            throw error
        }
    }

    private static func cannotWrite(_ path: String, _ number: Int32) -> Failure {
        Failure(.cannotCreate, "\(path): cannot be written: \(InputFile.reason(number))")
    }
}
