import Conversation
import Desk
import NLU
import Text
import Training
import Transcripts

/// Why a conversation is no longer as it was: which differences of an older corpus and the present
/// one change its answers, or that none does.
struct Bisection {
    /// A corpus with its model.
    struct Side {
        var corpus: Corpus
        var model: Model
    }

    enum Verdict {
        /// The older corpus answers as the present one does: what changed is the program.
        case program
        /// With these the older corpus answers as the present one does. `wasSame`: without them it
        /// answers as was recorded.
        case corpus([CorpusDifference], wasSame: Bool)
    }

    let older: Side
    let newer: Side
    /// In the order of their kinds.
    let differences: [CorpusDifference]
    /// The kinds of change that count; all of them when empty.
    let only: Set<Transcript.Aspect>
    private var retraining: Retraining
    private var isExact = false

    init(older: Side, newer: Side, only: Set<Transcript.Aspect>) throws {
        (self.older, self.newer, self.only) = (older, newer, only)
        differences = older.corpus.differences(to: newer.corpus)
        retraining = try Self.retraining(older, newer, like: older.model)
    }

    /// How often something was trained.
    var count: Int { retraining.count }

    private static func retraining(_ older: Side, _ newer: Side, like model: Model?) throws
        -> Retraining
    {
        var retraining = Retraining(calibratedAs: model)
        try retraining.know(newer.corpus, newer.model)
        try retraining.know(older.corpus, older.model)
        return retraining
    }

    /// - Parameter replay: by the present corpus, with a change that counts.
    mutating func verdict(_ transcript: Transcript, _ replay: Replay) throws -> Verdict {
        let after = replay.turns.map(\.now.answer)
        let before = try answers(transcript, older.model)
        guard differ(before, after) != nil else { return .program }
        var found: [CorpusDifference] = []
        // What changed the first answer may not be what changed the next.
        for _ in 0..<Self.mostCauses {
            let now = try answers(transcript, model(with: found))
            guard let place = differ(now, after) else { break }
            let said = replay.turns[...place].compactMap(\.now.said?.text)
            let search = Search(
                transcript: Transcript(turns: Array(transcript.turns[...place])),
                before: Array(now[...place]), given: found)
            let causes = try causes(ranked(by: said).filter { !found.contains($0) }, search)
            guard !causes.isEmpty else { break }
            found += causes
        }
        let recorded = transcript.turns.map(\.answer)
        return .corpus(
            found.sorted { $0.subject < $1.subject },
            wasSame: differ(recorded, before) == nil)
    }

    /// Causes looked for in one conversation, one after the other.
    private static let mostCauses = 12

    /// What is asked of some differences: do they change these answers?
    private struct Search {
        /// Up to the turn in question: what comes after it follows from it.
        var transcript: Transcript
        var before: [[Transcript.Line]]
        /// Found before.
        var given: [CorpusDifference]
    }

    private mutating func causes(
        _ likely: [CorpusDifference], _ search: Search
    ) throws -> [CorpusDifference] {
        guard let suspects = try suspects(likely, search) else { return [] }
        var known: [Set<CorpusDifference.Subject>: Bool] = [:]
        return try Culprits.fewest(suspects) { some in
            let subjects = Set(some.map(\.subject))
            if let answer = known[subjects] { return answer }
            let isChanged = try changes(some, search)
            known[subjects] = isChanged
            return isChanged
        }
    }

    /// Those that are not learnt where they change the answers by themselves, those that are where
    /// these do; else all. Nil where not even all of them do.
    private mutating func suspects(
        _ likely: [CorpusDifference], _ search: Search
    ) throws -> [CorpusDifference]? {
        // What is not learnt takes no time.
        for isLearnt in [false, true] {
            let some = likely.filter { $0.isLearnt == isLearnt }
            if try !some.isEmpty && changes(some, search) { return some }
        }
        if try !likely.isEmpty && changes(likely, search) { return likely }
        guard !isExact else { return nil }
        // Where the lines of all have moved the threshold, each model needs its own.
        isExact = true
        retraining = try Self.retraining(older, newer, like: nil)
        return try suspects(likely, search)
    }

    private mutating func changes(_ some: [CorpusDifference], _ search: Search) throws -> Bool {
        let now = try answers(search.transcript, model(with: search.given + some))
        return differ(search.before, now) != nil
    }

    private mutating func model(with some: [CorpusDifference]) -> Model {
        some.isEmpty
            ? older.model : retraining.model(of: older.corpus.taking(some, of: newer.corpus))
    }

    private func answers(
        _ transcript: Transcript, _ model: Model
    ) throws -> [[Transcript.Line]] {
        try Replay(transcript, model: model).turns.map(\.now.answer)
    }

    /// The first turn with a change that counts.
    private func differ(_ before: [[Transcript.Line]], _ after: [[Transcript.Line]]) -> Int? {
        zip(before, after).enumerated().first { _, answers in
            Transcript.changes(from: answers.0, to: answers.1).contains {
                only.isEmpty || only.contains($0.aspect)
            }
        }?.offset
    }

    /// Lines that share the most with what the customer said come first.
    private func ranked(by said: [String]) -> [CorpusDifference] {
        let pieces = said.map(Self.pieces)
        func likeness(_ difference: CorpusDifference) -> Double {
            guard let text = difference.text else { return 0 }
            let own = Self.pieces(text)
            return pieces.map { pieces in
                Double(pieces.intersection(own).count) / Double(max(1, pieces.union(own).count))
            }.max() ?? 0
        }
        return differences.map { (likeness: likeness($0), difference: $0) }
            .sorted { ($1.likeness, $0.difference.subject) < ($0.likeness, $1.difference.subject) }
            .map(\.difference)
    }

    private static func pieces(_ text: String) -> Set<String> {
        let letters = Array(text.lowercased())
        guard letters.count > 1 else { return [text] }
        return Set((1..<letters.count).map { String(letters[$0 - 1...$0]) })
    }
}
