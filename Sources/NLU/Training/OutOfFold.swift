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
    /// Scores of all classes, in the order of the rows.
    private(set) var scores: [Float]
    let stride: Int
    let classCount: Int

    /// Lines are dealt to the folds class by class, in the order of the training set. Lines out of
    /// scope belong to no class and so to no count, but are dealt and scored like the others.
    /// - Parameter enough: no fold is begun once as many lines are scored.
    init(_ set: TrainingSet, minimumFrequency: Int, enough: Int = .max) {
        classCount = set.classes.count
        stride = ClassCounts.stride(for: classCount)
        scores = []
        let foldOf = Self.deal(set, Self.folds)
        let all = ClassCounts(of: set)
        var rowCache = RowCache(features: set.features.count, stride: stride)
        for fold in 0..<Self.folds where rows.count < enough {
            let held = set.documents.indices.filter { foldOf[$0] == fold }
            var counts = all
            for document in held { counts.add(set.documents[document], of: set, sign: -1) }
            let odds = LogOdds(counts, of: set, minimumFrequency: minimumFrequency)
            rowCache.removeAll()
            for document in held { score(document, of: set, odds, &rowCache) }
        }
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
        var sums = [Float](repeating: 0, count: stride)
        sums.withUnsafeMutableBufferPointer { sums in
            for entry in set.entries[document.entries] {
                let feature = Int(entry.feature)
                if odds.isKept(feature) { cache.add(feature, of: odds, to: sums) }
            }
        }
        var best = 0
        for column in 0..<classCount where sums[column] > sums[best] { best = column }
        let rejection = Rejection.score(
            top: classCount > 0 ? sums[best] : 0, scope: sums[classCount],
            length: document.length)
        rows.append(
            Row(
                document: index, label: document.label, best: best, rejection: rejection,
                isChinese: document.isChinese))
        scores += sums
    }
}

/// The weights of features, each worked out when it is first asked for.
private struct RowCache {
    private let stride: Int
    private var weights: [Float]
    private var isWritten: [Bool]

    init(features: Int, stride: Int) {
        self.stride = stride
        weights = Array(repeating: 0, count: features * stride)
        isWritten = Array(repeating: false, count: features)
    }

    mutating func removeAll() {
        for feature in isWritten.indices { isWritten[feature] = false }
    }

    mutating func add(
        _ feature: Int, of odds: LogOdds, to sums: UnsafeMutableBufferPointer<Float>
    ) {
        let places = feature * stride..<(feature + 1) * stride
        let isNew = !isWritten[feature]
        isWritten[feature] = true
        weights.withUnsafeMutableBufferPointer { weights in
            let row = UnsafeMutableBufferPointer(rebasing: weights[places])
            if isNew { odds.write(feature, to: row) }
            for column in sums.indices { sums[column] += row[column] }
        }
    }
}

enum Rejection {
    /// How far the best class stands out from the mean of all classes (which is 0, rows being
    /// centred), and the line from those out of scope, per root of the number of distinct features
    /// of the line, unknown ones included.
    ///
    /// The first part alone tells other subjects; near misses of our own need the second. A fit of
    /// the two on lines not seen weighs them alike, so that there is nothing to store.
    static func score(top: Float, scope: Float, length: Int) -> Float {
        length == 0 ? 0 : (top + scope) / Float(length).squareRoot()
    }
}
