import ArgumentParser
import Conversation
import Desk
import NLU
import Text
import Transcripts

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Run transcripts again and tell what is different.",
        discussion: """
            The customer's lines run against the real desk on the demo store of the transcript's \
            opening day, by the transcript's clock. Exit 0 when all is the same, 1 when not.

            --accept rewrites the files as they read now, notes kept. On a terminal it asks about \
            each change; with --all, or where nobody can be asked, it takes them all. A sum that \
            was recorded and has changed is only taken over with a reason, which the file keeps.

            EXAMPLES
              paydesk replay Transcripts
              paydesk replay Transcripts --only money
              paydesk replay talk.transcript --step
              paydesk replay talk.transcript --accept
              paydesk replay Transcripts --accept --all --reason "price list of March"
              paydesk convert --to paydesk old.convo.txt | paydesk replay -
            """)

    @OptionGroup var model: ModelOptions

    @Option(
        help: ArgumentHelp(
            "Only changes of this kind: money, verification, understanding, slot, wording.",
            valueName: "kind"))
    var only: [Transcript.Aspect] = []

    @Flag(help: "Walk each conversation turn by turn, with what was understood and booked.")
    var step = false

    @Flag(help: "Rewrite the files as they read now, notes kept.")
    var accept = false

    @Flag(help: "With --accept: take every change without asking.")
    var all = false

    @Option(help: "With --accept: why a sum has changed; the file keeps it as a note.")
    var reason: String?

    @Flag(help: "One JSON object a file: path, status, changes.")
    var json = false

    @Flag(name: .shortAndLong, help: "Say nothing of files that are the same.")
    var quiet = false

    @Argument(help: "Transcripts, folders of them, or - for stdin.", completion: .transcripts)
    var files: [String]

    func validate() throws {
        guard !(accept && (step || json)) else {
            throw ValidationError("--accept goes with neither --step nor --json")
        }
        guard accept || (!all && reason == nil) else {
            throw ValidationError("--all and --reason go with --accept")
        }
    }

    func run() throws {
        var run = Run(command: self, paths: try TranscriptFiles.list(files))
        try run.run(try model.load())
    }

    /// The files in turn: reports in order, work in parallel.
    private struct Run {
        /// Files replayed at once, before the first of them is reported.
        private static let batch = 256

        let command: ReplayCommand
        let paths: [String]
        private let paint = Paint()
        private var output = Output.standard
        private var different = 0
        private var unexplained = 0
        private var unreadable: Failure?

        init(command: ReplayCommand, paths: [String]) {
            self.command = command
            self.paths = paths
        }

        mutating func run(_ model: Model) throws {
            let only = Set(command.only)
            let assistant = Assistant(of: model)
            let start = ContinuousClock.now
            var progress = ProgressBar("replaying", total: paths.count)
            for first in stride(from: 0, to: paths.count, by: Self.batch) {
                let batch = Array(paths[first..<min(first + Self.batch, paths.count)])
                let reports = Parallel.map(batch) { path in
                    ReplayReport(
                        path: path, outcome: Self.outcome(path, model, assistant), only: only)
                }
                progress.advance(by: batch.count)
                for report in reports { if try !tell(report) { break } }
            }
            progress.finish()
            try output.flush()
            if paths.count > 1, !command.quiet, Screen.showsProgress {
                Console.note(Pace(paths.count, "transcripts", since: start).text)
            }
            try leave()
        }

        private static func outcome(
            _ path: String, _ model: Model, _ assistant: Assistant
        ) -> ReplayReport.Outcome {
            do {
                return .replayed(try TranscriptFiles.replay(path, model, assistant))
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
                if !report.isSame { different += 1 }
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
            guard !replay.isSame else {
                try output.write(report.text(paint, isQuiet: command.quiet))
                return true
            }
            try output.flush()
            var acceptance = Acceptance(
                report, replay, reason: command.reason,
                asks: Screen.isInteractive && !command.all)
            let transcript = try acceptance.transcript()
            if acceptance.left > 0 { different += 1 }
            unexplained += acceptance.unexplained
            if transcript.text != Transcript(turns: replay.turns.map(\.recorded)).text {
                try TranscriptFiles.rewrite(path, transcript)
                try output.write("rewritten  \(Utterance.visible(path))\n")
            }
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
}

extension Transcript.Aspect: ExpressibleByArgument {}

/// Questions to a person at the terminal.
enum Prompt {
    /// Nil at the end of the input.
    static func ask(_ question: String) throws -> String? {
        try show(question)
        // One reader a question: on a terminal a read ends with the line.
        var reader = LineReader()
        guard let line = try reader.next() else { return nil }
        return String(decoding: line.bytes, as: UTF8.self)
    }

    static func show(_ text: String) throws {
        var output = Output.standard
        try output.write(text)
        try output.flush()
    }
}
