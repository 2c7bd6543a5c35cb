import ArgumentParser
import Conversation
import Foundation
import Transcripts

struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Turn conversations into other tools' formats, and theirs into ours.",
        discussion: """
            Formats: paydesk (transcripts), rasa (stories and test cases, YAML or the Markdown of \
            Rasa 1), botium (BotiumScript: text, JSON, YAML, Markdown; what a convo includes or \
            refers to is looked for beside it), botframework (activities, JSON array or JSON lines).

            A file that cannot be read stops no other: it is named, the rest is converted, and that \
            is exit 1. What a format cannot hold, and what a transcript cannot, is counted by kind \
            on stderr; with --strict that is exit 1 too. Personal data in what comes from elsewhere \
            is masked. Such a transcript is marked `@ imported`: a replay compares of each answer \
            what stands there, and no more.

            EXAMPLES
              paydesk convert --to rasa Transcripts > test_stories.yml
              paydesk convert --to paydesk test_stories.yml --output imported/
              paydesk convert --to botium talk.transcript > talk.convo.txt
              paydesk convert --to paydesk --customer li-na old.convo.txt | paydesk replay -
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

    @OptionGroup var missing: MissingOptions

    @Flag(help: "Exit 1 when anything was lost.")
    var strict = false

    @Flag(name: .shortAndLong, help: "List everything that was lost, with file and line.")
    var verbose = false

    @Flag(name: .shortAndLong, help: "Say nothing of what was lost.")
    var quiet = false

    @Argument(help: "Files, folders of them, or - for stdin.", completion: .file())
    var files: [String]

    func run() throws {
        var reading = ConvertedFiles(from: from, to: to, missing: try missing.settings())
        try reading.read(files)
        var losses = reading.losses
        if !reading.talks.isEmpty { try write(reading.named(), &losses) }
        if !quiet { losses.tell(all: verbose) }
        try reading.refuseFailures()
        guard !reading.talks.isEmpty else {
            throw Failure(.noInput, "no conversation was found in \(files.joined(separator: ", "))")
        }
        if strict, !losses.isEmpty { throw Failure(.differs, "not everything could be kept") }
    }

    private func write(_ talks: [ConvertedFiles.Talk], _ losses: inout Losses) throws {
        guard let folder = output else {
            guard talks.count == 1 || to == .rasa || to == .botframework else {
                throw Failure(
                    .usage,
                    "\(talks.count) conversations do not fit one \(to.rawValue) file; "
                        + "name a folder with --output")
            }
            let export = to.write(talks.map(\.talk))
            var stdout = Output.standard
            try stdout.write(export.text)
            try stdout.flush()
            return losses.add(export.losses, of: talks[0].path, heldBy: to)
        }
        try OutputFiles.makeFolder(folder)
        var taken: Set<String> = []
        for (path, talk) in talks {
            let export = to.write([talk])
            let name = ConvertedFiles.unused(OutputFiles.name(talk.name), &taken) { "\($0)-\($1)" }
            try OutputFiles.create(folder + "/" + name + to.fileExtension, export.text)
            losses.add(export.losses, of: path, heldBy: to)
        }
        if !quiet {
            Console.note("\(talks.count) conversation\(talks.count == 1 ? "" : "s") in \(folder)")
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
