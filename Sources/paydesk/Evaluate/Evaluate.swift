import ArgumentParser
import Foundation
import NLU
import Text
import Training

struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "How well lines are understood, in figures a script can hold a corpus to.",
        discussion: """
            Judges a model on lines it was not trained on: the desk's own, or one of --model, or \
            one trained on the spot with --train; by the lines of --test, or by --folds. Without \
            either, by the folder `tests` in the corpus. Files are Rasa NLU YAML, CSV or TSV.

            FIGURES
              accuracy             the first of the ranking is right; lines in scope, none rejected
              macro_f1             mean over intents of the F1 of each, on the same lines
              top_3_accuracy       the right intent is among the first three
              ece                  expected calibration error: how far confidence is from \
            accuracy, in 15 bins of equal width, on the same lines
              in_scope_accuracy    right and not rejected, of the lines in scope
              in_scope_rejected    rejected, of the lines in scope
              out_of_scope_recall  rejected, of the lines out of scope
              auroc                chance that a line in scope scores above one out of scope
              threshold            a line with a lower score is rejected. A model has its own, \
            from folds of what it was trained on; with --tune it is the one that rejects most \
            lines out of scope of that file while it costs at most --tune-cost points of the \
            file's in-scope accuracy

            A line of the label --out-of-scope is no class, neither in training nor in a test. A \
            test line labelled a/b is right as either intent.

            EXIT STATUS
              0   fine
              1   a figure is below what is required

            EXAMPLES
              paydesk evaluate
              paydesk evaluate --folds 5 --closed-form
              paydesk evaluate --train train.csv --test test.csv --html report.html
              paydesk evaluate --train clinc.csv --tune val.csv --test test.csv --out-of-scope oos
              paydesk evaluate --json > before.json
              paydesk evaluate --baseline before.json --max-drop 0.5% --min-accuracy 90%
            """)

    @OptionGroup var options: ModelOptions

    @Option(
        parsing: .upToNextOption,
        help: "Train on these files or folders first, instead of taking the desk's model.",
        completion: .lines)
    var train: [String] = []

    @Flag(help: "How much is learnt; a choice trains the desk's corpus anew.")
    var method: TrainingMethod?

    @Option(
        parsing: .upToNextOption, help: "Files or folders of lines to judge by.", completion: .lines
    )
    var test: [String] = []

    @Option(help: "Cross-validation instead: train this many times, each time without a part.")
    var folds: Int?

    @Option(help: "The label of lines that are to be rejected.")
    var outOfScope = Interpretation.outOfScope

    @Option(
        parsing: .upToNextOption,
        help: "Set the threshold of rejection by these lines, which are none of the test.",
        completion: .lines)
    var tune: [String] = []

    @Option(help: "Points of in-scope accuracy that a threshold by --tune may cost.")
    var tuneCost = Points(share: Evaluation.defaultCost)

    @Option(help: "The least accuracy: 0.915 or 91.5%.")
    var minAccuracy: Percentage?

    @Option(help: "The least macro F1.")
    var minF1: Percentage?

    @Option(
        help: "An earlier output of --json; accuracy, macro F1 and rejection may not fall.",
        completion: .file())
    var baseline: String?

    @Option(help: "How far each may fall below the baseline: 0.005 or 0.5%.")
    var maxDrop = Points(share: 0)

    @Option(help: "Write a JUnit file for a build server.", completion: .file())
    var junit: String?

    @Option(help: "Write a report to read in a browser.", completion: .file())
    var html: String?

    @Flag(help: "One JSON object instead of text.")
    var json = false

    func validate() throws {
        if folds != nil, !test.isEmpty {
            throw ValidationError("--folds judges by the training lines; leave out --test")
        }
        if options.model != nil, folds != nil || !train.isEmpty || method != nil {
            throw ValidationError("--model is trained already; leave out what trains one")
        }
        if !train.isEmpty, options.intents != nil {
            throw ValidationError("--train and --intents both name a corpus; give one")
        }
        if !train.isEmpty, folds == nil, test.isEmpty {
            throw ValidationError("name lines to judge by with --test, or a number of --folds")
        }
        if let folds, !(2...100).contains(folds) {
            throw ValidationError("--folds takes a number from 2 to 100")
        }
    }

    func run() throws {
        let required = try baseline.map(Baseline.init)
        for path in [junit, html].compactMap(\.self) { try Files.refuseDevice(path) }
        let (evaluation, source) = try judge()
        if !evaluation.unknownLabels.isEmpty {
            Console.note(
                "the model has no intent of this name, so its lines count as mistaken: "
                    + evaluation.unknownLabels.prefix(5).joined(separator: ", "))
        }
        let requirements = requirements(evaluation, required)
        let title = source.map { "\($0.name) \(Utterance.visible($0.value))" }
            .joined(separator: ", ")
        var output = Output.standard
        if json {
            let object = EvaluationObject(evaluation: evaluation, source: source)
            try output.write(JSON.line(object) + "\n")
        } else {
            try output.write(EvaluationText(evaluation: evaluation, title: title).text)
        }
        try output.flush()
        try writeFiles(evaluation, requirements, source, title)
        let missed = requirements.filter { !$0.isMet }
        guard missed.isEmpty else {
            throw Failure(.differs, missed.map(\.sentence).joined(separator: "; "))
        }
    }

    private func requirements(
        _ evaluation: Evaluation, _ baseline: Baseline?
    ) -> [Requirement] {
        var requirements: [Requirement] = []
        if let minAccuracy {
            requirements.append(
                Requirement(
                    figure: "accuracy", least: minAccuracy.value, origin: "--min-accuracy",
                    value: evaluation.accuracy))
        }
        if let minF1 {
            requirements.append(
                Requirement(
                    figure: "macro_f1", least: minF1.value, origin: "--min-f1",
                    value: evaluation.macroF1))
        }
        let compared = baseline?.requirements(of: evaluation, maxDrop: maxDrop.share)
        return requirements + (compared ?? [])
    }

    private func writeFiles(
        _ evaluation: Evaluation, _ requirements: [Requirement],
        _ source: [(name: String, value: String)], _ title: String
    ) throws {
        if let junit {
            let checks = EvaluationChecks(
                evaluation: evaluation, requirements: requirements, source: source)
            try Files.replace(junit, with: checks.report.xml)
        }
        if let html {
            let page = EvaluationPage(
                evaluation: evaluation, requirements: requirements, title: title, source: source)
            try Files.replace(html, with: page.html)
        }
    }
}
