import Conversation
import Desk
import Ledger
import NLU
import Text
import Transcripts

/// The files in turn: reports in order, work in parallel.
struct ReplayRun {
    /// Files replayed at once, before the first of them is reported.
    private static let batch = 256

    let command: ReplayCommand
    let paths: [String]
    private let paint = Paint()
    private var output = Output.standard
    private var different = 0
    private var unexplained = 0
    private var unreadable: Failure?
    /// Where what changed an answer is looked for, as `--bisect` asks.
    private var investigation: Investigation?

    init(command: ReplayCommand, paths: [String]) {
        self.command = command
        self.paths = paths
    }

    /// Looks for what changed the answers as well.
    mutating func run(_ model: Model, bisecting older: String) throws {
        let present = try command.model.corpus()
        try OlderCorpus.lend(older, of: present) { older in
            investigation = try Investigation(
                older, present: present, model, only: Set(command.only),
                olderProgram: command.olderProgram)
            try run(model)
        }
    }

    mutating func run(_ model: Model) throws {
        let only = Set(command.only)
        let assistant = Assistant(of: model)
        let place = try command.place()
        let start = ContinuousClock.now
        var progress = ProgressBar("replaying", total: paths.count)
        for first in stride(from: 0, to: paths.count, by: Self.batch) {
            let batch = Array(paths[first..<min(first + Self.batch, paths.count)])
            let reports = Parallel.map(batch) { path in
                ReplayReport(
                    path: path, outcome: Self.outcome(path, model, assistant, place), only: only)
            }
            progress.advance(by: batch.count)
            for report in reports { if try !tell(report) { break } }
        }
        progress.finish()
        try output.flush()
        if !command.quiet { investigation?.tell() }
        if paths.count > 1, !command.quiet, Screen.showsProgress {
            Console.note(Pace(paths.count, "transcripts", since: start).text)
        }
        try leave()
    }

    /// One a line, as they come.
    static func answer(_ command: ReplayCommand, _ model: Model) throws {
        let (assistant, place) = (Assistant(of: model), try command.place())
        try PipedTranscripts.answer { path, text in
            ReplayReport(
                path: path, outcome: outcome(path, model, assistant, place, given: text),
                only: Set(command.only)
            ).json()
        }
    }

    private static func outcome(
        _ path: String, _ model: Model, _ assistant: Assistant, _ place: Ledger.Place,
        given: [UInt8]? = nil
    ) -> ReplayReport.Outcome {
        do {
            return .replayed(
                try TranscriptFiles.replay(
                    path, model, assistant, in: place, given: given))
        } catch let failure as Failure {
            return .unreadable(failure)
        } catch {
            return .unreadable(Failure(.ourFault, "\(path): \(error)"))
        }
    }

    /// False when nothing further is to be done.
    private mutating func tell(_ report: ReplayReport) throws -> Bool {
        switch report.outcome {
        case .unreadable(let failure):
            // The other files are run all the same; the last one that is wrong is the verdict.
            if let unreadable { Console.note(unreadable.description) }
            unreadable = failure
            if command.json { try output.write(report.json() + "\n") }
        case .replayed(let replay):
            if command.accept { return try accept(replay, report) }
            var report = report
            if !report.isSame {
                different += 1
                report.cause = try investigation?.cause(of: replay, report.path)
            }
            if command.step { return try walk(replay, report) }
            guard !command.json else {
                if !(command.quiet && report.isSame) { try output.write(report.json() + "\n") }
                return true
            }
            try output.write(report.text(paint, isQuiet: command.quiet))
        }
        return true
    }

    private mutating func walk(_ replay: Replay, _ report: ReplayReport) throws -> Bool {
        let view = StepView(paint)
        try output.write(report.isSame ? "same       " : "different  ")
        try output.write(Utterance.visible(report.path) + "\n\n")
        for (place, turn) in replay.turns.enumerated() {
            try output.write(view.text(turn, number: place))
            guard Screen.isInteractive, report.path != "-" else { continue }
            guard let answer = try question("Enter for the next turn, q to leave "),
                answer != "q"
            else { return false }
        }
        return true
    }

    private mutating func accept(_ replay: Replay, _ report: ReplayReport) throws -> Bool {
        let path = report.path
        if path == "-" {
            try output.write(replay.transcript.text)
            return true
        }
        let recorded = Transcript(turns: replay.turns.map(\.recorded))
        // What comes from another tool may be the same and is not whole.
        guard !replay.isSame || recorded.setting(Transcript.importedKey) != nil else {
            try output.write(report.text(paint, isQuiet: command.quiet))
            return true
        }
        try output.flush()
        var acceptance = Acceptance(
            report, replay, reason: command.reason,
            asks: Screen.isInteractive && !command.all)
        try acceptance.decide()
        let transcript = acceptance.transcript
        if acceptance.left > 0 { different += 1 }
        unexplained += acceptance.unexplained
        let shown = Utterance.visible(path)
        let tally = "\(acceptance.taken) taken, \(acceptance.left) left"
        guard transcript.text != recorded.text else {
            try output.write("unchanged  \(shown)  \(tally)\n")
            return !acceptance.isOver
        }
        try TranscriptFiles.rewrite(path, transcript)
        try output.write("rewritten  \(shown)  \(tally)\n")
        return !acceptance.isOver
    }

    private mutating func question(_ text: String) throws -> String? {
        try output.flush()
        return try Prompt.ask(text)
    }

    private func leave() throws {
        if let unreadable { throw unreadable }
        if unexplained > 0 {
            throw Failure(
                .differs,
                (unexplained == 1
                    ? "a changed sum was left as it is"
                    : "\(unexplained) changed sums were left as they are")
                    + ": a sum is taken over with a reason, told when asked or by --reason"
            )
        }
        guard different == 0 else {
            throw Failure(.differs, "\(different) of \(paths.count) transcripts are different")
        }
    }
}
