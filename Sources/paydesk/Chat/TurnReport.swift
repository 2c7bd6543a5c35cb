import Conversation
import Desk
import Transcripts

/// A turn for scripts, one JSON object a line.
struct TurnReport: Encodable {
    var turn: Int
    var at: String
    /// Who is signed in.
    var customer: String?
    var said: String?
    /// As a transcript has it, `instalment_setup_statement term=12`.
    var understood: String?
    /// The same in its parts.
    var heard: UnderstoodView?
    var replies: [String]
    /// As a transcript has them, `quote Q1 total=643200 apr=13.03`.
    var events: [String]
    /// The same in their parts.
    var happened: [EventView]
    /// What the line may have been in the conversation, with the likelihood by its words alone.
    var moves: [Move]

    struct Move: Encodable {
        var move: String
        var confidence: Double
    }

    init(turn: Int, _ lines: [Transcript.Line], _ desk: Desk) {
        self.turn = turn
        at = "\(desk.heardAt)"
        let session = desk.dialogue.session
        customer = session.level > 0 ? session.customer : nil
        moves = desk.lastMoves.map {
            Move(move: $0.intent, confidence: $0.confidence.rounded(decimals: 6))
        }
        said = lines.first { $0.kind == .said }?.text
        understood = lines.first { $0.kind == .understood }?.text
        heard = understood.map(UnderstoodView.init)
        replies = lines.filter { $0.kind == .reply }.map(\.text)
        events = lines.filter { $0.kind == .event }.map(\.text)
        happened = events.map(EventView.init)
    }
}
