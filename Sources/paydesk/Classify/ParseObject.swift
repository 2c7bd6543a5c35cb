import Conversation
import Entities
import Foundation
import NLU

/// What was understood of a line, for other programs: Rasa's parse object, with `unread`,
/// `decision`, `between` (the intents asked about, when it is `clarify`) and `reason` added,
/// `explanation` where it was asked for, and `hearing` where a situation was named.
struct ParseObject: Encodable {
    let heard: Interpretation
    var explanation: Explanation?
    var hearing: Hearing?
    /// It was not read.
    var isTooLong = false

    private enum CodingKeys: String, CodingKey {
        case text, intent, entities, unread, decision, between, reason, explanation, hearing
        case ranking = "intent_ranking"
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(heard.text, forKey: .text)
        try object.encode(CandidateObject(candidate: heard.predicted), forKey: .intent)
        try object.encode(heard.entities.map(EntityObject.init), forKey: .entities)
        try object.encode(heard.unread, forKey: .unread)
        try object.encode(heard.ranking.map { CandidateObject(candidate: $0) }, forKey: .ranking)
        try object.encode(heard.decision.word, forKey: .decision)
        try object.encodeIfPresent(heard.decision.between, forKey: .between)
        let reason = isTooLong ? ReasonObject(name: "too_long") : ReasonObject(heard.reason)
        try object.encode(reason, forKey: .reason)
        try object.encodeIfPresent(explanation.map(ExplanationObject.init), forKey: .explanation)
        try object.encodeIfPresent(hearing.map(HearingView.init), forKey: .hearing)
    }
}

extension Interpretation.Decision {
    var word: String {
        switch self {
        case .accept: "accept"
        case .clarify: "clarify"
        case .reject: "reject"
        }
    }

    /// The intents asked about.
    var between: [String]? { if case .clarify(let intents) = self { intents } else { nil } }
}

private struct CandidateObject: Encodable {
    let candidate: Interpretation.Candidate?

    private enum CodingKeys: String, CodingKey { case name, confidence }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(candidate?.intent, forKey: .name)
        let confidence = candidate?.confidence ?? 0
        try object.encode(confidence.rounded(decimals: 6), forKey: .confidence)
    }
}

private struct ReasonObject: Encodable {
    var name: String
    var words: [String]?
    var score: Double?
    var threshold: Double?

    init(name: String) { self.name = name }

    init(_ reason: Interpretation.Reason) {
        switch reason {
        case .rule(let words): (name, self.words) = ("rule", words)
        case .evidence(let score, let threshold):
            name = "evidence"
            self.score = score.rounded(decimals: 4)
            self.threshold = threshold.rounded(decimals: 4)
        case .nothingKnown: name = "nothing_known"
        }
    }
}

private struct EntityObject: Encodable {
    let entity: Entity

    private enum CodingKeys: String, CodingKey {
        case entity, value, currency, unit, offset, impossible, text, start, end, approximate, bound
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(entity.name, forKey: .entity)
        try encodeValue(to: &object)
        try object.encode(entity.text, forKey: .text)
        try object.encode(entity.start, forKey: .start)
        try object.encode(entity.end, forKey: .end)
        try object.encode(entity.approximate, forKey: .approximate)
        try object.encodeIfPresent(entity.bound, forKey: .bound)
    }

    private func encodeValue(to object: inout KeyedEncodingContainer<CodingKeys>) throws {
        switch entity.value {
        case .amount(let money, let currency):
            try object.encode(money.fen, forKey: .value)
            try object.encode(currency, forKey: .currency)
        case .number(let number), .things(let number):
            try object.encode(Decimal(number) / 10_000, forKey: .value)
        case .count(let count, let unit):
            try object.encode(count, forKey: .value)
            try object.encode(unit.rawValue, forKey: .unit)
        case .date(let day): try object.encode("\(day)", forKey: .value)
        case .period(let from, let to):
            try object.encode(["from": "\(from)", "to": "\(to)"], forKey: .value)
        case .monthly(let day):
            try object.encode(day, forKey: .value)
            try object.encode("day_of_month", forKey: .unit)
        case .weekly(let weekday):
            try object.encode(weekday, forKey: .value)
            try object.encode("weekday", forKey: .unit)
        case .ownDay(let day, let offset):
            try object.encode(day, forKey: .value)
            try object.encode(offset, forKey: .offset)
        case .share(let numerator, let denominator):
            try object.encode(Double(numerator) / Double(max(1, denominator)), forKey: .value)
        case .text(let text): try object.encode(text, forKey: .value)
        case .impossible(let what):
            try object.encodeNil(forKey: .value)
            try object.encode(what, forKey: .impossible)
        }
    }
}

private struct ExplanationObject: Encodable {
    let explanation: Explanation

    private enum CodingKeys: String, CodingKey {
        case intent, against, features
        case logOdds = "log_odds"
        case edit = "smallest_edit"
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(explanation.intent, forKey: .intent)
        try object.encode(explanation.runnerUp, forKey: .against)
        try object.encode(explanation.logOdds.rounded(decimals: 6), forKey: .logOdds)
        try object.encode(explanation.contributions.map(FeatureObject.init), forKey: .features)
        try object.encode(explanation.edit.map(EditObject.init), forKey: .edit)
    }
}

private struct FeatureObject: Encodable {
    var feature: String
    var group: String
    var logOdds: Double

    enum CodingKeys: String, CodingKey {
        case feature, group
        case logOdds = "log_odds"
    }

    init(_ part: Explanation.Contribution) {
        (feature, group) = (part.feature, part.group)
        logOdds = part.logOdds.rounded(decimals: 6)
    }
}

private struct EditObject: Encodable {
    let edit: Edit

    private enum CodingKeys: String, CodingKey {
        case dropped, added, text, intent, decision, between
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(edit.dropped, forKey: .dropped)
        try object.encode(edit.added, forKey: .added)
        try object.encode(edit.text, forKey: .text)
        try object.encode(edit.predicted, forKey: .intent)
        try object.encode(edit.decision.word, forKey: .decision)
        try object.encodeIfPresent(edit.decision.between, forKey: .between)
    }
}
