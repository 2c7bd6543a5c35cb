import Conversation
import Desk
import Foundation
import NLU
import Quantities
import Text
import Training
import Transcripts

/// One line of an intent suite, or one transcript, and how it went.
struct TestCase: Sendable {
    enum Outcome: Sendable, Equatable {
        case passed
        /// `kind` as `intent`, `money` …; `detail` may have several lines.
        case failed(kind: String, reason: String, detail: String)
        case error(String)
    }

    var name: String
    /// The suite's file, or the transcript.
    var file: String
    /// Line of the file, of a transcript that of the first change; 0 where it is not known.
    var line: Int
    var outcome: Outcome
    /// Of a line that was misheard: the intents it was taken for, or asked back about.
    var heard: [String] = []
    /// It was asked back about.
    var isAskedBack = false
    var seconds = 0.0

    var isPassed: Bool { outcome == .passed }
    var place: Place { Place(file: file, line: max(1, line)) }
}

/// A file of labelled lines, or a folder of transcripts.
struct TestSuite: Sendable {
    enum Source: Sendable {
        case lines([Corpus.Example])
        case transcripts([String])
    }

    var name: String
    var source: Source

    /// Intent suites first, each file for itself; then transcripts, each folder for itself.
    /// - Parameter tags: files that have one of them; all without any.
    static func all(
        _ paths: [String], _ options: FileOptions, tags: [String]
    ) throws -> [TestSuite] {
        let reading = options.reading
        let files = try FileTree.files(
            paths, ending: [".transcript", ".yml", ".yaml", ".csv", ".tsv"]
        ).filter { !reading.exclude.match($0) && FileTags.match($0, tags) }
        let corpus = CorpusFiles(reading: reading, skipsBadRows: options.skipBadRows)
        var suites: [TestSuite] = []
        for file in files where !file.hasSuffix(".transcript") && file != "-" {
            let lines = try corpus.lines([file], .test, isQuiet: true).examples
            suites.append(TestSuite(name: file, source: .lines(lines)))
        }
        var folders: [(name: String, files: [String])] = []
        for file in files where file.hasSuffix(".transcript") || file == "-" {
            let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
            if folders.last?.name == folder {
                folders[folders.count - 1].files.append(file)
            } else {
                folders.append((folder, [file]))
            }
        }
        return suites + folders.map { TestSuite(name: $0.name, source: .transcripts($0.files)) }
    }

    /// What it is read from.
    var files: [String] {
        if case .transcripts(let files) = source { files } else { [name] }
    }

    /// What of it some files are; nil when none is.
    func part(of changed: Set<String>) -> TestSuite? {
        guard case .transcripts(let files) = source else {
            return changed.contains(name) ? self : nil
        }
        let part = files.filter(changed.contains)
        return part.isEmpty ? nil : TestSuite(name: name, source: .transcripts(part))
    }

    /// The intents that have lines here.
    var intents: Set<String> {
        if case .lines(let examples) = source { Set(examples.map(\.intent)) } else { [] }
    }

    /// Whether a name asked for is part of the suite's name or a case's.
    static func matches(_ name: String, _ wanted: [String]) -> Bool {
        wanted.isEmpty || wanted.contains { name.lowercased().contains($0.lowercased()) }
    }

    /// The cases that are asked for, run.
    /// - Parameter jobs: how many at once; nil for as many as there are processors.
    func run(_ model: Model, today: Day, only wanted: [String], jobs: Int?) -> [TestCase] {
        switch source {
        case .lines(let examples):
            let chosen = examples.filter {
                Self.matches("\(name)::\($0.intent)::\($0.text)", wanted)
            }
            return LineTest(model: model, today: today, file: name).run(chosen)
        case .transcripts(let files):
            let chosen = files.filter { Self.matches($0, wanted) }
            let assistant = Assistant(of: model)
            return Parallel.map(chosen, jobs: jobs) { TranscriptTest.run($0, model, assistant) }
        }
    }
}

/// Is a line heard as what it is labelled?
private struct LineTest {
    let model: Model
    let today: Day
    let file: String

    func run(_ examples: [Corpus.Example]) -> [TestCase] {
        var interpreter = Interpreter(model)
        let known = Set(model.intents)
        return examples.map { example in
            let start = ContinuousClock.now
            let heard = interpreter.interpret(example.text, today: today)
            let name = "\(example.intent): \(Utterance.visible(example.text))"
            return TestCase(
                name: name, file: file, line: example.place?.line ?? 0,
                outcome: outcome(example, example.label(known), heard),
                heard: Self.taken(heard), isAskedBack: heard.decision.between != nil,
                seconds: seconds(since: start))
        }
    }

    /// Accepted as one of its intents; rejected, where it is out of scope.
    private func outcome(
        _ example: Corpus.Example, _ label: (intents: [String], unknown: [String]),
        _ heard: Interpretation
    ) -> TestCase.Outcome {
        let isRight =
            label.intents.isEmpty
            ? heard.decision == .reject : heard.intent.map(label.intents.contains) ?? false
        if isRight { return .passed }
        let unknown =
            label.unknown.isEmpty
            ? "" : "; the model has no intent \(label.unknown.joined(separator: ", "))"
        return .failed(
            kind: "intent", reason: "\(Self.verdict(heard)), not \(example.intent)\(unknown)",
            detail: Self.evidence(heard))
    }

    private static func taken(_ heard: Interpretation) -> [String] {
        if case .clarify(let intents) = heard.decision { return intents }
        return heard.intent.map { [$0] } ?? []
    }

    private static func verdict(_ heard: Interpretation) -> String {
        switch heard.decision {
        case .accept: "heard as \(heard.intent ?? "nothing")"
        case .clarify(let intents): "asked back: \(intents.joined(separator: " | "))"
        case .reject: "not understood"
        }
    }

    private static func evidence(_ heard: Interpretation) -> String {
        let ranking = heard.ranking.prefix(3).map { "\($0.intent) \(twoDigits($0.confidence))" }
            .joined(separator: ", ")
        switch heard.reason {
        case .rule(let words): return "keyword rule \(words.joined(separator: " + "))"
        case .evidence(let score, let threshold):
            return "score \(twoDigits(score)), rejected below \(twoDigits(threshold)); \(ranking)"
        case .nothingKnown: return "no word of it is known"
        }
    }

    private static func twoDigits(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let rest = String(100 + hundredths.magnitude % 100).dropFirst()
        return "\(hundredths < 0 ? "-" : "")\(hundredths.magnitude / 100).\(rest)"
    }
}

/// Does a transcript replay as it was recorded, straight through and from a dialogue that was
/// written down and read back before each turn?
private enum TranscriptTest {
    static func run(_ path: String, _ model: Model, _ assistant: Assistant) -> TestCase {
        let start = ContinuousClock.now
        var test = TestCase(name: path, file: path, line: 0, outcome: .passed)
        do {
            let transcript = try TranscriptFiles.read(path)
            for isResumed in [false, true] where test.isPassed {
                let replay: Replay
                do {
                    replay = try Replay(
                        transcript, model: model, assistant: assistant, resuming: isResumed)
                } catch let error as ReplayError {
                    throw Failure(.badData, "\(path):\(error)")
                }
                test = verdict(replay, path, isResumed)
            }
        } catch let failure as Failure {
            test.outcome = .error(failure.description)
        } catch {
            test.outcome = .error("\(path): \(error)")
        }
        test.seconds = seconds(since: start)
        return test
    }

    private static func verdict(_ replay: Replay, _ path: String, _ isResumed: Bool) -> TestCase {
        let report = ReplayReport(path: path, outcome: .replayed(replay), only: [])
        guard let first = report.changes.first else {
            return TestCase(name: path, file: path, line: 0, outcome: .passed)
        }
        let kinds = Transcript.Aspect.allCases.filter { kind in
            report.changes.contains { $0.change.aspect == kind }
        }
        let names = kinds.map(\.rawValue).joined(separator: ", ")
        let lines = report.changes.map {
            "line \($0.line): \($0.change.aspect.rawValue)\n"
                + ReplayReport.lines($0.change, Paint(descriptor: -1))
        }
        return TestCase(
            name: path, file: path, line: first.line,
            outcome: .failed(
                kind: kinds[0].rawValue,
                reason: "\(names) changed" + (isResumed ? " when the dialogue is resumed" : ""),
                detail: lines.joined()))
    }
}

/// Seconds of the machine since an instant.
private func seconds(since start: ContinuousClock.Instant) -> Double {
    let took = (ContinuousClock.now - start).components
    return Double(took.seconds) + Double(took.attoseconds) / 1e18
}
