import Conversation
import NLU

/// One conversation as it goes by.
struct Course {
    private let kinds: IntentKinds
    private let conversation: String
    /// Of the customer: what was typed to be read, not a secret, silence or the end.
    var lines = 0
    var hasRequest = false
    var isServed = false
    var isHandedOff = false
    private(set) var places: [Figures.Count: [Figures.Place]] = [:]
    /// Lines from the opening of a service to its receipt.
    private(set) var turns: [String: [Int]] = [:]

    /// The service that is open, the customer's line it was opened with, and where.
    private var open: (name: String, line: Int, place: Figures.Place)?
    private var hasQuote = false
    /// Of the turn going on.
    private var place: Figures.Place
    private var isLine = false
    private var asked = false
    private var answered = false
    private var refused = false

    init(_ kinds: IntentKinds, _ conversation: String) {
        self.kinds = kinds
        self.conversation = conversation
        place = Figures.Place(conversation: conversation)
    }

    mutating func take(_ event: Event, line: Int?) {
        switch event {
        case .said(let text): nextTurn(text, line)
        case .understood(let intents, let slots): if isLine { understand(intents, slots) }
        case .quote:
            note(.quote)
            hasQuote = true
            answered = true
        case .receipt:
            if let open { turns[open.name, default: []].append(lines - open.line + 1) }
            isServed = true
            end(.completed)
        case .cancelled: end(.cancelled)
        case .refused:
            refused = true
            end(.refused)
        case .handedOff(let reason, _):
            isHandedOff = true
            note(.handOff(reason))
            end(.handedOff)
        case .withheld: note(.withheld)
        case .replied: answered = true
        default: break
        }
    }

    mutating func close() {
        endTurn()
        end(.left)
    }

    private mutating func note(_ count: Figures.Count) { note(count, at: place) }

    private mutating func note(_ count: Figures.Count, at place: Figures.Place) {
        places[count, default: []].append(place)
    }

    /// What is open ends; it is found where it was opened.
    private mutating func end(_ ending: Figures.Ending) {
        if let open { note(.ended(open.name, ending), at: open.place) }
        (open, hasQuote) = (nil, false)
    }

    /// What stands in a record in the place of words.
    private static let wordless: Set = [
        "", "<end>", "<secret>", "<interrupt>", "<away>", "<unread>",
        "<unread words>",
    ]

    private mutating func nextTurn(_ text: String, _ line: Int?) {
        endTurn()
        place = Figures.Place(conversation: conversation, line: line, said: text)
        isLine = !Self.wordless.contains(text)
        lines += isLine ? 1 : 0
    }

    /// A question that was answered, and not refused or put off, was served.
    private mutating func endTurn() {
        if asked, answered, !refused { isServed = true }
        (asked, answered, refused) = (false, false, false)
    }

    private mutating func understand(_ intents: [String], _ slots: [SlotFilled]) {
        guard intents.count == 1, let intent = intents.first else { return note(.clarification) }
        if intent == Interpretation.outOfScope { return note(.fallback) }
        if hasQuote, !slots.isEmpty { note(.correction) }
        guard isRequest(intent) else { return }
        hasRequest = true
        guard kinds.isOrder(intent) else {
            asked = true
            return
        }
        // A detail given again to what is open opens nothing.
        guard open?.name != intent else { return }
        end(.left)
        note(.opened(intent))
        open = (intent, lines, place)
    }

    /// Intents that ask for something; talk and requests for a person do not.
    private func isRequest(_ intent: String) -> Bool {
        switch kinds.kind(of: intent) {
        case .order, .price, .query, .faq: true
        case .talk, .report, nil: false
        }
    }
}
