import NLU
import Quantities

/// How a conversation stands: all that the fatal rules need of what came before. It is taken on
/// event by event and does not grow, so that judging costs the same after ten thousand turns as
/// after one.
package struct Standing: Sendable {
    /// The identity level reached, and not lost by a long silence.
    private(set) var level = 0
    private(set) var clock: Moment?
    /// The right code was given for the quote that was agreed to last.
    private(set) var isVerified = false
    /// When that code was asked for.
    private(set) var codeAskedFor: Moment?
    /// The quote agreed to, until another is shown or it is given up or carried out.
    private(set) var agreed: String?
    /// Quotes that were neither given up nor carried out since, the latest last.
    private var open: [String] = []
    private var lastAgreed: String?
    /// Turns in a row that were not understood.
    private(set) var misses = 0
    /// Trouble paying was told of, and nobody has been asked to help yet.
    private(set) var isInNeed = false
    private(set) var wasInCrisis = false

    // Of the turn that goes on.
    private var said: String?
    private var intents: [String] = []
    private var reasons: [String] = []

    /// More quotes than this are never left for one another; the earliest is forgotten.
    private static let mostQuotes = 64

    package init() {}

    /// Shown, and neither given up nor carried out since.
    func isOpen(_ quote: String) -> Bool { open.contains(quote) }

    package mutating func take(_ event: Event, _ rulebook: Rulebook) {
        switch event {
        case .said(let line):
            endTurn(rulebook)
            said = line
        case .understood(let names, _): intents += names
        case .handedOff(let reason, _): reasons.append(reason)
        case .level(let reached): level = reached
        case .clock(let now):
            if let clock, now - clock > Session.usualIdleLimit { level = 0 }
            clock = now
        case .quote(let quote, _, _): takeQuote(quote)
        case .consent(let quote):
            (agreed, lastAgreed) = (quote, quote)
            (isVerified, codeAskedFor) = (false, clock)
        case .code(let result): isVerified = result == .ok
        case .cancelled(let quote):
            open.removeAll { $0 == quote }
            if agreed == quote { agreed = nil }
        case .receipt: takeReceipt()
        case .identity, .disclosed, .posted, .told, .refused, .replied, .withheld, .undone:
            break
        }
    }

    private mutating func takeQuote(_ quote: String) {
        open.removeAll { $0 == quote }
        open.append(quote)
        if open.count > Self.mostQuotes { open.removeFirst() }
        agreed = nil
        isVerified = false
    }

    /// One consent and one code are one execution.
    private mutating func takeReceipt() {
        open.removeAll { $0 == lastAgreed }
        agreed = nil
        isVerified = false
    }

    /// What stays of the turn that is over.
    mutating func endTurn(_ rulebook: Rulebook) {
        if intents == [Interpretation.outOfScope] {
            misses += 1
        } else if !intents.isEmpty {
            misses = 0
        }
        let isCrisis = said.map(rulebook.isCrisis) ?? false
        wasInCrisis = wasInCrisis || isCrisis || reasons.contains("crisis")
        isInNeed =
            reasons.isEmpty
            && (isInNeed || intents.contains { rulebook.kinds.report($0) == .hardship })
        (said, intents, reasons) = (nil, [], [])
    }
}
