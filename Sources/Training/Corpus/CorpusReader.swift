import Glibc
import Text

/// Reads a corpus: Rasa NLU YAML (`.yml`, `.yaml`), or a table with a header (`.csv`, `.tsv`).
package enum CorpusReader {
    /// Largest file taken, in bytes.
    package static let fileLimit = CorpusStorage.limit
    /// Most examples taken in all: training holds them at once, at some four kilobytes each.
    package static let exampleLimit = 250_000

    /// Reads files and directories, with the directories below them. Of a directory, folders named
    /// `tests` are left alone: what is held out is never trained on. `-` is stdin.
    package static func read(
        _ paths: [String], _ options: ReadingOptions = ReadingOptions()
    ) throws(CorpusError) -> Corpus {
        let corpus = try readAll(paths, options)
        if let fault = corpus.faults.first { throw fault }
        return corpus
    }

    /// The same, with all that could not be read among the corpus's `faults`.
    /// - Parameter mayBeEmpty: whether files without any example are fine.
    package static func readAll(
        _ paths: [String], _ options: ReadingOptions = ReadingOptions(), mayBeEmpty: Bool = false
    ) throws(CorpusError) -> Corpus {
        var corpus = Corpus()
        let named = Set(paths)
        for path in try files(of: paths, options) {
            do throws(CorpusError) {
                let text = try text(ofFile: path, options.encoding)
                let isNamed = named.contains(path)
                if !isNamed, isPassedOver(text, file: path, options, &corpus) { continue }
                try gather(text, file: path, options, to: &corpus)
            } catch {
                guard error.place != nil else { throw error }
                corpus.faults.append(error)
            }
            guard corpus.examples.count <= exampleLimit else {
                throw CorpusError(
                    .invalid, Place(file: path, line: 1),
                    "the corpus has more than \(exampleLimit) examples; split it.")
            }
        }
        guard mayBeEmpty || !corpus.examples.isEmpty || !corpus.faults.isEmpty else {
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
    package static func files(
        of paths: [String], _ options: ReadingOptions = ReadingOptions()
    ) throws(CorpusError) -> [String] {
        var found: [String] = []
        for path in paths {
            guard CorpusStorage.descriptor(path) == nil else {
                found.append(path)
                continue
            }
            switch CorpusStorage.kind(path) {
            case nil:
                throw CorpusError(
                    .missing, nil, "\(path): no such file or directory; check the path.")
            case S_IFDIR: found += try CorpusStorage.inside(path, options.exclude)
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

    /// Adds the contents of one file, all of which can be read.
    package static func add(
        _ text: String, file: String, _ options: ReadingOptions = ReadingOptions(),
        to corpus: inout Corpus
    ) throws(CorpusError) {
        try gather(text, file: file, options, to: &corpus)
        if let fault = corpus.faults.first { throw fault }
    }

    private static func gather(
        _ text: String, file: String, _ options: ReadingOptions, to corpus: inout Corpus
    ) throws(CorpusError) {
        switch CorpusFormat(file: file, text: text) {
        case .table(let separator):
            try TableReader.read(text, file: file, separator, options, into: &corpus)
        case .rasa: try RasaReader.read(text, file: file, into: &corpus)
        case .rasaMarkdown: RasaMarkdownCorpus.read(text, file: file, into: &corpus)
        case .json: try ForeignJSON.read(text, file: file, options.part, into: &corpus)
        case .chatito: try Chatito.read(text, file: file, into: &corpus)
        case .botium: try BotiumUtterances.read(text, file: file, into: &corpus)
        case nil:
            throw CorpusError(
                .invalid, Place(file: file, line: 1),
                "not a kind of file a corpus is read from; they are \(kinds).")
        }
    }

    /// Whether a file that nobody named, since it lies in a folder, is something else.
    private static func isPassedOver(
        _ text: String, file: String, _ options: ReadingOptions, _ corpus: inout Corpus
    ) -> Bool {
        let what: String
        switch CorpusFormat(file: file, text: text) {
        case .rasa:
            guard let sections = RasaReader.foreignSections(text) else { return false }
            if sections.isEmpty { return true }
            what = "no section of a corpus (\(sections.prefix(3).joined(separator: ", ")))"
        case .table(let separator):
            guard TableReader.isForeign(text, separator, options) else { return false }
            what = "neither a column of texts nor one of labels"
        // Any program has files of these names.
        case .json: return !ForeignJSON.isIt(text)
        case .rasaMarkdown: return !RasaMarkdownCorpus.isIt(text)
        case .chatito, .botium: return false
        case nil: return true
        }
        corpus.notes.append(
            .init(place: Place(file: file, line: 1), message: "passed over: there is \(what)."))
        return true
    }

    private static let kinds = CorpusFormat.endings.joined(separator: ", ")

    private static func text(
        ofFile path: String, _ encoding: String?
    ) throws(CorpusError) -> String {
        var data = try CorpusStorage.bytes(of: path)
        if let encoding { data = try TextEncoding.utf8(data, from: encoding, file: path) }
        guard !data.starts(with: [0xFF, 0xFE]), !data.starts(with: [0xFE, 0xFF]) else {
            throw CorpusError(
                .invalid, Place(file: path, line: 1),
                "the file is UTF-16; save it as UTF-8, or say --encoding UTF-16.")
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
                "the bytes are not UTF-8; save the file as UTF-8, or say what they are with "
                    + "--encoding, such as GB18030.")
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
