import ArgumentParser
import Foundation
import NLU
import Quantities

struct TestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run intent suites and transcripts.",
        discussion: """
            An intent suite is a Rasa NLU test file (.yml) or a table with the columns text and \
            label (.csv, .tsv): each line has to be accepted as its intent, and rejected where it \
            is out_of_scope. A transcript has to replay as it is recorded, straight through and \
            with its dialogue written down before each turn. Exit 1 when something fails, and when \
            there was nothing to run.

            Without a path it runs Intents/tests and Transcripts. The held-out lines are there to \
            measure: together 80 percent have to be right, and each line that is not is told when \
            its suite is named.

            EXAMPLES
              paydesk test
              paydesk test Intents/tests --min-accuracy 85
              paydesk test 'Transcripts/*/zh_*' --fail-fast
              paydesk test --name instalment --junit junit.xml
              paydesk test questions.csv --json
            """)

    @OptionGroup var model: ModelOptions

    @Option(
        help: ArgumentHelp(
            "Only cases whose suite, intent, text or path holds this.", valueName: "name"),
        completion: .intents)
    var name: [String] = []

    @Option(
        help: ArgumentHelp(
            "Percent of an intent suite's lines that have to be right; 100 unless told.",
            valueName: "percent"))
    var minAccuracy: Double?

    @Flag(help: "Stop at the first suite that fails.")
    var failFast = false

    @Option(help: ArgumentHelp("Write JUnit XML.", valueName: "file"), completion: .file())
    var junit: String?

    @Flag(help: "One JSON object a case, and one for the whole at the end.")
    var json = false

    @Flag(name: .shortAndLong, help: "Say nothing of suites that pass.")
    var quiet = false

    @Option(help: "The clock that dates in lines are resolved against, such as 2026-03-02T10:00.")
    var now: String?

    @Argument(
        help: "Suites, transcripts, folders or patterns of them.",
        completion: .file(extensions: ["yml", "csv", "tsv", "transcript"]))
    var paths: [String] = []

    func validate() throws {
        guard (0...100).contains(minAccuracy ?? 100) else {
            throw ValidationError("--min-accuracy is a number from 0 to 100")
        }
    }

    func run() throws {
        let today = try Clock(now).now.day
        if let junit { try Files.refuseDevice(junit) }
        let suites = try TestSuite.all(paths.isEmpty ? Self.everything(model) : paths)
        let model = try model.load()
        var run = TestRun(
            share: (minAccuracy ?? 100) / 100, measures: paths.isEmpty && minAccuracy == nil,
            isQuiet: quiet, isJSON: json, stopsAtFailure: failFast)
        try run.run(suites, model, today: today, only: name)
        if let junit { try Files.replace(junit, with: run.junit(model)) }
        try run.leave()
    }

    /// What the project keeps for it, where it is there.
    private static func everything(_ model: ModelOptions) throws -> [String] {
        let intents =
            try model.intents.map { URL(fileURLWithPath: $0).relativePath }
            ?? Paths.intents().relativePath
        return [intents + "/tests", "Transcripts"].filter {
            FileTree.kind($0, followsLink: true) == S_IFDIR
        }
    }
}
