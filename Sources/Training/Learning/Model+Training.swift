import Dispatch
import NLU

extension Model {
    /// Features of fewer lines are left out. On our own corpus and on Banking77 those of a single
    /// line add nothing that folds can tell, and they are two thirds of all rows; a small corpus
    /// has little else.
    static func minimumFrequency(_ corpus: Corpus) -> Int { corpus.examples.count < 3000 ? 1 : 2 }

    /// Two or three numbers are fitted on them; more lines would only take time.
    private static let linesToCalibrate = 1500

    /// Trains a model: the same corpus gives the same bytes, whatever the order of its files.
    package static func train(_ corpus: Corpus, method: TrainingMethod = .featureWeights) -> Model {
        let minimumFrequency = minimumFrequency(corpus)
        let set = TrainingSet(corpus, minimumFrequency: minimumFrequency)
        let trainer = Trainer(set: set, method: method, minimumFrequency: minimumFrequency)
        let (rows, calibration) = learn(trainer)
        let texts = corpus.contents(set.classes).bytes()
        let moves =
            corpus.moves.isEmpty ? [] : train(corpus.conversational, method: method).bytes
        let slotBits = FeatureTable.bits(for: set.features.count)
        let header = ModelHeader(
            corpusDigest: corpus.digest, classCount: set.classes.count,
            rowCount: set.features.count, slotBits: slotBits, unit: rows.unit,
            scopeUnit: rows.scopeUnit, calibration: calibration, textLength: texts.count,
            movesLength: moves.count)
        var file = header.bytes()
        file.reserveCapacity(header.fileLength)
        file += FeatureTable.bytes(of: set.features.map(\.hash), bits: slotBits)
        file += rows.bytes
        file += texts
        file += [UInt8](repeating: 0, count: header.moves - file.count)
        file += moves
        ModelHeader.seal(&file)
        do {
            return try Model(bytes: file)
        } catch {
            preconditionFailure("a model just made is sound: \(error)")
        }
    }

    /// The weights are learnt from all lines while, on another core if there is one, what they are
    /// calibrated by is learnt from some: neither knows of the other. Large corpora take one after
    /// the other, for the sake of memory.
    private static func learn(_ trainer: Trainer) -> (QuantisedRows, Calibration) {
        nonisolated(unsafe) var rows: QuantisedRows?
        nonisolated(unsafe) var calibration: Calibration?
        let tasks: [@Sendable () -> Void] = [
            {
                let odds = trainer.logOdds(of: Array(trainer.set.documents.indices))
                rows = QuantisedRows(odds, of: trainer.set)
            },
            { calibration = Calibration(OutOfFold(trainer, enough: linesToCalibrate)) },
        ]
        let set = trainer.set
        let stride = ModelHeader.stride(for: set.classes.count)
        let tallest = max(set.features.count, set.documents.count)
        if max(tallest * stride, set.entries.count) <= numbersAtOnce {
            DispatchQueue.concurrentPerform(iterations: tasks.count) { tasks[$0]() }
        } else {
            for task in tasks { task() }
        }
        guard let rows, let calibration else { preconditionFailure("both tasks have ended") }
        return (rows, calibration)
    }

    /// Most numbers in a table of which two trainings may hold several each.
    private static let numbersAtOnce = 32 << 20
}

/// The rows of a model as bytes, 128 for a weight of 0: the largest weight of a class is 127 units.
/// The column of the scope, whose weights are larger, has a unit of its own.
struct QuantisedRows {
    private(set) var bytes: [UInt8] = []
    /// Score of one unit.
    private(set) var unit: Float = 1
    private(set) var scopeUnit: Float = 1

    /// Every row is written twice, once for the widest weights, so that never all are held.
    init(_ odds: LogOdds, of set: TrainingSet) {
        let width = odds.counts.own.width
        let scope = odds.counts.classCount
        var row = Matrix(rows: 1, stride: odds.counts.stride)
        bytes = Array(repeating: UInt8(RowSum.bias), count: set.features.count * width * 8)
        var widest = SIMD8<Float>.zero
        var widestScope: Float = 0
        for feature in set.features.indices {
            row.withMutableVectors { odds.write(feature, to: $0) }
            widestScope = max(widestScope, abs(row[0, scope]))
            row[0, scope] = 0
            for weight in row.vectors {
                widest.replace(with: weight, where: weight .> widest)
                widest.replace(with: -weight, where: -weight .> widest)
            }
        }
        if widest.max() > 0 { unit = widest.max() / 127 }
        if widestScope > 0 { scopeUnit = widestScope / 127 }
        bytes.withUnsafeMutableBytes { bytes in
            for feature in set.features.indices {
                row.withMutableVectors { odds.write(feature, to: $0) }
                row[0, scope] *= unit / scopeUnit
                for (part, weight) in row.vectors.enumerated() {
                    bytes.storeBytes(
                        of: rounded(weight / unit + Float(RowSum.bias)),
                        toByteOffset: (feature * width + part) * 8, as: SIMD8<UInt8>.self)
                }
            }
        }
    }
}
