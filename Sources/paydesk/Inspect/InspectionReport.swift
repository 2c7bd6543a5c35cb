import Conversation
import Text

/// What came of inspecting one file.
struct InspectionReport: Sendable {
    enum Outcome: Sendable {
        /// `lines` holds the transcript's line of each event.
        case inspected(Inspection, lines: [Int])
        case unreadable(Failure)
    }

    var path: String
    var outcome: Outcome
    var threshold: Int

    var isPassed: Bool {
        guard case .inspected(let inspection, _) = outcome else { return true }
        return inspection.isPassed(mark: threshold)
    }

    /// A row with score and verdict, then a row for each breach with its line.
    func text(_ paint: Paint) -> String {
        guard case .inspected(let inspection, let lines) = outcome else { return "" }
        let score =
            String(repeating: " ", count: inspection.score < 100 ? 1 : 0)
            + (inspection.score < 10 ? " " : "") + "\(inspection.score)"
        let verdict = isPassed ? paint.green("pass") : paint.red("fail")
        var text = "\(verdict)  \(score)  \(Utterance.visible(path))\n"
        for finding in inspection.findings {
            let line = lines.indices.contains(finding.place) ? lines[finding.place] : 0
            let rule = QualityRule.all.first { $0.id == finding.rule }?.name ?? ""
            let severity = finding.severity.rawValue
            let label = finding.severity == .fatal ? paint.red(severity) : paint.magenta(severity)
            text += "  line \(line): \(finding.rule) \(label)  \(rule): "
            text += Utterance.visible(finding.what) + "\n"
        }
        for (what, gaps) in Self.grouped(inspection.gaps.filter(\.isWhole)) {
            text += "  not judged: " + gaps.map(\.rule).joined(separator: " ") + "  (\(what))\n"
        }
        return text
    }

    private static func grouped(
        _ gaps: [Inspection.Gap]
    ) -> [(what: String, gaps: [Inspection.Gap])] {
        Dictionary(grouping: gaps, by: \.what).sorted { $0.key < $1.key }
            .map { (what: $0.key, gaps: $0.value) }
    }

    /// What no conversation is judged by, said once.
    static var limits: String {
        let unseen = QualityRule.all.compactMap { rule in
            rule.unseen.map { "  \(rule.id)  \($0)\n" }
        }
        return "\nnot judged anywhere:\n" + unseen.joined()
    }

    var json: String {
        switch outcome {
        case .unreadable(let failure):
            return JSON.line(
                Answer(
                    error: failure.description, findings: [], notJudged: [], passed: false,
                    path: path, score: nil))
        case .inspected(let inspection, let lines):
            let findings = inspection.findings.map { finding in
                FindingObject(
                    line: lines.indices.contains(finding.place) ? lines[finding.place] : 0,
                    rule: finding.rule, severity: finding.severity.rawValue, what: finding.what)
            }
            let gaps = inspection.gaps.map {
                GapObject(rule: $0.rule, what: $0.what, whole: $0.isWhole)
            }
            return JSON.line(
                Answer(
                    findings: findings, notJudged: gaps, passed: isPassed, path: path,
                    score: inspection.score))
        }
    }

    private struct Answer: Encodable {
        var error: String?
        var findings: [FindingObject]
        var notJudged: [GapObject]
        var passed: Bool
        var path: String
        var score: Int?

        enum CodingKeys: String, CodingKey {
            case error, findings, passed, path, score
            case notJudged = "not_judged"
        }
    }

    /// `whole`: nothing of the rule was judged.
    private struct GapObject: Encodable {
        var rule: String
        var what: String
        var whole: Bool
    }

    private struct FindingObject: Encodable {
        var line: Int
        var rule: String
        var severity: String
        var what: String
    }
}
