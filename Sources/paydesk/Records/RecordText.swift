import Conversation
import Quantities
import Text
import Transcripts

/// A record in words: when, the customer's lines behind `>`, the desk's behind `<`, and what
/// happened behind `*`.
struct RecordText {
    /// Behind the time and the mark.
    private static let gutter = 9
    /// What the lines may have; nil where they are not wrapped.
    let columns: Int?
    /// Also what was understood, and what was posted.
    let hasSteps: Bool

    func lines(of turns: [Transcript.Turn]) -> [String] {
        var lines: [String] = []
        var clock = ""
        var owner: String?
        for turn in turns {
            var time = ""
            for note in turn.preface.map(\.text) where note.hasPrefix(Recorder.noting) {
                lines += [""] + wrapped(note, mark: Transcript.Line.Kind.note.rawValue, "")
            }
            for case (let key, let value)? in turn.preface.map(\.setting) {
                if ["phone", "customer"].contains(key) {
                    owner = value.split(separator: " ").first.map(String.init)
                }
                let now = key == "now" ? Moment(value).map { String($0.timeOfDay.prefix(5)) } : nil
                if let now, now != clock { (clock, time) = (now, now) }
            }
            let spoken = (turn.said.map { [$0] } ?? []) + turn.answer
            for line in spoken {
                guard let text = text(of: line, owner) else { continue }
                if line.kind == .said, !lines.isEmpty { lines.append("") }
                lines += wrapped(text, mark: line.kind.rawValue, time)
                time = ""
            }
        }
        return lines
    }

    private func wrapped(_ text: String, mark: Character, _ time: String) -> [String] {
        let text = Utterance.visible(text)
        let head = time.isEmpty ? "       " : time + "  "
        guard let columns else { return ["\(head)\(mark) \(text)"] }
        let parts = Wrapping(columns: max(20, columns - Self.gutter)).lines(text)
        let space = String(repeating: " ", count: Self.gutter)
        return parts.enumerated().map { $0 == 0 ? "\(head)\(mark) \($1)" : space + $1 }
    }

    /// Nil for what is not shown.
    private func text(of line: Transcript.Line, _ owner: String?) -> String? {
        switch line.kind {
        case .said: return Self.unsaid[line.text] ?? line.text
        case .reply: return line.text
        case .understood: return hasSteps ? line.text : nil
        case .event: return happened(line.text, owner)
        case .note, .setting: return nil
        }
    }

    /// What the customer did without a word.
    private static let unsaid = [
        "": "(Enter)", "<end>": "(left)", "<away>": "(nobody there)", "<interrupt>": "(Ctrl-C)",
    ]

    private func happened(_ text: String, _ owner: String?) -> String? {
        let words = text.split(separator: " ").map(String.init)
        guard let kind = words.first else { return nil }
        let first = words.count > 1 ? words[1] : ""
        switch kind {
        case "level":
            return first == "0" ? "signed out" : "signed in" + (owner.map { " as \($0)" } ?? "")
        case "identity": return "ID digits: \(first)"
        case "quote": return quote(words)
        case "consent": return "agreed to \(first)"
        case "code": return "code: \(first)"
        case "post": return hasSteps ? post(words) : nil
        case "receipt": return "receipt \(first)"
        case "told": return "told of \(first)"
        case "refused": return "refused: \(first)"
        case "cancelled": return "\(first) given up"
        case "handoff": return "ticket \(words.last ?? ""): \(first)"
        case "withheld": return "a reply was withheld: it would have broken \(first)"
        case "undone": return "taken back by staff; it was seen, and counts no more"
        default: return text
        }
    }

    private func quote(_ words: [String]) -> String {
        var text = words.count > 1 ? "quote \(words[1])" : "quote"
        for word in words.dropFirst(2) {
            let parts = word.split(separator: "=").map(String.init)
            guard parts.count == 2 else { continue }
            if parts[0] == "total", let fen = Int64(parts[1]) {
                text += ", \(Money(fen: fen)) in all"
            } else if parts[0] == "apr" {
                text += ", \(parts[1])% a year"
            }
        }
        return text
    }

    private func post(_ words: [String]) -> String {
        guard words.count == 3, let fen = Int64(words[2]) else {
            return words.joined(separator: " ")
        }
        return "post \(words[1]) \(OperationView.signed(fen))"
    }
}

extension Record {
    /// What it is, before what was said.
    var heading: [String] {
        let row = RecordView(self).row
        let came = receipts.map { "receipt \($0)" } + handOffs.map { "ticket \($0)" }
        return [[row[0], row[1], row[2], state.rawValue].joined(separator: "  ")]
            + (came.isEmpty ? [] : [Utterance.visible(came.joined(separator: ", "))]) + [""]
    }
}
