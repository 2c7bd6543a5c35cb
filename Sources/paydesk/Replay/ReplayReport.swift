import Desk
import Text
import Transcripts

/// What came of replaying one file.
struct ReplayReport: Sendable {
    enum Outcome: Sendable {
        case replayed(Replay)
        case unreadable(Failure)
    }

    var path: String
    var outcome: Outcome
    /// The kinds of change that count; all of them when empty.
    var only: Set<Transcript.Aspect>

    struct Found {
        /// Line of the transcript.
        var line: Int
        var turn: Int
        var change: Transcript.Change
    }

    var changes: [Found] {
        guard case .replayed(let replay) = outcome else { return [] }
        return replay.turns.enumerated().flatMap { place, turn in
            let said = turn.recorded.said?.number ?? turn.recorded.answer.first?.number ?? 1
            return turn.changes.filter(counts).map {
                Found(line: $0.was?.number ?? said, turn: place, change: $0)
            }
        }
    }

    func counts(_ change: Transcript.Change) -> Bool {
        only.isEmpty || only.contains(change.aspect)
    }

    var isSame: Bool {
        if case .replayed = outcome { changes.isEmpty } else { false }
    }

    /// The verdict, and each change with its line and kind. What the file holds is shown escaped.
    func text(_ paint: Paint, isQuiet: Bool) -> String {
        let shown = Utterance.visible(path)
        if isSame { return isQuiet ? "" : "same       \(shown)\n" }
        var text = "different  \(shown)\n"
        for found in changes {
            let kind = found.change.aspect.rawValue
            let label =
                found.change.aspect == .money ? paint.red(paint.bold(kind)) : paint.magenta(kind)
            text += "  line \(found.line): \(label)\n" + Self.lines(found.change, paint)
        }
        return text
    }

    static func lines(_ change: Transcript.Change, _ paint: Paint) -> String {
        (change.was.map { paint.red("    - \(Utterance.visible($0.written))") + "\n" } ?? "")
            + (change.isNow.map { paint.green("    + \(Utterance.visible($0.written))") + "\n" }
                ?? "")
    }

    /// One object a file: `path`, `status`, `changes` with `line`, `turn`, `kind`, `was`, `now`.
    func json(status: String? = nil) -> String {
        let changes = changes.map {
            ChangeObject(
                kind: $0.change.aspect.rawValue, line: $0.line, now: $0.change.isNow?.written,
                turn: $0.turn, was: $0.change.was?.written)
        }
        let error: String? =
            if case .unreadable(let failure) = outcome { failure.description } else { nil }
        return JSON.line(
            FileObject(
                changes: changes, error: error, path: path,
                status: status ?? (error != nil ? "unreadable" : isSame ? "same" : "different")))
    }

    private struct FileObject: Encodable {
        var changes: [ChangeObject]
        var error: String?
        var path: String
        var status: String
    }

    private struct ChangeObject: Encodable {
        var kind: String
        var line: Int
        var now: String?
        var turn: Int
        var was: String?
    }
}
