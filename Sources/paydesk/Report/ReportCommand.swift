import ArgumentParser
import Conversation
import NLU
import Text
import Transcripts

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "What conversations came to: self-service, hand-offs, fallbacks, turns.",
        discussion: """
            Counts the events of transcripts; each figure stands beside its definition, with a \
            95 % interval (Wilson). Without a file it reads the rolling record of all \
            conversations. Lines of a customer are what was typed to be read: no secret, no \
            silence, and not hanging up.

            --list shows what is behind a figure, one by one: conversations, requests, \
            self-service, containment, quality, completion, fallback, clarification, correction, \
            quotes, withheld, turns, hand-offs, hand-offs:REASON, service:NAME, and service:NAME: \
            with completed, cancelled, refused, handed-off or left. With `no-` before the first \
            four shares, what is not among them. --against puts another period beside the one that \
            --from and --to name: what has changed, and whether that may be chance.

            EXAMPLES
              paydesk report
              paydesk report Transcripts --by folder
              paydesk report --by month --html report.html
              paydesk report --csv > report.csv
              paydesk report --list fallback --from 2026-03-01
              paydesk report --from 2026-03-01 --to 2026-03-31 --against 2026-02
            """)

    @Option(
        help: ArgumentHelp("What the trend runs over: day, month or folder.", valueName: "period"))
    var by: Grouping = .day

    @Flag(help: "Comma-separated values, safe to open in a spreadsheet.")
    var csv = false

    @Flag(help: "One JSON object.")
    var json = false

    @Option(
        help: ArgumentHelp("Also write one page that needs nothing else.", valueName: "file"),
        completion: .file())
    var html: String?

    @Option(
        help: ArgumentHelp("List what is behind this figure.", valueName: "figure"),
        completion: .list(Self.figures))
    var list: String?

    @OptionGroup var filter: ReportFilter
    @OptionGroup var spoken: StaffLanguage
    @OptionGroup var model: ModelOptions
    @OptionGroup var piped: PipedTranscripts

    @Argument(
        help: "Transcripts, folders of them, or - for stdin; all records unless told.",
        completion: .transcripts)
    var files: [String] = []

    func validate() throws {
        try piped.check(files, without: csv || list != nil || html != nil)
        guard !(csv && json) else { throw ValidationError("--csv or --json, not both") }
        guard list == nil || !csv else { throw ValidationError("--list is no table for --csv") }
    }

    private static let figures = [
        "conversations", "requests", "self-service", "no-self-service", "containment",
        "no-containment", "quality", "no-quality", "completion", "no-completion", "fallback",
        "clarification", "correction", "quotes", "withheld", "turns", "hand-offs",
    ]

    /// A report of each conversation, as they come: their counts add up to those of all.
    private func answer() throws {
        let rulebook = Rulebook(of: try model.load())
        let selection = try filter.selection(rulebook.kinds)
        try PipedTranscripts.answer { path, text in
            let recorded = try RecordedEvents(path, text)
            var report = Report(rulebook.kinds, of: selection, over: by.rawValue, spoken.words)
            report.add(
                recorded, recorded.inspection(rulebook), of: path,
                period: by.name(of: recorded, at: path))
            return report.json
        }
    }

    func run() throws {
        if piped.lines { return try answer() }
        let paths = try TranscriptFiles.listOrRecords(files)
        if let html { try Files.refuseDevice(html) }
        var progress = ProgressBar("counting", total: paths.count)
        let model = try model.load()
        let rulebook = Rulebook(of: model)
        var report = Report(
            rulebook.kinds, of: try filter.selection(rulebook.kinds), over: by.rawValue,
            spoken.words)
        for first in stride(from: 0, to: paths.count, by: 512) {
            let batch = Array(paths[first..<min(first + 512, paths.count)])
            let read = Parallel.map(batch) { path in
                Result { try RecordedEvents(path) }.map { ($0, $0.inspection(rulebook)) }
            }
            for (path, outcome) in zip(batch, read) {
                let (recorded, inspection) = try outcome.get()
                report.add(recorded, inspection, of: path, period: by.name(of: recorded, at: path))
            }
            progress.advance(by: batch.count)
        }
        progress.finish()
        var output = Output.standard
        try output.write(try list.map { try listed($0, report) } ?? told(report))
        try output.flush()
        guard let html else { return }
        let source = ReportPage.Source(filter: filter, model: model, made: try Clock(nil).now)
        try Files.replace(html, with: ReportPage(report: report, path: html, source: source).html)
    }

    private func told(_ report: Report) -> String {
        csv ? report.csv : json ? report.json + "\n" : report.table
    }

    private func listed(_ figure: String, _ report: Report) throws -> String {
        let lists = report.all.lists
        guard let places = lists.first(where: { $0.name == figure })?.places else {
            let near = Nearest.names(to: figure, among: lists.map(\.name))
            let mend = near.isEmpty ? "; `paydesk help report` names them" : Nearest.question(near)
            throw Failure(.usage, "there is no figure '\(figure)' in this report" + mend)
        }
        if json { return report.json(of: places) }
        let rows = places.map { place in
            [
                Screen.showsOutput
                    ? FileTree.end(of: place.conversation)
                    : Utterance.visible(place.conversation),
                place.line.map { "\($0)" } ?? "-",
                place.said.map(Utterance.visible) ?? "-",
            ]
        }
        return Table(spoken.words(["conversation", "line", "said"]), rows).listed.map { $0 + "\n" }
            .joined()
    }
}
