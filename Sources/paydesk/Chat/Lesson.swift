import Desk
import Foundation
import NLU
import Quantities
import Text
import Training

/// A line that was misheard, and what it should be heard as: `:teach` shows what that changes, and
/// writes it to the corpus where the answer is yes.
struct Lesson {
    let line: String
    /// The intent, or the move.
    let name: String
    let isMove: Bool
    let edit: CorpusEdit
    let corpus: Corpus
    let newer: Corpus
    let teacher: Teacher

    /// Shows the effects one after the other, as they are found; what is left is the question.
    func tell(today: Day, _ show: (String) throws -> Void) throws {
        let after = try Retraining.model(of: newer, after: corpus, teacher.model)
        let effect = LessonEffect(
            before: teacher.model, after: after, isMove: isMove, today: today)
        try show(effect.ofLine(line) + "\n")
        let lines = isMove ? corpus.moves : corpus.examples
        try show(effect.ofLines(lines, called: "lines of the corpus"))
        if !isMove, let held = try teacher.heldOut() {
            try show(effect.ofLines(held, called: "held-out lines"))
        }
        let transcripts = try teacher.transcripts()
        if !transcripts.isEmpty { try show(effect.ofTranscripts(transcripts)) }
    }

    private var place: String { "\(Utterance.visible(edit.file)):\(edit.line)" }
    var question: String { "write it to \(place)? [y]es [n]o" }

    /// What became of it; nil where that is no answer.
    func answer(_ typed: String) throws -> String? {
        switch typed.trimmingCharacters(in: .whitespaces).lowercased() {
        case "y", "yes":
            try Files.replace(edit.file, with: edit.text)
            return "written to \(place); chats that begin now hear it"
        case "n", "no": return "nothing was written"
        default: return nil
        }
    }
}

/// Whoever teaches: the model of the chat, and the folder of its corpus.
struct Teacher {
    let model: Model
    let folder: URL

    /// A mistake in a lesson: what it is, and the mend.
    static func refusal(_ what: String) -> Failure { Failure(.usage, what) }

    /// - Parameter heard: the line heard last.
    func lesson(_ name: String, _ heard: Interpretation?) throws -> Lesson {
        guard let heard else { throw Self.refusal("nothing has been heard yet") }
        let line = heard.text.trimmingCharacters(in: .whitespaces)
        let corpus = try read()
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
        var newer = corpus
        let example = Corpus.Example(
            text: line, intent: name, place: Place(file: edit.file, line: edit.line))
        if isMove { newer.moves.append(example) } else { newer.examples.append(example) }
        return Lesson(
            line: line, name: name, isMove: isMove, edit: edit, corpus: corpus, newer: newer,
            teacher: self)
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

    private func read() throws -> Corpus {
        do {
            let corpus = try CorpusReader.read([folder.relativePath])
            guard corpus.digest == model.corpusDigest else {
                throw Self.refusal("the corpus has changed since this chat began; begin a new one")
            }
            return corpus
        } catch let error as CorpusError {
            throw Failure(error)
        }
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
