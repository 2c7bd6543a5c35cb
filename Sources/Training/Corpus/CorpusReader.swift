import Glibc
import Text

/// Reads a corpus: Rasa NLU YAML (`.yml`, `.yaml`), or a table with a header (`.csv`, `.tsv`).
package enum CorpusReader {
    /// Largest file taken, in bytes.
    package static let fileLimit = CorpusStorage.limit
    /// Most examples taken in all: training holds them at once, at some four kilobytes each.
    package static let exampleLimit = 250_000

    /// Reads files and directories, with the directories below them. Of a directory, folders named
    /// `tests` are left alone: what is held out is never trained on.
    package static func read(_ paths: [String]) throws(CorpusError) -> Corpus {
        var corpus = Corpus()
        for path in try files(of: paths) {
            let text = try text(ofFile: path)
            try add(text, file: path, to: &corpus)
            guard corpus.examples.count <= exampleLimit else {
                throw CorpusError(
                    .invalid, Place(file: path, line: 1),
                    "the corpus has more than \(exampleLimit) examples; split it.")
            }
        }
        guard !corpus.examples.isEmpty else {
            throw CorpusError(
                .invalid, nil,
                "\(paths.joined(separator: ", ")): no examples found; a corpus needs `nlu` "
                    + "sections, or a table with the columns text and label.")
        }
        try corpus.resolveLists()
        corpus.warnings += corpus.conflicts()
        return corpus
    }

    /// The files `read` would read, each once.
    package static func files(of paths: [String]) throws(CorpusError) -> [String] {
        var found: [String] = []
        for path in paths {
            switch CorpusStorage.kind(path) {
            case nil:
                throw CorpusError(
                    .missing, nil, "\(path): no such file or directory; check the path.")
            case S_IFDIR: found += try CorpusStorage.inside(path)
            default: found.append(path)
            }
        }
        var seen = Set<String>()
        return found.filter { seen.insert($0).inserted }
    }

    /// Names the bytes of the files without reading what they say: the key of a model cache.
    /// The order and the names of the files do not matter.
    package static func fingerprint(_ paths: [String]) throws(CorpusError) -> Checksum {
        var parts: [Checksum] = []
        for path in try files(of: paths) {
            parts.append(Checksum(try CorpusStorage.bytes(of: path)))
        }
        return Checksum(parts.sorted())
    }

    /// Adds the contents of one file.
    package static func add(
        _ text: String, file: String, to corpus: inout Corpus
    ) throws(CorpusError) {
        switch file.lowercased() {
        case let name where name.hasSuffix(".csv"):
            try TableReader.read(text, file: file, separator: ",", into: &corpus)
        case let name where name.hasSuffix(".tsv"):
            try TableReader.read(text, file: file, separator: "\t", into: &corpus)
        case let name where name.hasSuffix(".yml") || name.hasSuffix(".yaml"):
            try RasaReader.read(text, file: file, into: &corpus)
        default:
            throw CorpusError(
                .invalid, Place(file: file, line: 1),
                "not a kind of file a corpus is read from; name it .yml, .csv or .tsv.")
        }
    }

    private static func text(ofFile path: String) throws(CorpusError) -> String {
        let data = try CorpusStorage.bytes(of: path)
        guard !data.starts(with: [0xFF, 0xFE]), !data.starts(with: [0xFE, 0xFF]) else {
            throw CorpusError(
                .invalid, Place(file: path, line: 1),
                "the file is UTF-16; save it as UTF-8.")
        }
        if let index = data.firstIndex(where: isControl) {
            let code = String(data[index], radix: 16, uppercase: true)
            throw CorpusError(
                .invalid, Place(file: path, offset: index, in: data),
                "the control character U+\(String(repeating: "0", count: 4 - code.count))\(code) "
                    + "stands here; remove it.")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            let text = String(decoding: data, as: UTF8.self).unicodeScalars
            // The text before the damage is the same in both, so its length is the offset.
            let before = zip(text.prefix { $0 != "\u{FFFD}" }, text).reduce(0) {
                $0 + UTF8.width($1.0)
            }
            throw CorpusError(
                .invalid, Place(file: path, offset: before, in: data),
                "the bytes are not UTF-8; save the file as UTF-8.")
        }
        return text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
    }

    /// Tabs and the ends of lines aside.
    private static func isControl(_ byte: UInt8) -> Bool {
        byte == 0x7F || (byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D)
    }
}

/// Where the lines of a text begin, to say in which column something stands.
struct SourceLines {
    private let bytes: [UInt8]
    private let starts: [Int]

    init(_ text: String) {
        bytes = Array(text.utf8)
        var starts = [0]
        for (index, byte) in bytes.enumerated() {
            let isPair = byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
            if byte == 0x0A || (byte == 0x0D && !isPair) { starts.append(index + 1) }
        }
        self.starts = starts
    }

    /// The column of the first character of a line that is no space.
    func firstColumn(ofLine line: Int) -> Int {
        guard starts.indices.contains(line - 1) else { return 1 }
        return bytes[starts[line - 1]...].prefix { $0 == 0x20 }.count + 1
    }
}
