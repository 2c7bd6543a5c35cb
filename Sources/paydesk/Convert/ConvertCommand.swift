import ArgumentParser
import Conversation
import Foundation
import NLU
import Transcripts

struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Turn conversations into other tools' formats, and theirs into ours.",
        discussion: """
            Formats: paydesk (transcripts), rasa (test stories), botium (BotiumScript convos), \
            botframework (activities, JSON array or JSON lines). What a format cannot hold is \
            counted by kind on stderr; with --strict that is exit 1. Personal data in lines that \
            come from elsewhere is masked.

            EXAMPLES
              paydesk convert --to rasa Transcripts > test_stories.yml
              paydesk convert --to paydesk test_stories.yml --output imported/
              paydesk convert --to botium talk.transcript > talk.convo.txt
              paydesk convert --to paydesk emulator.transcript | paydesk inspect -
            """)

    @Option(
        help: ArgumentHelp("What the files are; found out when left away.", valueName: "format"))
    var from: Interchange?

    @Option(help: ArgumentHelp("What to make of them.", valueName: "format"))
    var to: Interchange

    @Option(
        name: .shortAndLong,
        help: "A folder for one file a conversation; without it all goes to stdout.",
        completion: .directory)
    var output: String?

    @Flag(help: "Exit 1 when anything was lost.")
    var strict = false

    @Flag(name: .shortAndLong, help: "List everything that was lost, with file and line.")
    var verbose = false

    @Flag(name: .shortAndLong, help: "Say nothing of what was lost.")
    var quiet = false

    @Argument(help: "Files, folders of them, or - for stdin.", completion: .file())
    var files: [String]

    private static let extensions = [
        ".transcript", ".yml", ".yaml", ".convo.txt", ".json", ".jsonl",
    ]

    func run() throws {
        let paths = try FileTree.files(files, ending: Self.extensions)
        guard !paths.isEmpty else { throw Failure(.noInput, "nothing to convert was found") }
        var conversations: [(source: String, transcript: Transcript)] = []
        var losses = Losses()
        for path in paths {
            let (read, format) = try read(path)
            losses.add(read.losses, of: path, as: format)
            conversations += read.transcripts.map { (path, format == .paydesk ? $0 : masked($0)) }
        }
        guard !conversations.isEmpty else { throw Failure(.noInput, "no conversation was found") }
        try write(conversations, &losses)
        if !quiet { losses.tell(all: verbose) }
        if strict, !losses.isEmpty { throw Failure(.differs, "not everything could be kept") }
    }

    private func read(_ path: String) throws -> (Interchange.Import, Interchange) {
        let bytes = try InputFile.read(path)
        let format = from ?? Interchange.detect(bytes)
        do {
            return (try format.read(bytes), format)
        } catch {
            throw Failure(.badData, "\(path):\(error)")
        }
    }

    private func masked(_ transcript: Transcript) -> Transcript {
        var turns = transcript.turns
        for turn in turns.indices {
            if let said = turns[turn].said?.text { turns[turn].said?.text = MaskedLine.mask(said) }
        }
        return Transcript(turns: turns)
    }

    private func write(
        _ conversations: [(source: String, transcript: Transcript)], _ losses: inout Losses
    ) throws {
        guard let folder = output else {
            guard conversations.count == 1 || to == .rasa else {
                throw Failure(
                    .usage,
                    "\(conversations.count) conversations do not fit one \(to.rawValue) file; "
                        + "name a folder with --output")
            }
            let export = to.write(conversations.map(\.transcript))
            var stdout = Output.standard
            try stdout.write(export.text)
            try stdout.flush()
            return losses.add(export.losses, of: conversations[0].source, as: to)
        }
        try OutputFiles.makeFolder(folder)
        var taken: [String: Int] = [:]
        for (source, transcript) in conversations {
            let base = OutputFiles.name(Self.title(transcript, source))
            taken[base, default: 0] += 1
            let number = taken[base, default: 1]
            let name = (number > 1 ? "\(base)-\(number)" : base) + to.fileExtension
            let export = to.write([transcript])
            try OutputFiles.create(folder + "/" + name, export.text)
            losses.add(export.losses, of: source, as: to)
        }
    }

    /// A conversation from a file of its own is called like the file.
    private static func title(_ transcript: Transcript, _ source: String) -> String {
        let file = source.split(separator: "/").last.map(String.init) ?? source
        if source != "-", !file.hasSuffix(".yml"), !file.hasSuffix(".yaml") {
            return String(file.prefix { $0 != "." })
        }
        return transcript.turns.first?.preface.first { $0.kind == .note }?.text ?? file
    }
}

/// What formats could not hold.
private struct Losses {
    private var all: [(place: String, format: Interchange, what: String)] = []

    var isEmpty: Bool { all.isEmpty }

    mutating func add(_ losses: [Interchange.Loss], of path: String, as format: Interchange) {
        all += losses.map {
            ($0.line > 0 ? "\(path):\($0.line)" : path, format, $0.what)
        }
    }

    /// On stderr: each by its place, or how many of each kind.
    func tell(all isWhole: Bool) {
        guard !isEmpty else { return }
        guard !isWhole else {
            for (place, format, what) in all {
                Console.note("\(place): \(what): \(format.rawValue) cannot hold it")
            }
            return
        }
        let kinds = Dictionary(grouping: all) { "\($0.format.rawValue)\t\(Self.kind(of: $0.what))" }
        let rows = kinds.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map {
            ["\($0.value.count)"] + $0.key.split(separator: "\t").map(String.init)
        }
        let what = all.count == 1 ? "1 thing" : "\(all.count) things"
        Console.note(
            (["\(what) could not be kept; --verbose lists them"]
                + Table(["count", "format", "what"], rows).aligned.map { "  " + $0 })
                .joined(separator: "\n"))
    }

    /// Of a line of a transcript what it is, an event or a setting by its first word; of anything
    /// else all of it.
    private static func kind(of what: String) -> String {
        let words = what.split(separator: " ", maxSplits: 2)
        guard words.count > 1, words[0].count == 1 else { return what }
        switch words[0] {
        case "<": return "a reply"
        case ">": return "a line of the customer"
        case "=": return "what was understood"
        case ";": return "a note"
        default: return words[0] + " " + words[1]
        }
    }
}

extension Interchange: ExpressibleByArgument {
    fileprivate var fileExtension: String {
        switch self {
        case .paydesk, .botframework: ".transcript"
        case .rasa: ".yml"
        case .botium: ".convo.txt"
        }
    }
}
