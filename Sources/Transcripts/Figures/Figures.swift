import Conversation
import NLU
import Quantities

/// What a set of conversations comes to, counted from their events. Each figure's definition stands
/// in `Definition`, and is printed beside it.
package struct Figures: Equatable, Sendable {
    package struct Service: Equatable, Sendable {
        package var name: String
        /// Times a customer opened it.
        package var opened = 0
        package var completed = 0
        package var cancelled = 0
        package var refused = 0
        /// Customer lines from the opening to the receipt, of each that was completed.
        package var turns: [Int] = []
    }

    package private(set) var conversations = 0
    /// Conversations in which the customer asked for something the desk does or knows.
    package private(set) var withRequest = 0
    package private(set) var selfServed = 0
    package private(set) var contained = 0
    package private(set) var lines = 0
    package private(set) var fallbacks = 0
    package private(set) var clarifications = 0
    package private(set) var quotes = 0
    package private(set) var corrections = 0
    package private(set) var withheld = 0
    package private(set) var passed = 0
    package private(set) var points = 0
    package private(set) var handOffs: [String: Int] = [:]
    private var byName: [String: Service] = [:]
    private let kinds: IntentKinds

    /// - Parameter kinds: what the intents are that were understood.
    package init(_ kinds: IntentKinds) { self.kinds = kinds }

    /// By name.
    package var services: [Service] { byName.values.sorted { $0.name < $1.name } }

    /// Adds one conversation.
    package mutating func add(_ events: [Event], inspection: Inspection) {
        var course = Course(kinds)
        for event in events { course.take(event) }
        course.close()
        guard course.lines > 0 else { return }
        conversations += 1
        lines += course.lines
        fallbacks += course.fallbacks
        clarifications += course.clarifications
        quotes += course.quotes
        corrections += course.corrections
        withheld += course.withheld
        withRequest += course.hasRequest ? 1 : 0
        let isHandedOff = !course.handOffs.isEmpty
        contained += isHandedOff ? 0 : 1
        selfServed += course.isServed && !isHandedOff ? 1 : 0
        passed += inspection.isPassed() ? 1 : 0
        points += inspection.score
        for reason in course.handOffs { handOffs[reason, default: 0] += 1 }
        for (name, service) in course.services {
            var sum = byName[name] ?? Service(name: name)
            sum.opened += service.opened
            sum.completed += service.completed
            sum.cancelled += service.cancelled
            sum.refused += service.refused
            sum.turns += service.turns
            byName[name] = sum
        }
    }

    /// Turns to completion over all services, in order.
    package var turns: [Int] { services.flatMap(\.turns).sorted() }
}

/// One conversation as it goes by.
private struct Course {
    private let kinds: IntentKinds
    var lines = 0
    var fallbacks = 0
    var clarifications = 0
    var quotes = 0
    var corrections = 0
    var withheld = 0
    var hasRequest = false
    var isServed = false
    var handOffs: [String] = []
    var services: [String: Figures.Service] = [:]

    /// The service that is open, and the customer's line it was opened with.
    private var open: (name: String, line: Int)?
    private var hasQuote = false
    /// Of the turn going on.
    private var asked = false
    private var answered = false
    private var refused = false

    init(_ kinds: IntentKinds) { self.kinds = kinds }

    mutating func take(_ event: Event) {
        switch event {
        case .said: nextLine()
        case .understood(let intents, let slots): understand(intents, slots)
        case .quote:
            quotes += 1
            hasQuote = true
            answered = true
        case .receipt:
            if let open {
                services[open.name]?.completed += 1
                services[open.name]?.turns.append(lines - open.line + 1)
            }
            isServed = true
            (open, hasQuote) = (nil, false)
        case .cancelled:
            if let open { services[open.name]?.cancelled += 1 }
            (open, hasQuote) = (nil, false)
        case .refused:
            if let open { services[open.name]?.refused += 1 }
            refused = true
            (open, hasQuote) = (nil, false)
        case .handedOff(let reason, _):
            handOffs.append(reason)
            open = nil
        case .withheld: withheld += 1
        case .replied: answered = true
        default: break
        }
    }

    mutating func close() { endTurn() }

    private mutating func nextLine() {
        endTurn()
        lines += 1
    }

    /// A question that was answered, and not refused or put off, was served.
    private mutating func endTurn() {
        if asked, answered, !refused { isServed = true }
        (asked, answered, refused) = (false, false, false)
    }

    private mutating func understand(_ intents: [String], _ slots: [SlotFilled]) {
        guard intents.count == 1, let intent = intents.first else {
            clarifications += 1
            return
        }
        if intent == Interpretation.outOfScope {
            fallbacks += 1
            return
        }
        if hasQuote, !slots.isEmpty { corrections += 1 }
        guard isRequest(intent) else { return }
        hasRequest = true
        if kinds.isOrder(intent) {
            // A detail given again to what is open opens nothing.
            guard open?.name != intent else { return }
            services[intent, default: Figures.Service(name: intent)].opened += 1
            (open, hasQuote) = ((intent, lines), false)
        } else {
            asked = true
        }
    }

    /// Intents that ask for something; talk and requests for a person do not.
    private func isRequest(_ intent: String) -> Bool {
        switch kinds.kind(of: intent) {
        case .order, .price, .query, .faq: true
        case .talk, .report, nil: false
        }
    }
}

extension Figures {
    /// A figure's name and what it counts, in one place for table, CSV and page.
    package enum Definition: String, CaseIterable, Sendable {
        case selfService = "self-service rate"
        case containment = "containment"
        case completion = "completion"
        case fallback = "fallback rate"
        case clarification = "clarification rate"
        case correction = "correction rate"
        case quality = "quality pass rate"
        case turns = "turns to completion"

        package var text: String {
            switch self {
            case .selfService:
                "conversations with a request answered or carried out and no hand-off, of those with a request"
            case .containment: "conversations without a hand-off, of all with a customer's line"
            case .completion: "services carried out to a receipt, of those opened"
            case .fallback: "customer lines that were not understood, of all customer lines"
            case .clarification:
                "customer lines that were asked back between intents, of all customer lines"
            case .correction: "quotes changed by a value given again, of all quotes shown"
            case .quality: "conversations that pass inspection (80 points, nothing fatal), of all"
            case .turns:
                "customer lines from opening a service to its receipt: median, and nine in ten need at most"
            }
        }
    }

    /// The rates, each with its definition.
    package var shares: [(definition: Definition, share: Share)] {
        let opened = services.map(\.opened).reduce(0, +)
        return [
            (.selfService, Share(selfServed, of: withRequest)),
            (.containment, Share(contained, of: conversations)),
            (.completion, Share(services.map(\.completed).reduce(0, +), of: opened)),
            (.fallback, Share(fallbacks, of: lines)),
            (.clarification, Share(clarifications, of: lines)),
            (.correction, Share(min(corrections, quotes), of: quotes)),
            (.quality, Share(passed, of: conversations)),
        ]
    }
}
