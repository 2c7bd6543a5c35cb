import Foundation
import Glibc
import NLU

/// Files a command makes: in the folder it was told, under names that lead nowhere else, private,
/// and never over what is there.
enum OutputFiles {
    /// A file name from any text: letters, digits, `-`, `_` and ideographs, at most 80 of them.
    static func name(_ text: String) -> String {
        var name = ""
        for character in text.lowercased() {
            if character.isLetter || character.isNumber || character == "_" {
                name.append(character)
            } else if !name.isEmpty, name.last != "-" {
                name.append("-")
            }
        }
        while name.last == "-" { name.removeLast() }
        return name.isEmpty ? "conversation" : String(name.prefix(80))
    }

    /// Makes a folder, and those it lies in.
    static func makeFolder(_ path: String) throws {
        guard FileTree.kind(path, followsLink: true) != S_IFDIR else { return }
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        if parent != path { try makeFolder(parent) }
        guard mkdir(path, 0o700) != 0 else { return }
        let reason = errno == EEXIST ? "it is no folder" : InputFile.reason(errno)
        guard FileTree.kind(path, followsLink: true) == S_IFDIR else {
            throw Failure(.cannotCreate, "\(path): cannot be made: \(reason)")
        }
    }

    /// Makes a file that was not there before.
    static func create(_ path: String, _ text: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let why =
                errno == EEXIST ? "is there already; name another place" : InputFile.reason(errno)
            throw Failure(.cannotCreate, "\(path): \(why)")
        }
        try fill(descriptor, path, with: text)
    }

    /// Writes all of a file, brings it to the disk and closes it.
    static func fill(_ descriptor: Int32, _ path: String, with text: String) throws {
        defer { close(descriptor) }
        var output = Output(descriptor: descriptor)
        do {
            try output.write(text)
            try output.flush()
            guard fsync(descriptor) == 0 else {
                throw OutputError(number: errno, descriptor: descriptor)
            }
        } catch {
            throw Failure(.inputOutput, "\(path): \(error)")
        }
    }
}
