/// Scores lines against a model, in memory that is kept from line to line.
struct Scorer {
    /// Keeps the memory behind the pointers.
    private let model: Model
    private let table: FeatureTable
    private let weights: UnsafePointer<UInt8>
    private(set) var extractor: FeatureExtractor
    private var features = FeatureList()
    private var rows: DistinctRows
    /// Sums of the rows of a line, a column per class.
    private var sums: [Int32]
    private var scores: [SIMD8<Float>]
    private var softmax: Softmax
    /// Lines for which pages are loaded one by one; after them it is sooner done with all at once.
    private var linesUntilWhole = 1000

    init(_ model: Model) {
        guard let file = model.storage.bytes.baseAddress else {
            preconditionFailure("a model without bytes is not opened")
        }
        let header = model.header
        self.model = model
        extractor = FeatureExtractor(model.rules.slips)
        table = FeatureTable(file + header.slots, bits: header.slotBits, rowCount: header.rowCount)
        weights = (file + header.rows).assumingMemoryBound(to: UInt8.self)
        rows = DistinctRows(rowCount: header.rowCount)
        sums = Array(repeating: 0, count: header.stride)
        scores = Array(repeating: .zero, count: header.stride / 8)
        softmax = Softmax(classCount: header.classCount, stride: header.stride)
    }

    struct Result: Sendable {
        /// The class of the highest score; of equals the first.
        var best: Int
        /// Held against the threshold.
        var rejection: Float
    }

    /// The normalised form of the line scored last.
    var normalised: [UInt32] { extractor.text.scalars }

    /// The calibrated probability of a class for the line scored last.
    func share(_ column: Int) -> Float { softmax[column] }

    /// The score of a class for the line scored last, in units of the model.
    func sum(_ column: Int) -> Int32 { sums[column] }

    /// The probabilities of all classes, and zeros after them.
    var shares: [SIMD8<Float>] { softmax.shares }

    mutating func score(_ text: String) -> Result? {
        var text = text
        return text.withUTF8 { score($0) }
    }

    /// Nil when no feature of the line, which is valid UTF-8, is known.
    mutating func score(_ utf8: UnsafeBufferPointer<UInt8>) -> Result? {
        extractor.read(utf8)
        features.take(from: extractor)
        if linesUntilWhole > 0 { loadPages() }
        rows.take(features, from: table, weights, stride: model.header.stride)
        guard rows.count > 0, model.header.classCount > 0 else { return nil }
        let stride = model.header.stride
        sums.withUnsafeMutableBufferPointer { sums in
            rows.withPointers { RowSum.add($0, stride: stride, to: sums) }
        }
        return result()
    }

    /// The row of a feature; nil if the model does not know it.
    func row(of hash: UInt64) -> Int? {
        let (pages, header) = (model.pages, model.header)
        let number = table.number(of: hash) {
            pages.need(header.slots + $0, count: FeatureTable.bucketSize)
        }
        guard number > 0 else { return nil }
        pages.need(header.rows + (number - 1) * header.stride, count: header.stride)
        return number - 1
    }

    private mutating func loadPages() {
        linesUntilWhole = model.pages.areLoaded ? 0 : linesUntilWhole - 1
        if linesUntilWhole > 0 {
            for hash in features.hashes.prefix(features.count) { _ = row(of: hash) }
        } else {
            model.pages.needAll()
        }
    }

    /// A score in units of the model.
    func weight(_ row: Int, _ column: Int) -> Int {
        Int(weights[row * model.header.stride + column]) - Int(RowSum.bias)
    }

    /// What the scores of the line scored last are multiplied by.
    var temperature: Float {
        model.header.calibration.temperature / Float(max(1, features.count)).squareRoot()
    }

    private mutating func result() -> Result {
        let header = model.header
        let scale = header.unit * temperature
        let best = scores.withUnsafeMutableBufferPointer { scores in
            sums.withUnsafeBufferPointer { sums in
                var best = 0
                for column in 0..<header.classCount where sums[column] > sums[best] {
                    best = column
                }
                for part in scores.indices {
                    var score = SIMD8<Float>.zero
                    for lane in 0..<8 { score[lane] = Float(sums[part &* 8 &+ lane]) }
                    scores[part] = score
                }
                return best
            }
        }
        scores.withUnsafeBufferPointer { scores in
            guard let scores = scores.baseAddress else { return }
            softmax.take(scores, temperature: scale)
        }
        return Result(
            best: best,
            rejection: Rejection.score(
                top: Float(sums[best]) * header.unit,
                scope: Float(sums[header.classCount]) * header.scopeUnit, length: features.count)
                + (extractor.isChinese ? header.calibration.chineseShift : 0))
    }
}
