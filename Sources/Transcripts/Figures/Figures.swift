import Conversation
import NLU
import Quantities

/// What a set of conversations comes to, counted from their events. A figure is the number of the
/// places behind it, which can be listed; its definition stands in `Definition`, and is printed
/// beside it.
package struct Figures: Equatable, Sendable {
    /// Where something that is counted happened.
    package struct Place: Hashable, Sendable {
        /// The conversation: the path of its transcript.
        package var conversation: String
        /// The line of the transcript; nil for the conversation as a whole.
        package var line: Int?
        /// What the customer said there.
        package var said: String?
    }

    /// How an order ended that a customer had opened. Each ends once.
    package enum Ending: String, CaseIterable, Sendable {
        case completed, cancelled, refused
        case handedOff = "handed-off"
        /// The customer left it, or went on to another.
        case left
    }

    package struct Service: Equatable, Sendable {
        package var name: String
        /// Times a customer opened it; the endings add up to it.
        package var opened: Int
        package var endings: [Ending: Int]
        /// Customer lines from the opening to the receipt, of each that was completed.
        package var turns: [Int]

        package func count(_ ending: Ending) -> Int { endings[ending] ?? 0 }
        package var completed: Int { count(.completed) }
    }

    /// What is counted.
    enum Count: Hashable {
        case conversations
        /// Conversations in which the customer asked for something the desk does or knows.
        case requests
        case selfServed, contained, passed
        case fallback, clarification, quote, correction, withheld
        case handOff(String)
        case opened(String)
        case ended(String, Ending)
    }

    package private(set) var lines = 0
    package private(set) var points = 0
    private var places: [Count: [Place]] = [:]
    private var turnsOf: [String: [Int]] = [:]
    private let kinds: IntentKinds

    /// - Parameter kinds: what the intents are that were understood.
    package init(_ kinds: IntentKinds) { self.kinds = kinds }

    /// Adds one conversation.
    ///
    /// - Parameters:
    ///   - lines: of its transcript, one for each event.
    ///   - conversation: the path of its transcript.
    package mutating func add(
        _ events: [Event], lines: [Int] = [], inspection: Inspection, of conversation: String = ""
    ) {
        var course = Course(kinds, conversation)
        for (place, event) in events.enumerated() {
            course.take(event, line: place < lines.count ? lines[place] : nil)
        }
        course.close()
        guard course.lines > 0 else { return }
        self.lines += course.lines
        points += inspection.score
        for (count, found) in course.places { places[count, default: []] += found }
        for (service, turns) in course.turns { turnsOf[service, default: []] += turns }
        let whole = Place(conversation: conversation)
        var counts: [Count] = [.conversations]
        if course.hasRequest { counts.append(.requests) }
        if !course.isHandedOff { counts.append(.contained) }
        if course.isServed, !course.isHandedOff { counts.append(.selfServed) }
        if inspection.isPassed() { counts.append(.passed) }
        for count in counts { places[count, default: []].append(whole) }
    }

    func places(_ count: Count) -> [Place] { places[count] ?? [] }

    // MARK: - The counts

    package var conversations: Int { places(.conversations).count }
    package var withRequest: Int { places(.requests).count }
    /// Of those that asked for something.
    package var selfServed: Int { places(.selfServed).count }
    package var contained: Int { places(.contained).count }
    package var passed: Int { places(.passed).count }
    package var fallbacks: Int { places(.fallback).count }
    package var clarifications: Int { places(.clarification).count }
    package var quotes: Int { places(.quote).count }
    package var corrections: Int { places(.correction).count }
    package var withheld: Int { places(.withheld).count }

    package var handOffs: [String: Int] {
        var counts: [String: Int] = [:]
        for case (.handOff(let reason), let found) in places { counts[reason] = found.count }
        return counts
    }

    /// By name.
    package var services: [Service] {
        let names = places.keys.compactMap { count -> String? in
            if case .opened(let name) = count { name } else { nil }
        }
        return names.sorted().map { name in
            let endings = Ending.allCases.map { ($0, places(.ended(name, $0)).count) }
            return Service(
                name: name, opened: places(.opened(name)).count,
                endings: Dictionary(uniqueKeysWithValues: endings), turns: turnsOf[name] ?? [])
        }
    }

    /// Turns to completion over all services, in order.
    package var turns: [Int] { turnsOf.values.flatMap(\.self).sorted() }
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
