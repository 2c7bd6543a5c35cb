import Conversation
import Text

extension Transcript {
    /// The file as text, ending in a newline: one blank line before each turn.
    package var text: String {
        turns.map { turn in
            (turn.preface + (turn.said.map { [$0] } ?? []) + turn.answer).map(\.written)
                .joined(separator: "\n")
        }.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    /// One turn as it is appended to a record.
    package static func text(_ lines: [Line]) -> String {
        lines.map { $0.written + "\n" }.joined()
    }

    /// What events look like on paper. Replies are spoken in `language`.
    package static func lines(
        _ events: [Event], speaking phrasebook: Phrasebook, in language: Language
    ) -> [Line] {
        events.flatMap { event -> [Line] in
            switch event {
            case .said(let text): return [Line(.said, text)]
            case .understood(let intents, let slots):
                let values = slots.map { "\($0.slot)=\($0.value)" }
                let heard = intents.joined(separator: " | ")
                return [Line(.understood, ([heard] + values).joined(separator: " "))]
            case .replied(let reply):
                return phrasebook.text(reply, in: language).split(
                    separator: "\n", omittingEmptySubsequences: false
                ).map { Line(.reply, String($0)) }
            case .clock(let now): return [Line(.setting, "now \(now)")]
            case .disclosed: return []
            default: return [Line(.event, text(event))]
            }
        }
    }

    private static func text(_ event: Event) -> String {
        switch event {
        case .level(let level): return "level \(level)"
        case .identity(let result): return "identity \(result.rawValue)"
        case .quote(let quote, let total, let rate):
            return "quote \(quote) total=\(total.fen)" + (rate.map { " apr=" + percent($0) } ?? "")
        case .consent(let quote): return "consent \(quote)"
        case .code(let result): return "code \(result.rawValue)"
        case .posted(let posting):
            let fen = posting.signed.fen
            return "post \(posting.account.rawValue) \(fen < 0 ? "" : "+")\(fen)"
        case .receipt(let number): return "receipt \(number)"
        case .told(let reference): return "told \(reference)"
        case .refused(let reason): return "refused \(reason)"
        case .cancelled(let quote): return "cancelled \(quote)"
        case .handedOff(let reason, let ticket): return "handoff \(reason) \(ticket)"
        case .withheld(let rule): return "withheld \(rule)"
        case .undone: return "undone"
        case .said, .understood, .replied, .clock, .disclosed:
            preconditionFailure("these have lines of their own")
        }
    }

    /// Hundredths of a percent: 1303 is `13.03`.
    private static func percent(_ hundredths: Int) -> String {
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}

extension Transcript.Line {
    /// As it stands in the file, escaped.
    package var written: String {
        text.isEmpty ? String(kind.rawValue) : "\(kind.rawValue) \(Escape.escaped(text))"
    }
}
