import Glibc

/// How the files of a corpus are read where they do not say so themselves.
package struct ReadingOptions: Equatable, Sendable {
    /// The column of a table that holds the text: its name, or its number from 1; nil for one that
    /// is known by its name.
    package var textColumn: String?
    /// The same of the label.
    package var labelColumn: String?
    /// What parts two fields of a table; nil where the header shows it.
    package var delimiter: Character?
    /// Whether the first line of a table names its columns.
    package var hasHeader = true
    /// What the bytes are, by a name the C library knows; nil for UTF-8.
    package var encoding: String?
    /// Which lines are read of a file that has some of each.
    package var part = CorpusPart.training
    /// Files and folders below a folder that are left alone.
    package var exclude = PathPatterns([])

    package init() {}
}

/// Patterns as a shell has them, of a name or of a path: `stories*`, `data/*/old.yml`.
package struct PathPatterns: Equatable, Sendable {
    private let patterns: [String]

    package init(_ patterns: [String]) { self.patterns = patterns }

    /// Whether a pattern fits the path, or the end of it that begins behind a slash.
    package func match(_ path: String) -> Bool {
        guard !patterns.isEmpty else { return false }
        let parts = path.split(separator: "/")
        let ends = parts.indices.map { parts[$0...].joined(separator: "/") } + [path]
        return patterns.contains { pattern in ends.contains { fnmatch(pattern, $0, 0) == 0 } }
    }
}
