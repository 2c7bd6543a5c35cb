import NLU

extension Evaluation {
    /// One JSON object on a line; keys and their order are fixed, shares have six decimals, and a
    /// figure that these lines cannot give is null.
    /// - Parameter source: what was judged, put before the figures.
    public func json(source: [(name: String, value: String)] = []) -> String {
        let figures = intents
        var json = JSONLine()
        json.object {
            for item in source {
                $0.key(item.name.replacing(" ", with: "_"))
                $0.string(item.value)
            }
            for (name, count) in [
                ("rows", rows.count), ("in_scope_rows", inScope.count),
                ("out_of_scope_rows", outOfScope.count),
            ] {
                $0.key(name)
                $0.raw("\(count)")
            }
            for (name, value) in self.figures {
                $0.key(name)
                $0.raw(value.map(Self.number) ?? "null")
            }
            $0.key("per_intent")
            $0.object { for figure in figures { Self.write(figure, to: &$0) } }
            $0.key("mistakes")
            $0.array(mistakes) { json, row in json.object { Self.write(row, to: &$0) } }
            $0.key("unknown_labels")
            $0.array(unknownLabels) { $0.string($1) }
        }
        return json.text
    }

    /// The figures by their names in JSON, in the order they are shown.
    public var figures: [(name: String, value: Double?)] {
        let hasInScope = rows.contains { $0.expected != nil }
        return [
            ("accuracy", hasInScope ? accuracy : nil), ("macro_f1", hasInScope ? macroF1 : nil),
            ("top_3_accuracy", hasInScope ? topThree : nil),
            ("ece", hasInScope ? calibrationError : nil),
            ("in_scope_accuracy", hasInScope ? inScopeAccuracy : nil),
            ("in_scope_rejected", hasInScope ? inScopeRejected : nil),
            ("out_of_scope_recall", outOfScopeRecall), ("auroc", auroc),
            ("threshold", threshold),
        ]
    }

    private static func write(_ figure: IntentFigures, to json: inout JSONLine) {
        json.key(figure.intent)
        json.object {
            for (name, value) in [
                ("precision", figure.precision), ("recall", figure.recall), ("f1", figure.f1),
            ] {
                $0.key(name)
                $0.raw(number(value))
            }
            $0.key("support")
            $0.raw("\(figure.support)")
            $0.key("out_of_scope_accepted")
            $0.raw("\(figure.strangers)")
            $0.key("confused_with")
            $0.object { json in
                for other in figure.confusedWith {
                    json.key(other.intent)
                    json.raw("\(other.count)")
                }
            }
        }
    }

    private static func write(_ row: Row, to json: inout JSONLine) {
        if let place = row.place {
            json.key("file")
            json.string(place.file)
            json.key("line")
            json.raw("\(place.line)")
        }
        json.key("text")
        json.string(row.text)
        json.key("expected")
        json.string(row.expected ?? Interpretation.outOfScope)
        json.key("predicted")
        if let predicted = row.predicted { json.string(predicted) } else { json.raw("null") }
        json.key("confidence")
        json.raw(number(row.confidence))
        json.key("rejected")
        json.raw("\(row.isRejected)")
    }

    private static func number(_ value: Double) -> String {
        RasaParse.decimal(value, digits: 6)
    }
}
