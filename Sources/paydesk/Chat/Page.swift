import Conversation
import Lending
import Quantities
import Text

/// What one turn says, as a page for a terminal: laid out for its width, a quote set off from the
/// question it ends with, its total and the answers to it in bold.
struct Page {
    let columns: Int
    let paint: Paint
    let phrasebook: Phrasebook
    let language: Language
    /// What may be answered, as the question has it in quotation marks.
    let answers: [String]

    func text(_ events: [Event], _ replies: [String]) -> String {
        guard !replies.isEmpty else { return "" }
        let layout = Layout(columns: columns)
        let question = questionLength(events)
        let said = layout.lines(replies.dropLast(question)).map { emphasised($0, events) }
        let asked = layout.lines(replies.suffix(question)).map { emphasised($0, events) }
        let gap = question > 0 && !said.isEmpty ? [""] : []
        return (said + gap + asked).map { $0 + "\n" }.joined() + "\n"
    }

    /// Lines of the question that a quote ends with; 0 where no quote was shown.
    private func questionLength(_ events: [Event]) -> Int {
        guard total(events) != nil, case .replied(let question)? = events.last else { return 0 }
        return phrasebook.text(question, in: language).split(separator: "\n").count
    }

    /// The sum of the quote that was shown.
    private func total(_ events: [Event]) -> Money? {
        for case .quote(_, let total, _) in events.reversed() { return total }
        return nil
    }

    private func emphasised(_ line: String, _ events: [Event]) -> String {
        var line = line
        if let total = total(events), total > .zero {
            let sum = phrasebook.text(of: .money(total), in: language)
            line = line.replacing(sum, with: paint.bold(sum))
        }
        for answer in answers {
            for (opening, closing) in quotes(in: line) {
                line = line.replacing(
                    opening + answer + closing, with: opening + paint.bold(answer) + closing)
            }
        }
        return line
    }

    /// Most lines quote nothing, and to look for each answer in them would take long.
    private func quotes(in line: String) -> [(String, String)] {
        [("“", "”"), ("\"", "\"")].filter { opening, _ in
            opening.unicodeScalars.contains { line.unicodeScalars.contains($0) }
        }
    }
}
