import ArgumentParser
import Text
import Training

/// How an evaluation is told, and where else it is written.
struct ReportOptions: ParsableArguments {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
        /// Annotations of GitHub Actions, and the figures.
        case github
    }

    @Option(help: "Write a JUnit file for a build server.", completion: .file())
    var junit: String?

    @Option(help: "Write a report to read in a browser.", completion: .file())
    var html: String?

    @Option(
        name: .customLong("format"),
        help: "text, json or github (annotations of what broke, or else of each mistake).")
    var wantedFormat: Format?

    @Flag(help: "One JSON object instead of text: --format json.")
    var json = false

    @Flag(
        name: .shortAndLong,
        help: "The figures and what changed, and no lists of intents and lines.")
    var quiet = false

    @Option(help: ArgumentHelp("Tell so many mistaken lines at most.", valueName: "count"))
    var maxMistakes: Int?

    var format: Format { json ? .json : wantedFormat ?? .text }

    func validate() throws {
        if let maxMistakes, maxMistakes < 0 {
            throw ValidationError("--max-mistakes takes a number from 0")
        }
        guard wantedFormat == nil || !json else {
            throw ValidationError("--json is a format too; leave out one")
        }
    }

    /// Before the work is done: whether what will be written may be.
    func check() throws {
        if let junit { try Files.refuseOther(junit, than: .xml) }
        if let html { try Files.refuseOther(html, than: .page) }
    }
}

/// An evaluation in all the forms that are asked for.
struct EvaluationReport {
    let evaluation: Evaluation
    let source: Evaluate.Source
    let verdict: Verdict

    private var title: String {
        source.map { "\($0.name) \(Utterance.visible($0.value))" }.joined(separator: ", ")
    }

    func write(_ options: ReportOptions) throws {
        var output = Output.standard
        switch options.format {
        case .json:
            let object = EvaluationObject(
                evaluation: evaluation, source: source, verdict: verdict)
            try output.write(JSON.line(object) + "\n")
        case .text:
            let text = EvaluationText(
                evaluation: evaluation, title: title, isBrief: options.quiet,
                mostMistakes: options.maxMistakes)
            try output.write(text.text + (verdict.change?.text ?? ""))
        case .github:
            let rows = verdict.change?.broken ?? evaluation.mistakes
            for row in rows.prefix(options.maxMistakes ?? .max) {
                try output.write(annotation(row).line)
            }
            let text = EvaluationText(
                evaluation: evaluation, title: title, isBrief: true, mostMistakes: 0)
            try output.write(text.text)
        }
        try output.flush()
        try writeFiles(options)
    }

    private func annotation(_ row: Evaluation.Row) -> GitHubAnnotation {
        GitHubAnnotation(
            level: verdict.isMet ? "notice" : "error", place: row.place,
            title: "paydesk evaluate", message: EvaluationText.sentence(row))
    }

    private func writeFiles(_ options: ReportOptions) throws {
        if let junit = options.junit {
            let checks = EvaluationChecks(
                evaluation: evaluation, requirements: verdict.requirements, source: source)
            try Files.replace(junit, with: checks.report.xml)
        }
        if let html = options.html {
            let page = EvaluationPage(
                evaluation: evaluation, requirements: verdict.requirements, title: title,
                source: source)
            try Files.replace(html, with: page.html)
        }
    }
}
