import Foundation

/// Tags of a suite or a transcript: in a note or a comment at its beginning, `; tags: smoke money`
/// or `# tags: smoke`.
enum FileTags {
    /// They stand at the beginning of a file, or nowhere.
    private static let bytesRead = 4096

    /// Whether a file has one of the tags; every file does where none is asked for.
    static func match(_ file: String, _ wanted: [String]) -> Bool {
        wanted.isEmpty || !tags(of: file).isDisjoint(with: wanted)
    }

    private static func tags(of file: String) -> Set<String> {
        guard let handle = FileHandle(forReadingAtPath: file),
            let start = try? handle.read(upToCount: bytesRead)
        else { return [] }
        var tags: Set<String> = []
        for line in String(decoding: start, as: UTF8.self).split(whereSeparator: \.isNewline) {
            guard let mark = line.first, ";#".contains(mark) else { continue }
            let words = line.dropFirst().split { " ,".contains($0) }
            if words.first == "tags:" { tags.formUnion(words.dropFirst().map(String.init)) }
        }
        return tags
    }
}
