import Foundation
import NLU
import Text
import Training

/// Whoever teaches: the model of the chat, and the folder of its corpus.
struct Teacher {
    var model: Model
    let folder: URL
    /// What was read for the first lesson, and what those that were kept have made of it.
    var reading: Reading?
    /// What is read before there is a lesson.
    var early: EarlyReading?

    struct Reading {
        var corpus: Corpus
        /// Of its files.
        var fingerprint: Checksum
    }

    /// A mistake in a lesson: what it is, and the mend.
    static func refusal(_ what: String) -> Failure { Failure(.usage, what) }

    /// - Parameter heard: the line heard last.
    func lesson(_ name: String, _ heard: Interpretation?) throws -> Lesson {
        guard let heard else { throw Self.refusal("nothing has been heard yet") }
        let line = heard.text.trimmingCharacters(in: .whitespaces)
        var teacher = self
        let reading = try read()
        let corpus = reading.corpus
        teacher.reading = reading
        let names = Set((corpus.examples + corpus.moves).map(\.intent)).sorted()
        guard names.contains(name) else {
            throw Self.refusal(
                name.isEmpty
                    ? "name what “\(line)” is: an intent, such as :teach \(names[0])"
                    : "there is no intent '\(name)'"
                        + Nearest.question(Nearest.names(to: name, among: names)))
        }
        let isMove = corpus.moves.contains { $0.intent == name }
        try check(line, name, isMove ? corpus.moves : corpus.examples)
        let edit: CorpusEdit
        do {
            edit = try CorpusEdit(adding: line, as: name, to: corpus) {
                String(decoding: try InputFile.read($0), as: UTF8.self)
            }
        } catch let error as CorpusError {
            throw Failure(error)
        }
        // A file is replaced by one that is written beside it.
        let beside = URL(fileURLWithPath: edit.file).deletingLastPathComponent().path
        guard access(edit.file, W_OK) == 0, access(beside, W_OK) == 0 else {
            throw Self.refusal(
                "\(edit.file) cannot be written; copy \(folder.relativePath) to a folder of your own "
                    + "and name it with --intents")
        }
        return try Lesson(line, as: name, isMove: isMove, edit, corpus, teacher)
    }

    private func check(_ line: String, _ name: String, _ examples: [Corpus.Example]) throws {
        guard line.firstMatch(of: /<[a-z ]+>/) == nil else {
            throw Self.refusal(
                "the line holds what no corpus may keep; add one like it to \(name) by hand")
        }
        guard let same = examples.first(where: { $0.text == line }) else { return }
        let place = same.place.map { " (\($0.file):\($0.line))" } ?? ""
        throw Self.refusal(
            same.intent == name
                ? "“\(line)” is a line of \(name) already\(place)"
                : "“\(line)” is a line of \(same.intent)\(place); move it by hand")
    }

    private func read() throws -> Reading {
        do {
            let fingerprint = try CorpusReader.fingerprint([folder.relativePath])
            if let reading, reading.fingerprint == fingerprint { return reading }
            guard reading == nil else { throw Self.hasChanged }
            if let early = early?.reading, early.fingerprint == fingerprint { return early }
            return try read(fingerprint)
        } catch let error as CorpusError {
            throw Failure(error)
        }
    }

    private static let hasChanged = refusal(
        "the corpus has changed since this chat began; begin a new one")

    private func read(_ fingerprint: Checksum) throws -> Reading {
        let corpus = try CorpusReader.read([folder.relativePath])
        guard corpus.digest == model.corpusDigest else { throw Self.hasChanged }
        return Reading(corpus: corpus, fingerprint: fingerprint)
    }

    /// Begins to read what a lesson will need.
    mutating func prepare() {
        guard reading == nil, early == nil else { return }
        let teacher = self
        early = EarlyReading {
            try teacher.read(CorpusReader.fingerprint([teacher.folder.relativePath]))
        }
    }

    /// Learns from a lesson that was written.
    mutating func learn(_ lesson: Lesson) throws {
        model = lesson.after
        let fingerprint = try CorpusReader.fingerprint([folder.relativePath])
        reading = Reading(corpus: lesson.newer, fingerprint: fingerprint)
    }

    /// The lines beside the corpus that nothing is trained on; nil where there are none.
    func heldOut() throws -> [Corpus.Example]? {
        let tests = folder.appendingPathComponent("tests")
        guard Paths.isDirectory(tests) else { return nil }
        return try? CorpusReader.read([tests.relativePath]).examples
    }

    /// The transcripts beside the corpus.
    func transcripts() throws -> [String] {
        let beside = folder.deletingLastPathComponent().appendingPathComponent("Transcripts")
        guard Paths.isDirectory(beside) else { return [] }
        return try FileTree.files([beside.relativePath], ending: [".transcript"])
    }
}
