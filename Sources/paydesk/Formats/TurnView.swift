import Transcripts

/// A turn of a conversation, for a script.
struct TurnView: Encodable {
    /// When; of a record that does not tell it, nil.
    var at: String?
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

    init(at time: String?, _ lines: [Transcript.Line]) {
        func texts(_ kind: Transcript.Line.Kind) -> [String] {
            lines.filter { $0.kind == kind }.map(\.text)
        }
        (at, said, understood) = (time, texts(.said).first, texts(.understood).first)
        heard = understood.map(UnderstoodView.init)
        (replies, events) = (texts(.reply), texts(.event))
        happened = events.map(EventView.init)
    }

    /// The turns of a record, each with the time it happened at.
    static func list(_ transcript: Transcript) -> [TurnView] {
        var clock: String?
        return transcript.turns.compactMap { turn in
            clock = turn.preface.compactMap(\.setting).last { $0.key == "now" }?.value ?? clock
            guard turn.said != nil || !turn.answer.isEmpty else { return nil }
            return TurnView(at: clock, (turn.said.map { [$0] } ?? []) + turn.answer)
        }
    }
}
