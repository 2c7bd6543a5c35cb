import NLU
import Text

/// People first: a person when one is asked for, help before any offer, reasons for a refusal.
extension QualityRule {
    /// QA11: who asks for a person is passed on in the same turn, the greeting tells how to reach
    /// one, and two misses in a row offer one.
    static let handOffHonoured = QualityRule(
        id: "QA11", name: "Human hand-off honoured", severity: .fatal, lists: [.people]
    ) { proceedings in
        proceedings.judged.compactMap { exchange in
            guard exchange.isComplete, exchange.places.upperBound > proceedings.judgedFrom else {
                return nil
            }
            let missed = exchange.intents == [Interpretation.outOfScope]
            if proceedings.reports(.human, in: exchange), exchange.intents.count == 1,
                proceedings.place(in: exchange, where: { $0.handOffReason != nil }) == nil
            {
                let asked = proceedings.place(in: exchange) {
                    if case .understood = $0 { true } else { false }
                }
                return (
                    asked ?? exchange.places.lowerBound, "asked for a person and was not passed on"
                )
            }
            guard let text = proceedings.text(of: exchange), !proceedings.says(.people, in: text)
            else {
                return nil
            }
            if exchange.said == nil {
                return (proceedings.firstReply(of: exchange), "the greeting names no person")
            }
            return missed && exchange.before.misses >= 1
                ? (
                    proceedings.firstReply(of: exchange),
                    "not understood twice, and no person offered"
                )
                : nil
        }
    }

    /// QA12: trouble paying is handed on before anything is offered, and a life comes before all.
    static let hardshipFirst = QualityRule(
        id: "QA12", name: "Hardship and crisis first", severity: .fatal,
        lists: [.threats, .collection, .pitches, .negators, .connectors]
    ) { proceedings in
        proceedings.judged.flatMap { exchange -> [Breach] in
            let words = proceedings.text(of: exchange)
            let isHandedOn = proceedings.place(in: exchange) { $0.handOffReason != nil } != nil
            let isCrisis = exchange.said.map(proceedings.rulebook.isCrisis) ?? false
            let isInNeed =
                exchange.before.isInNeed || proceedings.reports(.hardship, in: exchange)
            var found: [String] = []
            if exchange.before.wasInCrisis, let words,
                proceedings.meant(.threats, in: words) != nil
                    || proceedings.meant(.collection, in: words) != nil
            {
                found.append("collection after a crisis")
            }
            if isCrisis, exchange.isComplete {
                let hasLine = words?.stands(Company.careHotline) ?? true
                if !isHandedOn || !hasLine {
                    found.append("a crisis without help line and hand-off")
                }
            }
            // What follows a crisis waits for its end: a person is on the way.
            if isInNeed, !isHandedOn, exchange.isComplete || !isCrisis, let words,
                proceedings.meant(.pitches, in: words) != nil
            {
                found.append("an offer before help with hardship")
            }
            return found.map { (proceedings.firstReply(of: exchange), $0) }
        }
    }

    /// QA15: nobody in trouble is offered more debt, and nobody is told to borrow to repay.
    static let noSteering = QualityRule(
        id: "QA15", name: "No steering into more debt", severity: .major,
        lists: [.pitches, .negators, .connectors]
    ) { proceedings in
        proceedings.judged.compactMap { exchange in
            guard let text = proceedings.text(of: exchange),
                let pitch = proceedings.meant(.pitches, in: text)
            else { return nil }
            return (proceedings.firstReply(of: exchange), "“\(pitch)”")
        }
    }

    /// QA17: who is declined hears why, in plain words, and who can look again.
    static let declineExplained = QualityRule(
        id: "QA17", name: "Decline with reason and review", severity: .major,
        lists: [.bureau, .declined, .reasons, .people, .reviewed]
    ) { proceedings in
        proceedings.judged.compactMap { exchange in
            guard exchange.isComplete, let text = proceedings.text(of: exchange) else {
                return nil
            }
            if proceedings.says(.bureau, in: text) {
                return (proceedings.firstReply(of: exchange), "details of a credit bureau")
            }
            guard
                let place = proceedings.place(
                    in: exchange, where: { $0.handOffReason == "review" }),
                proceedings.says(.declined, in: text)
            else { return nil }
            guard proceedings.says(.reasons, in: text), text.stands(Company.regulatorHotline),
                proceedings.says(.people, in: text) || proceedings.says(.reviewed, in: text)
            else { return (place, "a decline without reason, review or complaint channel") }
            return nil
        }
    }

    /// QA18: the first thing said is that this is a machine.
    static let automatonDisclosed = QualityRule(
        id: "QA18", name: "AI disclosure", severity: .major, lists: [.automaton]
    ) { proceedings in
        guard let first = proceedings.exchanges.first, first.isComplete,
            let text = proceedings.text(of: first), !proceedings.says(.automaton, in: text)
        else { return [] }
        return [(proceedings.firstReply(of: first), "the greeting does not say it is automatic")]
    }

    /// QA19: a complaint gets an apology, a number, a time limit and both hotlines.
    static let complaintChannel = QualityRule(
        id: "QA19", name: "Complaint channel", severity: .major,
        lists: [.sorry, .hushing, .negators, .connectors]
    ) { proceedings in
        proceedings.judged.compactMap { exchange in
            guard exchange.isComplete, let words = proceedings.words(of: exchange),
                let text = proceedings.text(of: exchange)
            else { return nil }
            if proceedings.meant(.hushing, in: text) != nil {
                return (proceedings.firstReply(of: exchange), "asks for a complaint to be dropped")
            }
            guard
                let place = proceedings.place(
                    in: exchange, where: { $0.handOffReason == ReportAct.complaint.rawValue })
            else { return nil }
            var absent: [String] = []
            if !proceedings.says(.sorry, in: text) { absent.append("an apology") }
            if case .handedOff(_, let ticket) = proceedings.events[place], !words.contains(ticket) {
                absent.append("its number")
            }
            if !(words.contains("15") && words.contains("60")) { absent.append("the time limit") }
            if !words.contains(Company.hotline) { absent.append("the hotline") }
            if !words.contains(Company.regulatorHotline) { absent.append("the regulator's line") }
            guard !absent.isEmpty else { return nil }
            return (place, "a complaint without " + absent.joined(separator: ", "))
        }
    }

    /// QA20: nobody hears of anybody else's account.
    static let ownDataOnly = QualityRule(
        id: "QA20", name: "Own data only", severity: .fatal, evidence: .events,
        lists: [.others, .accounts, .othersFigures],
        unseen: "which fields of an account were read"
    ) { proceedings in
        proceedings.judged.compactMap { exchange in
            guard let said = exchange.said, asksAboutOthers(FoldedText(said), proceedings),
                proceedings.text(of: exchange) != nil,
                let place = exchange.places.first(where: { place in
                    switch proceedings.events[place] {
                    case .quote, .posted, .receipt: true
                    default:
                        proceedings.text(at: place).map { proceedings.says(.othersFigures, in: $0) }
                            ?? false
                    }
                })
            else { return nil }
            return (place, "figures on a question about somebody else")
        }
    }

    private static func asksAboutOthers(
        _ said: FoldedText, _ proceedings: Proceedings
    ) -> Bool {
        said.clauses.contains { clause in
            guard let other = proceedings.place(of: .others, in: said, within: clause) else {
                return false
            }
            return proceedings.says(
                .accounts, in: said, within: other.upperBound..<clause.upperBound)
        }
    }

}

extension FoldedText {
    fileprivate func stands(_ number: String) -> Bool {
        lastPlace(of: FoldedText(number)) != nil
    }
}
