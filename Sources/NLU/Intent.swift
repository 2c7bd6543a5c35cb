/// What an intent is. Costs, the order of rules, caution and figures follow from it.
package enum IntentKind: String, CaseIterable, Codable, Sendable {
    /// Somebody is needed: the line is passed on to a person.
    case report
    /// Ends in money moving or a contract changing.
    case order
    /// Asks for the price of an order.
    case price
    /// Asks for figures of the customer's own.
    case query
    /// Asks for a rule; its text is the answer.
    case faq
    /// Keeps the conversation going.
    case talk
}

/// What an intent says of itself in its own file.
package struct IntentTraits: Equatable, Sendable {
    package var kind: IntentKind
    /// Of an order: the intent that asks for its price.
    package var price: String?
    /// Of an order: words of which a line that opens it has at least one; empty when any line may.
    package var about: [String]
    /// Of an order: whether a question whether it can be had is how people ask for it.
    package var isOpenedByQuestion: Bool
    /// Of a report: the more urgent is heard first.
    package var urgency: Int
    /// Of talk and reports: what the desk does at it, by the desk's own name.
    package var act: String?

    package init(
        _ kind: IntentKind, price: String? = nil, about: [String] = [],
        isOpenedByQuestion: Bool = false,
        urgency: Int = 0, act: String? = nil
    ) {
        self.kind = kind
        self.price = price
        self.about = about
        self.isOpenedByQuestion = isOpenedByQuestion
        self.urgency = urgency
        self.act = act
    }
}

/// The intents of a corpus that say what they are. Of the others nothing is known: no cost, no
/// caution and no place of their own.
package struct IntentKinds: Equatable, Sendable {
    private let traits: [String: IntentTraits]
    private let names: [String: String]

    package init(_ traits: [String: IntentTraits] = [:]) {
        self.traits = traits
        // Of two intents with the same act the first by name is the one it is called by.
        var names: [String: String] = [:]
        for (intent, traits) in traits.sorted(by: { $1.key < $0.key }) {
            if let act = traits.act { names[act] = intent }
        }
        self.names = names
    }

    package subscript(_ intent: String) -> IntentTraits? { traits[intent] }

    /// What an intent is; nil when its file does not say.
    package func kind(of intent: String) -> IntentKind? { traits[intent]?.kind }

    /// Whether an intent ends in money moving or a contract changing.
    package func isOrder(_ intent: String) -> Bool { kind(of: intent) == .order }

    /// Whether an intent asks for figures and carries nothing out.
    package func isReadOnly(_ intent: String) -> Bool {
        let kind = kind(of: intent)
        return kind == .query || kind == .price
    }

    /// What the desk does at an intent of talk or a report, by the desk's own name.
    package func act(of intent: String) -> String? { traits[intent]?.act }

    /// The intent that stands for an act; nil when the corpus has none.
    package func intent(for act: String) -> String? { names[act] }

    /// Which intent wins when two fit: people before money, money before questions, questions
    /// before talk. Intents that do not say what they are come last, and names part equals.
    func precedes(_ a: String, _ b: String) -> Bool {
        let (left, right) = (rank(of: a), rank(of: b))
        if left != right { return left < right }
        let (first, second) = (traits[a]?.urgency ?? 0, traits[b]?.urgency ?? 0)
        return first == second ? a < b : first > second
    }

    private func rank(of intent: String) -> Int {
        let kinds = IntentKind.allCases
        return kind(of: intent).flatMap(kinds.firstIndex(of:)) ?? kinds.count
    }
}
