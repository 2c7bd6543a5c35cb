import ArgumentParser
import NLU
import Training

/// What a script may ask of an evaluation.
struct GateOptions: ParsableArguments {
    @Option(help: "The least accuracy: 0.915 or 91.5%.")
    var minAccuracy: Percentage?

    @Option(help: "The least macro F1.")
    var minF1: Percentage?

    @Option(help: "The least share of all lines that go as they should, as `test` counts them.")
    var minServed: Percentage?

    @Option(
        help: ArgumentHelp(
            "The least share of an intent's lines that are told right; may be repeated.",
            valueName: "intent=share"),
        completion: .intents)
    var minRecall: [IntentFloor] = []

    @Option(help: "The least share of lines out of scope that are rejected.")
    var minOosRecall: Percentage?

    @Option(help: "The largest calibration error.")
    var maxEce: Percentage?

    @Option(help: "The largest share of lines in scope that are asked back about.")
    var maxAskedBack: Percentage?

    @Option(
        help: """
            An earlier output of --json, of the same lines: accuracy, macro F1, rejection and asking \
            back may not get worse, and what broke and what was mended is told.
            """,
        completion: .file())
    var baseline: String?

    @Option(help: "How much worse each may get than in the baseline: 0.5% or 0.005.")
    var maxDrop = Points(share: 0)

    func verdict(on evaluation: Evaluation, _ baseline: Baseline?) throws -> Verdict {
        var requirements = try floors(evaluation)
        for floor in minRecall {
            let figures = evaluation.intents.first { $0.intent == floor.intent && $0.support > 0 }
            guard let figures else {
                throw Failure(
                    .usage, "no line is of the intent \(floor.intent) that --min-recall names")
            }
            requirements.append(
                Requirement(
                    figure: "recall of \(floor.intent)", bound: .least(floor.share.value),
                    origin: "--min-recall", value: figures.recall))
        }
        requirements += baseline?.requirements(of: evaluation, maxDrop: maxDrop.share) ?? []
        return Verdict(requirements: requirements, change: baseline?.change(to: evaluation))
    }

    private func floors(_ evaluation: Evaluation) throws -> [Requirement] {
        let wanted: [(option: String, figure: String, share: Percentage?, isLeast: Bool)] = [
            ("--min-accuracy", "accuracy", minAccuracy, true),
            ("--min-f1", "macro_f1", minF1, true), ("--min-served", "served", minServed, true),
            ("--min-oos-recall", "out_of_scope_recall", minOosRecall, true),
            ("--max-ece", "ece", maxEce, false),
            ("--max-asked-back", "in_scope_asked_back", maxAskedBack, false),
        ]
        return try wanted.compactMap { option, figure, share, isLeast in
            guard let share = share?.value else { return nil }
            guard let value = evaluation.figures.first(where: { $0.name == figure })?.value else {
                throw Failure(
                    .usage, "these lines cannot tell \(figure), which \(option) asks for")
            }
            return Requirement(
                figure: figure, bound: isLeast ? .least(share) : .most(share), origin: option,
                value: value)
        }
    }
}

/// `intent=90%` on the command line.
struct IntentFloor: ExpressibleByArgument {
    let intent: String
    let share: Percentage

    init?(argument: String) {
        guard let sign = argument.lastIndex(of: "="), sign > argument.startIndex,
            let share = Percentage(argument: String(argument[argument.index(after: sign)...]))
        else { return nil }
        intent = String(argument[..<sign])
        self.share = share
    }
}
