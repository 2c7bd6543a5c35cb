/// What an inspection came to.
package struct Inspection: Equatable, Sendable {
    /// A rule that was not judged, or not in full: it has not been passed.
    package struct Gap: Equatable, Sendable {
        package var rule: String
        /// What was not judged, or why nothing was.
        package var what: String
        /// Nothing of the rule was judged in this conversation.
        package var isWhole: Bool
    }

    package var findings: [QualityRule.Finding]
    package var gaps: [Gap]

    /// Points needed to pass.
    package static let passMark = 80

    package init(_ proceedings: Proceedings) {
        findings = QualityRule.inspect(proceedings)
        let found = Set(findings.map(\.rule))
        gaps = QualityRule.all.compactMap { rule in
            if let obstacle = rule.obstacle(in: proceedings), !found.contains(rule.id) {
                return Gap(rule: rule.id, what: obstacle, isWhole: true)
            }
            return rule.unseen.map { Gap(rule: rule.id, what: $0, isWhole: false) }
        }
    }

    /// Out of 100, never below 0.
    package var score: Int { max(0, 100 - findings.map(\.severity.points).reduce(0, +)) }

    package var hasFatal: Bool { findings.contains { $0.severity == .fatal } }

    /// - Parameter mark: the least score that passes.
    package func isPassed(mark: Int = passMark) -> Bool { !hasFatal && score >= mark }
}
