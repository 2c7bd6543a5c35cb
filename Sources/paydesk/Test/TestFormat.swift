import ArgumentParser
import Foundation
import Text

/// Verdicts for those who read them.
enum TestFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json
    /// Annotations of GitHub Actions, and the summary.
    case github
    /// The Test Anything Protocol, version 14.
    case tap
}

/// What is run of the suites, and how it is told.
struct TestOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only cases whose suite, intent, text or path holds this.", valueName: "name"),
        completion: .intents)
    var name: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only files that say `; tags: NAME` or `# tags: NAME` at their beginning.",
            valueName: "name"))
    var tag: [String] = []

    @Flag(help: "Stop at the first suite that fails.")
    var failFast = false

    @Option(help: "How many transcripts to run at once. Default: one a processor.")
    var jobs: Int?

    @Option(help: ArgumentHelp("Tell so many failures of a suite at most.", valueName: "count"))
    var maxMistakes: Int?

    @Flag(name: .shortAndLong, help: "Say nothing of suites that pass.")
    var quiet = false

    @Option(name: .customLong("format"), help: "text, json, github (annotations) or tap.")
    var wantedFormat: TestFormat?

    @Flag(help: "One JSON object a case, and one for the whole at the end: --format json.")
    var json = false

    var format: TestFormat { json ? .json : wantedFormat ?? .text }

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1") }
        if let maxMistakes, maxMistakes < 0 {
            throw ValidationError("--max-mistakes takes a number from 0")
        }
        guard wantedFormat == nil || !json else {
            throw ValidationError("--json is a format too; leave out one")
        }
    }
}

extension TestCase {
    /// Why it is not passed.
    var failure: (reason: String, detail: String)? {
        switch outcome {
        case .passed: nil
        case .failed(_, let reason, let detail): (reason, detail)
        case .error(let what): (what, "")
        }
    }

    /// A test point, and a block of YAML for one that is not passed.
    func tap(_ number: Int) -> String {
        let point = "ok \(number) - \(Utterance.visible(name).replacing("#", with: "\\#"))\n"
        guard let failure else { return point }
        let fields = [
            ("message", failure.reason), ("file", file), ("line", "\(max(1, line))"),
            ("detail", failure.detail),
        ].filter { !$0.1.isEmpty }
        let lines = fields.map { "  \($0.0): \(Self.quoted($0.1))\n" }.joined()
        return "not \(point)  ---\n\(lines)  ...\n"
    }

    /// A JSON text is one of YAML.
    private static func quoted(_ text: String) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }
}
