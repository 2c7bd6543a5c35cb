import NLU
import Quantities
import Text
import Transcripts

/// Suites one after the other, told as they end; the verdict at the end.
struct TestRun {
    /// Of the held-out lines of a whole project that have to be right.
    private static let measure = 0.8

    /// Of an intent suite's lines that have to be right.
    let share: Double
    /// Lines are counted over all suites, and not judged one by one.
    let measures: Bool
    let format: TestFormat
    let options: TestOptions

    struct Ended {
        var name: String
        var cases: [TestCase]
        var isPassed: Bool
        /// Of labelled lines, and no transcripts.
        var isLines: Bool
        var isMeasured: Bool
    }

    var ended: [Ended] = []
    /// Intents that have lines among the suites, asked for or not.
    private var tested: Set<String> = []
    var output = Output.standard
    /// Tests told so far to who reads TAP.
    var tapCount = 0
    private let paint = Paint()

    init(share: Double, measures: Bool, _ options: TestOptions) {
        self.share = share
        self.measures = measures
        self.options = options
        format = options.format
    }

    var isQuiet: Bool { options.quiet }

    mutating func run(_ suites: [TestSuite], _ model: Model, today: Day) throws {
        tested = suites.reduce(into: []) { $0.formUnion($1.intents) }
        var progress = ProgressBar("testing", total: suites.count)
        for suite in suites {
            let cases = suite.run(
                model, today: today, only: options.name, jobs: options.jobs)
            progress.advance()
            guard !cases.isEmpty else { continue }
            let isLines: Bool = if case .lines = suite.source { true } else { false }
            let end = Ended(
                name: suite.name, cases: cases,
                isPassed: (measures && isLines) || passes(suite, cases), isLines: isLines,
                isMeasured: measures && isLines)
            ended.append(end)
            switch format {
            case .text: try tell(end)
            case .json: try tellCases(end)
            case .github: try annotate(end)
            case .tap: try tellTAP(end)
            }
            if options.failFast, !end.isPassed { break }
        }
        progress.finish()
        switch format {
        case .text, .github: try summarise()
        case .json: try tellWhole()
        case .tap: try output.write("1..\(tapCount)\n")
        }
        try output.flush()
    }

    /// Of lines a share has to be right; of transcripts every one.
    private func passes(_ suite: TestSuite, _ cases: [TestCase]) -> Bool {
        let right = cases.filter(\.isPassed).count
        guard case .lines = suite.source else { return right == cases.count }
        return Double(right) >= share * Double(cases.count)
    }

    private mutating func tell(_ suite: Ended) throws {
        if isQuiet, suite.isPassed { return }
        let right = suite.cases.filter(\.isPassed).count
        let isDone = suite.isPassed && !suite.isMeasured
        let verdict = isDone ? paint.green("pass") : suite.isMeasured ? "held" : paint.red("fail")
        try output.write(
            "\(verdict)  \(Utterance.visible(suite.name))  \(right) of \(suite.cases.count)  "
                + "\(Self.milliseconds(suite.cases)) ms\n")
        guard !suite.isMeasured else { return }
        let failed = suite.cases.filter { !$0.isPassed }
        for test in failed.prefix(options.maxMistakes ?? .max) { try output.write(text(test)) }
        let rest = failed.count - (options.maxMistakes ?? .max)
        if rest > 0 { try output.write("  … and \(rest) more\n") }
    }

    private func text(_ test: TestCase) -> String {
        let place = test.line > 0 ? Utterance.visible("\(test.file):\(test.line): ") : ""
        switch test.outcome {
        case .passed: return ""
        case .error(let what): return "  \(paint.red("error")): \(Utterance.visible(what))\n"
        case .failed(_, let reason, let detail):
            let name = test.name == test.file ? "" : Utterance.visible(test.name)
            return "  \(place)\(name)\n    \(paint.magenta(reason))\n"
                + detail.split(separator: "\n").map { "    \($0)\n" }.joined()
        }
    }

    private static func milliseconds(_ cases: [TestCase]) -> String {
        let tenths = Int((cases.map(\.seconds).reduce(0, +) * 10_000).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    var cases: [TestCase] { ended.flatMap(\.cases) }

    /// What is counted as tests, by everybody who counts: held-out lines are measured.
    var judged: [Ended] { ended.filter { !$0.isMeasured } }
    var tests: [TestCase] { judged.flatMap(\.cases) }

    private mutating func summarise() throws {
        guard !cases.isEmpty else { return }
        if !isQuiet { try output.write("\n") }
        if !judged.isEmpty {
            try output.write(
                "\(tests.filter(\.isPassed).count) of \(tests.count) tests in "
                    + "\(judged.filter(\.isPassed).count) of \(judged.count) suites pass, "
                    + Self.askedBack(tests) + "\(Self.milliseconds(tests)) ms of work\n")
        }
        guard let measured else { return }
        let verdict = isMeasureMet ? paint.green("enough") : paint.red("too few")
        try output.write(
            "\(measured.count) of \(measured.total) held-out lines are heard right, "
                + "\(Report.percent(measured.value)), "
                + Self.askedBack(ended.filter(\.isMeasured).flatMap(\.cases)) + "\(verdict), since "
                + "\(Report.percent(Self.measure)) are needed; name their suite to see the others\n"
        )
        try tellTaken()
    }

    /// Lines that are not right since the desk would ask, in a list of facts; nothing of none.
    private static func askedBack(_ cases: [TestCase]) -> String {
        let count = cases.count(where: \.isAskedBack)
        return count == 0 ? "" : "\(count) asked back, "
    }

    /// Longest list of lines that a new intent took; its suite's own name lists all that are
    /// missed.
    private static let mostTaken = 20

    /// An intent without held-out lines of its own is new: which of the others' it took.
    private mutating func tellTaken() throws {
        var taken: [String: [String]] = [:]
        for suite in ended where suite.isMeasured {
            for test in suite.cases where !test.isPassed {
                for intent in test.heard where !tested.contains(intent) {
                    let place = Utterance.visible("\(suite.name):\(test.line)")
                    taken[intent, default: []].append("  \(place): \(test.name)\n")
                }
            }
        }
        for (intent, lines) in taken.sorted(by: { $0.key < $1.key }) {
            let rest = lines.count - Self.mostTaken
            let intent = Utterance.visible(intent)
            var text = "\(intent) has no held-out lines of its own and is heard in "
            text += "\(lines.count) of others:\n"
            text += lines.prefix(Self.mostTaken).joined()
            if rest > 0 { text += "  … and \(rest) more\n" }
            try output.write(text)
        }
    }

    /// The held-out lines that are right; nil when none were measured.
    var measured: Share? {
        let lines = ended.filter(\.isMeasured).flatMap(\.cases)
        return lines.isEmpty ? nil : Share(lines.filter(\.isPassed).count, of: lines.count)
    }

    var isMeasureMet: Bool { measured?.value.map { $0 >= Self.measure } ?? true }

    /// Exit 1 when a suite fails, and when there was none.
    func leave() throws {
        guard !cases.isEmpty else {
            throw Failure(
                .differs,
                "no test was found, and that is a failure; name a suite, a transcript or a folder")
        }
        let failed = ended.filter { !$0.isPassed }.count
        guard failed == 0 else {
            throw Failure(.differs, "\(failed) of \(ended.count) suites fail")
        }
        guard isMeasureMet else {
            throw Failure(
                .differs, "too many held-out lines are misheard; name their suite to see them")
        }
    }
}
