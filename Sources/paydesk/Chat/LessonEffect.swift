import Conversation
import Desk
import NLU
import Text
import Training

/// What another model hears otherwise.
struct LessonEffect {
    let before: Model
    let after: Model
    /// Lines are heard as moves of a conversation, and not as its beginning.
    let isMove: Bool

    /// Longest list of lines or transcripts that change.
    private static let most = 10

    /// Something to say of it.
    struct Piece: Sendable {
        var text: String
        /// What is heard otherwise, and as what; how sure that is may differ from piece to piece.
        var changes: [String]
    }

    private struct Heard: Equatable {
        /// Empty for a line that is not understood.
        var intents: [String]
        var confidence: Double

        var text: String {
            let name = intents.isEmpty ? "not understood" : intents.joined(separator: " | ")
            return intents.count == 1 ? "\(name) \(Int((confidence * 100).rounded())) %" : name
        }
    }

    private func heard(_ line: String, _ interpreter: inout Interpreter) -> Heard {
        if isMove {
            let move = interpreter.moves(in: Utterance.visible(line)).first
            return Heard(intents: move.map { [$0.intent] } ?? [], confidence: move?.confidence ?? 0)
        }
        let found = interpreter.classify(line)
        let intents: [String] =
            switch found.decision {
            case .accept: found.intent.map { [$0] } ?? []
            case .clarify(let intents): intents
            case .reject: []
            }
        return Heard(intents: intents, confidence: found.predicted?.confidence ?? 0)
    }

    func ofLine(_ line: String) -> Piece {
        var (old, new) = (Interpreter(before), Interpreter(after))
        let now = heard(line, &new)
        return Piece(
            text: "“\(Utterance.visible(line))”: \(heard(line, &old).text) → \(now.text)\n",
            changes: now.intents)
    }

    private struct Change: Sendable {
        var example: Corpus.Example
        var was: String
        var isNow: Heard
        /// Of what the line is labelled.
        var wasRight: Bool
        var isRight: Bool

        /// What gets worse is what has to be seen first.
        var rank: Int { wasRight == isRight ? 2 : isRight ? 1 : 0 }
    }

    /// How many are heard otherwise, and which.
    func ofLines(_ examples: [Corpus.Example], called name: String) -> Piece {
        let changes = Parallel.map(Self.portions(examples, of: 1000), changes).flatMap(\.self)
        let better = changes.count { $0.isRight && !$0.wasRight }
        let worse = changes.count { $0.wasRight && !$0.isRight }
        var text = "\(name): \(changes.count) of \(examples.count) are heard otherwise"
        if !changes.isEmpty { text += ", \(better) right now, \(worse) wrong now" }
        let order = changes.enumerated().sorted {
            ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
        }
        for (_, change) in order.prefix(Self.most) {
            let place = change.example.place.map { "\($0.file):\($0.line): " } ?? ""
            let line = Utterance.visible("\(place)“\(change.example.text)”")
            text += "\n  \(line): \(change.was) → \(change.isNow.text)"
        }
        return Piece(
            text: text + "\n" + rest(changes.count),
            changes: changes.map { "\($0.example.text) \($0.isNow.intents.sorted())" })
    }

    private func rest(_ count: Int) -> String {
        count > Self.most ? "  … and \(count - Self.most) more\n" : ""
    }

    private func changes(_ examples: [Corpus.Example]) -> [Change] {
        var (old, new) = (Interpreter(before), Interpreter(after))
        return examples.compactMap { example in
            let (was, isNow) = (heard(example.text, &old), heard(example.text, &new))
            guard Set(was.intents) != Set(isNow.intents) else { return nil }
            let label = example.intent == Interpretation.outOfScope ? [] : [example.intent]
            return Change(
                example: example, was: was.text, isNow: isNow,
                wasRight: was.intents == label, isRight: isNow.intents == label)
        }
    }

    /// How many no longer replay as they did, and which.
    func ofTranscripts(_ paths: [String]) -> Piece {
        let (old, new) = (Assistant(of: before), Assistant(of: after))
        let changed = Parallel.map(heardOtherwise(paths, old.words)) { path -> String? in
            guard let now = try? TranscriptFiles.replay(path, after, new), !now.isSame,
                let then = try? TranscriptFiles.replay(path, before, old),
                then.transcript != now.transcript
            else { return nil }
            let report = ReplayReport(path: path, outcome: .replayed(now), only: [])
            let change = report.changes.first
            let kind = change?.change.aspect.rawValue ?? "wording"
            return "  \(Utterance.visible(path)):\(change?.line ?? 1): \(kind)\n"
        }.compactMap(\.self)
        return Piece(
            text: "transcripts: \(changed.count) of \(paths.count) change\n"
                + changed.prefix(Self.most).joined() + rest(changed.count),
            changes: changed)
    }

    /// The transcripts some line of which is heard otherwise, be it by a hair: the others go on as
    /// they did. A desk hears a line whole and, where it holds several requests, in its parts.
    private func heardOtherwise(_ paths: [String], _ words: Words) -> [String] {
        Parallel.map(Self.portions(paths, of: 50)) { paths in
            var (old, new) = (Interpreter(before), Interpreter(after))
            return paths.filter { path in
                guard let transcript = try? TranscriptFiles.read(path) else { return false }
                let lines = transcript.turns.compactMap(\.said?.text)
                return lines.flatMap { [$0] + Requests.parts(of: $0, words) }
                    .contains { !isAlike($0, &old, &new) }
            }
        }.flatMap(\.self)
    }

    /// To the last digit; the rest of what there is to hear is no matter of models.
    private func isAlike(_ line: String, _ old: inout Interpreter, _ new: inout Interpreter) -> Bool
    {
        let (was, now) = (old.classify(line), new.classify(line))
        return was == now && old.moves(in: was.text) == new.moves(in: now.text)
    }

    private static func portions<Item>(_ items: [Item], of count: Int) -> [[Item]] {
        stride(from: 0, to: items.count, by: count).map {
            Array(items[$0..<min($0 + count, items.count)])
        }
    }
}
