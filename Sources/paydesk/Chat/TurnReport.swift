import Transcripts

/// A turn for scripts, one JSON object a line.
struct TurnReport: Encodable {
    var turn: Int
    var said: String?
    var understood: String?
    var replies: [String]
    var events: [String]
    /// What the line may have been in the conversation, with the likelihood by its words alone.
    var moves: [String]

    init(turn: Int, _ lines: [Transcript.Line], moves: [String]) {
        self.turn = turn
        self.moves = moves
        said = lines.first { $0.kind == .said }?.text
        understood = lines.first { $0.kind == .understood }?.text
        replies = lines.filter { $0.kind == .reply }.map(\.text)
        events = lines.filter { $0.kind == .event }.map(\.text)
    }
}
