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
    let isQuiet: Bool
    let isJSON: Bool
    let stopsAtFailure: Bool

    private struct Ended {
        var name: String
        var cases: [TestCase]
        var isPassed: Bool
        var isMeasured: Bool
    }

    private var ended: [Ended] = []
    /// Intents that have lines among the suites, asked for or not.
    private var tested: Set<String> = []
    private var output = Output.standard
    private let paint = Paint()

    init(share: Double, measures: Bool, isQuiet: Bool, isJSON: Bool, stopsAtFailure: Bool) {
        self.share = share
        self.measures = measures
        self.isQuiet = isQuiet
        self.isJSON = isJSON
        self.stopsAtFailure = stopsAtFailure
    }

    mutating func run(
        _ suites: [TestSuite], _ model: Model, today: Day, only names: [String]
    ) throws {
        tested = suites.reduce(into: []) { $0.formUnion($1.intents) }
        var progress = ProgressBar("testing", total: suites.count)
        for suite in suites {
            let cases = suite.run(model, today: today, only: names)
            progress.advance()
            guard !cases.isEmpty else { continue }
            let isLines: Bool = if case .lines = suite.source { true } else { false }
            let end = Ended(
                name: suite.name, cases: cases,
                isPassed: (measures && isLines) || passes(suite, cases),
                isMeasured: measures && isLines)
            ended.append(end)
            if isJSON { try tellCases(end) } else { try tell(end) }
            if stopsAtFailure, !end.isPassed { break }
        }
        progress.finish()
        if isJSON { try tellWhole() } else { try summarise() }
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
        for test in suite.cases where !test.isPassed { try output.write(text(test)) }
    }

    private func text(_ test: TestCase) -> String {
        let place = test.line > 0 ? "line \(test.line): " : ""
        switch test.outcome {
        case .passed: return ""
        case .error(let what): return "  \(paint.red("error")): \(Utterance.visible(what))\n"
        case .failed(_, let reason, let detail):
            let name = Utterance.visible(test.name)
            return "  \(place)\(name)\n    \(paint.magenta(reason))\n"
                + detail.split(separator: "\n").map { "    \($0)\n" }.joined()
        }
    }

    private static func milliseconds(_ cases: [TestCase]) -> String {
        let tenths = Int((cases.map(\.seconds).reduce(0, +) * 10_000).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private var cases: [TestCase] { ended.flatMap(\.cases) }

    /// What is counted as tests, by everybody who counts: held-out lines are measured.
    private var judged: [Ended] { ended.filter { !$0.isMeasured } }
    private var tests: [TestCase] { judged.flatMap(\.cases) }

    private mutating func summarise() throws {
        guard !cases.isEmpty else { return }
        if !isQuiet { try output.write("\n") }
        if !judged.isEmpty {
            try output.write(
                "\(tests.filter(\.isPassed).count) of \(tests.count) tests in "
                    + "\(judged.filter(\.isPassed).count) of \(judged.count) suites pass, "
                    + "\(Self.milliseconds(tests)) ms of work\n")
        }
        guard let measured else { return }
        let verdict = isMeasureMet ? paint.green("enough") : paint.red("too few")
        try output.write(
            "\(measured.count) of \(measured.total) held-out lines are heard right, "
                + "\(Report.percent(measured.value)): \(verdict), since "
                + "\(Report.percent(Self.measure)) are needed; name their suite to see the others\n"
        )
        try tellTaken()
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
            try output.write(
                "\(Utterance.visible(intent)) has no held-out lines of its own and is heard in "
                    + "\(lines.count) of others:\n" + lines.prefix(Self.mostTaken).joined()
                    + (rest > 0 ? "  … and \(rest) more\n" : ""))
        }
    }

    /// The held-out lines that are right; nil when none were measured.
    private var measured: Share? {
        let lines = ended.filter(\.isMeasured).flatMap(\.cases)
        return lines.isEmpty ? nil : Share(lines.filter(\.isPassed).count, of: lines.count)
    }

    private var isMeasureMet: Bool { measured?.value.map { $0 >= Self.measure } ?? true }

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

    // MARK: - For machines

    private struct CaseObject: Encodable {
        var detail: String?
        var kind: String?
        var line: Int?
        var name: String
        var reason: String?
        var status: String
        var suite: String
    }

    /// Measured together, and no tests.
    private struct HeldOut: Encodable {
        var lines: Int
        var right: Int
    }

    private struct WholeObject: Encodable {
        var failed: Int
        var heldOut: HeldOut?
        var passed: Int
        var status: String
        var suites: Int
        var tests: Int
    }

    private mutating func tellCases(_ suite: Ended) throws {
        for test in suite.cases {
            var object = CaseObject(name: test.name, status: "passed", suite: suite.name)
            if test.line > 0 { object.line = test.line }
            switch test.outcome {
            case .passed:
                if isQuiet { continue }
            case .failed(let kind, let reason, let detail):
                // A held-out line is no test of its own.
                object.status = suite.isMeasured ? "missed" : "failed"
                (object.kind, object.reason, object.detail) = (kind, reason, detail)
            case .error(let what):
                (object.status, object.reason) = ("error", what)
            }
            try output.write(JSON.line(object) + "\n")
        }
    }

    private mutating func tellWhole() throws {
        let right = tests.filter(\.isPassed).count
        let heldOut = measured.map { HeldOut(lines: $0.total, right: $0.count) }
        let isPassed = !cases.isEmpty && ended.allSatisfy(\.isPassed) && isMeasureMet
        try output.write(
            JSON.line(
                WholeObject(
                    failed: tests.count - right, heldOut: heldOut, passed: right,
                    status: isPassed ? "passed" : "failed", suites: judged.count,
                    tests: tests.count)) + "\n")
    }

    /// The same tests as everywhere; of held-out lines the counts.
    func junit(_ model: Model) -> String {
        let digests = [("corpus", "\(model.corpusDigest)"), ("model", "\(model.digest)")]
        let suites = ended.map { suite in
            guard !suite.isMeasured else {
                let right = suite.cases.filter(\.isPassed).count
                return JUnitReport.Suite(
                    name: suite.name,
                    properties: digests + [
                        ("held-out lines", "\(suite.cases.count)"), ("right", "\(right)"),
                    ])
            }
            return JUnitReport.Suite(
                name: suite.name, properties: digests,
                cases: suite.cases.map { test in
                    JUnitReport.Case(
                        group: Self.group(suite.name), name: test.name,
                        result: Self.result(test), seconds: test.seconds)
                })
        }
        return JUnitReport(name: "paydesk test", suites: suites).xml
    }

    /// `Transcripts/balance` as build servers group: `Transcripts.balance`.
    private static func group(_ name: String) -> String {
        let stem = [".yml", ".yaml", ".csv", ".tsv"].first { name.hasSuffix($0) }
        return name.dropLast(stem?.count ?? 0).split(separator: "/").joined(separator: ".")
    }

    private static func result(_ test: TestCase) -> JUnitReport.Result {
        switch test.outcome {
        case .passed: .passed
        case .failed(let kind, let reason, let detail):
            .failed(
                kind: kind, message: reason,
                detail: (test.line > 0 ? "line \(test.line)\n" : "") + detail)
        case .error(let what): .error(kind: "unreadable", message: what)
        }
    }
}
