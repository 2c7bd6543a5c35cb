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
              translation     replies one language lacks, placeholders only one has
              personal        numbers and addresses of persons
              neighbours      every line that the others, without it, would give to another intent

            EXIT STATUS
              0   fine
              1   there is an error, or with --strict a warning

            EXAMPLES
              paydesk lint
              paydesk lint --check neighbours | grep early_settle_full
              paydesk lint --intents questions.csv --test held_out.csv --json
              paydesk lint --strict
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

    @Option(help: "The label of lines that are to be rejected.")
    var outOfScope = Interpretation.outOfScope

    @Option(parsing: .upToNextOption, help: "Only these checks.")
    var check: [Finding.Check] = []

    @Flag(help: "Warnings are failures too.")
    var strict = false

    @Flag(help: "One JSON object instead of text.")
    var json = false

    func run() throws {
        let paths = intents.isEmpty ? [try Paths.intents().relativePath] : intents
        let corpus = try CorpusFiles.lines(paths, outOfScope: outOfScope, isQuiet: true)
        let held = test.isEmpty ? Self.heldOut(of: paths) : test
        let tests =
            try held.isEmpty
            ? [] : CorpusFiles.lines(held, outOfScope: outOfScope, isQuiet: true).examples
        let lint = Lint(corpus, tests: tests, isPersonal: Self.isPersonal)
        let checks = check.isEmpty ? Finding.Check.allCases : check
        let findings = lint.findings(Set(checks), replies: ReplyFindings(corpus).all)
        var output = Output.standard
        let limit = check.isEmpty ? Self.notesOfEach : .max
        try output.write(
            json
                ? JSON.line(FindingsObject(findings: findings)) + "\n"
                : Self.text(findings, corpus, tests.count, limit: limit))
        try output.flush()
        let failures = findings.count(of: .error) + (strict ? findings.count(of: .warning) : 0)
        guard failures == 0 else {
            let what = failures == 1 ? "1 finding has" : "\(failures) findings have"
            throw Failure(.differs, "\(what) to be mended")
        }
    }

    private static func heldOut(of paths: [String]) -> [String] {
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

    /// Most notes of a check that are shown unless it is asked for.
    private static let notesOfEach = 20

    /// The worst last, where a reader at a terminal looks.
    private static func text(
        _ findings: [Finding], _ corpus: Corpus, _ tests: Int, limit: Int
    ) -> String {
        let counts = Finding.Severity.allCases.map { severity in
            let count = findings.count(of: severity)
            return "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
        }
        let lines = EvaluationText.lines(corpus.examples.count)
        let grave = Finding.Severity.allCases.reversed().filter { $0 != .note }.flatMap {
            severity in
            findings.filter { $0.severity == severity }
        }
        let shown = notes(findings, limit: limit) + grave.map(\.description)
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

extension Finding.Check: ExpressibleByArgument {}
