import ArgumentParser
import Conversation
import Foundation
import NLU
import Text
import Training

struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "What is wrong with a corpus, and what will be misunderstood.",
        discussion: """
            Looks over the desk's corpus, or files and folders of Rasa NLU YAML, CSV and TSV, with \
            the held-out lines of the folder `tests` in it. One finding a line, the worst last: \
            file:line:column: severity: what, and the mend. [check]

            Of many notes the first of each check are shown, and all of a check that is asked for.

            CHECKS
              reading         what the reader of the files had to say
              conflict        the same line under two intents
              duplicate       the same line twice under one
              near-duplicate  lines that differ in the order of their words, or in one of many
              test            test lines that are trained on, tests of an intent there is not
              balance         intents with few lines, in one language, or out of proportion
              kind            intents that do not say what they are where others do
              rule            rules that can never fire or take a line of another intent
              list            closed lists with a phrase twice, a consent that is something else too
              reply           what nothing answers, what nobody hears, what nothing fills
              translation     replies one language lacks, placeholders only one has, where both \
            languages are spoken
              personal        numbers and addresses of persons
              neighbours      every line that the others, without it, would give to another intent

            A comment in the file says that a finding is known: `# paydesk: ignore conflict` on the \
            line above, or `# paydesk: ignore-file personal` anywhere; without names of checks, all.

            EXIT STATUS
              0   fine
              1   there is an error, or with --strict a warning

            EXAMPLES
              paydesk lint
              paydesk lint --check neighbours | grep early_settle_full
              paydesk lint --intents questions.csv --test held_out.csv --json
              paydesk lint --strict --skip personal --note translation
              paydesk lint --intents data/nlu --format sarif > lint.sarif
            """)

    @Option(
        parsing: .upToNextOption,
        help: """
            The corpus: files or folders. Default: $PAYDESK_INTENTS, then ./Intents, then the one \
            installed with the program.
            """,
        completion: .lines)
    var intents: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: "Held-out lines. Default: the folders `tests` in the folders of the corpus.",
        completion: .lines)
    var test: [String] = []

    @OptionGroup var options: CorpusOptions

    @OptionGroup var choice: CheckOptions

    @Flag(help: "Warnings are failures too.")
    var strict = false

    @Option(help: "text, json, github (annotations of a workflow) or sarif.")
    var format: FindingFormat?

    @Flag(help: "One JSON object instead of text: --format json.")
    var json = false

    @Flag(name: .shortAndLong, help: "Only what is a failure, and how many.")
    var quiet = false

    func validate() throws {
        guard format == nil || !json else {
            throw ValidationError("--json is a format too; leave out one")
        }
    }

    @Flag(help: "Look again after each save, until it is interrupted.")
    var watch = false

    func run() throws {
        guard watch else { return try look() }
        try Watch(files: watched).run { _ in try look() }
    }

    private func watched() throws -> [String] {
        let paths = try paths()
        let reading = options.files.reading
        let held = test.isEmpty ? Self.folders(of: paths) : test
        do {
            return try CorpusReader.files(of: paths + held, reading)
        } catch {
            throw Failure(error)
        }
    }

    private func paths() throws -> [String] {
        intents.isEmpty ? [try Paths.intents().relativePath] : intents
    }

    private func look() throws {
        let paths = try paths()
        var corpus = try options.corpus.everything(paths)
        let tests = try heldOut(of: paths)
        corpus.faults += tests.faults
        let lint = Lint(corpus, tests: tests.examples, isPersonal: Self.isPersonal)
        let found = lint.findings(choice.checks, replies: ReplyFindings(corpus).all)
        var ignored = IgnoredFindings()
        let findings = ignored.removed(from: found).map(choice.weighed).ordered
        let told = quiet ? findings.filter(isFailure) : findings
        var output = Output.standard
        switch json ? .json : format ?? .text {
        case .text:
            try output.write(text(told, findings, corpus, tests.examples.count))
        case .json: try output.write(JSON.line(FindingsObject(findings: told)) + "\n")
        case .github:
            for finding in told { try output.write(finding.annotation.line) }
        case .sarif: try output.write(SarifLog(told).text)
        }
        try output.flush()
        let failures = findings.count(where: isFailure)
        guard failures == 0 else {
            let what = failures == 1 ? "1 finding has" : "\(failures) findings have"
            throw Failure(.differs, "\(what) to be mended")
        }
    }

    /// The lines that are held out. A folder `tests` that nobody named may hold other things.
    private func heldOut(of paths: [String]) throws -> Corpus {
        guard test.isEmpty else { return try options.corpus.everything(test, .test) }
        return try options.corpus.everything(
            Self.folders(of: paths), .test, mayBeEmpty: true)
    }

    private static func folders(of paths: [String]) -> [String] {
        paths.map { $0.hasSuffix("/") ? $0 + "tests" : $0 + "/tests" }
            .filter { Paths.isDirectory(URL(fileURLWithPath: $0)) }
    }

    /// What the desk would mask when a customer typed it.
    private static func isPersonal(_ text: String) -> Bool {
        let masked = MaskedLine.mask(text)
        guard masked != text else { return false }
        return ["<phone>", "<id>", "<card>", "<email>"].contains { label in
            masked.contains(label) && !text.contains(label)
        }
    }

    private func isFailure(_ finding: Finding) -> Bool {
        finding.severity == .error || (strict && finding.severity == .warning)
    }

    /// Most notes of a check that are shown unless it is asked for.
    private static let notesOfEach = 20

    /// The worst last, where a reader at a terminal looks.
    /// - Parameters:
    ///   - findings: those that are shown.
    ///   - all: those that are counted.
    private func text(
        _ findings: [Finding], _ all: [Finding], _ corpus: Corpus, _ tests: Int
    ) -> String {
        let counts = Finding.Severity.allCases.map { severity in
            let count = all.count(of: severity)
            return "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
        }
        let lines = EvaluationText.lines(corpus.examples.count)
        let grave = Finding.Severity.allCases.reversed().filter { $0 != .note }.flatMap {
            severity in
            findings.filter { $0.severity == severity }
        }
        let limit = choice.check.isEmpty ? Self.notesOfEach : .max
        let shown = Self.notes(findings, limit: limit) + grave.map(\.description)
        return shown.map { Utterance.visible($0) + "\n" }.joined()
            + "\(counts.joined(separator: ", ")) in \(lines) of \(corpus.intents.count) intents"
            + "\(tests == 0 ? "" : " and \(EvaluationText.lines(tests)) held out")\n"
    }

    /// The first notes of each check, and how many more there are.
    private static func notes(_ findings: [Finding], limit: Int) -> [String] {
        Finding.Check.allCases.flatMap { check in
            let notes = findings.filter { $0.severity == .note && $0.check == check }
            guard notes.count > limit else { return notes.map(\.description) }
            let more =
                "\(notes.count - limit) more notes; paydesk lint --check \(check.rawValue) shows them."
            return notes.prefix(limit).map(\.description) + [more]
        }
    }
}
