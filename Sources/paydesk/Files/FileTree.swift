import Foundation
import Text

/// The plain files below folders, in the order of their paths. Symbolic links in a folder are not
/// followed: they may lead in a circle, or out of it.
enum FileTree {
    private static let deepest = 32

    /// Files that are named are taken whatever they are called; of folders those that end in one
    /// of the `extensions`. `-` is stdin. A name that is none may be a pattern: `tests/*.yml`.
    static func files(_ arguments: [String], ending extensions: [String]) throws -> [String] {
        var seen = Set<String>()
        return try arguments.flatMap { try files($0, extensions) }.filter {
            seen.insert($0).inserted
        }
    }

    private static func files(_ argument: String, _ extensions: [String]) throws -> [String] {
        if argument == "-" { return ["-"] }
        switch kind(argument, followsLink: true) {
        case S_IFDIR:
            var found: [String] = []
            try walk(
                argument.count > 1 && argument.hasSuffix("/")
                    ? String(argument.dropLast()) : argument, extensions, 0, &found)
            return found
        case nil:
            let matches = expanded(argument)
            guard !matches.isEmpty else { throw missing(argument) }
            return try matches.flatMap { try files($0, extensions) }
        default: return [argument]
        }
    }

    /// Plain files, hidden ones too, and all that is none or cannot be read, with the reason.
    typealias Everything = (files: [String], others: [(path: String, why: String)])

    /// What lies in the folders named, and the files named.
    static func everything(_ arguments: [String]) throws -> Everything {
        var found: Everything = ([], [])
        for argument in arguments {
            if argument != "-", kind(argument, followsLink: true) == S_IFDIR {
                look(
                    through: argument.hasSuffix("/") ? String(argument.dropLast()) : argument, 0,
                    &found)
            } else {
                found.files += try files(argument, [""])
            }
        }
        return found
    }

    private static func look(through folder: String, _ depth: Int, _ found: inout Everything) {
        guard depth < deepest else {
            return found.others.append((folder, "folders nested deeper than \(deepest)"))
        }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            return found.others.append(
                (folder, "the folder cannot be listed; check its permissions"))
        }
        for name in names.sorted() {
            let path = folder + "/" + name
            switch kind(path, followsLink: false) {
            case S_IFDIR: look(through: path, depth + 1, &found)
            case S_IFREG: found.files.append(path)
            case S_IFLNK: found.others.append((path, "a link; look at what it leads to"))
            default: found.others.append((path, "no plain file"))
            }
        }
    }

    /// Says what lies there under a similar name.
    static func missing(_ path: String) -> Failure {
        let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        let folder = folder(of: path)
        let beside = try? FileManager.default.contentsOfDirectory(
            atPath: folder.isEmpty ? "." : folder)
        let names = Nearest.names(
            to: name(of: path), among: (beside ?? []).sorted())
        let meant = names.map { (folder as NSString).appendingPathComponent($0) }
        let mend = meant.isEmpty ? "; check the path" : Nearest.question(meant)
        return Failure(.noInput, "\(path): no such file or folder" + mend)
    }

    // Foundation's own end the program at a name of one character.

    /// The folder that a path lies in; empty for a bare name.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// What stands behind the last slash.
    static func name(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }

    /// A file with the folder it lies in, to be shown: a day, where chats leave their records.
    static func end(of path: String) -> String {
        Utterance.visible(path.split(separator: "/").suffix(2).joined(separator: "/"))
    }

    /// The name without what stands behind its last dot.
    static func stem(of path: String) -> String {
        let name = name(of: path)
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
        return String(name[..<dot])
    }

    private static func walk(
        _ folder: String, _ extensions: [String], _ depth: Int, _ found: inout [String]
    ) throws {
        guard depth < deepest else {
            throw Failure(.badData, "\(folder): folders nested deeper than \(deepest)")
        }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw Failure(.noInput, "\(folder): cannot be listed; check its permissions")
        }
        for name in names.sorted() where !name.hasPrefix(".") {
            let path = folder == "/" ? "/" + name : folder + "/" + name
            let isWanted = extensions.contains { name.hasSuffix($0) }
            switch kind(path, followsLink: false) {
            case S_IFDIR: try walk(path, extensions, depth + 1, &found)
            case S_IFREG where isWanted: found.append(path)
            case S_IFREG: continue
            default:
                if isWanted { Console.note("\(path): skipped, no plain file") }
            }
        }
    }

    /// The type bits; nil when there is no such thing.
    static func kind(_ path: String, followsLink: Bool) -> mode_t? {
        var status = stat()
        let outcome = followsLink ? stat(path, &status) : lstat(path, &status)
        return outcome == 0 ? status.st_mode & S_IFMT : nil
    }

    /// What a shell would make of a pattern, in the order of names.
    private static func expanded(_ pattern: String) -> [String] {
        guard pattern.contains(where: { "*?[".contains($0) }) else { return [] }
        var matches = glob_t()
        defer { globfree(&matches) }
        guard glob(pattern, 0, nil, &matches) == 0 else { return [] }
        return (0..<Int(matches.gl_pathc)).compactMap { place in
            matches.gl_pathv[place].map { String(cString: $0) }
        }
    }
}
