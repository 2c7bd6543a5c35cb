import CTerminal
import Desk
import Text
import Transcripts

/// A conversation walked turn by turn: what was said on the left, what was understood, filled and
/// booked beside it.
struct StepView {
    private let paint: Paint
    /// Columns for what was said; the rest is for what it meant.
    private let left: Int
    private let right: Int

    init(_ paint: Paint) {
        self.paint = paint
        let columns = max(60, min(160, Int(ct_columns(1))))
        left = columns * 6 / 10
        right = columns - left - 3
    }

    func text(_ turn: Replay.Turn, number: Int) -> String {
        let line = turn.recorded.said?.number ?? turn.recorded.answer.first?.number ?? 1
        let clock = turn.now.preface.compactMap(\.setting).filter { $0.key == "now" }.map(\.value)
        let heading = "turn \(number), line \(line)" + clock.map { ", " + $0 }.joined()
        var text = paint.bold(heading) + "\n"
        let said = (turn.now.said.map { [$0] } ?? []) + turn.now.answer.filter { $0.kind == .reply }
        let meant = turn.now.answer.filter { $0.kind != .reply }
        let (one, other) = (cells(said, left), cells(meant, right))
        for place in 0..<max(one.count, other.count) {
            let cell = place < one.count ? one[place] : ""
            let beside = place < other.count ? other[place] : ""
            let gap = String(repeating: " ", count: max(0, left - Wrapping.width(cell)))
            text += beside.isEmpty ? cell + "\n" : cell + gap + " │ " + paint.magenta(beside) + "\n"
        }
        for change in turn.changes {
            text += "  \(paint.red(change.aspect.rawValue)) is not as recorded\n"
            text += ReplayReport.lines(change, paint)
        }
        return text + "\n"
    }

    private func cells(_ lines: [Transcript.Line], _ columns: Int) -> [String] {
        lines.flatMap { Wrapping(columns: columns).lines(Utterance.visible($0.written)) }
    }
}
