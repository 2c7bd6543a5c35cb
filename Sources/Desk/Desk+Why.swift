import Conversation
import NLU

/// Why a line was taken as it was, for staff and scripts.
extension Desk {
    /// What a line says by itself, and how it is heard where it is said.
    package typealias Heard = (line: Interpretation, hearing: Hearing)

    /// Why the classifier took the last line so; nil when it knew nothing of it.
    package var lastExplanation: Explanation? { lastInterpretation.flatMap { explain($0.text) } }

    /// How the last line was heard in its situation; nil before the first.
    package var lastHearing: Hearing? {
        guard let line = lastInterpretation, let lastSituation else { return nil }
        return assistant.hearing(
            of: line, parts: lastSituation.parts, in: lastSituation.dialogue, lastSituation.facts)
    }

    /// What the last line was taken for where it was said.
    var lastPriors: Priors {
        guard let line = lastInterpretation, let lastSituation else { return Priors() }
        return assistant.priors(of: line, in: lastSituation.dialogue, lastSituation.facts)
    }

    /// How a line would be heard now. Nothing comes of it.
    package mutating func hearing(of text: String) throws -> Heard {
        let said = interpreted(text, heardAt.day)
        let facts = try facts(at: heardAt, for: .said(said.line, parts: said.parts))
        return (
            said.line, assistant.hearing(of: said.line, parts: said.parts, in: dialogue, facts)
        )
    }
}
