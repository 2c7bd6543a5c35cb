/// What an inspection came to.
public struct Inspection: Equatable, Sendable {
    /// A rule that was not judged, or not in full: it has not been passed.
    public struct Gap: Equatable, Sendable {
        public var rule: String
        /// What was not judged, or why nothing was.
        public var what: String
        /// Nothing of the rule was judged in this conversation.
        public var isWhole: Bool
    }

    public var findings: [QualityRule.Finding]
    public var gaps: [Gap]

    /// Points needed to pass.
    public static let passMark = 80

    public init(_ proceedings: Proceedings) {
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
    public var score: Int { max(0, 100 - findings.map(\.severity.points).reduce(0, +)) }

    public var hasFatal: Bool { findings.contains { $0.severity == .fatal } }

    /// - Parameter mark: the least score that passes.
    public func isPassed(mark: Int = passMark) -> Bool { !hasFatal && score >= mark }
}
