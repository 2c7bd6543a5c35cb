import NLU
import Text
import Training

/// An evaluation for a reader at a terminal.
struct EvaluationText {
    let evaluation: Evaluation
    /// What was judged, as a sentence.
    let title: String
    /// Neither intents nor lines.
    var isBrief = false
    /// Most mistaken lines that are told; nil for all.
    var mostMistakes: Int?

    var text: String {
        title + "\n\n" + figures + (isBrief ? "" : "\n" + intents + mistakes)
    }

    private var figures: String {
        let inScope = evaluation.inScope.count
        var rows: [[String]] = []
        if inScope > 0 {
            rows += [
                [
                    "accuracy", Percentage.percent(evaluation.accuracy),
                    "top-1 of \(Self.lines(inScope)) in scope, nothing rejected",
                ],
                ["macro F1", Percentage.percent(evaluation.macroF1), "mean over intents"],
                [
                    "top 3", Percentage.percent(evaluation.topThree),
                    "the intent is among the best three",
                ],
                [
                    "calibration", Percentage.percent(evaluation.calibrationError),
                    "expected calibration error, \(Evaluation.binCount) bins",
                ],
                [
                    "with rejection", Percentage.percent(evaluation.inScopeAccuracy),
                    "right and not rejected; \(Percentage.percent(evaluation.inScopeRejected)) rejected",
                ],
                [
                    "answered", Percentage.percent(evaluation.inScopeAnswered),
                    "right and accepted; \(Percentage.percent(evaluation.inScopeAskedBack)) asked back",
                ],
            ]
        }
        if let recall = evaluation.outOfScopeRecall {
            let count = Self.lines(evaluation.outOfScope.count)
            let asked = Percentage.percent(evaluation.outOfScopeAskedBack ?? 0)
            rows.append(
                [
                    "out of scope", Percentage.percent(recall),
                    "rejected of \(count) out of scope; \(asked) asked back",
                ])
        }
        if let auroc = evaluation.auroc {
            rows.append(["AUROC", Self.decimal(auroc, 3), "of the score that rejects"])
        }
        rows.append(
            [
                "threshold", evaluation.threshold.map { Self.decimal($0, 4) } ?? "none",
                "a lower score is rejected",
            ])
        return Self.text(Table([], rows))
    }

    private var intents: String {
        let figures = evaluation.intents.sorted { ($0.f1, $0.intent) < ($1.f1, $1.intent) }
        guard !figures.isEmpty else { return "" }
        let rows = figures.map { figure in
            let confused = figure.confusedWith.prefix(3).map { "\($0.intent) \($0.count)" }
            return [
                figure.intent, "\(figure.support)", Percentage.percent(figure.precision),
                Percentage.percent(figure.recall), Percentage.percent(figure.f1),
                confused.joined(separator: ", "),
            ]
        }
        let heads = ["intent", "lines", "precision", "recall", "F1", "taken for"]
        return Self.text(Table(heads, rows)) + "\n"
    }

    private static func text(_ table: Table) -> String {
        table.shown.map { $0 + "\n" }.joined()
    }

    private var mistakes: String {
        let mistakes = evaluation.mistakes
        guard !mistakes.isEmpty else { return "No line was mistaken.\n" }
        var text = "\(Self.lines(mistakes.count)) did not go as they should:\n"
        let shown = mistakes.prefix(mostMistakes ?? .max)
        for row in shown { text += Self.sentence(row) + "\n" }
        let rest = mistakes.count - shown.count
        return rest > 0 ? text + "… and \(rest) more\n" : text
    }

    /// `tests.csv:12 heard "where is it" (card_arrival) → took for lost_card, 83.1 %`.
    static func sentence(_ row: Evaluation.Row) -> String {
        let place = row.place.map { Utterance.visible("\($0.file):\($0.line) ") } ?? ""
        let heard = "\(place)heard \"\(oneLine(row.text))\" (\(row.label))"
        return "\(heard) → \(verdict(row))"
    }

    static func verdict(_ row: Evaluation.Row) -> String {
        guard let predicted = row.predicted else { return "knew nothing of it" }
        let taken = "took for \(predicted), \(Percentage.percent(row.confidence))"
        if case .clarify(let intents) = row.decision {
            return "asked back: \(intents.joined(separator: " | "))"
        }
        guard row.isRejected else { return taken }
        return row.isRight
            ? "rejected, though right at \(Percentage.percent(row.confidence))"
            : "rejected; \(taken)"
    }

    /// A line of a report is one line, whatever a quoted field held.
    static func oneLine(_ text: String) -> String {
        String(Utterance.visible(text.split(whereSeparator: \.isNewline).joined(separator: " ")))
    }

    static func lines(_ count: Int) -> String { count == 1 ? "1 line" : "\(grouped(count)) lines" }

    /// `3,080`.
    static func grouped(_ count: Int) -> String {
        var text = ""
        for (index, digit) in String(count).reversed().enumerated() {
            if index > 0, index % 3 == 0 { text = "," + text }
            text = String(digit) + text
        }
        return text
    }

    static func decimal(_ value: Double, _ digits: Int) -> String {
        guard value.isFinite else { return "none" }
        var power = 1
        for _ in 0..<digits { power *= 10 }
        let units = Int((abs(value) * Double(power)).rounded())
        let rest = String(power + units % power).dropFirst()
        return "\(value < 0 ? "-" : "")\(units / power).\(rest)"
    }
}
