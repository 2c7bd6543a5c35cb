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

            EXAMPLES
              paydesk inspect Transcripts
              paydesk inspect --threshold 90 --json night-shift/
              paydesk inspect --rules
              paydesk convert --to paydesk emulator.transcript | paydesk inspect -
            """)

    @Option(help: ArgumentHelp("Points needed to pass.", valueName: "points"))
    var threshold = Inspection.passMark

    @Option(
        help: ArgumentHelp(
            "A book whose customers' full names may not be read.", valueName: "store"))
    var store: String?

    @Flag(help: "List the rules, and judge nothing.")
    var rules = false

    @Flag(help: "One JSON object a file: path, score, passed, findings.")
    var json = false

    @Flag(name: .shortAndLong, help: "Say nothing of conversations that pass.")
    var quiet = false

    @Argument(help: "Transcripts, folders of them, or - for stdin.")
    var files: [String] = []

    func validate() throws {
        guard (0...100).contains(threshold) else {
            throw ValidationError("--threshold is a number from 0 to 100")
        }
        guard rules || !files.isEmpty else {
            throw ValidationError("name transcripts or folders of them, or - for stdin")
        }
    }

    func run() throws {
        var output = Output.standard
        if rules {
            for rule in QualityRule.all {
                try output.write("\(rule.id)\t\(rule.severity.rawValue)\t\(rule.name)\n")
            }
            return try output.flush()
        }
        let paths = try TranscriptFiles.list(files)
        let names = try self.names()
        let reports = Parallel.map(paths) { Self.report($0, names, threshold) }
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
        try output.flush()
        if let unreadable { throw unreadable }
        let failed = reports.filter { !$0.isPassed }.count
        guard failed == 0 else {
            throw Failure(.differs, "\(failed) of \(paths.count) conversations do not pass")
        }
    }

    private func names() throws -> [String] {
        guard let store else { return [] }
        let book = try BookFile.open(BookFile.place(store), now: Clock(nil).now)
        return try book.customers().map(\.name)
    }

    private static func report(_ path: String, _ names: [String], _ threshold: Int)
        -> InspectionReport
    {
        do {
            let recorded = try RecordedEvents(path)
            return InspectionReport(
                path: path,
                outcome: .inspected(recorded.inspection(names: names), lines: recorded.lines),
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

/// What came of inspecting one file.
struct InspectionReport: Sendable {
    enum Outcome: Sendable {
        /// `lines` holds the transcript's line of each event.
        case inspected(Inspection, lines: [Int])
        case unreadable(Failure)
    }

    var path: String
    var outcome: Outcome
    var threshold: Int

    var isPassed: Bool {
        guard case .inspected(let inspection, _) = outcome else { return true }
        return inspection.isPassed(mark: threshold)
    }

    /// A row with score and verdict, then a row for each breach with its line.
    func text(_ paint: Paint) -> String {
        guard case .inspected(let inspection, let lines) = outcome else { return "" }
        let score =
            String(repeating: " ", count: inspection.score < 100 ? 1 : 0)
            + (inspection.score < 10 ? " " : "") + "\(inspection.score)"
        let verdict = isPassed ? paint.green("pass") : paint.red("fail")
        var text = "\(verdict)  \(score)  \(Utterance.visible(path))\n"
        for finding in inspection.findings {
            let line = lines.indices.contains(finding.place) ? lines[finding.place] : 0
            let rule = QualityRule.all.first { $0.id == finding.rule }?.name ?? ""
            let severity = finding.severity.rawValue
            let label = finding.severity == .fatal ? paint.red(severity) : paint.yellow(severity)
            text += "  line \(line): \(finding.rule) \(label)  \(rule): "
            text += Utterance.visible(finding.what) + "\n"
        }
        return text
    }

    var json: String {
        switch outcome {
        case .unreadable(let failure):
            return JSONText.line(
                Answer(
                    error: failure.description, findings: [], passed: false, path: path, score: nil)
            )
        case .inspected(let inspection, let lines):
            let findings = inspection.findings.map { finding in
                FindingObject(
                    line: lines.indices.contains(finding.place) ? lines[finding.place] : 0,
                    rule: finding.rule, severity: finding.severity.rawValue, what: finding.what)
            }
            return JSONText.line(
                Answer(findings: findings, passed: isPassed, path: path, score: inspection.score))
        }
    }

    private struct Answer: Encodable {
        var error: String?
        var findings: [FindingObject]
        var passed: Bool
        var path: String
        var score: Int?
    }

    private struct FindingObject: Encodable {
        var line: Int
        var rule: String
        var severity: String
        var what: String
    }
}
