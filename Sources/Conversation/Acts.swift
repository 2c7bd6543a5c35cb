import NLU

/// What the desk itself does at an intent of talk, as `act:` in the intent's file says.
package enum TalkAct: String, CaseIterable, Sendable {
    case greet, help, thank, goodbye
    /// Says the last answer again.
    case `repeat`
    /// Speaks another language.
    case language
    case yes, no
    /// Gives a value and asks for nothing: "12 months".
    case value

    /// Answers to a question of the desk, which open nothing of their own.
    package static let answers: Set<TalkAct> = [.yes, .no, .value]
}

/// Why an intent is passed on to a person, as `act:` in the intent's file says.
package enum ReportAct: String, CaseIterable, Sendable {
    case fraud, human, complaint, hardship
}

extension IntentKinds {
    /// What the desk does at an intent of talk; nil for one that is none.
    package func talk(_ intent: String) -> TalkAct? {
        guard kind(of: intent) == .talk else { return nil }
        return act(of: intent).flatMap(TalkAct.init(rawValue:))
    }

    /// Why an intent is passed on to a person; nil for one that is not.
    package func report(_ intent: String) -> ReportAct? {
        guard kind(of: intent) == .report else { return nil }
        return act(of: intent).flatMap(ReportAct.init(rawValue:))
    }

    /// The intent that an act is written down as; nil when the corpus has none.
    package func name(of act: TalkAct) -> String? { intent(for: act.rawValue) }

    /// The intent that a reason is written down as; nil when the corpus has none.
    package func name(of act: ReportAct) -> String? { intent(for: act.rawValue) }
}
