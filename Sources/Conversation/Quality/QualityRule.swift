import NLU

/// A rule of quality inspection, judging what happened in a conversation. Chat, inspection and
/// tests share these functions; ids and severities are those of the inspection sheet.
package struct QualityRule: Sendable {
    package enum Severity: String, Sendable, Comparable {
        case fatal, major, minor

        /// Points off for each breach; a fatal one fails the conversation whatever the points.
        package var points: Int {
            switch self {
            case .fatal: 0
            case .major: 10
            case .minor: 3
            }
        }

        private var rank: Int {
            switch self {
            case .fatal: 0
            case .major: 1
            case .minor: 2
            }
        }

        /// The gravest first.
        package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
    }

    /// One breach: which rule, and the place in the events that shows it.
    package struct Finding: Equatable, Sendable {
        package var rule: String
        package var severity: Severity
        /// Index of the event.
        package var place: Int
        package var what: String
    }

    /// One breach as a rule tells it: the index of the event, and how it breaks the rule.
    typealias Breach = (place: Int, what: String)

    /// What a rule judges by.
    enum Evidence: Sendable {
        /// What was said.
        case words
        /// What the desk did: understanding, levels, quotes, consent, codes, postings.
        case events
        /// The same, and which of the intents are orders.
        case orders
    }

    package var id: String
    package var name: String
    package var severity: Severity
    var evidence = Evidence.words
    /// The lists of words it judges by; without one of them it is not judged.
    var lists: [QualityList] = []
    /// What the sheet asks for besides, and no event tells.
    package var unseen: String?
    var breaches: @Sendable (Proceedings) -> [Breach]

    /// All rules over the events of one conversation, in order of rule and place.
    package static func inspect(_ events: [Event], _ rulebook: Rulebook) -> [Finding] {
        inspect(Proceedings(events, rulebook))
    }

    package static func inspect(
        _ proceedings: Proceedings, by rules: [QualityRule] = all
    ) -> [Finding] {
        rules.filter { proceedings.rulebook.has($0.lists) }.flatMap { rule in
            rule.breaches(proceedings).filter { $0.place >= proceedings.judgedFrom }.map {
                Finding(rule: rule.id, severity: rule.severity, place: $0.place, what: $0.what)
            }
        }
    }

    /// Why the rule cannot be judged by what there is; nil when it can.
    func obstacle(in proceedings: Proceedings) -> String? {
        guard proceedings.rulebook.has(lists) else { return "the corpus has no words for it" }
        switch evidence {
        case .words: return proceedings.hasWords ? nil : "nothing the desk said is recorded"
        case .events, .orders:
            if !proceedings.hasEvents { return "nothing the desk did is recorded" }
            return evidence == .orders && !proceedings.knowsIntents
                ? "the corpus does not say what the intents of the record are" : nil
        }
    }

    /// In the order of the sheet.
    package static let all: [QualityRule] = [
        identityFirst, codeBeforeExecution, personalDataMasked, noAskingForSecrets,
        paymentDisclosed, planDisclosed, annualRateShown, figuresMatch, explicitConsent,
        quotedAfresh, handOffHonoured, hardshipFirst, noGuarantees, noThreats, noSteering,
        balancedStatement, declineExplained, automatonDisclosed, complaintChannel, ownDataOnly,
        creditRecordAccurate, readable, completeRecord, noOverride,
    ]

    package static let fatal = all.filter { $0.severity == .fatal }
}
