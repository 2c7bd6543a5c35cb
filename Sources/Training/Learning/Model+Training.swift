import NLU
import Synchronization
import Text

extension Model {
    /// Names what a model depends on besides its corpus: the form of the file, and a number that
    /// counts up whenever training makes other bytes of the same lines.
    package static let edition = "\(ModelHeader.version).4"

    /// Features of fewer lines are left out. On our own corpus and on Banking77 those of a single
    /// line add nothing that folds can tell, and they are two thirds of all rows; a small corpus
    /// has little else.
    static func minimumFrequency(_ corpus: Corpus) -> Int { corpus.examples.count < 3000 ? 1 : 2 }

    /// Trains a model: the same corpus gives the same bytes, whatever the order of its files.
    /// - Parameter progress: told the share that is done, now and then.
    package static func train(
        _ corpus: Corpus, method: TrainingMethod = .featureWeights,
        progress: @escaping (Double) -> Void = { _ in }
    ) -> Model {
        let models = corpus.moves.isEmpty ? 1 : 2
        let total = Double(models * (2 + 2 * Trainer.steps(method, .of(corpus))))
        var done = 0.0
        let step = {
            done += 1
            progress(min(1, done / total))
        }
        return made(of: corpus) { part, _ in Learnt(from: part, method, calibration: nil, step) }
    }

    /// - Parameter learn: learns from a corpus; told whether its lines are the moves of a
    ///   conversation, whose model lies within the other.
    static func made(of corpus: Corpus, _ learn: (Corpus, _ areMoves: Bool) -> Learnt) -> Model {
        do {
            return try Model(file(of: corpus, areMoves: false, learn), name: "the model")
        } catch {
            preconditionFailure("a model just made is sound: \(error)")
        }
    }

    private static func file(
        of corpus: Corpus, areMoves: Bool, _ learn: (Corpus, _ areMoves: Bool) -> Learnt
    ) -> ModelBytes {
        let moves =
            corpus.moves.isEmpty ? nil : file(of: corpus.conversational, areMoves: true, learn)
        let learnt = learn(corpus, areMoves)
        let texts = corpus.contents(corpus.intents).bytes()
        return texts.withUnsafeBytes {
            file(learnt, corpus.digest, classCount: corpus.intents.count, texts: $0, moves)
        }
    }

    /// The bytes of a model's file.
    static func file(
        _ learnt: Learnt, _ corpusDigest: Checksum, classCount: Int, texts: UnsafeRawBufferPointer,
        _ moves: ModelBytes?
    ) -> ModelBytes {
        let header = ModelHeader(
            corpusDigest: corpusDigest, classCount: classCount,
            rowCount: learnt.rowCount, slotBits: learnt.slotBits, unit: learnt.unit,
            scopeUnit: learnt.scopeUnit, calibration: learnt.calibration,
            textLength: texts.count, movesLength: moves?.bytes.count ?? 0)
        return ModelBytes(count: header.fileLength) { file in
            func put(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
                UnsafeMutableRawBufferPointer(rebasing: file[offset...]).copyMemory(from: bytes)
            }
            header.bytes().withUnsafeBytes { put($0, at: 0) }
            learnt.slots.withUnsafeBytes { put($0, at: header.slots) }
            learnt.rows.withUnsafeBytes { put($0, at: header.rows) }
            put(texts, at: header.texts)
            if let moves { put(moves.bytes, at: header.moves) }
            ModelHeader.seal(file)
        }
    }
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
        let width = odds.counts.rest.width
        let scope = odds.counts.classCount
        let widest = Self.widest(odds, of: set)
        if widest.weight > 0 { unit = widest.weight / 127 }
        if widest.scope > 0 { scopeUnit = widest.scope / 127 }
        let (unit, scopeUnit) = (unit, scopeUnit)
        bytes = Array(repeating: UInt8(RowSum.bias), count: set.features.count * width * 8)
        bytes.withUnsafeMutableBytes { bytes in
            nonisolated(unsafe) let bytes = bytes
            Portions.forEach(of: set.features.count) { features in
                var row = Matrix(rows: 1, stride: width * 8)
                for feature in features {
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

    /// The widest weight of a class, and of the scope.
    private static func widest(
        _ odds: LogOdds, of set: TrainingSet
    ) -> (weight: Float, scope: Float) {
        let scope = odds.counts.classCount
        let widest = Mutex((weight: Float(0), scope: Float(0)))
        Portions.forEach(of: set.features.count) { features in
            var row = Matrix(rows: 1, stride: odds.counts.stride)
            var (weights, widestScope) = (SIMD8<Float>.zero, Float(0))
            for feature in features {
                row.withMutableVectors { odds.write(feature, to: $0) }
                widestScope = max(widestScope, abs(row[0, scope]))
                row[0, scope] = 0
                for weight in row.vectors {
                    weights.replace(with: weight, where: weight .> weights)
                    weights.replace(with: -weight, where: -weight .> weights)
                }
            }
            let part = (weight: weights.max(), scope: widestScope)
            widest.withLock { $0 = (max($0.weight, part.weight), max($0.scope, part.scope)) }
        }
        return widest.withLock { $0 }
    }
}
