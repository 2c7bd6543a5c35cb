import Desk
import Text
import Training
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
    /// What changed it, where that was looked for.
    var cause: Cause?

    enum Cause: Sendable {
        /// Differences of an older corpus and the present one; the older one's name where it does
        /// not answer as was recorded either.
        case corpus([CorpusDifference], unlike: String?)
        /// What is known of it.
        case program(String)
    }

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

    /// How many changes of each kind do not count.
    private var others: [String] {
        guard case .replayed(let replay) = outcome, !only.isEmpty else { return [] }
        let kinds = replay.turns.flatMap(\.changes).map(\.aspect)
        return Transcript.Aspect.allCases.filter { !only.contains($0) }.compactMap { kind in
            let count = kinds.count { $0 == kind }
            return count > 0 ? "\(count) of \(kind.rawValue)" : nil
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
        let others = others.joined(separator: ", ")
        // Of other kinds it may well differ.
        let beside = others.isEmpty ? "" : ", and besides changes of other kinds: " + others
        if isSame {
            let kinds = Transcript.Aspect.allCases.filter(only.contains).map(\.rawValue)
            let same = "same       \(shown)"
            if isQuiet { return "" }
            return others.isEmpty
                ? same + "\n" : "\(same) in \(kinds.joined(separator: ", "))\(beside)\n"
        }
        var text = "different  \(shown)\(beside)\n"
        for found in changes {
            let kind = found.change.aspect.rawValue
            let label =
                found.change.aspect == .money ? paint.red(paint.bold(kind)) : paint.magenta(kind)
            text += "  line \(found.line): \(label)\n" + Self.lines(found.change, paint)
        }
        return text + (cause?.text(paint) ?? "")
    }

    static func lines(_ change: Transcript.Change, _ paint: Paint) -> String {
        lines(was: change.was?.written, isNow: change.isNow?.written, paint)
    }

    static func lines(was: String?, isNow: String?, _ paint: Paint) -> String {
        func lines(_ text: String?, _ sign: String) -> [String] {
            (text ?? "").split(separator: "\n").map {
                "    \(sign) \(Utterance.visible(String($0)))"
            }
        }
        return (lines(was, "-").map(paint.red) + lines(isNow, "+").map(paint.green))
            .map { $0 + "\n" }.joined()
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
                cause: cause.map(CauseObject.init), changes: changes, error: error, path: path,
                status: status ?? (error != nil ? "unreadable" : isSame ? "same" : "different")))
    }

    private struct FileObject: Encodable {
        var cause: CauseObject?
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
