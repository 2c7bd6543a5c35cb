extension Explanation {
    /// The explanation to be read: what stands against what, what each feature adds, the smallest
    /// change that is decided otherwise.
    /// - Parameter limit: features shown; those after them are added up.
    public func lines(limit: Int = .max) -> [String] {
        var lines = ["\(Self.signed(logOdds)) \(intent) against \(runnerUp ?? "nothing")"]
        for part in contributions.prefix(limit) {
            lines.append("\(Self.signed(part.logOdds)) \(part.group) \(part.feature)")
        }
        let rest = contributions.dropFirst(limit)
        if !rest.isEmpty {
            let sum = rest.reduce(0) { $0 + $1.logOdds }
            lines.append("\(Self.signed(sum)) \(rest.count) more")
        }
        if let edit { lines.append(edit.sentence) }
        return lines
    }

    private static func signed(_ value: Double) -> String {
        (value < 0 ? "" : "+") + RasaParse.decimal(value, digits: 4)
    }

    func write(to json: inout JSONLine) {
        json.object {
            $0.key("intent")
            $0.string(intent)
            $0.key("against")
            if let runnerUp { $0.string(runnerUp) } else { $0.raw("null") }
            $0.key("log_odds")
            $0.raw(RasaParse.decimal(logOdds, digits: 6))
            $0.key("features")
            $0.array(contributions) { json, part in
                json.object {
                    $0.key("feature")
                    $0.string(part.feature)
                    $0.key("group")
                    $0.string(part.group)
                    $0.key("log_odds")
                    $0.raw(RasaParse.decimal(part.logOdds, digits: 6))
                }
            }
            $0.key("smallest_edit")
            if let edit { edit.write(to: &$0) } else { $0.raw("null") }
        }
    }
}

extension Edit {
    /// What is done and what comes of it.
    var sentence: String {
        let words = dropped.joined(separator: " ")
        let change =
            switch (dropped.isEmpty, added) {
            case (true, let added?): "with \(added)"
            case (false, let added?): "with \(added) for \(words)"
            default: "without \(words)"
            }
        let intent = predicted.map { " \($0)" } ?? ""
        let outcome =
            switch decision {
            case .accept: "accept" + intent
            case .clarify(let intents): "clarify " + intents.joined(separator: " | ")
            case .reject: "reject"
            }
        return "\(change): \(outcome)"
    }

    func write(to json: inout JSONLine) {
        json.object {
            $0.key("dropped")
            $0.array(dropped) { $0.string($1) }
            $0.key("added")
            if let added { $0.string(added) } else { $0.raw("null") }
            $0.key("text")
            $0.string(text)
            $0.key("intent")
            if let predicted { $0.string(predicted) } else { $0.raw("null") }
            RasaParse.write(decision, to: &$0)
        }
    }
}
