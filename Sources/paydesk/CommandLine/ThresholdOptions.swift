import ArgumentParser
import NLU
import Training

/// The threshold of rejection of a model, instead of its own.
struct ThresholdOptions: ParsableArguments {
    @Option(
        help: "Reject a line whose score is lower than this number; none rejects nothing.")
    var threshold: Threshold?

    func applied(to model: Model) throws -> Model {
        guard let threshold else { return model }
        return try threshold.applied(to: model)
    }
}

/// A score on the command line, or `none`.
struct Threshold: ExpressibleByArgument {
    /// Nil rejects nothing.
    let value: Double?

    init(value: Double?) { self.value = value }

    init?(argument: String) {
        guard argument != "none" else {
            value = nil
            return
        }
        guard let number = Double(argument), abs(number) <= 1000 else { return nil }
        value = number
    }

    func applied(to model: Model) throws -> Model {
        do {
            return try model.rejecting(below: value)
        } catch {
            throw Failure(error)
        }
    }
}

/// A threshold that is given, or fitted to lines that are neither of the training nor of the test.
struct TuningOptions: ParsableArguments {
    @OptionGroup var fixed: ThresholdOptions

    @Option(
        parsing: .upToNextOption,
        help: "Set the threshold of rejection by these lines, which are none of the test.",
        completion: .lines)
    var tune: [String] = []

    @Option(help: "Points of in-scope accuracy that a threshold by --tune may cost.")
    var tuneCost = Points(share: Evaluation.defaultCost)

    func validate() throws {
        guard fixed.threshold == nil || tune.isEmpty else {
            throw ValidationError("--threshold and --tune both set the threshold; give one")
        }
    }

    var isUsual: Bool { fixed.threshold == nil && tune.isEmpty }

    /// Reads the lines to tune by.
    func tuning(_ files: CorpusFiles) throws -> Tuning {
        Tuning(
            lines: tune.isEmpty ? [] : try files.lines(tune, .validation).examples,
            cost: tuneCost.share,
            fixed: fixed)
    }

    /// How the threshold was set, for a report; nil where it is the model's own.
    var description: String? {
        guard tune.isEmpty else {
            return "\(tune.joined(separator: " ")), costing at most \(tuneCost) points"
        }
        return fixed.threshold.map { _ in "--threshold" }
    }
}

/// What sets the threshold of a model.
struct Tuning {
    var lines: [Corpus.Example]
    /// Points of in-scope accuracy it may cost, as a share.
    var cost: Double
    var fixed: ThresholdOptions

    func applied(to model: Model) throws -> Model {
        guard !lines.isEmpty else { return try fixed.applied(to: model) }
        let threshold = Evaluation(of: model, on: lines).threshold(costing: cost)
        return try threshold.map { try Threshold(value: $0).applied(to: model) } ?? model
    }
}
