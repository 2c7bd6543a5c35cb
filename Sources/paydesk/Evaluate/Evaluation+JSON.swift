import NLU
import Training

extension Evaluation {
    /// The figures by their names in JSON, in the order they are shown.
    var figures: [(name: String, value: Double?)] {
        let hasInScope = rows.contains { $0.expected != nil }
        return [
            ("accuracy", hasInScope ? accuracy : nil), ("macro_f1", hasInScope ? macroF1 : nil),
            ("top_3_accuracy", hasInScope ? topThree : nil),
            ("ece", hasInScope ? calibrationError : nil),
            ("served", rows.isEmpty ? nil : served),
            ("in_scope_accuracy", hasInScope ? inScopeAccuracy : nil),
            ("in_scope_answered", hasInScope ? inScopeAnswered : nil),
            ("in_scope_asked_back", hasInScope ? inScopeAskedBack : nil),
            ("in_scope_rejected", hasInScope ? inScopeRejected : nil),
            ("out_of_scope_recall", outOfScopeRecall),
            ("out_of_scope_asked_back", outOfScopeAskedBack), ("auroc", auroc),
            ("threshold", threshold),
        ]
    }
}

/// An evaluation for scripts, with what was asked of it, and for `--baseline` later: shares
/// have six decimals, and a figure that these lines cannot give is null.
struct EvaluationObject: Encodable {
    let evaluation: Evaluation
    /// What was judged, put beside the figures.
    let source: [(name: String, value: String)]
    let verdict: Verdict

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: JSON.Key.self)
        for item in source {
            try object.encode(
                item.value, forKey: JSON.Key(item.name.replacing(" ", with: "_")))
        }
        for (name, count) in [
            ("rows", evaluation.rows.count), ("in_scope_rows", evaluation.inScope.count),
            ("out_of_scope_rows", evaluation.outOfScope.count),
        ] {
            try object.encode(count, forKey: JSON.Key(name))
        }
        for (name, value) in evaluation.figures {
            try object.encode(value?.rounded(decimals: 6), forKey: JSON.Key(name))
        }
        let intents = evaluation.intents.map { ($0.intent, IntentObject($0)) }
        try object.encode(
            Dictionary(uniqueKeysWithValues: intents), forKey: JSON.Key("per_intent"))
        try object.encode(evaluation.mistakes.map(RowObject.init), forKey: JSON.Key("mistakes"))
        try object.encode(evaluation.unknownLabels, forKey: JSON.Key("unknown_labels"))
        try object.encode("\(evaluation.linesDigest)", forKey: JSON.Key("lines_digest"))
        try object.encode(verdict.isMet ? "passed" : "failed", forKey: JSON.Key("verdict"))
        try object.encode(
            verdict.requirements.map(RequirementObject.init), forKey: JSON.Key("required"))
        guard let change = verdict.change else { return }
        try object.encode(change.broken.map(RowObject.init), forKey: JSON.Key("broken"))
        try object.encode(change.mended, forKey: JSON.Key("mended"))
        try object.encode(change.fallen, forKey: JSON.Key("fallen"))
    }
}

private struct RequirementObject: Encodable {
    var figure: String
    var isMet: Bool
    var least: Double?
    var most: Double?
    var origin: String
    var value: Double

    init(_ requirement: Requirement) {
        (figure, origin) = (requirement.figure, requirement.origin)
        (isMet, value) = (requirement.isMet, requirement.value.rounded(decimals: 6))
        switch requirement.bound {
        case .least(let share): least = share.rounded(decimals: 6)
        case .most(let share): most = share.rounded(decimals: 6)
        }
    }
}

private struct IntentObject: Encodable {
    var precision: Double
    var recall: Double
    var f1: Double
    var support: Int
    var strangers: Int
    var confusedWith: [String: Int]

    enum CodingKeys: String, CodingKey {
        case precision, recall, f1, support
        case strangers = "out_of_scope_accepted"
        case confusedWith = "confused_with"
    }

    init(_ figures: Evaluation.IntentFigures) {
        precision = figures.precision.rounded(decimals: 6)
        recall = figures.recall.rounded(decimals: 6)
        f1 = figures.f1.rounded(decimals: 6)
        (support, strangers) = (figures.support, figures.strangers)
        confusedWith = Dictionary(
            uniqueKeysWithValues: figures.confusedWith.map { ($0.intent, $0.count) })
    }
}

private struct RowObject: Encodable {
    let row: Evaluation.Row

    private enum CodingKeys: String, CodingKey {
        case file, line, text, expected, predicted, confidence, decision, between, rejected
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encodeIfPresent(row.place?.file, forKey: .file)
        try object.encodeIfPresent(row.place?.line, forKey: .line)
        try object.encode(row.text, forKey: .text)
        try object.encode(row.label, forKey: .expected)
        try object.encode(row.predicted, forKey: .predicted)
        try object.encode(row.confidence.rounded(decimals: 6), forKey: .confidence)
        try object.encode(row.decision.word, forKey: .decision)
        try object.encodeIfPresent(row.decision.between, forKey: .between)
        try object.encode(row.isRejected, forKey: .rejected)
    }
}
