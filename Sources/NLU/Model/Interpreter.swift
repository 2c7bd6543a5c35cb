import Quantities

extension Model {
    /// What a line means when no dialogue is open. For many lines, keep an `Interpreter`.
    /// - Parameter today: the day that relative dates count from.
    public func interpret(_ text: String, today: Day) -> Interpretation {
        var interpreter = Interpreter(self)
        return interpreter.interpret(text, today: today)
    }
}

/// Interprets line after line against a model, in memory that is kept.
public struct Interpreter {
    /// Longest ranking, in intents.
    public static let rankingLimit = 10

    private let model: Model
    private var scorer: Scorer

    public init(_ model: Model) {
        self.model = model
        scorer = Scorer(model)
    }

    /// - Parameter today: the day that relative dates count from.
    public mutating func interpret(_ text: String, today: Day) -> Interpretation {
        var result = classify(text)
        // A phrase of the corpus stands beside what we hear in it: "iPhone 15" is a product, and
        // there is a number in it.
        var entities = model.lookup.entities(in: result.text)
        entities += EntityReader.entities(in: result.text, today: today)
        entities.sort { ($0.start, -$0.end, $0.name) < ($1.start, -$1.end, $1.name) }
        result.entities = entities
        return result
    }

    /// The same without the entities.
    public mutating func classify(_ text: String) -> Interpretation {
        let text = Utterance.visible(text)
        let scores = scorer.score(text)
        var result = Interpretation(
            text: text, language: Language.of(text), predicted: nil, ranking: [],
            decision: .reject, reason: .nothingKnown, entities: [])
        let line = scorer.normalised
        if let rule = model.matcher.rule(for: line), isTaken(rule, line) {
            apply(rule, scores, to: &result)
        } else if let scores {
            apply(scores, to: &result)
            if let intent = result.intent, !Caution.allows(intent, line) {
                result.decision = Decision.ask(result.ranking)
            }
        }
        return result
    }

    /// A rule for whole lines means what it says; one for words opens no doubtful transaction.
    private func isTaken(_ rule: KeywordRule, _ line: [UInt32]) -> Bool {
        rule.intents.count > 1 || !rule.only.isEmpty || Caution.allows(rule.intents[0], line)
    }

    private func apply(_ scores: Scorer.Scores, to result: inout Interpretation) {
        result.ranking = ranking(scores)
        result.predicted = result.ranking.first
        let calibration = model.header.calibration
        result.decision = Decision.decide(
            result.ranking, inScope: calibration.inScope(scores.rejection))
        result.reason = .evidence(
            score: Double(scores.rejection), threshold: Double(calibration.threshold))
    }

    /// A rule leaves no doubt: its intents share the confidence, and what the classifier would
    /// have ranked follows with none.
    private func apply(
        _ rule: KeywordRule, _ scores: Scorer.Scores?, to result: inout Interpretation
    ) {
        let share = 1 / Double(rule.intents.count)
        let named = rule.intents.map { Interpretation.Candidate(intent: $0, confidence: share) }
        let others = (scores.map { ranking($0) } ?? []).filter { !rule.intents.contains($0.intent) }
        result.ranking = named
        for other in others.prefix(Self.rankingLimit - named.count) {
            result.ranking.append(.init(intent: other.intent, confidence: 0))
        }
        result.predicted = named.first
        result.decision = named.count == 1 ? .accept : .clarify(rule.intents)
        result.reason = .rule(rule.words)
    }

    /// Ties are broken by name: classes are in the order of their names.
    private func ranking(_ scores: Scorer.Scores) -> [Interpretation.Candidate] {
        var order = Array(scores.probabilities.indices)
        let shares = scores.probabilities
        let count = min(Self.rankingLimit, order.count)
        for place in 0..<count {
            var best = place
            for other in place + 1..<max(place + 1, order.count) {
                let (left, right) = (order[other], order[best])
                if shares[left] > shares[right] || (shares[left] == shares[right] && left < right) {
                    best = other
                }
            }
            order.swapAt(place, best)
        }
        return order.prefix(count).map {
            Interpretation.Candidate(
                intent: model.texts.classes[$0], confidence: Double(shares[$0]))
        }
    }
}
