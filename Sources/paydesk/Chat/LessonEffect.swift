import Conversation
import Desk
import NLU
import Quantities
import Text
import Training

/// What another model hears otherwise.
struct LessonEffect {
    let before: Model
    let after: Model
    /// Lines are heard as moves of a conversation, and not as its beginning.
    let isMove: Bool
    let today: Day

    /// Longest list of lines or transcripts that change.
    private static let most = 10

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
        let found = isMove ? interpreter.hear(line, today: today) : interpreter.classify(line)
        if isMove {
            let move = found.moves.first
            return Heard(intents: move.map { [$0.intent] } ?? [], confidence: move?.confidence ?? 0)
        }
        let intents: [String] =
            switch found.decision {
            case .accept: found.intent.map { [$0] } ?? []
            case .clarify(let intents): intents
            case .reject: []
            }
        return Heard(intents: intents, confidence: found.predicted?.confidence ?? 0)
    }

    func ofLine(_ line: String) -> String {
        var (old, new) = (Interpreter(before), Interpreter(after))
        return "“\(Utterance.visible(line))”: \(heard(line, &old).text) → \(heard(line, &new).text)"
    }

    private struct Change: Sendable {
        var example: Corpus.Example
        var was: String
        var isNow: String
        /// Of what the line is labelled.
        var wasRight: Bool
        var isRight: Bool

        /// What gets worse is what has to be seen first.
        var rank: Int { wasRight == isRight ? 2 : isRight ? 1 : 0 }
    }

    /// How many are heard otherwise, and which.
    func ofLines(_ examples: [Corpus.Example], called name: String) -> String {
        let portions = stride(from: 0, to: examples.count, by: 1000).map {
            Array(examples[$0..<min($0 + 1000, examples.count)])
        }
        let changes = Parallel.map(portions, changes).flatMap(\.self)
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
            text += "\n  \(line): \(change.was) → \(change.isNow)"
        }
        return text + "\n" + rest(changes.count)
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
                example: example, was: was.text, isNow: isNow.text,
                wasRight: was.intents == label, isRight: isNow.intents == label)
        }
    }

    /// How many no longer replay as they did, and which.
    func ofTranscripts(_ paths: [String]) -> String {
        let (old, new) = (Assistant(of: before), Assistant(of: after))
        let changed = Parallel.map(paths) { path -> String? in
            guard let now = try? TranscriptFiles.replay(path, after, new), !now.isSame,
                let then = try? TranscriptFiles.replay(path, before, old),
                then.transcript != now.transcript
            else { return nil }
            let report = ReplayReport(path: path, outcome: .replayed(now), only: [])
            let change = report.changes.first
            let kind = change?.change.aspect.rawValue ?? "wording"
            return "  \(Utterance.visible(path)):\(change?.line ?? 1): \(kind)\n"
        }.compactMap(\.self)
        return "transcripts: \(changed.count) of \(paths.count) change\n"
            + changed.prefix(Self.most).joined() + rest(changed.count)
    }
}
