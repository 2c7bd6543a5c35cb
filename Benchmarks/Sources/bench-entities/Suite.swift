import Foundation
import Quantities

/// One table of lines with the values to be heard in them: `zh_number.tsv`, `en_date.tsv`.
///
/// Tab-separated, a line each, `#` for a comment: the input, the moment it was said, the expected
/// values parted by `|` (`-` for none), the words they were said in and, for dates, their types.
struct Suite {
    enum Kind: String { case number, currency, date }

    struct Row {
        var input: String
        /// The day it was said, where that matters.
        var today: Day?
        var expected: [String]
        var words: [String]
        var types: String
    }

    var language: String
    var kind: Kind
    var rows: [Row]

    /// Every suite of a folder, by name.
    static func all(in folder: URL) throws -> [Suite] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
            .compactMap { try Suite(file: $0) }
    }

    /// Nil for a file that is no suite.
    init?(file: URL) throws {
        let name = file.deletingPathExtension().lastPathComponent.split(separator: "_")
        guard file.pathExtension == "tsv", name.count == 2, let kind = Kind(rawValue: "\(name[1])")
        else { return nil }
        (language, self.kind) = (String(name[0]), kind)
        rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }.compactMap { Row(line: $0) }
    }
}

extension Suite.Row {
    /// Nil for a line of fewer than three fields.
    init?(line: Substring) {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard fields.count >= 3 else { return nil }
        input = fields[0]
        today = Day(fields[1].prefix(10))
        expected = fields[2] == "-" ? [] : fields[2].components(separatedBy: "|")
        words = fields.count > 3 ? fields[3].components(separatedBy: "|") : []
        types = fields.count > 4 ? fields[4] : ""
    }

    /// What the row measures; nil for what no desk acts on: a repetition, an hour, an open end.
    func measure(of kind: Suite.Kind) -> String? {
        guard kind == .date else { return kind.rawValue }
        if types.hasPrefix("set") || expected == [".."] { return nil }
        guard types.hasPrefix("duration") else { return "date" }
        return expected.contains { $0.hasPrefix("PT") } ? nil : "duration"
    }
}
