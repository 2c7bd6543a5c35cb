/// A rule of quality inspection, judging what happened in a conversation. Chat, inspection and
/// tests share these functions; ids and severities are those of the inspection sheet.
public struct QualityRule: Sendable {
    public enum Severity: String, Sendable { case fatal, major, minor }

    /// One breach: which rule, and the place in the events that shows it.
    public struct Finding: Equatable, Sendable {
        public var rule: String
        /// Index of the event.
        public var place: Int
        public var what: String
    }

    public var id: String
    public var name: String
    public var severity: Severity
    /// The index of each event that breaks the rule, and how.
    var breaches: @Sendable ([Event]) -> [(place: Int, what: String)]

    /// All rules over the events of one conversation, in order of rule and place.
    public static func inspect(_ events: [Event]) -> [Finding] {
        all.flatMap { rule in
            rule.breaches(events).map {
                Finding(rule: rule.id, place: $0.place, what: $0.what)
            }
        }
    }

    public static let all: [QualityRule] = [
        identityFirst, codeBeforeExecution, explicitConsent, handOffHonoured,
    ]
}
