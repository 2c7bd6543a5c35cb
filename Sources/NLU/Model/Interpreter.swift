import Entities
import Quantities
import Text

extension Model {
    /// What a line means when no dialogue is open. For many lines, keep an `Interpreter`.
    /// - Parameter today: the day that relative dates count from.
    package func interpret(_ text: String, today: Day) -> Interpretation {
        var interpreter = Interpreter(self)
        return interpreter.interpret(text, today: today)
    }
}

/// Interprets line after line against a model, in memory that is kept.
public struct Interpreter {
    /// Longest ranking, in intents.
    package static let rankingLimit = 10

    let model: Model
    let rules: LineRules
    private(set) var scorer: Scorer
    /// Of the moves; made when first asked for.
    private var moves: Scorer?

    /// - Parameter model: all of it is kept, and little of it loaded.
    public init(_ model: Model) {
        self.model = model
        rules = model.rules
        scorer = Scorer(model)
    }

    /// What a line says to somebody who is in a conversation: the same, and the moves it may be.
    package mutating func hear(_ text: String, today: Day) -> Interpretation {
        var result = interpret(text, today: today)
        result.isSupposed = !rules.cues.cues(in: scorer.normalised)
            .isDisjoint(with: [.reported, .hypothetical, .onlyAsking])
        result.moves = moves(in: result.text)
        return result
    }

    /// The moves a line that is safe to show may be, the likeliest first.
    package mutating func moves(in text: String) -> [Interpretation.Candidate] {
        guard let model = model.moves?.model else { return [] }
        var scorer = moves ?? Scorer(model)
        // Out of its place while it works: of two that hold its memory each would copy it.
        moves = nil
        defer { moves = scorer }
        guard scorer.score(text) != nil else { return [] }
        let ranked = model.texts.classes.indices
            .sorted { (scorer.share($1), $0) < (scorer.share($0), $1) }
        return ranked.prefix(Self.rankingLimit).map {
            Interpretation.Candidate(
                intent: model.texts.classes[$0], confidence: Double(scorer.share($0)))
        }
    }

    /// - Parameter today: the day that relative dates count from.
    public mutating func interpret(_ text: String, today: Day) -> Interpretation {
        var result = classify(text)
        // A phrase of the corpus stands beside what we hear in it: "iPhone 15" is a product, and
        // there is a number in it.
        var entities = rules.lookup.entities(in: result.text)
        let read = EntityReader.read(result.text, today: today)
        // The 4 of "iPhone4" is in a name.
        result.unread = read.unread.filter { words in
            !entities.contains { $0.start < words.end && words.start < $0.end }
        }
        entities += read.entities
        entities.sort { ($0.start, -$0.end, $0.name) < ($1.start, -$1.end, $1.name) }
        result.entities = entities
        return result
    }

    /// The same without the entities.
    package mutating func classify(_ text: String) -> Interpretation {
        let text = Utterance.visible(text)
        let scored = scorer.score(text)
        var result = Interpretation(
            text: text, language: Language.of(text), predicted: nil, ranking: [],
            decision: .reject, reason: .nothingKnown, entities: [])
        if let rule = rule() {
            apply(rule, isKnown: scored != nil, to: &result)
        } else if let scored {
            apply(scored, to: &result)
            if let intent = result.intent, !rules.caution.allows(intent, scorer.normalised) {
                result.decision = Judgement.ask(result.ranking, model.kinds)
            }
        }
        return result
    }

    /// What was made of a line by its numbers alone.
    public struct Verdict {
        /// The class of the highest score.
        package var best: Int
        package var confidence: Float
        package var decision: Judgement.Outcome
    }

    /// The same as `classify` makes of a line of plain UTF-8, in numbers; nil when nothing of it is
    /// known, or when it takes words to decide: a rule, or the caution that orders call for.
    public mutating func verdict(_ utf8: UnsafeBufferPointer<UInt8>) -> Verdict? {
        guard let scored = scorer.score(utf8), rule() == nil else { return nil }
        let decision = decide(scored)
        guard decision != .accept || !model.stakes.isOrder[scored.best] else { return nil }
        return Verdict(
            best: scored.best, confidence: min(scorer.share(scored.best), ceiling),
            decision: decision)
    }

    /// What `classify` comes to, as far as numbers tell it.
    package enum Outline: Equatable {
        /// A keyword rule: the same whatever the numbers are.
        case rule
        case rejected
        /// The intent, by its place among the classes.
        case accepted(Int)
    }

    /// The same as `classify` comes to; nil where it takes the ranking to say it.
    package mutating func outline(_ text: String) -> Outline? {
        let scored = scorer.score(text)
        guard rule() == nil else { return .rule }
        guard let scored else { return .rejected }
        switch decide(scored) {
        case .reject: return .rejected
        case .clarify: return nil
        case .accept:
            // Of equals the first by name is the best in both.
            let isAllowed = rules.caution.allows(
                model.texts.classes[scored.best], scorer.normalised)
            return isAllowed ? .accepted(scored.best) : nil
        }
    }

    private var ceiling: Float { model.header.calibration.ceiling }

    /// The best class, the one after it, and the log-odds of the two; rules aside.
    mutating func scored(_ text: String) -> (best: Int, second: Int?, logOdds: Double)? {
        guard let scored = scorer.score(text) else { return nil }
        let second = model.texts.classes.indices.filter { $0 != scored.best }
            .max { (scorer.sum($0), $1) < (scorer.sum($1), $0) }
        let units = second.map { scorer.sum(scored.best) - scorer.sum($0) } ?? 0
        let scale = model.header.unit * scorer.temperature
        return (scored.best, second, Double(Float(units) * scale))
    }

    /// A rule for whole lines means what it says; one for words opens no doubtful order.
    private func rule() -> KeywordRule? {
        guard !rules.matcher.isEmpty else { return nil }
        let line = scorer.normalised
        guard let rule = rules.matcher.rule(for: line) else { return nil }
        let isTaken =
            rule.intents.count > 1 || !rule.only.isEmpty
            || rules.caution.allows(rule.intents[0], line)
        return isTaken ? rule : nil
    }

    private func decide(_ scored: Scorer.Result) -> Judgement.Outcome {
        let stakes = model.stakes
        let inScope = model.header.calibration.inScope(scored.rejection)
        var odds = Judgement.Odds(
            shares: (first: Double(scorer.share(scored.best)), second: 0, third: 0),
            count: min(3, model.header.classCount), costOfError: stakes.costOfError[scored.best],
            price: stakes.price[scored.best].map { Double(scorer.share($0)) } ?? 0)
        if Judgement.dependsOnOthers(odds, inScope: inScope) {
            let (second, third) = next(after: scored.best)
            (odds.shares.second, odds.shares.third) = (Double(second), Double(third))
        }
        return Judgement.decide(odds, inScope: inScope)
    }

    /// The probabilities of the second and the third.
    private func next(after best: Int) -> (Float, Float) {
        var (second, third): (Float, Float) = (0, 0)
        for (part, shares) in scorer.shares.enumerated() {
            var shares = shares
            if part == best / 8 { shares[best % 8] = 0 }
            guard any(shares .> third) else { continue }
            for lane in 0..<8 where shares[lane] > third {
                third = min(second, shares[lane])
                second = max(second, shares[lane])
            }
        }
        return (second, third)
    }

    private func apply(_ scored: Scorer.Result, to result: inout Interpretation) {
        result.ranking = ranking()
        // Lines that are few make nobody sure of the best of them.
        result.predicted = result.ranking.first.map { best in
            Interpretation.Candidate(
                intent: best.intent, confidence: min(best.confidence, Double(ceiling)))
        }
        switch decide(scored) {
        case .accept: result.decision = .accept
        case .clarify(let count):
            result.decision = .clarify(result.ranking.prefix(count).map(\.intent))
        case .reject: result.decision = .reject
        }
        result.reason = .evidence(
            score: Double(scored.rejection), threshold: Double(model.header.calibration.threshold))
    }

    /// A rule leaves no doubt: its intents share the confidence, and what the classifier would
    /// have ranked follows with none.
    private func apply(_ rule: KeywordRule, isKnown: Bool, to result: inout Interpretation) {
        let share = 1 / Double(rule.intents.count)
        let named = rule.intents.map { Interpretation.Candidate(intent: $0, confidence: share) }
        let others = isKnown ? ranking().filter { !rule.intents.contains($0.intent) } : []
        result.ranking = named
        for other in others.prefix(Self.rankingLimit - named.count) {
            result.ranking.append(.init(intent: other.intent, confidence: 0))
        }
        result.predicted = named.first
        result.decision = named.count == 1 ? .accept : .clarify(rule.intents)
        result.reason = .rule(rule.words(in: scorer.normalised))
    }

    /// Ties are broken by name: classes are in the order of their names.
    private func ranking() -> [Interpretation.Candidate] {
        var order = Array(0..<model.header.classCount)
        let count = min(Self.rankingLimit, order.count)
        for place in 0..<count {
            var best = place
            for other in place + 1..<max(place + 1, order.count) {
                let (left, right) = (scorer.share(order[other]), scorer.share(order[best]))
                if left > right || (left == right && order[other] < order[best]) { best = other }
            }
            order.swapAt(place, best)
        }
        return order.prefix(count).map {
            Interpretation.Candidate(
                intent: model.texts.classes[$0], confidence: Double(scorer.share($0)))
        }
    }
}
