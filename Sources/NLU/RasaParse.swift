import Entities
import Quantities

/// What was understood of a line, as a line of text for other programs.
public enum RasaParse {
    /// One line of JSON in the shape of Rasa's parse object, with `decision`, `between` (the intents
    /// asked about, when it is `clarify`) and `reason` added.
    /// Keys and their order are fixed.
    /// - Parameter explanation: added as `explanation`.
    public static func json(
        _ interpretation: Interpretation, explanation: Explanation? = nil
    ) -> String {
        var json = JSONLine()
        json.object {
            $0.key("text")
            $0.string(interpretation.text)
            $0.key("intent")
            $0.object { candidate(interpretation.predicted, &$0) }
            $0.key("entities")
            $0.array(interpretation.entities) { entity($1, &$0) }
            $0.key("intent_ranking")
            $0.array(interpretation.ranking) { writer, ranked in
                writer.object { candidate(ranked, &$0) }
            }
            write(interpretation.decision, to: &$0)
            $0.key("reason")
            $0.object { reason(interpretation.reason, &$0) }
            if let explanation {
                $0.key("explanation")
                explanation.write(to: &$0)
            }
        }
        return json.text
    }

    static func name(of decision: Interpretation.Decision) -> String {
        switch decision {
        case .accept: "accept"
        case .clarify: "clarify"
        case .reject: "reject"
        }
    }

    private static func candidate(
        _ candidate: Interpretation.Candidate?, _ json: inout JSONLine
    ) {
        json.key("name")
        if let candidate { json.string(candidate.intent) } else { json.raw("null") }
        json.key("confidence")
        json.raw(decimal(candidate?.confidence ?? 0, digits: 6))
    }

    static func write(_ decision: Interpretation.Decision, to json: inout JSONLine) {
        json.key("decision")
        json.string(name(of: decision))
        guard case .clarify(let intents) = decision else { return }
        json.key("between")
        json.array(intents) { $0.string($1) }
    }

    private static func reason(_ reason: Interpretation.Reason, _ json: inout JSONLine) {
        switch reason {
        case .rule(let words):
            json.key("name")
            json.string("rule")
            json.key("words")
            json.array(words) { $0.string($1) }
        case .evidence(let score, let threshold):
            json.key("name")
            json.string("evidence")
            json.key("score")
            json.raw(decimal(score, digits: 4))
            json.key("threshold")
            json.raw(decimal(threshold, digits: 4))
        case .nothingKnown:
            json.key("name")
            json.string("nothing_known")
        }
    }

    private static func entity(_ entity: Entity, _ json: inout JSONLine) {
        json.object {
            $0.key("entity")
            $0.string(entity.name)
            value(entity.value, &$0)
            $0.key("text")
            $0.string(entity.text)
            $0.key("start")
            $0.raw("\(entity.start)")
            $0.key("end")
            $0.raw("\(entity.end)")
            $0.key("approximate")
            $0.raw(entity.approximate ? "true" : "false")
        }
    }

    private static func value(_ value: Entity.Value, _ json: inout JSONLine) {
        json.key("value")
        switch value {
        case .amount(let money, let currency):
            json.raw("\(money.fen)")
            json.key("currency")
            json.string(currency)
        case .number(let number), .things(let number): json.raw(fraction(number))
        case .count(let count, let unit):
            json.raw("\(count)")
            json.key("unit")
            json.string(unit.rawValue)
        case .date(let day): json.string("\(day)")
        case .period(let from, let to):
            json.object {
                $0.key("from")
                $0.string("\(from)")
                $0.key("to")
                $0.string("\(to)")
            }
        case .share(let numerator, let denominator):
            json.raw(share(numerator, of: max(1, denominator)))
        case .text(let text): json.string(text)
        case .impossible(let what):
            json.raw("null")
            json.key("impossible")
            json.string(what)
        }
    }

    /// As a decimal without trailing zeros: 0.5, 0.333333333333333.
    private static func share(_ part: Int, of whole: Int) -> String {
        var text = decimal(Double(part) / Double(whole), digits: 15)[...]
        while text.last == "0", !text.hasSuffix(".0") { text.removeLast() }
        return String(text)
    }

    /// Ten-thousandths as a decimal without trailing zeros: 35,000 is 3.5.
    private static func fraction(_ tenThousandths: Int64) -> String {
        let digits = String(tenThousandths.magnitude)
        let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        var decimals = padded.suffix(4)
        while decimals.last == "0" { decimals.removeLast() }
        let whole = padded.dropLast(4) + (decimals.isEmpty ? "" : ".\(decimals)")
        return (tenThousandths < 0 ? "-" : "") + whole
    }

    /// A number with a fixed count of decimals, rounded to the nearest.
    package static func decimal(_ value: Double, digits: Int) -> String {
        guard value.isFinite else { return "0" }
        var power = 1.0
        for _ in 0..<digits { power *= 10 }
        guard let units = Int64(exactly: (abs(value) * power).rounded()) else { return "0" }
        let text = String(units)
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
        let sign = value < 0 && units > 0 ? "-" : ""
        return "\(sign)\(padded.dropLast(digits)).\(padded.suffix(digits))"
    }
}
