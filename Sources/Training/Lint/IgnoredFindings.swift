import Text

/// Findings that somebody has looked at and wants to hear no more of: a comment in the file says
/// so, `# paydesk: ignore conflict` on the line above, or `# paydesk: ignore-file personal`
/// anywhere. Without the names of checks it is all of them.
package struct IgnoredFindings {
    private struct Comments {
        var ofLines: [Int: Set<String>] = [:]
        var ofFile: Set<String> = []
        /// A comment that names no check.
        static let all: Set<String> = Set(Finding.Check.allCases.map(\.rawValue))
    }

    private var files: [String: Comments] = [:]

    package init() {}

    /// The findings that no comment covers.
    package mutating func removed(from findings: [Finding]) -> [Finding] {
        findings.filter { finding in
            guard let place = finding.place else { return true }
            let comments = comments(of: place.file)
            let covered = (comments.ofLines[place.line - 1] ?? []).union(comments.ofFile)
            return !covered.contains(finding.check.rawValue)
        }
    }

    private mutating func comments(of file: String) -> Comments {
        if let known = files[file] { return known }
        let isPipe = CorpusStorage.descriptor(file) != nil
        let bytes = isPipe ? nil : try? CorpusStorage.bytes(of: file)
        let comments = Self.comments(in: String(decoding: bytes ?? [], as: UTF8.self))
        files[file] = comments
        return comments
    }

    private static let mark = "# paydesk: ignore"

    private static func comments(in text: String) -> Comments {
        var comments = Comments()
        guard text.contains(mark) else { return comments }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let line = String(line).trimmed
            guard line.hasPrefix(mark) else { continue }
            var words = line.dropFirst(mark.count).split { " ,".contains($0) }.map(String.init)
            let isOfFile = line.dropFirst(mark.count).hasPrefix("-file")
            if isOfFile { words.removeFirst() }
            let names = words.isEmpty ? Comments.all : Set(words)
            if isOfFile {
                comments.ofFile.formUnion(names)
            } else {
                comments.ofLines[index + 1] = names
            }
        }
        return comments
    }
}
