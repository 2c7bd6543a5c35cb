import NLU
import Training

/// An evaluation for a build server: what was required is a check that may fail, and every intent
/// a check that keeps what its lines were taken for.
struct EvaluationChecks {
    let evaluation: Evaluation
    let requirements: [Requirement]
    let source: [(name: String, value: String)]

    var report: JUnitReport {
        JUnitReport(name: "paydesk evaluate", suites: [figures, intents])
    }

    private var figures: JUnitReport.Suite {
        var cases = requirements.map { requirement in
            JUnitReport.Case(
                group: "evaluate.required", name: "\(requirement.figure) \(requirement.origin)",
                result: requirement.isMet
                    ? .passed : .failed(kind: "threshold", message: requirement.sentence),
                output: requirement.isMet ? requirement.sentence : "")
        }
        for (name, value) in evaluation.figures {
            let text = value.map { EvaluationText.decimal($0, 6) }
            cases.append(
                JUnitReport.Case(
                    group: "evaluate.figures", name: name,
                    result: text == nil ? .skipped("these lines cannot tell") : .passed,
                    output: text ?? ""))
        }
        return JUnitReport.Suite(name: "figures", properties: source, cases: cases)
    }

    private var intents: JUnitReport.Suite {
        var mistakes: [String: [String]] = [:]
        for row in evaluation.mistakes {
            mistakes[row.expected ?? Interpretation.outOfScope, default: []]
                .append(EvaluationText.sentence(row))
        }
        var names = evaluation.intents.filter { $0.support > 0 }.map(\.intent)
        if !evaluation.outOfScope.isEmpty { names.append(Interpretation.outOfScope) }
        let cases = names.map { name in
            JUnitReport.Case(
                group: "evaluate.intents", name: name, result: .passed,
                output: (mistakes[name] ?? []).joined(separator: "\n"))
        }
        return JUnitReport.Suite(name: "intents", cases: cases)
    }
}
