import Foundation
import NLU
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
    /// The corpus with the line.
    let newer: Corpus
    let teacher: Teacher
    /// The model with the line: at first sight, until it is trained.
    var after: Model
    /// The places of the lines that this model may hear otherwise; nil for any.
    private var concerned: [Int]?
    /// What was shown of it.
    var told: [LessonEffect.Piece] = []

    init(
        _ line: String, as name: String, isMove: Bool, _ edit: CorpusEdit, _ corpus: Corpus,
        _ teacher: Teacher
    ) throws {
        (self.line, self.name, self.isMove, self.edit) = (line, name, isMove, edit)
        self.teacher = teacher
        let example = Corpus.Example(
            text: line, intent: name, place: Place(file: edit.file, line: edit.line))
        newer = corpus.adding(example, isMove: isMove)
        (after, concerned) = try teacher.model.atFirstSight(example, isMove: isMove, of: newer)
    }

    /// Shows the effects one after the other, as they are found.
    func tell(_ show: (LessonEffect.Piece) throws -> Void) throws {
        let effect = try LessonEffect(before: teacher.model, after: after, isMove: isMove)
        try show(effect.ofLine(line))
        let lines = isMove ? newer.moves : newer.examples
        try show(effect.ofLines(lines.dropLast(), concerned, called: "lines of the corpus"))
        if !isMove, let held = try teacher.heldOut() {
            try show(effect.ofLines(held, called: "held-out lines"))
        }
        let transcripts = try teacher.transcripts()
        if !transcripts.isEmpty { try show(effect.ofTranscripts(transcripts)) }
    }

    /// The same with a model that is trained, which takes some seconds.
    func trained() throws -> Lesson {
        var lesson = self
        lesson.concerned = nil
        lesson.after = try Retraining.model(
            of: newer, after: teacher.reading?.corpus ?? newer, teacher.model)
        return lesson
    }

    private var place: String { "\(Utterance.visible(edit.file)):\(edit.line)" }
    var question: String { "so far at first sight; write it to \(place)? [y]es [n]o" }

    enum Answer { case yes, no }

    /// Nil where that is no answer.
    func answer(_ typed: String) -> Answer? {
        switch typed.trimmingCharacters(in: .whitespaces).lowercased() {
        case "y", "yes": .yes
        case "n", "no": .no
        default: nil
        }
    }

    /// Writes the line to its file.
    func keep() throws -> String {
        try Files.replace(edit.file, with: edit.text)
        return "written to \(place); chats that begin now hear it"
    }
}
