import ArgumentParser
import NLU
import Text

struct AdoptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt",
        abstract: "Make a desk of a Rasa project: its questions, its answers, its stories.",
        discussion: """
            Reads the lines of the intents, the replies that are text, and stories, rules and \
            tests, as Rasa 1 to 3 write them, and makes a desk that runs at once: a corpus in \
            Intents, an intent a file, and transcripts in Transcripts. An intent is answered with \
            what stories and rules most often say after it, or else with the reply of its name. A \
            greeting, thanks, a yes or the wish for a person is told by its lines, and is the \
            desk's own affair; its other words are those of the corpus that --intents names. What \
            actions, forms, slots and buttons did is not taken: it is counted, and listed with its \
            places in not-taken.txt; an intent that nothing else answers has a reply that says so.

            EXAMPLES
              paydesk adopt bots/bookshop
              paydesk adopt bots/bookshop --output shop --name "The Bookshop"
              paydesk chat --intents desk/Intents
              paydesk replay --accept desk/Transcripts
            """)

    @OptionGroup var model: ModelOptions

    @Option(
        name: .shortAndLong, help: "The folder to write, which is not there yet.",
        completion: .directory)
    var output = "desk"

    @Option(help: "Whom the desk works for, as it says it. Default: the name of the folder.")
    var name: String?

    @Argument(help: "The folder of a Rasa project.", completion: .directory)
    var project: String

    func run() throws {
        guard FileTree.kind(output, followsLink: false) == nil else {
            throw Failure(
                .cannotCreate,
                "\(output) is there already and is left as it is; name another with --output")
        }
        var found = try RasaProject(project)
        let desk = try AdoptedDesk(
            &found, house: House(model.load(), corpus: model.corpus().path),
            name: name ?? FileTree.name(of: Self.withoutSlash(project)))
        try desk.write(to: output)
        try tell(of: desk, found.left)
    }

    private static func withoutSlash(_ path: String) -> String {
        path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    private func tell(of desk: AdoptedDesk, _ left: [RasaProject.Left]) throws {
        let answered = desk.intents.count { !$0.isStandIn }
        var lines = [
            "\(output): \(Self.many(desk.intents.count, "intent")), \(answered) of them answered, "
                + Self.many(desk.talks.count, "transcript")
        ]
        if !left.isEmpty {
            let listed = left.map { "\($0.place): \($0.what)\n" }.sorted().joined()
            try OutputFiles.create(output + "/not-taken.txt", listed)
            lines.append("not taken, with places in \(output)/not-taken.txt:")
            let kinds = Dictionary(grouping: left, by: \.kind).mapValues(\.count)
            let rows = kinds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            lines += rows.map { "  \($0.value) \($0.key)" }
        }
        var stdout = Output.standard
        try stdout.write(lines.map { Utterance.visible($0) + "\n" }.joined())
        try stdout.flush()
    }

    private static func many(_ count: Int, _ what: String) -> String {
        "\(count) \(what)" + (count == 1 ? "" : "s")
    }
}
