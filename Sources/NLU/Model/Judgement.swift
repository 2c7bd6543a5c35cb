/// What to do with a line, from what a mistake costs.
///
/// The unit is one question the customer has to answer before being helped.
package enum Judgement {
    /// A line that is ours with a lower probability is rejected: to turn a customer away costs a
    /// little more than twice what it costs to ask a stranger back.
    static let rejectedBelow = 0.3

    /// Taking the wrong intent: an order moves money, and a report writes a packet for a person and
    /// ends what the customer was about.
    static func costOfError(_ kind: IntentKind?) -> Double {
        switch kind {
        case .order: 9
        case .report: 3
        case .price, .query, .faq, .talk, nil: 2.5
        }
    }

    /// An order taken for the question for its price, or the other way round: both answer with the
    /// same figures and nothing moves before consent, so the mistake costs little.
    static let costOfPrice = 1.5

    /// Asking back.
    static let costOfAsking = 1.0
    /// Asking back without the right answer among the choices.
    static let costOfMissing = 1.5
    /// A third choice makes a question harder.
    static let costOfThirdChoice = 0.15

    /// What to do, in numbers.
    package enum Outcome: Equatable {
        case accept
        /// Ask about so many of the likeliest.
        case clarify(Int)
        case reject
    }

    /// The likeliest intents of a line.
    struct Odds {
        /// Falling, at most three.
        var shares: (first: Double, second: Double, third: Double)
        /// How many of them there are.
        var count: Int
        /// Of taking the first wrongly.
        var costOfError: Double
        /// The probability of the question for the price of the first.
        var price: Double
    }

    private static func costOfAccepting(_ odds: Odds, inScope: Double) -> Double {
        (1 - inScope * (odds.shares.first + odds.price)) * odds.costOfError
            + inScope * odds.price * costOfPrice
    }

    /// Whether the second and the third matter: not when no question can be as cheap as accepting.
    static func dependsOnOthers(_ odds: Odds, inScope: Double) -> Bool {
        inScope >= rejectedBelow && costOfAccepting(odds, inScope: inScope) > costOfAsking
    }

    /// - Parameter inScope: the probability that the line is one for the desk at all.
    static func decide(_ odds: Odds, inScope: Double) -> Outcome {
        guard inScope >= rejectedBelow, odds.count > 0 else { return .reject }
        let (first, second, third) = odds.shares
        var best = Outcome.accept
        var lowest = costOfAccepting(odds, inScope: inScope)
        for choices in [2, 3] where odds.count >= choices {
            let covered = first + second + (choices == 3 ? third : 0)
            let cost =
                costOfAsking + (1 - inScope * covered) * costOfMissing
                + (choices == 3 ? costOfThirdChoice : 0)
            guard cost < lowest else { continue }
            lowest = cost
            best = .clarify(choices)
        }
        return best
    }

    /// The question instead of an order that is likely but not certain: against the best two
    /// intents that are none.
    static func ask(
        _ ranking: [Interpretation.Candidate], _ kinds: IntentKinds
    ) -> Interpretation.Decision {
        guard let first = ranking.first else { return .reject }
        let others = ranking.map(\.intent).filter { !kinds.isOrder($0) }
        return others.isEmpty ? .reject : .clarify([first.intent] + others.prefix(2))
    }
}
