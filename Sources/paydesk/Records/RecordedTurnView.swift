import Transcripts

/// A turn of a record, for a script.
struct RecordedTurnView: Encodable {
    var at: String?
    var said: String?
    var understood: String?
    /// The same in its parts.
    var heard: UnderstoodView?
    var replies: [String]
    var events: [String]
    /// The same in their parts.
    var happened: [EventView]

    /// Each with the time it happened at.
    static func list(_ transcript: Transcript) -> [RecordedTurnView] {
        var clock: String?
        return transcript.turns.compactMap { turn in
            clock = turn.preface.compactMap(\.setting).last { $0.key == "now" }?.value ?? clock
            guard turn.said != nil || !turn.answer.isEmpty else { return nil }
            return RecordedTurnView(turn, at: clock)
        }
    }

    private init(_ turn: Transcript.Turn, at clock: String?) {
        func texts(_ kind: Transcript.Line.Kind) -> [String] {
            turn.answer.filter { $0.kind == kind }.map(\.text)
        }
        (at, said) = (clock, turn.said?.text)
        understood = texts(.understood).first
        heard = understood.map(UnderstoodView.init)
        (replies, events) = (texts(.reply), texts(.event))
        happened = events.map(EventView.init)
    }
}
