import NLU
import Text

/// What a run tells scripts and build servers.
extension TestRun {
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
        var askedBack: Int?
        var failed: Int
        var heldOut: HeldOut?
        var passed: Int
        var status: String
        var suites: Int
        var tests: Int
    }

    mutating func tellCases(_ suite: Ended) throws {
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

    mutating func tellWhole() throws {
        let right = tests.filter(\.isPassed).count
        let heldOut = measured.map { HeldOut(lines: $0.total, right: $0.count) }
        let isPassed = !cases.isEmpty && ended.allSatisfy(\.isPassed) && isMeasureMet
        try output.write(
            JSON.line(
                WholeObject(
                    askedBack: ended.contains(where: \.isLines)
                        ? cases.count(where: \.isAskedBack) : nil,
                    failed: tests.count - right, heldOut: heldOut, passed: right,
                    status: isPassed ? "passed" : "failed", suites: judged.count,
                    tests: tests.count)) + "\n")
    }

    mutating func annotate(_ suite: Ended) throws {
        for test in suite.cases {
            guard let (reason, detail) = test.failure else { continue }
            let annotation = GitHubAnnotation(
                level: suite.isMeasured ? "notice" : "error", place: test.place,
                title: "paydesk test", message: "\(test.name): \(reason)\n\(detail)")
            try output.write(annotation.line)
        }
    }

    /// Held-out lines are measured, and no tests.
    mutating func tellTAP(_ suite: Ended) throws {
        if tapCount == 0 { try output.write("TAP version 14\n") }
        guard !suite.isMeasured else {
            let right = suite.cases.filter(\.isPassed).count
            return try output.write(
                "# \(Utterance.visible(suite.name)): \(right) of \(suite.cases.count) held-out lines\n"
            )
        }
        for test in suite.cases {
            tapCount += 1
            try output.write(test.tap(tapCount))
        }
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
                        result: Self.result(test), place: test.place, seconds: test.seconds)
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
