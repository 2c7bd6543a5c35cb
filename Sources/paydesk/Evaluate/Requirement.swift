import Foundation
import Training

/// What a script asks of an evaluation: a figure, and the least it may be.
struct Requirement {
    /// As in JSON: `accuracy`, `macro_f1`.
    var figure: String
    var least: Double
    /// Where the least comes from: `--min-accuracy`, `--baseline old.json`.
    var origin: String
    var value: Double

    /// A baseline has six decimals, so that many are held against each other.
    var isMet: Bool { value >= least - 1e-6 }

    var sentence: String {
        let verdict = isMet ? "is at least" : "is below"
        return
            "\(figure) \(Percentage.percent(value)) \(verdict) \(Percentage.percent(least)) (\(origin))"
    }
}

/// An earlier `evaluate --json`.
struct Baseline {
    /// Figures of which more is better; the error of calibration is no such figure.
    static let compared = [
        "accuracy", "macro_f1", "in_scope_accuracy", "out_of_scope_recall", "auroc",
    ]

    let path: String
    private let figures: [String: Double]

    init(_ path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(
                .noInput, "\(path): no such baseline; make one with `paydesk evaluate … --json`")
        }
        guard data.count <= 64 << 20,
            let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
        else { throw Failure(.badData, "\(path):1:1: not the output of `paydesk evaluate --json`") }
        let pairs = Self.compared.compactMap { name -> (String, Double)? in
            (object[name] as? NSNumber).map { (name, $0.doubleValue) }
        }
        guard !pairs.isEmpty else {
            throw Failure(
                .badData, "\(path):1:1: no figures; a baseline is the output of `evaluate --json`")
        }
        self.path = path
        figures = Dictionary(uniqueKeysWithValues: pairs)
    }

    /// Figures that both have may fall by so much.
    func requirements(
        of evaluation: Evaluation, maxDrop: Double
    ) -> [Requirement] {
        evaluation.figures.compactMap { name, value in
            guard let value, let before = figures[name] else { return nil }
            return Requirement(
                figure: name, least: before - maxDrop, origin: "--baseline \(path)", value: value)
        }
    }
}
