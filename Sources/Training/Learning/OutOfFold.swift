import NLU

/// Scores of every line by a model that has not seen it: the ground for temperature and threshold.
struct OutOfFold {
    struct Row {
        /// Its place in the training set.
        var document: Int
        /// The class it should be; nil for a line that is out of scope.
        var label: Int?
        var best: Int
        /// The score the threshold of rejection is held against.
        var rejection: Float
        var isChinese: Bool
    }

    static let folds = 5

    private(set) var rows: [Row] = []
    /// Scores of all classes per root of the length of the line, a row for each of `rows`.
    private(set) var scores: Matrix
    let classCount: Int

    /// Lines are dealt to the folds class by class, in the order of the training set. Lines out of
    /// scope belong to no class and so to no count, but are dealt and scored like the others.
    /// - Parameter enough: no fold is begun once as many lines are scored.
    init(_ trainer: Trainer, enough: Int = .max) {
        let set = trainer.set
        classCount = set.classes.count
        let foldOf = Self.deal(set, Self.folds)
        scores = Matrix(rows: 0, stride: ModelHeader.stride(for: classCount))
        for fold in 0..<Self.folds where rows.count < enough {
            let odds = trainer.logOdds(of: set.documents.indices.filter { foldOf[$0] != fold })
            var cache = RowCache(features: set.features.count, stride: scores.width * 8)
            for document in set.documents.indices where foldOf[document] == fold {
                score(document, of: set, odds, &cache)
            }
        }
    }

    /// Lines in scope, as rows of the scores and classes.
    var labels: [(row: Int, label: Int)] {
        rows.enumerated().compactMap { row, line in line.label.map { (row: row, label: $0) } }
    }

    private static func deal(_ set: TrainingSet, _ folds: Int) -> [Int] {
        var next = [Int](repeating: 0, count: set.classes.count + 1)
        return set.documents.map { document in
            let label = document.label ?? set.classes.count
            defer { next[label] += 1 }
            return next[label] % folds
        }
    }

    private mutating func score(
        _ index: Int, of set: TrainingSet, _ odds: LogOdds, _ cache: inout RowCache
    ) {
        let document = set.documents[index]
        var sums = [SIMD8<Float>](repeating: .zero, count: scores.width)
        for entry in set.entries[document.entries] where odds.isKept(Int(entry.feature)) {
            cache.add(Int(entry.feature), of: odds, to: &sums)
        }
        func sum(_ column: Int) -> Float { sums[column / 8][column % 8] }
        var best = 0
        for column in 0..<classCount where sum(column) > sum(best) { best = column }
        let rejection = Rejection.score(
            top: classCount > 0 ? sum(best) : 0, scope: sum(classCount), length: document.length)
        rows.append(
            Row(
                document: index, label: document.label, best: best, rejection: rejection,
                isChinese: document.isChinese))
        let root = Float(max(1, document.length)).squareRoot()
        scores.append(sums.map { $0 / root })
    }
}

/// The weights of features, each worked out when it is first asked for, and kept if there is room.
private struct RowCache {
    /// Most numbers kept: 128 MiB of them.
    private static let room = 32 << 20

    private var weights: Matrix
    private var isWritten: [Bool]

    init(features: Int, stride: Int) {
        let rows = features * stride <= Self.room ? features : 1
        weights = Matrix(rows: rows, stride: stride)
        isWritten = Array(repeating: false, count: rows)
    }

    mutating func add(_ feature: Int, of odds: LogOdds, to sums: inout [SIMD8<Float>]) {
        let isKept = isWritten.count > 1
        let place = isKept ? feature : 0
        let isNew = !isKept || !isWritten[place]
        isWritten[place] = true
        let width = weights.width
        weights.withMutableVectors { weights in
            let row = weights + place * width
            if isNew { odds.write(feature, to: row) }
            for part in 0..<width { sums[part] += row[part] }
        }
    }
}
