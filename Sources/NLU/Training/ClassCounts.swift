/// How much of each feature stands under each class, and how much under all the others.
///
/// A document may count with a weight of its own for each class; with all weights 1 the
/// complement is the rest of the total and is not stored.
struct ClassCounts: Sendable {
    let classCount: Int
    /// Numbers in a row: the classes and the column of the scope, rounded up to whole vectors.
    let stride: Int
    /// Mass of a feature in the documents of a class (N), a row per feature.
    private(set) var own: [Float]
    /// Mass of a feature in the documents of all classes.
    private(set) var total: [Float]
    /// Mass of a feature in the lines out of scope.
    private(set) var outside: [Float]
    /// Documents in scope that have the feature, and lines out of scope that have it.
    private(set) var documents: [Int32]
    private(set) var strangers: [Int32]

    init(of set: TrainingSet) {
        classCount = set.classes.count
        stride = Self.stride(for: classCount)
        own = Array(repeating: 0, count: set.features.count * stride)
        total = Array(repeating: 0, count: set.features.count)
        outside = total
        documents = Array(repeating: 0, count: set.features.count)
        strangers = documents
        for document in set.documents { add(document, of: set, sign: 1) }
    }

    /// Whole vectors of 16.
    static func stride(for classCount: Int) -> Int { (classCount + 1 + 15) / 16 * 16 }

    /// Counts a document once more (`sign` 1) or takes it out again (-1).
    mutating func add(_ document: TrainingSet.Document, of set: TrainingSet, sign: Float) {
        for entry in set.entries[document.entries] {
            let feature = Int(entry.feature)
            guard let label = document.label else {
                outside[feature] += sign * entry.mass
                strangers[feature] += Int32(sign)
                continue
            }
            own[feature * stride + label] += sign * entry.mass
            total[feature] += sign * entry.mass
            documents[feature] += Int32(sign)
        }
    }
}
