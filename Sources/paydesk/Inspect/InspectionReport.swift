import Conversation
import Text
import Transcripts

/// What came of inspecting one file.
struct InspectionReport: Sendable {
    struct Judged: Sendable {
        var inspection: Inspection
        /// The transcript's line of each event.
        var lines: [Int]
        var reviews: [Review]
    }

    var path: String
    var outcome: Result<Judged, Failure>
    var threshold: Int

    private var judged: Judged? { try? outcome.get() }

    /// Why it could not be read.
    var failure: Failure? {
        if case .failure(let failure) = outcome { failure } else { nil }
    }

    var isPassed: Bool { judged?.inspection.isPassed(mark: threshold) ?? true }

    var reviews: [Review] { judged?.reviews ?? [] }

    /// Whether a reviewer says other than the rules.
    var isDisputed: Bool { reviews.contains { ($0.mark == .pass) != isPassed } }

    /// A row with score and verdict, then a row for each breach with its line, and for each review.
    func text(_ paint: Paint, _ words: StaffWords) -> String {
        guard let judged else { return "" }
        let (inspection, lines) = (judged.inspection, judged.lines)
        let score =
            String(repeating: " ", count: inspection.score < 100 ? 1 : 0)
            + (inspection.score < 10 ? " " : "") + "\(inspection.score)"
        let verdict = isPassed ? paint.green(words("pass")) : paint.red(words("fail"))
        var text = "\(verdict)  \(score)  \(Utterance.visible(path))\n"
        for finding in inspection.findings {
            let line = lines.indices.contains(finding.place) ? lines[finding.place] : 0
            let rule = QualityRule.all.first { $0.id == finding.rule }?.name ?? ""
            let severity = words(finding.severity.rawValue)
            let label = finding.severity == .fatal ? paint.red(severity) : paint.magenta(severity)
            text += "  \(words("line \(line)")): \(finding.rule) \(label)  \(words(rule)): "
            // What was said stays as it was said.
            let isQuoted = finding.what.hasPrefix("“")
            text += Utterance.visible(isQuoted ? finding.what : words(finding.what)) + "\n"
        }
        for (what, gaps) in Self.grouped(inspection.gaps.filter(\.isWhole)) {
            let rules = gaps.map(\.rule).joined(separator: " ")
            text += "  " + words("not judged: \(rules)") + "  (\(words(what)))\n"
        }
        return text + judged.reviews.map { "  \(Self.text($0, words))\n" }.joined()
    }

    /// `review: fail by alice, 2026-11-30 10:00: promised an approval`.
    private static func text(_ review: Review, _ words: StaffWords) -> String {
        let at = RecordView.minute("\(review.at)")
        let text = words("review: \(review.mark.rawValue) by \(review.reviewer), \(at)")
        return Utterance.visible(review.comment.isEmpty ? text : "\(text): \(review.comment)")
    }

    private static func grouped(
        _ gaps: [Inspection.Gap]
    ) -> [(what: String, gaps: [Inspection.Gap])] {
        Dictionary(grouping: gaps, by: \.what).sorted { $0.key < $1.key }
            .map { (what: $0.key, gaps: $0.value) }
    }

    /// What no conversation is judged by, or not in full: said once, and why by `--rules`.
    static func limits(_ words: StaffWords) -> String {
        let unseen = QualityRule.all.filter { $0.unseen != nil }.map(\.id)
        return "\n" + words("not judged anywhere, or in part: \(unseen.joined(separator: " "))")
            + "  (" + words("`paydesk inspect --rules` says what") + ")\n"
    }

    var json: String {
        guard let judged else {
            return JSON.line(
                Answer(
                    error: failure?.description, findings: [], notJudged: [], passed: false,
                    path: path, reviews: [], score: nil))
        }
        let (inspection, lines) = (judged.inspection, judged.lines)
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
                reviews: judged.reviews.map(ReviewObject.init), score: inspection.score))
    }

    private struct Answer: Encodable {
        var error: String?
        var findings: [FindingObject]
        var notJudged: [GapObject]
        var passed: Bool
        var path: String
        var reviews: [ReviewObject]
        var score: Int?
    }

    /// `whole`: nothing of the rule was judged.
    private struct GapObject: Encodable {
        var rule: String
        var what: String
        var whole: Bool
    }

    private struct ReviewObject: Encodable {
        var at: String
        var by: String
        var comment: String
        var mark: String

        init(_ review: Review) {
            (at, by) = ("\(review.at)", review.reviewer)
            (comment, mark) = (review.comment, review.mark.rawValue)
        }
    }

    private struct FindingObject: Encodable {
        var line: Int
        var rule: String
        var severity: String
        var what: String
    }
}
