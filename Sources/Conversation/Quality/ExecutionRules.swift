extension QualityRule {
    /// QA01: no figure of a customer's before the customer is known.
    static let identityFirst = QualityRule(
        id: "QA01", name: "Verify identity before account data", severity: .fatal
    ) { events in
        var level = 0
        return events.enumerated().compactMap { place, event in
            switch event {
            case .level(let reached): level = reached
            case .quote, .posted, .receipt:
                if level < 1 { return (place, "a figure of the account at level 0") }
            default: break
            }
            return nil
        }
    }

    /// QA02: every execution has a fresh code between its quote and its postings.
    static let codeBeforeExecution = QualityRule(
        id: "QA02", name: "Step-up before execution", severity: .fatal
    ) { events in
        var isVerified = false
        return events.enumerated().compactMap { place, event in
            switch event {
            case .quote, .consent: isVerified = false
            case .code(let result): isVerified = result == .ok
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
        id: "QA09", name: "Explicit consent", severity: .fatal
    ) { events in
        var shown: String?
        var agreed: String?
        return events.enumerated().compactMap { place, event in
            switch event {
            case .quote(let quote, _, _): (shown, agreed) = (quote, nil)
            case .consent(let quote):
                agreed = quote
                if quote != shown {
                    return (place, "consent to \(quote), which is not on the table")
                }
            case .cancelled: (shown, agreed) = (nil, nil)
            case .posted where agreed == nil: return (place, "a posting without consent")
            case .receipt: (shown, agreed) = (nil, nil)
            default: break
            }
            return nil
        }
    }

    /// QA11: who asks for a person is passed on in the same turn.
    static let handOffHonoured = QualityRule(
        id: "QA11", name: "Human hand-off honoured", severity: .fatal
    ) { events in
        var asked: Int?
        var breaches: [(place: Int, what: String)] = []
        for (place, event) in events.enumerated() {
            switch event {
            case .understood(["handoff_human"], _): asked = place
            case .handedOff: asked = nil
            case .said:
                if let asked {
                    breaches.append((asked, "asked for a person and was not passed on"))
                }
                asked = nil
            default: break
            }
        }
        if let asked { breaches.append((asked, "asked for a person and was not passed on")) }
        return breaches
    }
}
