import ArgumentParser
import Conversation
import NLU
import Transcripts

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "What conversations came to: self-service, hand-offs, fallbacks, turns.",
        discussion: """
            Counts the events of transcripts; each figure stands beside its definition, with a \
            95 % interval (Wilson). Without a file it reads the rolling record of all conversations.

            EXAMPLES
              paydesk report
              paydesk report Transcripts --by folder
              paydesk report --by month --html report.html
              paydesk report --csv > report.csv
            """)

    enum Period: String, ExpressibleByArgument, CaseIterable { case day, month, folder }

    @Option(
        help: ArgumentHelp("What the trend runs over: day, month or folder.", valueName: "period"))
    var by: Period = .day

    @Flag(help: "Comma-separated values, safe to open in a spreadsheet.")
    var csv = false

    @Flag(help: "One JSON object.")
    var json = false

    @Option(
        help: ArgumentHelp("Also write one page that needs nothing else.", valueName: "file"),
        completion: .file())
    var html: String?

    @OptionGroup var model: ModelOptions

    @Argument(
        help: "Transcripts, folders of them, or - for stdin; all records unless told.",
        completion: .transcripts)
    var files: [String] = []

    func validate() throws {
        guard !(csv && json) else { throw ValidationError("--csv or --json, not both") }
    }

    func run() throws {
        let paths = try TranscriptFiles.listOrRecords(files)
        if let html { try Files.refuseDevice(html) }
        var progress = ProgressBar("counting", total: paths.count)
        let rulebook = Rulebook(of: try model.load())
        var report = Report(rulebook.kinds)
        for first in stride(from: 0, to: paths.count, by: 512) {
            let batch = Array(paths[first..<min(first + 512, paths.count)])
            let read = Parallel.map(batch) { path in
                Result { try RecordedEvents(path) }.map { ($0, $0.inspection(rulebook)) }
            }
            for (path, outcome) in zip(batch, read) {
                let (recorded, inspection) = try outcome.get()
                report.add(recorded.events, inspection, period: period(path, recorded))
            }
            progress.advance(by: batch.count)
        }
        progress.finish()
        var output = Output.standard
        try output.write(csv ? report.csv : json ? report.json + "\n" : report.table)
        try output.flush()
        if let html { try write(report.page, to: html) }
    }

    private func period(_ path: String, _ recorded: RecordedEvents) -> String {
        switch by {
        case .day: return recorded.day.map { "\($0)" } ?? "undated"
        case .month: return recorded.day.map { String("\($0)".prefix(7)) } ?? "undated"
        case .folder:
            let parts = path.split(separator: "/").dropLast()
            return parts.last.map(String.init) ?? "."
        }
    }

    private func write(_ page: String, to path: String) throws {
        try Files.replace(path, with: page)
    }
}
