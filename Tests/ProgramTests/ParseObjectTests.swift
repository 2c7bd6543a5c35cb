import Entities
import Foundation
import NLU
import Quantities
import Testing

@testable import paydesk

@Suite("What other programs read")
struct ParseObjectTests {
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
                    approximate: true, bound: .atLeast),
            ])
    }

    private func object(_ heard: Interpretation) throws -> NSDictionary {
        let line = JSON.line(ParseObject(heard: heard))
        #expect(!line.contains("\n") && !line.contains("\u{2028}"))
        return try #require(
            JSONSerialization.jsonObject(with: Data(line.utf8)) as? NSDictionary)
    }

    @Test("the parse object")
    func json() throws {
        let object = try object(heard(.clarify(["repay_due", "thank"])))
        let amount: [String: Any] = [
            "entity": "amount", "value": 500_000, "currency": "CNY", "text": "5,000",
            "start": 5, "end": 10, "approximate": false,
        ]
        let number: [String: Any] = [
            "entity": "number", "value": -3.5, "text": "-3.5", "start": 0, "end": 1,
            "approximate": true, "bound": "at_least",
        ]
        let expected: [String: Any] = [
            "text": "pay \"5,000\"\\now",
            "intent": ["name": "repay_due", "confidence": 0.934512] as [String: Any],
            "entities": [amount, number], "unread": [[String: Any]](),
            "intent_ranking": [
                ["name": "repay_due", "confidence": 0.934512] as [String: Any],
                ["name": "thank", "confidence": 0.065] as [String: Any],
            ],
            "decision": "clarify", "between": ["repay_due", "thank"],
            "reason": ["name": "evidence", "score": 1.25, "threshold": 0.545] as [String: Any],
            "schema": 1,
        ]
        #expect(object == expected as NSDictionary)
    }

    @Test(
        "every kind of value is JSON",
        arguments: [
            (Entity.Value.count(12, unit: .instalment), "12"),
            (.date(Day(number: 20_514)), "2026-03-02"),
            (.share(numerator: 1, denominator: 4), "0.25"),
            (.text("\u{7}\n\t\u{2028}\""), "\u{7}\n\t\u{2028}\""),
            (.impossible("30 February"), "<null>"), (.number(tenThousandths: 5), "0.0005"),
            (.number(tenThousandths: .min), "-922337203685477.5808"),
        ])
    func values(value: Entity.Value, written: String) throws {
        var heard = heard(.accept)
        heard.entities = [Entity(name: "x", value: value, text: "x", start: 0, end: 1)]
        heard.reason = .rule(["a\nb"])
        heard.predicted = nil
        let object = try object(heard)
        let entity = (object["entities"] as? [[String: Any]])?.first
        #expect(entity.flatMap { $0["value"] }.map { "\($0)" } == written)
        #expect((object["intent"] as? [String: Any])?["name"] is NSNull)
    }

    @Test("a period has two ends")
    func period() throws {
        var heard = heard(.accept)
        let value = Entity.Value.period(from: Day(number: 20_514), to: Day(number: 20_520))
        heard.entities = [Entity(name: "x", value: value, text: "x", start: 0, end: 1)]
        let entity = (try object(heard)["entities"] as? [[String: Any]])?.first
        let days = ["from": "2026-03-02", "to": "2026-03-08"]
        #expect(entity?["value"] as? [String: String] == days)
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
        #expect(Decimals.text(value, digits: 4) == text)
    }
}
