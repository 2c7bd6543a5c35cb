import ArgumentParser
import Foundation
import NLU
import Quantities
import Training

struct TestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run intent suites and transcripts.",
        discussion: """
            An intent suite is a Rasa NLU test file (.yml) or a table with the columns text and \
            label (.csv, .tsv): each line has to be accepted as its intent, and rejected where it \
            is out_of_scope; labelled a/b it is right as either. `evaluate` calls the share of such \
            lines `served`. A line that is asked back about is not right, and is counted. \
            A transcript has to replay as it is recorded, straight \
            through and with its dialogue written down before each turn. Exit 1 when something \
            fails, and when there was nothing to run.

            Without a path it runs Intents/tests and Transcripts. The held-out lines are there to \
            measure: together 80 percent have to be right, and each line that is not is told when \
            its suite is named.

            EXAMPLES
              paydesk test
              paydesk test Intents/tests --min-accuracy 85%
              paydesk test 'Transcripts/*/zh_*' --fail-fast
              paydesk test --name instalment --junit junit.xml
              paydesk test questions.csv --json
              paydesk test --tag smoke --format github
            """)

    @OptionGroup var model: ModelOptions
    @OptionGroup var threshold: ThresholdOptions

    @OptionGroup var options: TestOptions

    @Option(
        help: ArgumentHelp(
            "The share of an intent suite's lines that have to be right, 0.9 or 90%; all unless told.",
            valueName: "share"))
    var minAccuracy: Percentage?

    @OptionGroup var files: FileOptions

    @Option(help: ArgumentHelp("Write JUnit XML.", valueName: "file"), completion: .file())
    var junit: String?

    @Option(help: "The clock that dates in lines are resolved against, such as 2026-03-02T10:00.")
    var now: String?

    @Argument(
        help: "Suites, transcripts, folders or patterns of them.",
        completion: .file(extensions: ["yml", "csv", "tsv", "transcript"]))
    var paths: [String] = []

    @Flag(help: "Run again what a saved file changes, until it is interrupted.")
    var watch = false

    func run() throws {
        if let junit { try Files.refuseOther(junit, than: .xml) }
        guard watch else { return try run(changed: nil) }
        try Watch(files: watched).run { try run(changed: $0) }
    }

    /// - Parameter changed: files that have; a suite runs again when it is one of them, and all
    ///   when it is the corpus or the model.
    private func run(changed: Set<String>?) throws {
        let today = try Clock(now).now.day
        var suites = try suites()
        if let changed, changed.isSubset(of: suites.flatMap(\.files)) {
            suites = suites.compactMap { $0.part(of: changed) }
        }
        let model = try threshold.applied(to: model.load())
        var run = TestRun(
            share: minAccuracy?.value ?? 1, measures: paths.isEmpty && minAccuracy == nil, options)
        try run.run(suites, model, today: today)
        if let junit { try Files.replace(junit, with: run.junit(model)) }
        try run.leave()
    }

    private func suites() throws -> [TestSuite] {
        try TestSuite.all(
            paths.isEmpty ? Self.everything(model) : paths, files, tags: options.tag)
    }

    /// The suites, and what the model is made of.
    private func watched() throws -> [String] {
        let made =
            try model.model.map { [$0] } ?? CorpusReader.files(of: [model.corpus().relativePath])
        return try suites().flatMap(\.files) + made
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
