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
            score(set.documents.indices.filter { foldOf[$0] == fold }, of: set, odds)
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

    private mutating func score(_ documents: [Int], of set: TrainingSet, _ odds: LogOdds) {
        let width = scores.width
        var sums = Matrix(rows: documents.count, stride: width * 8)
        sums.withMutableVectors { sums in
            nonisolated(unsafe) let sums = sums
            Portions.forEach(of: documents.count) { rows in
                var weights = Matrix(rows: 1, stride: width * 8)
                weights.withMutableVectors { weights in
                    for row in rows {
                        for entry in set.entries[set.documents[documents[row]].entries]
                        where odds.isKept(Int(entry.feature)) {
                            odds.write(Int(entry.feature), to: weights)
                            for part in 0..<width { sums[row * width + part] += weights[part] }
                        }
                    }
                }
            }
        }
        for (row, document) in documents.enumerated() { add(document, of: set, sums, row) }
    }

    /// - Parameter sums: the scores of all classes and of the scope, in one of the rows.
    private mutating func add(_ index: Int, of set: TrainingSet, _ sums: Matrix, _ row: Int) {
        let document = set.documents[index]
        var best = 0
        for column in 0..<classCount where sums[row, column] > sums[row, best] { best = column }
        let rejection = Rejection.score(
            top: classCount > 0 ? sums[row, best] : 0, scope: sums[row, classCount],
            length: document.length)
        rows.append(
            Row(
                document: index, label: document.label, best: best, rejection: rejection,
                isChinese: document.isChinese))
        let root = Float(max(1, document.length)).squareRoot()
        scores.append(sums.vectors[row * sums.width..<(row + 1) * sums.width].map { $0 / root })
    }
}
