import Foundation
import Text

/// Reads a corpus: Rasa NLU YAML (`.yml`, `.yaml`), or a table with a header (`.csv`, `.tsv`).
package enum CorpusReader {
    /// Largest file taken, in bytes.
    package static let fileLimit = 64 << 20
    /// Most examples taken in all: training holds them at once, at some six kilobytes each.
    package static let exampleLimit = 250_000

    /// Most files taken in all.
    package static let pathLimit = 10_000

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
            var isDirectory: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
                throw CorpusError(
                    .missing, nil, "\(path): no such file or directory; check the path.")
            }
            found += isDirectory.boolValue ? try files(inDirectory: path) : [path]
        }
        var seen = Set<String>()
        return found.filter { seen.insert($0).inserted }
    }

    /// In the order of their paths.
    private static func files(inDirectory path: String) throws(CorpusError) -> [String] {
        guard FileManager.default.isReadableFile(atPath: path),
            let inside = FileManager.default.enumerator(atPath: path)
        else {
            throw CorpusError(
                .unreadable, nil, "\(path): cannot be listed; check its permissions.")
        }
        let base = path.hasSuffix("/") ? path : path + "/"
        var found: [String] = []
        while let name = inside.nextObject() as? String {
            let last = name.split(separator: "/").last ?? ""
            if last == "tests" || last.hasPrefix(".") {
                inside.skipDescendants()
            } else if kinds.contains(where: { name.lowercased().hasSuffix($0) }) {
                found.append(base + name)
            }
            guard found.count <= pathLimit else {
                throw CorpusError(
                    .invalid, nil, "\(path): more than \(pathLimit) files; name a folder below.")
            }
        }
        return found.sorted()
    }

    private static let kinds = [".yml", ".yaml", ".csv", ".tsv"]

    /// Names the bytes of the files without reading what they say: the key of a model cache.
    /// The order and the names of the files do not matter.
    package static func fingerprint(_ paths: [String]) throws(CorpusError) -> Checksum {
        var parts: [Checksum] = []
        for path in try files(of: paths) {
            let data = try bytes(ofFile: path)
            parts.append(data.withUnsafeBytes { Checksum($0) })
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

    private static func bytes(ofFile path: String) throws(CorpusError) -> Data {
        let size: Int
        do {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
            guard attributes[.type] as? FileAttributeType == .typeRegular else {
                throw CorpusError(
                    .invalid, nil, "\(path): not a regular file; a corpus is read from files.")
            }
            size = attributes[.size] as? Int ?? 0
        } catch let error as CorpusError {
            throw error
        } catch {
            throw CorpusError(.missing, nil, "\(path): cannot be found; check the path.")
        }
        guard size <= fileLimit else {
            throw CorpusError(
                .invalid, Place(file: path, line: 1),
                "the file has \(size >> 20) MB, and \(fileLimit >> 20) MB are taken; split it.")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CorpusError(
                .unreadable, nil, "\(path): cannot be read; check its permissions.")
        }
        return data
    }

    private static func text(ofFile path: String) throws(CorpusError) -> String {
        let data = try bytes(ofFile: path)
        guard !data.starts(with: [0xFF, 0xFE]), !data.starts(with: [0xFE, 0xFF]) else {
            throw CorpusError(
                .invalid, Place(file: path, line: 1),
                "the file is UTF-16; save it as UTF-8.")
        }
        if let index = data.firstIndex(where: isControl) {
            let code = String(data[index], radix: 16, uppercase: true)
            throw CorpusError(
                .invalid, Place(file: path, offset: index, in: [UInt8](data)),
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
                .invalid, Place(file: path, offset: before, in: [UInt8](data)),
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
