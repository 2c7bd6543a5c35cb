import Conversation
import Desk
import Ledger
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

    /// Tells at once of most lines that they are heard as before.
    private let difference: ModelDifference

    init(before: Model, after: Model, isMove: Bool) throws {
        (self.before, self.after, self.isMove) = (before, after, isMove)
        difference = try ModelDifference(before, after)
    }

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
    /// - Parameter concerned: the places of those that may be; nil for any.
    func ofLines(
        _ examples: [Corpus.Example], _ concerned: [Int]? = nil, called name: String
    ) -> Piece {
        let looked = concerned?.map { examples[$0] } ?? examples
        let changes = Parallel.map(Self.portions(looked, of: 1000), changes).flatMap(\.self)
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
        var (old, new, difference) = (Interpreter(before), Interpreter(after), difference)
        return examples.compactMap { example in
            let text = Utterance.visible(example.text)
            guard
                isMove ? difference.mayConcernMoves(text) : difference.mayConcern(text),
                isMove || !isOutlinedAlike(text, &old, &new)
            else { return nil }
            let (was, isNow) = (heard(text, &old), heard(text, &new))
            guard Set(was.intents) != Set(isNow.intents) else { return nil }
            let label = example.intent == Interpretation.outOfScope ? [] : [example.intent]
            return Change(
                example: example, was: was.text, isNow: isNow,
                wasRight: was.intents == label, isRight: isNow.intents == label)
        }
    }

    private func isOutlinedAlike(
        _ text: String, _ old: inout Interpreter, _ new: inout Interpreter
    ) -> Bool {
        guard let outline = old.outline(text) else { return false }
        return outline == new.outline(text)
    }

    /// How many no longer replay as they did, and which.
    func ofTranscripts(_ paths: [String]) throws -> Piece {
        let (old, new) = (Assistant(of: before), Assistant(of: after))
        let names = try Ledger(at: .memory, now: Clock(nil).now).customers().map(\.name)
        let changed = Parallel.map(heardOtherwise(paths, old.words, names)) { path -> String? in
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
    /// they did.
    /// - Parameter names: full names that are hidden, of whom it concerns.
    private func heardOtherwise(
        _ paths: [String], _ words: Words, _ names: [String]
    ) -> [String] {
        let talks = Parallel.map(paths) { path in
            ((try? TranscriptFiles.read(path))?.turns ?? []).compactMap(\.said?.text)
        }
        let lines = Array(Set(talks.joined()))
        let changed = Parallel.map(Self.portions(lines, of: 200)) { lines in
            var (old, new, difference) = (Interpreter(before), Interpreter(after), difference)
            return lines.filter { line in
                Self.heard(of: line, words, names).contains { heard in
                    (difference.mayConcern(heard) || difference.mayConcernMoves(heard))
                        && !isAlike(heard, &old, &new)
                }
            }
        }
        let concerned = Set(changed.joined())
        return zip(paths, talks).filter { !concerned.isDisjoint(with: $0.1) }.map(\.0)
    }

    /// What a desk may hear of a line: all of it, and its parts where it holds several requests.
    /// What is hidden before depends on who is there and on what is waited for.
    private static func heard(
        of line: String, _ words: Words, _ names: [String]
    ) -> [String] {
        let bytes = Array(line.utf8)
        let hidden = [[]] + names.filter { bytes.contains(Array($0.utf8)) }.map { [$0] }
        var lines = [line]
        for secret: MaskedLine.Secret in [.none, .code, .identity] {
            for names in hidden {
                let masked = MaskedLine.mask(line, hiding: secret, names: names)
                if !lines.contains(masked) { lines.append(masked) }
            }
        }
        return lines + lines.flatMap { Requests.parts(of: $0, words) }
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
