import NLU

/// How a line is heard in its situation, for those who ask why: what was waited for, what the line
/// could be about, which moves it may have been, who in the list of listeners took it, and what of
/// it nobody took.
package struct Hearing: Equatable, Sendable {
    /// A move that the line may have been.
    package struct Chance: Equatable, Sendable {
        package let move: String
        /// How likely by its words alone, 0...1.
        package let words: Double
        /// How likely in the situation before a word is heard: 1 where it is at home.
        package let prior: Double
        /// Its part of all that the line may have been here, 0...1.
        package let share: Double
    }

    /// What the desk waited for.
    package let awaited: String
    /// What the line could be about without naming it, such as `quote Q1`; nil for nothing.
    package let table: String?
    /// What a short question is about, the nearest first: the names that replies are found by.
    package let matters: [String]
    /// The likeliest first. `begin` stands for a line that begins something.
    package let moves: [Chance]
    /// The move it was taken for; nil where it begins something, or nothing was likely enough.
    package let move: String?
    /// Who took the line, by its name in the list of listeners; nil for nobody.
    package let listener: String?
    /// Parts of the line that nothing was made of.
    package let unheard: [String]
}

extension Assistant {
    /// A line where a conversation has got to, before anybody takes it.
    func heard(
        _ line: Interpretation, parts: [Interpretation] = [], in dialogue: Dialogue, _ facts: Facts
    ) -> (turn: Turn, heard: Heard) {
        var facts = facts
        facts.words = words
        var turn = Turn(assistant: self, dialogue: dialogue, facts: facts)
        turn.attend(to: line)
        return (turn, turn.heard(line, parts: parts))
    }

    /// - Parameters:
    ///   - line: masked and interpreted.
    ///   - parts: its parts, where it may hold several requests.
    package func hearing(
        of line: Interpretation, parts: [Interpretation], in dialogue: Dialogue, _ facts: Facts
    ) -> Hearing {
        let (turn, heard) = heard(line, parts: parts, in: dialogue, facts)
        let answered = turn.answered(heard, by: Ear.anytime + Ear.here)
        let unheard = (parts.isEmpty ? [line] : parts).filter { part in
            (answered == nil || parts.count > 1) && turn.isUnheard(part, in: heard.situation)
        }
        return Hearing(
            awaited: "\(heard.situation.awaited)", table: heard.situation.table?.name,
            matters: Matter.near(dialogue).map(\.name), moves: heard.chances, move: heard.move,
            listener: answered?.by, unheard: unheard.map(\.text))
    }
}

extension Situation.Table {
    var kind: String {
        switch self {
        case .quote: "quote"
        case .done: "done"
        case .told: "told"
        case .ruled: "rule"
        }
    }

    fileprivate var name: String {
        let what =
            switch self {
            case .quote(let proposal, _): proposal.quote
            case .done(let done): done.receipt.number
            case .told(let form): form.service
            case .ruled(let intent): intent
            }
        return "\(kind) \(what)"
    }
}
