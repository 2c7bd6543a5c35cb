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
              served               went as it should: accepted as what it is, or rejected where it \
            is out of scope; what `test` counts as right, of all lines
              in_scope_answered    the same, of the lines in scope
              in_scope_asked_back  asked back about, of the lines in scope, right or not
              out_of_scope_asked_back  the same, of the lines out of scope
              threshold            a line with a lower score is rejected. A model has its own, \
            from folds of what it was trained on; --threshold gives another; \
            with --tune it is the one that rejects most \
            lines out of scope of that file while it costs at most --tune-cost points of the \
            file's in-scope accuracy

            A line of a label --out-of-scope is no class, neither in training nor in a test. A \
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
              paydesk evaluate --min-recall early_settle_full=95% --max-asked-back 6%
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

    @OptionGroup var corpusOptions: CorpusOptions

    @OptionGroup var tuningOptions: TuningOptions

    @OptionGroup var gate: GateOptions

    @OptionGroup var report: ReportOptions

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
        let baseline = try gate.baseline.map(Baseline.init)
        try report.check()
        let (evaluation, source) = try judge()
        Self.tellUnknown(evaluation.unknownLabels)
        let judgedBy = source.first { $0.name == "judged by" }?.value ?? ""
        try baseline?.check(evaluation, judgedBy: judgedBy)
        let verdict = try gate.verdict(on: evaluation, baseline)
        try EvaluationReport(evaluation: evaluation, source: source, verdict: verdict)
            .write(report)
        guard verdict.isMet else {
            throw Failure(.differs, verdict.missed.map(\.sentence).joined(separator: "; "))
        }
    }

    private static func tellUnknown(_ labels: [String]) {
        guard !labels.isEmpty else { return }
        let rest = labels.count - 5
        Console.note(
            "the model has no intent of this name, so its lines count as mistaken: "
                + labels.prefix(5).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : ""))
    }
}
