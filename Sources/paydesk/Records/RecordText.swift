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
    let words: StaffWords

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
        case .said: return Self.unsaid[line.text].map { words($0) } ?? line.text
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
        let parts = text.split(separator: " ").map(String.init)
        guard let kind = parts.first else { return nil }
        let first = parts.count > 1 ? parts[1] : ""
        let told = words(first)
        switch kind {
        case "level":
            return first == "0"
                ? words("signed out")
                : words("signed in") + (owner.map { words.say("：\($0)", " as \($0)") } ?? "")
        case "identity": return words.say("证件尾号：\(told)", "ID digits: \(first)")
        case "quote": return quote(parts)
        case "consent": return words.say("同意 \(first)", "agreed to \(first)")
        case "code": return words.say("验证码：\(told)", "code: \(first)")
        case "post": return hasSteps ? post(parts) : nil
        case "receipt": return words.say("回单 \(first)", "receipt \(first)")
        case "told": return words.say("告知 \(first)", "told of \(first)")
        case "refused": return words.say("未办理：\(first)", "refused: \(first)")
        case "cancelled": return words.say("放弃 \(first)", "\(first) given up")
        case "handoff":
            let ticket = parts.last ?? ""
            return words.say(
                "转人工 \(ticket)：\(QueueWords(.zh).reason(first))", "ticket \(ticket): \(first)")
        case "withheld":
            return words.say(
                "拦下一句回复：会违反 \(first)",
                "a reply was withheld: it would have broken \(first)")
        case "undone": return words("taken back by staff; it was seen, and counts no more")
        default: return text
        }
    }

    private func quote(_ told: [String]) -> String {
        var text = words("quote") + (told.count > 1 ? " \(told[1])" : "")
        for part in told.dropFirst(2) {
            let pair = part.split(separator: "=").map(String.init)
            guard pair.count == 2 else { continue }
            if pair[0] == "total", let fen = Int64(pair[1]) {
                let total = Money(fen: fen)
                text += words.say("，合计 \(total)", ", \(total) in all")
            } else if pair[0] == "apr" {
                text += words.say("，年化 \(pair[1])%", ", \(pair[1])% a year")
            }
        }
        return text
    }

    private func post(_ told: [String]) -> String {
        guard told.count == 3, let fen = Int64(told[2]) else {
            return told.joined(separator: " ")
        }
        return words.say("入账 ", "post ") + words.account(told[1]) + " "
            + OperationView.signed(fen)
    }
}

extension Record {
    /// What it is, before what was said.
    func heading(_ words: StaffWords) -> [String] {
        let row = RecordView(self).row
        let came =
            receipts.map { words("receipt") + " \($0)" }
            + handOffs.map { ticket, reason in
                words.say(
                    "编号 \(ticket)（\(QueueWords(.zh).reason(reason))）",
                    "ticket \(ticket) (\(reason))")
            }
        let head = [row[0], row[1], row[2], state.name(words)].joined(separator: "  ")
        let line = came.joined(separator: words.say("，", ", "))
        return [head] + (came.isEmpty ? [] : [Utterance.visible(line)]) + [""]
    }
}
