import Glibc

enum Files {
    /// What we write replaces what is there: that must be a file or nothing, never a device.
    static func refuseDevice(_ path: String) throws {
        guard let kind = FileTree.kind(path, followsLink: false), kind != S_IFREG else { return }
        throw Failure(.cannotCreate, "\(path) is no plain file; name another one")
    }

    /// What a command writes, told by its first bytes.
    enum Kind: String {
        case model = "PAYDESK\n"
        case xml = "<?xml"
        case page = "<!"

        fileprivate var name: String {
            switch self {
            case .model: "model"
            case .xml: "XML"
            case .page: "page"
            }
        }
    }

    /// A file that is there and is no such thing was not meant: it may be what was to be read.
    static func refuseOther(_ path: String, than kind: Kind, isForced: Bool = false) throws {
        try refuseDevice(path)
        guard !isForced else { return }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var start = [UInt8](repeating: 0, count: kind.rawValue.utf8.count)
        let count = read(descriptor, &start, start.count)
        guard count != 0, !start.elementsEqual(kind.rawValue.utf8) else { return }
        let mend = kind == .model ? ", or write over it with --force" : ""
        throw Failure(
            .cannotCreate, "\(path) is there and is no \(kind.name); name another file\(mend)")
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
