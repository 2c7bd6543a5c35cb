import NLU
import Text

/// A conversation as the quality rules see it: its events, cut into turns.
package struct Proceedings: Sendable {
    /// From one line of the customer to the next; the greeting has none.
    struct Exchange: Sendable {
        var places: Range<Int>
        /// How the conversation stood when it began.
        var before: Standing
        var said: String?
        var intents: [String]
        /// Nothing more will be said in it.
        var isComplete: Bool
    }

    let events: [Event]
    /// What the intents are that were understood, and the words to look for.
    let rulebook: Rulebook
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
    ///   - rulebook: of an intent that is not in it nothing is known.
    ///   - before: what the conversation has come to before these events.
    ///   - isComplete: false while the last turn is still going on.
    ///   - judgedFrom: the first event to be judged; the earlier ones are what it is judged by.
    package init(
        _ events: [Event], _ rulebook: Rulebook, names: [String] = [], language: Language? = nil,
        after before: Standing = Standing(), isComplete: Bool = true, judgedFrom: Int = 0
    ) {
        self.events = events
        self.rulebook = rulebook
        self.names = names
        self.language = language
        self.judgedFrom = judgedFrom
        exchanges = Self.exchanges(events, rulebook, after: before, isComplete)
        let first = exchanges.first { $0.places.upperBound > judgedFrom }?.places.lowerBound
        folded = events.indices.map { place in
            place < first ?? events.count ? nil : events[place].words.map(FoldedText.init)
        }
    }

    private static func exchanges(
        _ events: [Event], _ rulebook: Rulebook, after before: Standing, _ isComplete: Bool
    ) -> [Exchange] {
        var standing = before
        var exchanges = [
            Exchange(places: 0..<0, before: before, said: nil, intents: [], isComplete: true)
        ]
        for (place, event) in events.enumerated() {
            if case .said(let line) = event {
                standing.endTurn(rulebook)
                exchanges.append(
                    Exchange(
                        places: place..<place, before: standing, said: line, intents: [],
                        isComplete: true))
            }
            standing.take(event, rulebook)
            let last = exchanges.count - 1
            exchanges[last].places = exchanges[last].places.lowerBound..<(place + 1)
            if case .understood(let intents, _) = event { exchanges[last].intents += intents }
        }
        exchanges[exchanges.count - 1].isComplete = isComplete
        return exchanges
    }

    var kinds: IntentKinds { rulebook.kinds }

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
        let intents = Set(exchanges.flatMap(\.intents)).subtracting([Interpretation.outOfScope])
        return intents.isEmpty || intents.contains { kinds[$0] != nil }
    }

    /// Whether a turn was understood as a report of this kind.
    func reports(_ act: ReportAct, in exchange: Exchange) -> Bool {
        exchange.intents.contains { kinds.report($0) == act }
    }

    /// What a rule finds event by event, each against how the conversation stood before it.
    func breaches(
        _ judge: (_ place: Int, Event, Standing) -> String?
    ) -> [QualityRule.Breach] {
        judged.flatMap { exchange -> [QualityRule.Breach] in
            var standing = exchange.before
            return exchange.places.compactMap { place in
                let event = events[place]
                let what = place < judgedFrom ? nil : judge(place, event, standing)
                standing.take(event, rulebook)
                return what.map { (place, $0) }
            }
        }
    }

    /// Nothing is known of a turn but its words: a record, or the transcript of another desk.
    func isOnPaper(_ exchange: Exchange) -> Bool {
        !exchange.places.contains { place in
            if case .replied(let reply) = events[place] { !reply.isOnPaper } else { false }
        }
    }

    func events(of exchange: Exchange) -> ArraySlice<Event> { events[exchange.places] }

    /// What the desk said in a turn; nil when only keys of replies are known.
    func words(of exchange: Exchange) -> String? {
        let replies = replies(of: exchange)
        return replies.isEmpty ? nil : replies.map(\.words).joined(separator: "\n")
    }

    private func replies(of exchange: Exchange) -> [(place: Int, words: String)] {
        exchange.places.compactMap { place in events[place].words.map { (place, $0) } }
    }

    /// Whether each reply of a turn has the words it is said in.
    func isSpoken(_ exchange: Exchange) -> Bool {
        exchange.places.allSatisfy { place in
            if case .replied(let reply) = events[place] { reply.spoken != nil } else { true }
        }
    }

    /// Each reply of a turn from a place on, with what is known of how it was said.
    func spoken(
        in exchange: Exchange, from start: Int
    ) -> [(place: Int, reply: Reply, spoken: Reply.Spoken)] {
        exchange.places.compactMap { place in
            guard place >= start, case .replied(let reply) = events[place],
                let spoken = reply.spoken
            else { return nil }
            return (place, reply, spoken)
        }
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

    /// The first thing the desk said of what is judged in a turn, else its beginning: where a
    /// missing sentence is missing.
    func firstReply(of exchange: Exchange) -> Int {
        let judged = exchange.places.filter { $0 >= judgedFrom }
        return judged.first { if case .replied = events[$0] { true } else { false } }
            ?? judged.first ?? exchange.places.lowerBound
    }
}

/// The words of the corpus in a text.
extension Proceedings {
    func says(
        _ list: QualityList, in text: FoldedText, within range: Range<Int>? = nil
    ) -> Bool {
        rulebook.says(list, in: text, within: range)
    }

    func place(
        of list: QualityList, in text: FoldedText, within range: Range<Int>? = nil
    ) -> Range<Int>? {
        rulebook.place(of: list, in: text, within: range)
    }

    func meant(_ list: QualityList, in text: FoldedText) -> String? {
        rulebook.meant(list, in: text)
    }

    func isDenied(_ text: FoldedText, from start: Int, to end: Int) -> Bool {
        rulebook.isDenied(text, from: start, to: end)
    }
}

extension Event {
    /// What the desk said, once it has words.
    var words: String? {
        if case .replied(let reply) = self { reply.words } else { nil }
    }

    var isQuote: Bool { if case .quote = self { true } else { false } }

    var handOffReason: String? {
        if case .handedOff(let reason, _) = self { reason } else { nil }
    }
}
