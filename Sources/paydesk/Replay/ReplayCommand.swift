import ArgumentParser
import Conversation
import Desk
import Ledger
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

            --bisect takes an older corpus, a folder or a revision of git, and tells which of its \
            differences from the present one changed a conversation: a line, a rule, a reply. Halves \
            of them are tried, and what has to be trained for that is trained in memory. Where none \
            of them is to blame the program has changed.

            EXAMPLES
              paydesk replay Transcripts
              paydesk replay Transcripts --only money
              paydesk replay talk.transcript --step
              paydesk replay talk.transcript --accept
              paydesk replay Transcripts --accept --all --reason "price list of March"
              paydesk replay talk.transcript --bisect old/Intents
              paydesk replay Transcripts --bisect HEAD~3 --only understanding
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

    @Option(
        help: ArgumentHelp(
            "Tell which difference from an older corpus is to blame: a folder, or a revision of git.",
            valueName: "older"),
        completion: .directory)
    var bisect: String?

    @Option(
        help: ArgumentHelp(
            "With --bisect: an older paydesk, to be asked as well where the corpus is not to blame.",
            valueName: "program"),
        completion: .file())
    var olderProgram: String?

    @Option(
        help: ArgumentHelp(
            "The database of PostgreSQL's in which the demo store is made; it leaves nothing there.",
            valueName: "url"))
    var store: String?

    @Flag(help: "One JSON object a file: path, status, changes.")
    var json = false

    @Flag(help: "Count which moves were made in which situations: the corpus's list `priors`.")
    var priors = false

    @Flag(name: .shortAndLong, help: "Say nothing of files that are the same.")
    var quiet = false

    @OptionGroup var piped: PipedTranscripts

    @Argument(help: "Transcripts, folders of them, or - for stdin.", completion: .transcripts)
    var files: [String] = []

    func validate() throws {
        try piped.check(files, without: accept || step || bisect != nil)
        guard piped.lines || !files.isEmpty else {
            throw ValidationError("name transcripts, folders of them, or - for stdin")
        }
        guard !(accept && (step || json)) else {
            throw ValidationError("--accept goes with neither --step nor --json")
        }
        guard !(step && json) else { throw ValidationError("--step goes with no --json") }
        guard accept || (!all && reason == nil) else {
            throw ValidationError("--all and --reason go with --accept")
        }
        guard bisect == nil || !(accept || step || model.model != nil) else {
            throw ValidationError("--bisect goes with none of --accept, --step and --model")
        }
        guard !priors || !(accept || step || json || bisect != nil || piped.lines) else {
            throw ValidationError("--priors goes with files alone")
        }
        guard olderProgram == nil || (bisect != nil && !files.contains("-")) else {
            throw ValidationError("--older-program goes with --bisect, and with files")
        }
    }

    /// Where the demo store lies; what is replayed needs no other book.
    func place() throws -> Ledger.Place {
        guard let store else { return .memory }
        let place = try BookFile.place(store)
        if case .file = place {
            throw Failure(
                .usage,
                "--store \(store): a replay makes its own store, in memory or on a server; write "
                    + "postgres://user@host/database, or leave it out")
        }
        return place
    }

    func run() throws {
        if piped.lines { return try ReplayRun.answer(self, model.load()) }
        var run = ReplayRun(command: self, paths: try TranscriptFiles.list(files))
        let model = try model.load()
        guard !priors else { return try run.countPriors(model) }
        try bisect.map { try run.run(model, bisecting: $0) } ?? run.run(model)
    }
}

extension Transcript.Aspect: ExpressibleByArgument {}
