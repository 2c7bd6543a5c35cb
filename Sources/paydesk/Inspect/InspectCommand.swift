import ArgumentParser
import Conversation
import NLU

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Quality inspection of transcripts by 24 rules, with evidence.",
        discussion: """
            Each conversation begins with 100 points. A major breach costs 10, a minor one 3; a \
            fatal one fails the conversation whatever its points. The same rules, the fatal ones \
            before a reply is sent, hold in the chat. Exit 1 when a conversation does not pass.
            What a record cannot show is not judged, and said so: it has not been passed. Without \
            a file it reads the rolling record of all conversations.

            EXAMPLES
              paydesk inspect
              paydesk inspect Transcripts
              paydesk inspect --threshold 90 --json night-shift/
              paydesk inspect --rules
              paydesk convert --to paydesk emulator.transcript | paydesk inspect -
            """)

    @Option(help: ArgumentHelp("Points needed to pass.", valueName: "points"))
    var threshold = Inspection.passMark

    @Option(
        help: ArgumentHelp(
            "A book whose customers' full names may not be read.", valueName: "store"),
        completion: .file())
    var store: String?

    @Flag(help: "List the rules, and judge nothing.")
    var rules = false

    @Flag(help: "One JSON object a file: path, score, passed, findings, not_judged.")
    var json = false

    @Flag(name: .shortAndLong, help: "Say nothing of conversations that pass.")
    var quiet = false

    @OptionGroup var model: ModelOptions

    @Argument(
        help: "Transcripts, folders of them, or - for stdin; all records unless told.",
        completion: .transcripts)
    var files: [String] = []

    func validate() throws {
        guard (0...100).contains(threshold) else {
            throw ValidationError("--threshold is a number from 0 to 100")
        }
    }

    func run() throws {
        var output = Output.standard
        if rules {
            let table = Table(
                ["rule", "severity", "name", "not judged"],
                QualityRule.all.map { rule in
                    [rule.id, rule.severity.rawValue, rule.name, rule.unseen ?? ""]
                })
            try output.write(table.listed.map { $0 + "\n" }.joined())
            return try output.flush()
        }
        let paths = try TranscriptFiles.listOrRecords(files)
        let names = try self.names()
        let rulebook = Rulebook(of: try model.load())
        let reports = Parallel.map(paths) { Self.report($0, rulebook, names, threshold) }
        let paint = Paint()
        var unreadable: Failure?
        for report in reports {
            if case .unreadable(let failure) = report.outcome {
                if let unreadable { Console.note(unreadable.description) }
                unreadable = failure
            }
            if quiet, report.isPassed { continue }
            try output.write(json ? report.json + "\n" : report.text(paint))
        }
        if !quiet, !json { try output.write(InspectionReport.limits) }
        try output.flush()
        if let unreadable { throw unreadable }
        let failed = reports.filter { !$0.isPassed }.count
        guard failed == 0 else {
            throw Failure(.differs, "\(failed) of \(paths.count) conversations do not pass")
        }
    }

    private func names() throws -> [String] {
        guard let store else { return [] }
        let book = try BookFile.look(at: BookFile.place(store), now: Clock(nil).now)
        return try book.customers().map(\.name)
    }

    private static func report(
        _ path: String, _ rulebook: Rulebook, _ names: [String], _ threshold: Int
    ) -> InspectionReport {
        do {
            let recorded = try RecordedEvents(path)
            return InspectionReport(
                path: path,
                outcome: .inspected(
                    recorded.inspection(rulebook, names: names), lines: recorded.lines),
                threshold: threshold)
        } catch let failure as Failure {
            return InspectionReport(path: path, outcome: .unreadable(failure), threshold: threshold)
        } catch {
            return InspectionReport(
                path: path, outcome: .unreadable(Failure(.ourFault, "\(path): \(error)")),
                threshold: threshold)
        }
    }
}
