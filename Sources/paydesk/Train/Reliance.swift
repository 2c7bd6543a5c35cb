import NLU
import Training

/// How far the confidence and the rejection of a model can be relied on, by what it was trained on.
struct Reliance {
    private let strangers: Int
    private let inScope: Int

    init(_ corpus: Corpus) {
        strangers = corpus.examples.count { $0.intent == Interpretation.outOfScope }
        inScope = corpus.examples.count - strangers
    }

    /// - Parameter isTuned: the threshold was set by somebody.
    func tell(isTuned: Bool) {
        if strangers < Calibration.fewest, !isTuned {
            let lines =
                strangers == 0
                ? "no lines are out of scope"
                : "only \(strangers) of the lines \(strangers == 1 ? "is" : "are") out of scope"
            Console.note(
                "\(lines), so rejection is weak: only what resembles nothing is turned away; add "
                    + "\(Calibration.fewest) lines or more labelled \(Interpretation.outOfScope), "
                    + "or set it with --tune or --threshold")
        }
        if inScope < Calibration.fewestLines {
            Console.note(
                "\(EvaluationText.lines(inScope)) are too few to calibrate by: how sure the model "
                    + "is was guessed; with \(Calibration.fewestLines) it is measured")
        }
    }
}
