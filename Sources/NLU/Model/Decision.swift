/// What to do with a line, from what a mistake costs.
///
/// The unit is one question the customer has to answer before being helped.
enum Decision {
    /// Intents that end in money moving or a contract changing.
    static let transactional: Set<String> = [
        "early_settle_full", "early_repay_partial", "repay_due", "instalment_setup_statement",
        "instalment_setup_purchase", "instalment_cancel", "instalment_modify",
        "settlement_certificate",
    ]

    /// Hand-offs write a packet for a person, and end what the customer was about.
    static let handOff: Set<String> = [
        "handoff_human", "hardship_request", "complaint", "fraud_or_identity_dispute",
    ]

    /// A line that is ours with a lower probability is rejected: to turn a customer away costs a
    /// little more than twice what it costs to ask a stranger back.
    static let rejectedBelow = 0.3

    /// Taking the wrong intent.
    static func costOfError(_ intent: String) -> Double {
        if transactional.contains(intent) { return 9 }
        if handOff.contains(intent) { return 3 }
        return 2.5
    }

    /// A transaction and the question for its price: both answer with the same figures, and nothing
    /// moves before consent, so taking one for the other costs little.
    static let priceOf = [
        "early_settle_full": "quote_early_settlement",
        "instalment_setup_statement": "quote_instalment",
    ]
    static let costOfPrice = 1.5

    /// Asking back.
    static let costOfAsking = 1.0
    /// Asking back without the right answer among the choices.
    static let costOfMissing = 1.5
    /// A third choice makes a question harder.
    static let costOfThirdChoice = 0.15

    /// What to do, in numbers.
    enum Outcome: Equatable {
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

    /// The question instead of a transaction that is likely but not certain: against the best two
    /// intents that are none.
    static func ask(_ ranking: [Interpretation.Candidate]) -> Interpretation.Decision {
        guard let first = ranking.first else { return .reject }
        let others = ranking.map(\.intent).filter { !transactional.contains($0) }
        return others.isEmpty ? .reject : .clarify([first.intent] + others.prefix(2))
    }
}
