import Foundation

/// Scores lines against a model, in memory that is kept from line to line.
struct Scorer {
    /// Keeps the memory behind the two pointers.
    private let model: Model
    private let slots: UnsafeRawPointer
    private let weights: UnsafeRawPointer
    private var extractor = FeatureExtractor()
    private var features = DistinctFeatures()
    private var rows: [UInt32] = []
    /// Sums of the rows of a line, a column per class.
    private var sums: [Int32]

    init(_ model: Model) {
        guard let file = model.storage.bytes.baseAddress else {
            preconditionFailure("a model without bytes is not opened")
        }
        self.model = model
        slots = file + model.header.slots
        weights = file + model.header.rows
        sums = Array(repeating: 0, count: model.header.stride)
    }

    struct Scores: Sendable {
        /// Calibrated, a share per class; sums to 1.
        var probabilities: [Float]
        var best: Int
        /// Held against the threshold.
        var rejection: Float
    }

    /// The normalised form of the line scored last.
    var normalised: [UInt32] { extractor.text.scalars }

    /// Nil when no feature of the line is known.
    mutating func score(_ text: String) -> Scores? {
        features.removeAll()
        extractor.extract(text, into: &features)
        findRows()
        guard !rows.isEmpty, model.header.classCount > 0 else { return nil }
        addRows()
        return scores()
    }

    private mutating func findRows() {
        rows.removeAll(keepingCapacity: true)
        for hash in features.hashes {
            if let row = row(of: hash) { rows.append(UInt32(row)) }
        }
    }

    /// The row of a feature; nil if the model does not know it.
    @inline(__always)
    func row(of hash: UInt64) -> Int? {
        let header = model.header
        let mask = 1 << header.slotBits - 1
        var slot = Slot.index(of: hash, bits: header.slotBits)
        let tag = Slot.tag(of: hash)
        // A table without an empty slot is not ours, but must not hold the search for ever.
        for _ in 0...mask {
            let value = slots.load(fromByteOffset: slot * 8, as: UInt64.self)
            if value == Slot.empty { return nil }
            let row = Int(truncatingIfNeeded: value >> 32)
            if UInt32(truncatingIfNeeded: value) == tag, row < header.rowCount { return row }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// Rows are added in 16 bits, which 256 of them cannot overflow, and then in 32.
    private mutating func addRows() {
        let stride = model.header.stride
        let weights = weights
        rows.withUnsafeBufferPointer { rows in
            for column in Swift.stride(from: 0, to: stride, by: 16) {
                var total = SIMD16<Int32>.zero
                for start in Swift.stride(from: 0, to: rows.count, by: 256) {
                    var sum = SIMD16<Int16>.zero
                    for index in start..<min(start + 256, rows.count) {
                        let row = weights + (Int(rows[index]) * stride + column)
                        sum &+= SIMD16<Int16>(
                            truncatingIfNeeded: row.loadUnaligned(as: SIMD16<Int8>.self))
                    }
                    total &+= SIMD16<Int32>(truncatingIfNeeded: sum)
                }
                for lane in 0..<16 { sums[column + lane] = total[lane] }
            }
        }
    }

    private func scores() -> Scores {
        var best = 0
        for column in 1..<max(1, model.header.classCount) where sums[column] > sums[best] {
            best = column
        }
        let unit = model.header.unit
        let scale = unit * model.header.calibration.temperature
        var probabilities = [Float](repeating: 0, count: model.header.classCount)
        var total: Float = 0
        for column in probabilities.indices {
            let share = expf(Float(sums[column] - sums[best]) * scale)
            probabilities[column] = share
            total += share
        }
        for column in probabilities.indices { probabilities[column] /= total }
        return Scores(
            probabilities: probabilities, best: best,
            rejection: Rejection.score(
                top: Float(sums[best]) * unit,
                scope: Float(sums[model.header.classCount]) * unit, length: features.count))
    }
}
