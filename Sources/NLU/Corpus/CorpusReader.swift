import Foundation

/// Reads a corpus: Rasa NLU YAML (`.yml`, `.yaml`), or a table with a header (`.csv`, `.tsv`).
public enum CorpusReader {
    /// Largest file taken, in bytes.
    public static let fileLimit = 64 << 20
    /// Most examples taken in all.
    public static let exampleLimit = 1_000_000

    /// Reads files and directories; of a directory, the YAML files at its top level only, so that
    /// held-out lines in a folder below it are never trained on.
    public static func read(_ paths: [String]) throws(CorpusError) -> Corpus {
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
        corpus.warnings += corpus.conflicts()
        return corpus
    }

    /// The files `read` would read, each once.
    public static func files(of paths: [String]) throws(CorpusError) -> [String] {
        var found: [String] = []
        for path in paths {
            var isDirectory: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
                throw CorpusError(
                    .missing, nil, "\(path): no such file or directory; check the path.")
            }
            guard isDirectory.boolValue else {
                found.append(path)
                continue
            }
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
                throw CorpusError(
                    .unreadable, nil, "\(path): cannot be listed; check its permissions.")
            }
            let inside = names.filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }
                .filter { !$0.hasPrefix(".") }
            found += inside.sorted().map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }
        }
        var seen = Set<String>()
        return found.filter { seen.insert($0).inserted }
    }

    /// Names the bytes of the files without reading what they say: the key of a model cache.
    /// The order and the names of the files do not matter.
    public static func fingerprint(_ paths: [String]) throws(CorpusError) -> Digest {
        var parts: [Digest] = []
        for path in try files(of: paths) {
            let data = try bytes(ofFile: path)
            parts.append(data.withUnsafeBytes { Digest($0) })
        }
        return Digest(parts.sorted())
    }

    /// Adds the contents of one file.
    static func add(_ text: String, file: String, to corpus: inout Corpus) throws(CorpusError) {
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
                "the file has \(size) bytes, more than \(fileLimit); split it.")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CorpusError(
                .unreadable, nil, "\(path): cannot be read; check its permissions.")
        }
        return data
    }

    private static func text(ofFile path: String) throws(CorpusError) -> String {
        let data = try bytes(ofFile: path)
        if let text = String(validating: data, as: UTF8.self) {
            return text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
        }
        let text = String(decoding: data, as: UTF8.self)
        let before = text.prefix { !$0.unicodeScalars.contains("\u{FFFD}") }
        let line = before.reduce(into: 1) { count, character in
            if character.isNewline { count += 1 }
        }
        let column = before.unicodeScalars.reversed().prefix { $0 != "\n" }.count + 1
        throw CorpusError(
            .invalid, Place(file: path, line: line, column: column),
            "the bytes are not UTF-8; save the file as UTF-8.")
    }
}
