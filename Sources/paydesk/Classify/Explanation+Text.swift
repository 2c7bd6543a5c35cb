import NLU

extension Explanation {
    /// The explanation to be read: what stands against what, what each feature adds, the smallest
    /// change that is decided otherwise.
    /// - Parameter limit: features shown; those after them are added up.
    func lines(limit: Int = .max) -> [String] {
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
        (value < 0 ? "" : "+") + Decimals.text(value, digits: 4)
    }
}

extension Edit {
    /// What is done and what comes of it.
    fileprivate var sentence: String {
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
}
