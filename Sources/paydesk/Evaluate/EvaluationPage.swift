import NLU
import Training

/// An evaluation as a page for a browser.
struct EvaluationPage {
    /// Longest list of single lines; the text report has them all.
    private static let longestList = 50

    let evaluation: Evaluation
    let requirements: [Requirement]
    let title: String
    let source: [(name: String, value: String)]

    var html: String {
        var page = HTMLPage("Paydesk: evaluation")
        page.paragraph(title)
        page.figures(figures)
        if !requirements.isEmpty {
            page.heading("Required")
            page.table(
                ["", "figure", "is", "has to be", "by"],
                requirements.map { item in
                    [
                        .text(item.isMet ? "✓" : "✗"), .text(item.figure),
                        .number(Percentage.percent(item.value)),
                        .number(item.limit),
                        .code(item.origin),
                    ]
                })
        }
        page.columns(EvaluationCharts(evaluation: evaluation).parts)
        addConfusions(to: &page)
        addIntents(to: &page)
        addLines(to: &page)
        page.heading("What was judged")
        page.table(["", ""], source.map { [.text($0.name), .code($0.value)] })
        return page.html
    }

    private var figures: [HTMLPage.Figure] {
        let required = Dictionary(
            requirements.map { ($0.figure, $0.isMet) }, uniquingKeysWith: { $0 && $1 })
        var figures: [HTMLPage.Figure] = []
        func add(_ key: String, _ name: String, _ value: String, _ note: String) {
            figures.append(.init(name: name, value: value, notes: [note], isMet: required[key]))
        }
        if !evaluation.inScope.isEmpty {
            add("accuracy", "Accuracy", Percentage.percent(evaluation.accuracy), "nothing rejected")
            add("macro_f1", "Macro F1", Percentage.percent(evaluation.macroF1), "mean over intents")
            add(
                "ece", "Calibration error", Percentage.percent(evaluation.calibrationError),
                "15 bins")
            add(
                "in_scope_accuracy", "With rejection",
                Percentage.percent(evaluation.inScopeAccuracy),
                "\(Percentage.percent(evaluation.inScopeRejected)) rejected")
            add(
                "in_scope_asked_back", "Asked back",
                Percentage.percent(evaluation.inScopeAskedBack), "of lines in scope")
        }
        if let recall = evaluation.outOfScopeRecall {
            add("out_of_scope_recall", "Out of scope", Percentage.percent(recall), "rejected")
        }
        if let auroc = evaluation.auroc {
            add("auroc", "AUROC", EvaluationText.decimal(auroc, 3), "of the score that rejects")
        }
        figures.append(
            .init(
                name: "Lines", value: EvaluationText.grouped(evaluation.rows.count),
                notes: ["\(EvaluationText.grouped(evaluation.outOfScope.count)) out of scope"]))
        return figures
    }

    private func addConfusions(to page: inout HTMLPage) {
        let pairs = evaluation.intents.flatMap { figure in
            figure.confusedWith.map { (figure.intent, $0.intent, $0.count, figure.support) }
        }
        .sorted { ($1.2, $0.0, $0.1) < ($0.2, $1.0, $1.1) }
        guard let most = pairs.first?.2 else { return }
        page.heading("Confusions")
        page.table(
            ["is", "taken for", "lines", "of its lines"],
            pairs.prefix(30).map { label, taken, count, support in
                [
                    .code(label), .code(taken), .share(Double(count) / Double(most), "\(count)"),
                    .number(Percentage.percent(Double(count) / Double(support))),
                ]
            })
    }

    private func addIntents(to page: inout HTMLPage) {
        let intents = evaluation.intents.sorted { ($0.f1, $0.intent) < ($1.f1, $1.intent) }
        guard !intents.isEmpty else { return }
        page.heading("Intents, the weakest first")
        page.table(
            ["intent", "lines", "precision", "recall", "F1"],
            intents.map { figure in
                [
                    .code(figure.intent), .number("\(figure.support)"),
                    .share(figure.precision, Percentage.percent(figure.precision)),
                    .share(figure.recall, Percentage.percent(figure.recall)),
                    .share(figure.f1, Percentage.percent(figure.f1)),
                ]
            })
    }

    private func addLines(to page: inout HTMLPage) {
        let wrong = evaluation.rows.filter { $0.expected != nil && !$0.isRight }
            .sorted { ($1.confidence, Self.key($0)) < ($0.confidence, Self.key($1)) }
        add(wrong, "Mistaken, the surest first", to: &page)
        let taken = evaluation.rows.filter { $0.expected == nil && !$0.isRejected }
            .sorted { ($1.score, Self.key($0)) < ($0.score, Self.key($1)) }
        add(taken, "Out of scope and taken in, the surest first", to: &page)
        let lost = evaluation.rows.filter { $0.isRight && $0.isRejected }
            .sorted { ($0.score, Self.key($0)) < ($1.score, Self.key($1)) }
        add(lost, "Right and yet rejected, the lowest score first", to: &page)
    }

    private static func key(_ row: Evaluation.Row) -> String {
        row.place.map { "\($0)" } ?? row.text
    }

    private func add(_ rows: [Evaluation.Row], _ title: String, to page: inout HTMLPage) {
        guard !rows.isEmpty else { return }
        page.heading("\(title) (\(EvaluationText.grouped(rows.count)))")
        if rows.count > Self.longestList {
            page.paragraph("The first \(Self.longestList); the text report has them all.")
        }
        page.table(
            ["where", "heard", "is", "taken for", "confidence"],
            rows.prefix(Self.longestList).map { row in
                [
                    .code(
                        row.place.map { "\($0.file.split(separator: "/").last ?? ""):\($0.line)" }
                            ?? ""),
                    .text(EvaluationText.oneLine(row.text)),
                    .code(row.expected ?? Interpretation.outOfScope),
                    .code(row.predicted ?? "nothing"),
                    .share(row.confidence, Percentage.percent(row.confidence)),
                ]
            })
    }
}
