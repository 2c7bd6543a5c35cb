import NLU
import Text

/// A line as it is heard in its situation.
struct Heard: Sendable {
    /// What the line says by itself.
    let line: Interpretation
    /// Its parts, where it may hold several requests.
    let parts: [Interpretation]
    let situation: Situation
    /// What it most likely does here; nil when it begins something, or nothing is likely enough.
    let move: String?
    /// How likely that is, 0...1.
    let share: Double
    /// All that it may be here, the likeliest first.
    let chances: [Hearing.Chance]

    var text: String { line.text }

    /// - Parameter begins: the line is surely understood as something that begins.
    init(
        _ line: Interpretation, parts: [Interpretation] = [], in situation: Situation,
        begins: Bool = false
    ) {
        self.line = line
        self.parts = parts
        self.situation = situation
        // What stands for a secret has no words.
        let isMasked = line.text.hasPrefix("<") && line.text.hasSuffix(">")
        // Neither does a keyword rule leave a doubt.
        var isRuled = false
        if begins, case .rule = line.reason { isRuled = true }
        chances = Self.chances(isMasked || isRuled ? [] : line.moves, in: situation, begins)
        let best = chances.first
        share = best?.share ?? 0
        let kind = best.flatMap { Move.Kind($0.move) }
        let isHeard = best.map {
            $0.words >= Self.leastChance && $0.words * $0.prior >= Self.leastWeight
        }
        // What one of several figures is asked for, and which of them, are two doubts.
        let family = chances.filter { Move.Kind($0.move) == .about }.reduce(0) { $0 + $1.share }
        let isOfFamily =
            kind == .about && share >= Self.leastOfFamily && family >= Self.surelyOfFamily
        let isLikely = share >= Self.leastShare || isOfFamily
        move = kind != nil && isHeard ?? false && isLikely ? best?.move : nil
    }

    /// What the words say, weighed by the situation.
    private static func chances(
        _ moves: [Interpretation.Candidate], in situation: Situation, _ begins: Bool
    ) -> [Hearing.Chance] {
        let weighed = moves.map { move in
            (
                name: move.intent, words: move.confidence,
                prior: situation.prior(of: move.intent)
                    * (begins && Move.Kind(move.intent) == nil ? sureBeginning : 1)
            )
        }
        let sum = weighed.reduce(0) { $0 + $1.words * $1.prior }
        guard sum > 0 else { return [] }
        return weighed.map { move in
            Hearing.Chance(
                move: move.name, words: move.words, prior: move.prior,
                share: move.words * move.prior / sum)
        }.sorted { ($1.share, $0.move) < ($0.share, $1.move) }
    }

    private static let leastOfFamily = 0.3
    private static let surelyOfFamily = 0.75

    /// What the words alone have to say for a move, wherever it is said.
    private static let leastChance = 0.25
    /// Below this the situation speaks against it: there is nothing it could be about.
    private static let leastWeight = 0.04

    /// How much more a line is taken to begin something when the classifier of beginnings is sure.
    private static let sureBeginning = 4.0
    /// Below this a guess at a move is none.
    private static let leastShare = 0.45

    /// It is surely this move.
    func isSurely(_ moves: String..., above least: Double = 0.6) -> Bool {
        move.map { moves.contains($0) && share >= least } ?? false
    }

    /// It is surely about something that was said or done here, or answers it.
    var isAboutTheTable: Bool {
        guard let kind = move.flatMap(Move.Kind.init), share >= 0.6 else { return false }
        switch kind {
        case .about, .after, .refusal, .answer, .which: return true
        case .yesOrNo, .anywhere: return false
        }
    }
}

extension Interpretation {
    /// How likely a move is by the words alone.
    func chance(of move: String) -> Double {
        moves.first { $0.intent == move }?.confidence ?? 0
    }

    /// How likely an intent is, whatever was decided.
    func chance(ofIntent intent: String) -> Double {
        ranking.first { $0.intent == intent }?.confidence ?? 0
    }

    /// Rejected, and not by much.
    var isNearlyKnown: Bool {
        guard case .evidence(let score, let threshold) = reason else { return false }
        return score > 0 && score >= threshold / 2
    }

    /// So short that it leans on what was said before.
    var isShort: Bool {
        text.unicodeScalars.allSatisfy(\.isASCII)
            ? text.split(separator: " ").count <= 5 : text.count <= 8
    }

    /// So long that it is in one language.
    var isSentence: Bool {
        text.unicodeScalars.allSatisfy(\.isASCII)
            ? text.split(separator: " ").count >= 4 : text.count >= 6
    }

    /// Nothing but values, and words that only stand around them: "7000", 三千吧, "100.00 yuan".
    func isBareValue(_ lists: Words) -> Bool {
        // 剩下的呢 holds a share, and asks of it.
        guard !entities.isEmpty, !lists.isOne(of: "the_rest", text) else { return false }
        let taken = entities.map { $0.start..<$0.end }
        var rest = ""
        for (place, scalar) in text.unicodeScalars.enumerated()
        where !taken.contains(where: { $0.contains(place) }) {
            rest.unicodeScalars.append(scalar)
        }
        let words = rest.folded.split { !$0.isLetter }.map(String.init)
        return words.allSatisfy(lists.phrases(of: "around_value").contains)
    }
}
