import Glibc
import Text

/// The files of a corpus on disk, by plain calls of the system: every start looks whether a model
/// is still that of its corpus.
enum CorpusStorage {
    /// Largest file taken, in bytes.
    static let limit = 64 << 20
    /// Most files taken in all.
    private static let mostFiles = 10_000

    /// What is held out, and the options of commands.
    private static let others = ["tests", "paydesk.yml"]

    /// The type bits; nil when there is no such thing.
    static func kind(_ path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    /// The files of a folder and those below it, in the order of their paths. Folders named `tests`
    /// are left alone, and symbolic links to folders are not followed.
    static func inside(
        _ folder: String, _ exclude: PathPatterns
    ) throws(CorpusError) -> [String] {
        var found: [String] = []
        try walk(folder.hasSuffix("/") ? String(folder.dropLast()) : folder, exclude, &found)
        return found.sorted()
    }

    private static func walk(
        _ folder: String, _ exclude: PathPatterns, _ found: inout [String]
    ) throws(CorpusError) {
        guard let directory = opendir(folder.isEmpty ? "/" : folder) else {
            throw CorpusError(
                .unreadable, nil, "\(folder): cannot be listed; check its permissions.")
        }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasPrefix(".") || others.contains(name) { continue }
            let path = "\(folder)/\(name)"
            if exclude.match(path) { continue }
            if isFolder(entry.pointee.d_type, path) {
                try walk(path, exclude, &found)
            } else if CorpusFormat.endings.contains(where: { name.lowercased().hasSuffix($0) }) {
                found.append(path)
            }
            guard found.count <= mostFiles else {
                throw CorpusError(
                    .invalid, nil, "\(folder): more than \(mostFiles) files; name a folder below.")
            }
        }
    }

    /// Not all file systems say what an entry is.
    private static func isFolder(_ type: UInt8, _ path: String) -> Bool {
        guard Int(type) == DT_UNKNOWN else { return Int(type) == DT_DIR }
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// What is open already: `-` is stdin, and a shell hands over a pipe as `/dev/fd/63`.
    static func descriptor(_ path: String) -> Int32? {
        if path == "-" || path == "/dev/stdin" { return 0 }
        return ["/dev/fd/", "/proc/self/fd/"].first { path.hasPrefix($0) }
            .flatMap { Int32(path.dropFirst($0.count)) }
    }

    static func bytes(of path: String) throws(CorpusError) -> [UInt8] {
        if let descriptor = descriptor(path) { return try bytes(from: descriptor, path) }
        // Without O_NONBLOCK a pipe with no writer would be waited for.
        let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        guard file >= 0 else {
            throw errno == ENOENT
                ? CorpusError(.missing, nil, "\(path): cannot be found; check the path.")
                : unreadable(path)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw CorpusError(
                .invalid, nil, "\(path): not a regular file; a corpus is read from files.")
        }
        guard status.st_size <= limit else {
            throw CorpusError(
                .invalid, Place(file: path, line: 1),
                "the file has \(status.st_size >> 20) MB, and \(limit >> 20) MB are taken; split it."
            )
        }
        guard let bytes = bytes(of: file, count: Int(status.st_size)) else {
            throw unreadable(path)
        }
        return bytes
    }

    /// All that a pipe brings.
    private static func bytes(from pipe: Int32, _ path: String) throws(CorpusError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count <= limit {
            guard let more = self.bytes(of: pipe, count: 1 << 16) else { throw unreadable(path) }
            guard !more.isEmpty else { return bytes }
            bytes += more
        }
        throw CorpusError(
            .invalid, Place(file: path, line: 1),
            "there are more than the \(limit >> 20) MB that are taken; split it.")
    }

    /// Up to so many bytes; nil when they cannot be read.
    private static func bytes(of file: Int32, count: Int) -> [UInt8]? {
        var isRead = true
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let more = read(file, buffer.baseAddress.map { $0 + filled }, count - filled)
                if more < 0, errno == EINTR { continue }
                guard more > 0 else {
                    isRead = more == 0
                    return
                }
                filled += more
            }
        }
        return isRead ? bytes : nil
    }

    private static func unreadable(_ path: String) -> CorpusError {
        CorpusError(.unreadable, nil, "\(path): cannot be read; check its permissions.")
    }
}
