import NLU
import Text

/// Trains corpora that are nearly the same, one after the other: what was learnt from the same
/// lines is not learnt again.
package struct Retraining {
    private let calibration: Calibration?
    private let movesCalibration: Calibration?
    private var learnt: [Checksum: Learnt] = [:]
    /// In the order they were learnt.
    private var order: [Checksum] = []
    /// How often something had to be learnt.
    package private(set) var count = 0

    /// What is learnt from our own corpus has 24 MB.
    private static let mostKept = 6

    /// - Parameter model: all are calibrated as it is, which takes half of the time; nil to have
    ///   each fitted by itself.
    package init(calibratedAs model: Model?) {
        calibration = model?.header.calibration
        movesCalibration = model?.moveModel?.header.calibration
    }

    /// Takes the weights of a model, so that nothing is learnt from the lines of its corpus.
    package mutating func know(_ corpus: Corpus, _ model: Model) throws(ModelError) {
        keep(try Learnt(of: model), of: corpus, calibration)
        guard let moves = model.moveModel else { return }
        keep(try Learnt(of: moves), of: corpus.conversational, movesCalibration)
    }

    /// A corpus that is nearly another one, trained: of that one the model is known, by which the
    /// new one is calibrated, and what their lines have in common is not learnt again.
    package static func model(
        of corpus: Corpus, after other: Corpus, _ known: Model
    ) throws(ModelError) -> Model {
        let main = try Learnt(of: known)
        let moves: Learnt? = if let model = known.moveModel { try Learnt(of: model) } else { nil }
        return Model.made(of: corpus) { part, areMoves in
            let before = areMoves ? other.conversational : other
            let learnt = areMoves ? moves : main
            if let learnt, part.hasLines(of: before) { return learnt }
            return Learnt(from: part, .featureWeights, calibration: learnt?.calibration) {}
        }
    }

    package mutating func model(of corpus: Corpus) -> Model {
        Model.made(of: corpus) { part, areMoves in
            if let known = learnt[part.lines] { return known }
            let usual = areMoves ? movesCalibration : calibration
            let new = Learnt(from: part, .featureWeights, calibration: usual) {}
            count += 1
            keep(new, of: part, usual)
            return new
        }
    }

    private mutating func keep(_ new: Learnt, of part: Corpus, _ usual: Calibration?) {
        var new = new
        new.calibration = usual ?? new.calibration
        let lines = part.lines
        learnt[lines] = new
        order.append(lines)
        // The first ones are those a search begins with, and comes back to.
        if order.count > Self.mostKept { learnt[order.remove(at: Self.mostKept - 2)] = nil }
    }
}

extension Corpus {
    /// Whether there is nothing else to learn from it.
    fileprivate func hasLines(of other: Corpus) -> Bool {
        examples == other.examples && wordings == other.wordings && intents == other.intents
    }

    /// Names what the numbers of a model depend on: the lines with their intents, what their words
    /// are read as, and the classes there are.
    fileprivate var lines: Checksum {
        var parts = examples.map { Checksum([Checksum($0.intent), Checksum($0.text)]) }.sorted()
        parts += ownSlips.map { Checksum([Checksum($0.from), Checksum($0.to)]) }
        return Checksum(parts + intents.map { Checksum($0) })
    }
}
