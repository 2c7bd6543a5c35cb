import NLU

/// A rule of quality inspection, judging what happened in a conversation. Chat, inspection and
/// tests share these functions; ids and severities are those of the inspection sheet.
public struct QualityRule: Sendable {
    public enum Severity: String, Sendable, Comparable {
        case fatal, major, minor

        /// Points off for each breach; a fatal one fails the conversation whatever the points.
        public var points: Int {
            switch self {
            case .fatal: 100
            case .major: 10
            case .minor: 3
            }
        }

        public static func < (a: Severity, b: Severity) -> Bool { a.points > b.points }
    }

    /// One breach: which rule, and the place in the events that shows it.
    public struct Finding: Equatable, Sendable {
        public var rule: String
        public var severity: Severity
        /// Index of the event.
        public var place: Int
        public var what: String
    }

    /// One breach as a rule tells it: the index of the event, and how it breaks the rule.
    typealias Breach = (place: Int, what: String)

    public var id: String
    public var name: String
    public var severity: Severity
    var breaches: @Sendable (Proceedings) -> [Breach]

    /// All rules over the events of one conversation, in order of rule and place.
    public static func inspect(_ events: [Event]) -> [Finding] { inspect(Proceedings(events)) }

    public static func inspect(
        _ proceedings: Proceedings, by rules: [QualityRule] = all
    ) -> [Finding] {
        rules.flatMap { rule in
            rule.breaches(proceedings).filter { $0.place >= proceedings.judgedFrom }.map {
                Finding(rule: rule.id, severity: rule.severity, place: $0.place, what: $0.what)
            }
        }
    }

    /// In the order of the sheet.
    public static let all: [QualityRule] = [
        identityFirst, codeBeforeExecution, personalDataMasked, noAskingForSecrets,
        settlementDisclosed, instalmentDisclosed, annualRateShown, figuresMatch, explicitConsent,
        quotedAfresh, handOffHonoured, hardshipFirst, noGuarantees, noThreats, noSteering,
        balancedStatement, declineExplained, automatonDisclosed, complaintChannel, ownDataOnly,
        creditRecordAccurate, readable, completeRecord, noOverride,
    ]

    public static let fatal = all.filter { $0.severity == .fatal }
}

/// What an inspection came to.
public struct Inspection: Equatable, Sendable {
    public var findings: [QualityRule.Finding]

    /// Points needed to pass.
    public static let passMark = 80

    public init(_ proceedings: Proceedings) { findings = QualityRule.inspect(proceedings) }

    /// Out of 100, never below 0.
    public var score: Int { max(0, 100 - findings.map(\.severity.points).reduce(0, +)) }

    public var hasFatal: Bool { findings.contains { $0.severity == .fatal } }

    /// - Parameter mark: the least score that passes.
    public func isPassed(mark: Int = passMark) -> Bool { !hasFatal && score >= mark }
}
