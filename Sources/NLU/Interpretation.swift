import Entities
import Quantities
import Text

/// What was understood of one utterance. Four things are kept apart: what was predicted, how the
/// intents rank, what was decided about it, and why.
public struct Interpretation: Equatable, Codable, Sendable {
    /// The label of the lines that belong to no intent, in a corpus and in an answer: they fit the
    /// threshold of rejection.
    package static let outOfScope = "out_of_scope"
    /// The label, among the moves, of a line that is none: it begins something.
    package static let beginning = "begin"

    package struct Candidate: Equatable, Codable, Sendable {
        package var intent: String
        /// Calibrated probability, 0...1.
        package var confidence: Double

        package init(intent: String, confidence: Double) {
            self.intent = intent
            self.confidence = confidence
        }
    }

    package enum Decision: Equatable, Codable, Sendable {
        /// Take the predicted intent.
        case accept
        /// Ask which of these two or three intents is meant, most likely first.
        case clarify([String])
        /// Nothing the desk knows.
        case reject
    }

    package enum Reason: Equatable, Codable, Sendable {
        /// A keyword rule fired: the words it requires.
        case rule([String])
        /// The classifier: the rejection score and the threshold it was held against.
        case evidence(score: Double, threshold: Double)
        /// Nothing in the line that the model has ever seen.
        case nothingKnown
    }

    /// The line as it was typed, made safe to show.
    package var text: String
    /// The language of the line, nil when it has words of neither.
    package var language: Language?
    /// The best intent, whatever was decided; nil when nothing is known of the line.
    package var predicted: Candidate?
    /// Intents by falling confidence, at most ten.
    package var ranking: [Candidate]
    package var decision: Decision
    package var reason: Reason
    package var entities: [Entity]
    /// Numerals that are in none of them.
    package var unread: [Unread] = []
    /// What the line may be in the middle of a conversation, by falling probability: the moves of
    /// the corpus, and `Interpretation.beginning` for a line that begins something. Empty where
    /// nobody asked.
    package var moves: [Candidate] = []
    /// It speaks of somebody else's affair, supposes, or only asks: known where moves are.
    package var isSupposed = false

    package init(
        text: String, language: Language?, predicted: Candidate?, ranking: [Candidate],
        decision: Decision, reason: Reason, entities: [Entity]
    ) {
        self.text = text
        self.language = language
        self.predicted = predicted
        self.ranking = ranking
        self.decision = decision
        self.reason = reason
        self.entities = entities
    }

    /// The intent that was accepted, if one was.
    package var intent: String? { decision == .accept ? predicted?.intent : nil }
}
