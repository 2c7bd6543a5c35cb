import Conversation
import Desk
import Transcripts

/// A turn of a chat, one JSON object a line: what a record has of it, and what only the desk knows.
struct TurnReport: Encodable {
    private let view: TurnView
    private let own: Own

    private struct Own: Encodable {
        var turn: Int
        /// Who is signed in.
        var customer: String?
        /// What the line may have been in the conversation, with the likelihood by its words alone.
        var moves: [Move]
    }

    private struct Move: Encodable {
        var move: String
        var confidence: Double
    }

    init(turn: Int, _ lines: [Transcript.Line], _ desk: Desk) {
        view = TurnView(at: "\(desk.heardAt)", lines)
        let session = desk.dialogue.session
        own = Own(
            turn: turn, customer: session.level > 0 ? session.customer : nil,
            moves: (desk.lastInterpretation?.moves ?? []).prefix(3).map {
                Move(move: $0.intent, confidence: $0.confidence.rounded(decimals: 6))
            })
    }

    func encode(to encoder: any Encoder) throws {
        try view.encode(to: encoder)
        try own.encode(to: encoder)
    }
}
