import NLU

/// A conversation as the quality rules see it: its events, cut into turns.
public struct Proceedings: Sendable {
    /// From one line of the customer to the next; the greeting has none.
    struct Exchange: Sendable {
        var places: Range<Int>
        var said: String?
        var intents: [String]
        /// Nothing more will be said in it.
        var isComplete: Bool
    }

    let events: [Event]
    /// What the intents are that were understood.
    let kinds: IntentKinds
    let exchanges: [Exchange]
    /// Full names that nobody may read, as the store has them.
    let names: [String]
    /// The language that was chosen; nil when the desk follows the customer.
    let language: Language?
    /// Breaches before this event were judged before.
    let judgedFrom: Int
    /// The replies of the turns to be judged, folded once for all rules.
    private let folded: [FoldedText?]

    /// - Parameters:
    ///   - kinds: what the intents are; of one that is not in it nothing is known.
    ///   - isComplete: false while the last turn is still going on.
    ///   - judgedFrom: the first event to be judged; the earlier ones are what it is judged by.
    public init(
        _ events: [Event], _ kinds: IntentKinds, names: [String] = [], language: Language? = nil,
        isComplete: Bool = true, judgedFrom: Int = 0
    ) {
        self.events = events
        self.kinds = kinds
        self.names = names
        self.language = language
        self.judgedFrom = judgedFrom
        exchanges = Self.exchanges(events, isComplete)
        let first = exchanges.first { $0.places.upperBound > judgedFrom }?.places.lowerBound
        folded = events.indices.map { place in
            place < first ?? events.count ? nil : events[place].words.map(FoldedText.init)
        }
    }

    private static func exchanges(_ events: [Event], _ isComplete: Bool) -> [Exchange] {
        var exchanges = [Exchange(places: 0..<0, said: nil, intents: [], isComplete: true)]
        for (place, event) in events.enumerated() {
            if case .said(let line) = event {
                exchanges.append(
                    Exchange(places: place..<place, said: line, intents: [], isComplete: true))
            }
            let last = exchanges.count - 1
            exchanges[last].places = exchanges[last].places.lowerBound..<(place + 1)
            if case .understood(let intents, _) = event { exchanges[last].intents += intents }
        }
        exchanges[exchanges.count - 1].isComplete = isComplete
        return exchanges
    }

    /// The turns that hold something to be judged.
    var judged: ArraySlice<Exchange> {
        exchanges.drop { $0.places.upperBound <= judgedFrom && judgedFrom > 0 }
    }

    /// Whether anything of what the desk said is known.
    var hasWords: Bool { events.contains { $0.words != nil } }

    /// Whether anything of what the desk did is known, and not only what was said.
    var hasEvents: Bool {
        events.contains { event in
            switch event {
            case .said, .replied, .clock: false
            default: true
            }
        }
    }

    /// Whether it is known what the intents are, of some at least; or there are none to know.
    var knowsIntents: Bool {
        let intents = Set(exchanges.flatMap(\.intents)).subtracting([Corpus.outOfScope])
        return intents.isEmpty || intents.contains { kinds[$0] != nil }
    }

    /// Whether a turn was understood as a report of this kind.
    func reports(_ act: ReportAct, in exchange: Exchange) -> Bool {
        exchange.intents.contains { kinds.report($0) == act }
    }

    func events(of exchange: Exchange) -> ArraySlice<Event> { events[exchange.places] }

    /// What the desk said in a turn; nil when only keys of replies are known.
    func words(of exchange: Exchange) -> String? {
        let replies = replies(of: exchange)
        return replies.isEmpty ? nil : replies.map(\.words).joined(separator: "\n")
    }

    func replies(of exchange: Exchange) -> [(place: Int, words: String)] {
        exchange.places.compactMap { place in events[place].words.map { (place, $0) } }
    }

    /// What was said at a place; nil when it was no reply.
    func text(at place: Int) -> FoldedText? {
        folded[place] ?? events[place].words.map(FoldedText.init)
    }

    /// What the desk said in a turn; nil when only keys of replies are known.
    func text(of exchange: Exchange) -> FoldedText? {
        let texts = exchange.places.compactMap(text(at:))
        return texts.isEmpty ? nil : FoldedText(lines: texts)
    }

    /// Where a turn has an event that `isIt`; nil when it has none.
    func place(in exchange: Exchange, where isIt: (Event) -> Bool) -> Int? {
        exchange.places.first { isIt(events[$0]) }
    }

    /// The first thing the desk said in a turn, else the turn's beginning: where a missing
    /// sentence is missing.
    func firstReply(of exchange: Exchange) -> Int {
        place(in: exchange) { if case .replied = $0 { true } else { false } }
            ?? exchange.places.lowerBound
    }
}

extension Event {
    /// What the desk said, once it has words.
    var words: String? {
        if case .replied(let reply) = self { reply.words } else { nil }
    }

    var handOffReason: String? {
        if case .handedOff(let reason, _) = self { reason } else { nil }
    }
}
