import Foundation
import Quantities
import Testing

@testable import Entities
@testable import NLU

@Suite("What other programs read")
struct RasaParseTests {
    private func heard(_ decision: Interpretation.Decision) -> Interpretation {
        Interpretation(
            text: "pay \"5,000\"\\now", language: .en,
            predicted: .init(intent: "repay_due", confidence: 0.93451234),
            ranking: [
                .init(intent: "repay_due", confidence: 0.93451234),
                .init(intent: "thank", confidence: 0.065),
            ],
            decision: decision, reason: .evidence(score: 1.25, threshold: 0.545),
            entities: [
                Entity(
                    name: "amount", value: .amount(Money(fen: 500_000), currency: "CNY"),
                    text: "5,000",
                    start: 5, end: 10),
                Entity(
                    name: "number", value: .number(tenThousandths: -35_000), text: "-3.5", start: 0,
                    end: 1,
                    approximate: true),
            ])
    }

    @Test("the parse object, keys in order")
    func json() {
        #expect(
            RasaParse.json(heard(.clarify(["repay_due", "thank"]))) == """
                {"text": "pay \\"5,000\\"\\\\now", \
                "intent": {"name": "repay_due", "confidence": 0.934512}, \
                "entities": [{"entity": "amount", "value": 500000, "currency": "CNY", "text": "5,000", \
                "start": 5, "end": 10, "approximate": false}, \
                {"entity": "number", "value": -3.5, "text": "-3.5", "start": 0, "end": 1, \
                "approximate": true}], \
                "intent_ranking": [{"name": "repay_due", "confidence": 0.934512}, \
                {"name": "thank", "confidence": 0.065000}], \
                "decision": "clarify", "between": ["repay_due", "thank"], \
                "reason": {"name": "evidence", "score": 1.2500, "threshold": 0.5450}}
                """)
    }

    @Test(
        "every kind of value is JSON",
        arguments: [
            Entity.Value.count(12, unit: .instalment), .date(Day(number: 20_514)),
            .period(from: Day(number: 20_514), to: Day(number: 20_520)),
            .share(numerator: 1, denominator: 3), .text("\u{7}\n\t\u{2028}\""),
            .impossible("30 February"),
            .number(tenThousandths: .min), .number(tenThousandths: 5),
        ])
    func values(value: Entity.Value) throws {
        var heard = heard(.accept)
        heard.entities = [Entity(name: "x", value: value, text: "x", start: 0, end: 1)]
        heard.reason = .rule(["a\nb"])
        heard.predicted = nil
        let line = RasaParse.json(heard)
        #expect(!line.contains("\n") && !line.contains("\u{2028}"))
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        #expect((object?["entities"] as? [Any])?.count == 1)
        #expect((object?["intent"] as? [String: Any])?["name"] is NSNull)
    }

    @Test(
        "one line, four fields",
        arguments: [
            (Interpretation.Decision.accept, "repay_due\t0.9345\taccept\tpay \"5,000\"\\\\now"),
            (.clarify(["repay_due", "thank"]), "repay_due\t0.9345\tclarify\tpay \"5,000\"\\\\now"),
            (.reject, "out_of_scope\t0.9345\treject\tpay \"5,000\"\\\\now"),
        ])
    func line(decision: Interpretation.Decision, line: String) {
        #expect(PlainAnswer.line(heard(decision)) == line)
    }

    @Test("a tab or a line break is no field and no line")
    func escapes() {
        var heard = heard(.accept)
        heard.text = "a\tb\nc\r\\"
        #expect(PlainAnswer.line(heard).hasSuffix("\taccept\ta\\tb\\nc\\r\\\\"))
    }

    @Test(
        "decimals",
        arguments: [
            (0.0, "0.0000"), (1, "1.0000"), (0.99996, "1.0000"), (0.00004, "0.0000"),
            (-1.5, "-1.5000"),
            (.nan, "0"), (1e300, "0"),
        ])
    func decimal(value: Double, text: String) {
        #expect(RasaParse.decimal(value, digits: 4) == text)
    }
}
