extension Model {
    /// Features of fewer lines are left out. On our own corpus and on Banking77 those of a single
    /// line add nothing that folds can tell, and they are two thirds of all rows; a small corpus
    /// has little else.
    static func minimumFrequency(_ corpus: Corpus) -> Int { corpus.examples.count < 3000 ? 1 : 2 }

    /// Two or three numbers are fitted on them; more lines would only take time.
    private static let linesToCalibrate = 1500

    /// Trains a model: the same corpus gives the same bytes, whatever the order of its files.
    public static func train(_ corpus: Corpus, method: TrainingMethod = .featureWeights) -> Model {
        let minimumFrequency = minimumFrequency(corpus)
        let set = TrainingSet(corpus, minimumFrequency: minimumFrequency)
        let trainer = Trainer(set: set, method: method, minimumFrequency: minimumFrequency)
        let outOfFold = OutOfFold(trainer, enough: linesToCalibrate)
        let odds = trainer.logOdds(of: Array(set.documents.indices))
        let rows = QuantisedRows(odds, of: set)
        let texts = ModelTexts.bytes(of: corpus, classes: set.classes)
        let slotBits = slotBits(for: set.features.count)
        let header = ModelHeader(
            corpusDigest: corpus.digest, classCount: set.classes.count,
            rowCount: set.features.count, slotBits: slotBits, unit: rows.unit,
            calibration: Calibration(outOfFold), textLength: texts.count)
        var file = header.bytes()
        file.reserveCapacity(header.fileLength)
        file += slotTable(set.features, bits: slotBits)
        file += rows.bytes
        file += texts
        ModelHeader.seal(&file)
        do {
            return try Model(ModelStorage(copying: file), name: "the model")
        } catch {
            preconditionFailure("a model just made is sound: \(error)")
        }
    }

    /// At most half of the slots are taken.
    private static func slotBits(for rows: Int) -> Int {
        var bits = 4
        while 1 << bits < rows * 2 { bits += 1 }
        return bits
    }

    private static func slotTable(_ features: [TrainingSet.Feature], bits: Int) -> [UInt8] {
        var slots = [UInt64](repeating: Slot.empty, count: 1 << bits)
        for (row, feature) in features.enumerated() {
            var slot = Slot.index(of: feature.hash, bits: bits)
            while slots[slot] != Slot.empty { slot = (slot + 1) & (1 << bits - 1) }
            slots[slot] = Slot.value(tag: Slot.tag(of: feature.hash), row: UInt32(row))
        }
        return slots.withUnsafeBytes { Array($0) }
    }
}

/// A slot of the model's hash table: the upper half of the hash, and the row of the feature.
enum Slot {
    static let empty = UInt64.max

    @inline(__always)
    static func index(of hash: UInt64, bits: Int) -> Int {
        Int(truncatingIfNeeded: hash >> FeatureGroup.bits) & (1 << bits - 1)
    }

    @inline(__always)
    static func tag(of hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }

    @inline(__always)
    static func value(tag: UInt32, row: UInt32) -> UInt64 { UInt64(row) << 32 | UInt64(tag) }
}

/// The rows of a model as signed bytes: the largest weight of all is 127 units.
struct QuantisedRows {
    private(set) var bytes: [UInt8] = []
    /// Score of one unit.
    private(set) var unit: Float = 1

    init(_ odds: LogOdds, of set: TrainingSet) {
        var weights = Matrix(rows: set.features.count, stride: odds.counts.stride)
        let width = weights.width
        weights.withMutableVectors { weights in
            for feature in set.features.indices {
                odds.write(feature, to: weights + feature * width)
            }
        }
        var widest = SIMD8<Float>.zero
        for weight in weights.vectors {
            widest.replace(with: weight, where: weight .> widest)
            widest.replace(with: -weight, where: -weight .> widest)
        }
        let largest = widest.max()
        bytes = Array(repeating: 0, count: weights.vectors.count * 8)
        guard largest > 0 else { return }
        unit = largest / 127
        let scale = 127 / largest
        bytes.withUnsafeMutableBytes { bytes in
            for (part, weight) in weights.vectors.enumerated() {
                bytes.storeBytes(
                    of: rounded(weight * scale), toByteOffset: part * 8, as: SIMD8<Int8>.self)
            }
        }
    }
}
