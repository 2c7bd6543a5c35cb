import Lending
import NLU
import Quantities

/// Identity, consent, code and record: what has to have happened before money moves.
extension QualityRule {
    /// Seconds without a word after which a session knows nobody (DESIGN: ten minutes).
    private static let idleLimit: Int64 = 600
    /// Seconds a code is good for.
    private static let codeLifetime: Int64 = 300

    /// QA01: no figure of a customer's before the customer is known, or after a long silence.
    static let identityFirst = QualityRule(
        id: "QA01", name: "Verify identity before account data", severity: .fatal, evidence: .events
    ) { proceedings in
        var level = 0
        var clock: Moment?
        return proceedings.events.enumerated().compactMap { place, event in
            switch event {
            case .level(let reached): level = reached
            case .clock(let now):
                if let clock, now - clock > idleLimit { level = 0 }
                clock = now
            case .quote, .posted, .receipt:
                if level < 1 { return (place, "a figure of the account at level 0") }
            case .replied:
                guard level < 1, place >= proceedings.judgedFrom,
                    let text = proceedings.text(at: place), ownFigures.stands(in: text)
                else { return nil }
                return (place, "says what the account holds at level 0")
            default: break
            }
            return nil
        }
    }

    /// Words that only stand beside a customer's own figures.
    private static let ownFigures = Lexicon([
        "您目前共欠", "剩余本金", "您最近的还款日是", "（尾号", "(尾号", "you owe ¥", "(ending ",
        "your next payment is due on", "you have ¥", "your card ending",
    ])

    /// QA02: every execution has a fresh code between its quote and its postings.
    static let codeBeforeExecution = QualityRule(
        id: "QA02", name: "Step-up before execution", severity: .fatal, evidence: .events,
        unseen: "whether the code went to the registered phone"
    ) { proceedings in
        var isVerified = false
        var clock: Moment?
        var sent: Moment?
        return proceedings.events.enumerated().compactMap { place, event in
            switch event {
            case .clock(let now): clock = now
            case .quote: isVerified = false
            case .consent: (isVerified, sent) = (false, clock)
            case .code(let result):
                isVerified = result == .ok
                if isVerified, let sent, let clock, clock - sent >= codeLifetime * 2 {
                    return (place, "a code that was no longer fresh")
                }
            case .posted where !isVerified: return (place, "a posting without a code")
            // One code is one execution.
            case .receipt: isVerified = false
            default: break
            }
            return nil
        }
    }

    /// QA09: execution follows consent to the very quote that was shown last.
    static let explicitConsent = QualityRule(
        id: "QA09", name: "Explicit consent", severity: .fatal, evidence: .events
    ) { proceedings in
        var shown: String?
        var agreed: String?
        return proceedings.events.enumerated().compactMap { place, event in
            switch event {
            case .quote(let quote, _, _): (shown, agreed) = (quote, nil)
            case .consent(let quote):
                agreed = quote
                // A quote that was left for another is still there when the other has ended.
                if shown == nil || shown != quote, !isOpen(quote, in: proceedings.events[..<place])
                {
                    return (place, "consent to \(quote), which is not on the table")
                }
            case .cancelled(let quote):
                if quote == shown { shown = nil }
                if quote == agreed { agreed = nil }
            case .posted where agreed == nil: return (place, "a posting without consent")
            case .receipt: (shown, agreed) = (nil, nil)
            default: break
            }
            return nil
        }
    }

    /// Shown, and neither given up nor carried out since.
    private static func isOpen(_ quote: String, in events: ArraySlice<Event>) -> Bool {
        var isOpen = false
        var agreed: String?
        for event in events {
            switch event {
            case .quote(quote, _, _): isOpen = true
            case .cancelled(quote): isOpen = false
            case .consent(let agreement): agreed = agreement
            case .receipt where agreed == quote: isOpen = false
            default: break
            }
        }
        return isOpen
    }

    /// QA10: after a change of what was asked for, or past the cut-off, there is a new quote.
    static let quotedAfresh = QualityRule(
        id: "QA10", name: "Re-quote after change or expiry", severity: .major, evidence: .events
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
            let isReopened = proceedings.text(of: exchange).map { stillOpen.stands(in: $0) }
            if change, !isRequoted, isReopened == false, hasQuote { isChanged = true }
        }
        return breaches
    }

    /// Whether a value given with an intent is one of the quote on the table.
    private static func refines(_ intent: String, _ kinds: IntentKinds) -> Bool {
        kinds.isOrder(intent) || kinds.talk(intent).map(TalkAct.answers.contains) == true
    }

    private static let stillOpen = Lexicon(["报价还在", "quote is still open", "still open"])

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
