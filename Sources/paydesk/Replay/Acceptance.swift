import Desk
import Text
import Transcripts

/// Takes over what has changed, change by change or all at once. A sum that has changed is only
/// taken over with a reason, which the file keeps as a note.
struct Acceptance {
    private struct Question {
        var turn: Int
        /// Among the pieces of the turn.
        var piece: Int
        /// Of the transcript.
        var line: Int
        var change: Transcript.Change
        /// A sum that was recorded: it needs a reason.
        var isOfMoney: Bool
    }

    private enum Choice: Equatable {
        case taken(reason: String?)
        case left
        /// Agreed to, and no reason told.
        case unexplained
    }

    private let report: ReplayReport
    private let turns: [Replay.Turn]
    private let reason: String?
    /// Asks about each change; otherwise all are taken.
    private let asks: Bool
    private let questions: [Question]
    private var choices: [Choice]
    private(set) var isOver = false

    init(
        _ report: ReplayReport, _ replay: Replay, reason: String?, asks: Bool
    ) {
        self.report = report
        turns = replay.turns
        self.reason = reason
        self.asks = asks
        questions = Self.questions(report, replay.turns)
        choices = Array(repeating: .left, count: questions.count)
    }

    private static func questions(
        _ report: ReplayReport, _ turns: [Replay.Turn]
    ) -> [Question] {
        turns.enumerated().flatMap { turn, replayed in
            replayed.pieces.enumerated().compactMap { piece, part in
                guard let change = part.change, report.counts(change) else { return nil }
                // A turn that was never recorded has no sum that could have changed.
                let isOfMoney = change.aspect == .money && !replayed.recorded.answer.isEmpty
                return Question(
                    turn: turn, piece: piece,
                    line: change.was?.number ?? replayed.recorded.said?.number ?? 1,
                    change: change, isOfMoney: isOfMoney)
            }
        }
    }

    /// Changes that were taken over.
    var taken: Int { choices.count { if case .taken = $0 { true } else { false } } }
    /// Changes that were not, those of kinds that do not count among them.
    var left: Int { turns.map(\.changes.count).reduce(0, +) - taken }
    /// Of those the sums that lack a reason.
    var unexplained: Int { choices.count { $0 == .unexplained } }

    /// Asks about the changes, or takes them all.
    mutating func decide() throws {
        var place = 0
        while place < questions.count {
            switch try answer(place) {
            case .take:
                choices[place] = try choice(place)
                place += 1
            case .leave:
                choices[place] = .left
                place += 1
            case .back: place = max(0, place - 1)
            case .takeRest:
                for rest in place..<questions.count { choices[rest] = try choice(rest) }
                return
            case .leaveRest, .quit:
                for rest in place..<questions.count { choices[rest] = .left }
                return
            }
        }
    }

    /// The transcript with the changes that were taken over.
    var transcript: Transcript {
        let accepted = Transcript(turns: turns.indices.map(turn))
        // What comes from another tool is whole once all of it is taken over.
        return left == 0 ? accepted.withoutImport : accepted
    }

    private func turn(_ place: Int) -> Transcript.Turn {
        let turn = turns[place]
        let own = zip(questions, choices).filter { $0.0.turn == place }
        let taken = Dictionary(uniqueKeysWithValues: own.map { ($0.0.piece, $0.1) })
        var result = turn.now
        var reasons: [String] = []
        var answer: [Transcript.Line] = []
        var isWhole = true
        for (piece, part) in turn.pieces.enumerated() {
            switch part {
            case .same(let line): answer.append(line)
            case .changed(let change):
                guard case .taken(let reason)? = taken[piece] else {
                    isWhole = false
                    answer += change.was.map { [$0] } ?? []
                    continue
                }
                answer += change.isNow.map { [$0] } ?? []
                if let reason, !reasons.contains(reason) { reasons.append(reason) }
            }
        }
        // All of it taken: in the order things happen now.
        result.answer = isWhole ? turn.now.answer : answer
        result.preface += reasons.map { Transcript.Line(.note, "money: " + $0) }
        return result
    }

    private func choice(_ place: Int) throws -> Choice {
        guard questions[place].isOfMoney else { return .taken(reason: nil) }
        guard let why = try why(place), !why.isEmpty else { return .unexplained }
        return .taken(reason: why)
    }

    /// One reason will do for all sums of a turn.
    private func why(_ place: Int) throws -> String? {
        if let reason { return Utterance.visible(reason) }
        for before in choices.indices.prefix(place).reversed()
        where questions[before].turn == questions[place].turn {
            if case .taken(let why?) = choices[before] { return why }
        }
        guard asks else { return nil }
        return try Prompt.ask("a sum has changed; why? (empty leaves it) ")
            .map(Utterance.visible)
    }
}

// MARK: - Asking

extension Acceptance {
    private enum Answer: Character, KeyedAnswer {
        case take = "y"
        case leave = "n"
        case takeRest = "a"
        case leaveRest = "d"
        case back = "b"
        case quit = "q"

        var meaning: String {
            switch self {
            case .take: "take this change over"
            case .leave: "leave the line as it was recorded"
            case .takeRest: "take this change and all that follow in this file"
            case .leaveRest: "leave this change and all that follow in this file"
            case .back: "go back to the change before"
            case .quit: "leave this change and all that follow, and look at no other file"
            }
        }
    }

    private mutating func answer(_ place: Int) throws -> Answer {
        guard asks else { return .take }
        let question = questions[place]
        try Prompt.show(
            "\(Utterance.visible(report.path)):\(question.line): "
                + "\(question.change.aspect.rawValue) (\(place + 1) of \(questions.count))\n"
                + ReplayReport.lines(question.change, Paint()))
        let answer: Answer? = try Prompt.choose(
            "take it over? [y]es [n]o [a]ll [d]one with this file [b]ack [q]uit [?] ")
        isOver = isOver || [.quit, nil].contains(answer)
        return answer ?? .quit
    }
}
