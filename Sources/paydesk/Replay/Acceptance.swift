import Desk
import Text
import Transcripts

/// Takes over what has changed, change by change or all at once. A sum that has changed is only
/// taken over with a reason, which the file keeps as a note.
struct Acceptance {
    private let report: ReplayReport
    private let replay: Replay
    private let reason: String?
    /// Asks about each change; otherwise all are taken.
    private let asks: Bool
    private var rest: Bool?
    private(set) var isOver = false
    /// Changes that were not taken over, and of those the sums that lack a reason.
    private(set) var left = 0
    private(set) var unexplained = 0

    init(
        _ report: ReplayReport, _ replay: Replay, reason: String?, asks: Bool
    ) {
        self.report = report
        self.replay = replay
        self.reason = reason
        self.asks = asks
    }

    /// The transcript with the changes that were taken over.
    mutating func transcript() throws -> Transcript {
        var turns: [Transcript.Turn] = []
        for (place, turn) in replay.turns.enumerated() { turns.append(try review(turn, place)) }
        let accepted = Transcript(turns: turns)
        // What comes from another tool is whole once all of it is taken over.
        return left == 0 ? accepted.withoutImport : accepted
    }

    private mutating func review(_ turn: Replay.Turn, _ place: Int) throws -> Transcript.Turn {
        var result = turn.now
        var reasons: [String] = []
        var answer: [Transcript.Line] = []
        var isWhole = true
        for piece in turn.pieces {
            switch piece {
            case .same(let line): answer.append(line)
            case .changed(let change):
                let isTaken = try takes(change, of: turn, place, &reasons)
                isWhole = isWhole && isTaken
                if let line = isTaken ? change.isNow : change.was { answer.append(line) }
            }
        }
        // All of it taken: in the order things happen now.
        result.answer = isWhole ? turn.now.answer : answer
        result.preface += reasons.map { Transcript.Line(.note, "money: " + $0) }
        return result
    }

    private mutating func takes(
        _ change: Transcript.Change, of turn: Replay.Turn, _ place: Int, _ reasons: inout [String]
    ) throws -> Bool {
        let isTaken = try report.counts(change) && agrees(change, of: turn, place)
        guard isTaken else {
            left += 1
            return false
        }
        // A turn that was never recorded has no sum that could have changed.
        guard change.aspect == .money, !turn.recorded.answer.isEmpty else { return true }
        guard let why = try why(reasons), !why.isEmpty else {
            left += 1
            unexplained += 1
            return false
        }
        if !reasons.contains(why) { reasons.append(why) }
        return true
    }

    private func why(_ given: [String]) throws -> String? {
        if let reason { return Utterance.visible(reason) }
        if let last = given.last { return last }
        guard asks else { return nil }
        return try Prompt.ask("a sum has changed; why? (empty leaves it) ")
            .map(Utterance.visible)
    }

    private mutating func agrees(
        _ change: Transcript.Change, of turn: Replay.Turn, _ place: Int
    ) throws -> Bool {
        guard asks else { return true }
        if let rest { return rest }
        let line = change.was?.number ?? turn.recorded.said?.number ?? 1
        try Prompt.show(
            "\(Utterance.visible(report.path)):\(line): \(change.aspect.rawValue)\n"
                + ReplayReport.lines(change, Paint()))
        while true {
            guard
                let answer = try Prompt.ask(
                    "take it over? [y]es [n]o [a]ll [d]one with this file [q]uit ")
            else {
                (rest, isOver) = (false, true)
                return false
            }
            switch answer.lowercased() {
            case "y", "yes": return true
            case "n", "no": return false
            case "a", "all":
                rest = true
                return true
            case "d":
                rest = false
                return false
            case "q":
                (rest, isOver) = (false, true)
                return false
            default: continue
            }
        }
    }
}
