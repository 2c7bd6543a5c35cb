import Lending
import NLU
import Quantities

/// Identity, consent, code and record: what has to have happened before money moves.
extension QualityRule {
    /// QA01: no figure of a customer's before the customer is known, or after a long silence.
    static let identityFirst = QualityRule(
        id: "QA01", name: "Verify identity before account data", severity: .fatal,
        evidence: .events, lists: [.ownFigures]
    ) { proceedings in
        proceedings.breaches { place, event, standing in
            guard standing.level < 1 else { return nil }
            switch event {
            case .quote, .posted, .receipt: return "a figure of the account at level 0"
            case .replied:
                guard let text = proceedings.text(at: place),
                    proceedings.says(.ownFigures, in: text)
                else {
                    return nil
                }
                return "says what the account holds at level 0"
            default: return nil
            }
        }
    }

    /// QA02: every execution has a fresh code between its quote and its postings.
    static let codeBeforeExecution = QualityRule(
        id: "QA02", name: "Step-up before execution", severity: .fatal, evidence: .events,
        unseen: "whether the code went to the registered phone"
    ) { proceedings in
        proceedings.breaches { _, event, standing in
            switch event {
            case .code(.ok):
                guard let sent = standing.codeAskedFor, let clock = standing.clock,
                    clock - sent >= Session.codeLifetime * 2
                else { return nil }
                return "a code that was no longer fresh"
            case .posted where !standing.isVerified: return "a posting without a code"
            default: return nil
            }
        }
    }

    /// QA09: execution follows consent to a quote that is on the table. A quote that was left for
    /// another is still there when the other has ended.
    static let explicitConsent = QualityRule(
        id: "QA09", name: "Explicit consent", severity: .fatal, evidence: .events
    ) { proceedings in
        proceedings.breaches { _, event, standing in
            switch event {
            case .consent(let quote) where !standing.isOpen(quote):
                return "consent to \(quote), which is not on the table"
            case .posted where standing.agreed == nil: return "a posting without consent"
            default: return nil
            }
        }
    }

    /// QA10: after a change of what was asked for, or past the cut-off, there is a new quote.
    static let quotedAfresh = QualityRule(
        id: "QA10", name: "Re-quote after change or expiry", severity: .major, evidence: .events,
        lists: [.stillOpen]
    ) { proceedings in
        var quotes: [String: Moment] = [:]
        var isChanged = false
        var hasQuote = false
        var clock: Moment?
        var breaches: [Breach] = []
        for exchange in proceedings.exchanges {
            var change = false
            var isRequoted = false
            for place in exchange.places {
                switch proceedings.events[place] {
                case .clock(let now): clock = now
                case .understood(let intents, let slots):
                    change =
                        change
                        || (!slots.isEmpty
                            && intents.contains { refines($0, proceedings.kinds) })
                case .quote(let quote, _, _):
                    (isRequoted, isChanged, hasQuote) = (true, false, true)
                    quotes[quote] = clock.map(Product.nextCutOff)
                case .consent(let quote):
                    if isChanged { breaches.append((place, "consent to \(quote) after a change")) }
                    if let clock, let end = quotes[quote], clock >= end {
                        breaches.append((place, "consent to \(quote) after it had expired"))
                    }
                default: break
                }
            }
            let isReopened = proceedings.text(of: exchange).map {
                proceedings.says(.stillOpen, in: $0)
            }
            if change, !isRequoted, isReopened == false, hasQuote { isChanged = true }
        }
        return breaches
    }

    /// Whether a value given with an intent is one of the quote on the table.
    private static func refines(_ intent: String, _ kinds: IntentKinds) -> Bool {
        kinds.isOrder(intent) || kinds.talk(intent).map(TalkAct.answers.contains) == true
    }

    /// QA23: what a court or an auditor asks for is in the record.
    static let completeRecord = QualityRule(
        id: "QA23", name: "Complete record", severity: .major, evidence: .events,
        unseen:
            "session id, version of the disclosure, retention class; the book holds the hashes, "
            + "which `paydesk account verify` checks"
    ) { proceedings in
        var breaches: [Breach] = []
        var sum = Money.zero
        var posted: Int?
        var quotes: Set<String> = []
        for (place, event) in proceedings.events.enumerated() {
            switch event {
            case .quote(let quote, _, _): quotes.insert(quote)
            case .consent(let quote) where !quotes.contains(quote):
                breaches.append((place, "consent to \(quote), which the record does not show"))
            case .posted(let posting):
                posted = place
                sum = sum + posting.signed
            case .receipt:
                if sum != .zero {
                    breaches.append((place, "postings that do not add up to nothing"))
                }
                (posted, sum) = (nil, .zero)
            case .said:
                if let posted { breaches.append((posted, "postings without a receipt")) }
                (posted, sum) = (nil, .zero)
            case .handedOff(_, let ticket) where ticket.isEmpty:
                breaches.append((place, "a hand-off without a ticket"))
            default: break
            }
        }
        if let posted, proceedings.exchanges.last?.isComplete == true {
            breaches.append((posted, "postings without a receipt"))
        }
        return breaches
    }
}
