import NLU

/// How much of each feature stands under each class, and how much under all the others.
struct ClassCounts: Sendable {
    let classCount: Int
    /// Numbers in a row: the classes and the column of the scope, rounded up to whole vectors.
    let stride: Int
    /// Mass of a feature in the documents of a class (N).
    private(set) var own: ClassMasses
    /// Mass of a feature in the documents of all other classes (R).
    private(set) var rest: Matrix
    /// Mass of a feature in the documents of all classes, each counted once.
    private(set) var total: [Float]
    /// Mass of a feature in the lines out of scope.
    private(set) var outside: [Float]
    /// Documents in scope that have the feature, and lines out of scope that have it.
    private(set) var documents: [Int32]
    private(set) var strangers: [Int32]

    /// Counts some documents of the set, in its order, each once.
    init(of set: TrainingSet, _ documents: [Int]) {
        classCount = set.classes.count
        stride = ModelHeader.stride(for: classCount)
        own = ClassMasses(of: set, documents)
        own.count(of: set, documents) { _ in 1 }
        rest = Matrix(rows: set.features.count, stride: stride)
        total = Array(repeating: 0, count: set.features.count)
        outside = total
        self.documents = Array(repeating: 0, count: set.features.count)
        strangers = self.documents
        for document in documents { count(set.documents[document], of: set) }
        fillRest()
    }

    /// Counts the masses again, each document as much as the weights say.
    mutating func recount(of set: TrainingSet, _ documents: [Int], _ weights: LineWeights) {
        own.count(of: set, documents) { weights.own[$0] }
        rest.clear()
        let width = rest.width
        rest.withMutableVectors { rest in
            nonisolated(unsafe) let rest = rest
            Portions.forEach(of: width, in: Self.columnParts) { columns in
                for document in documents where set.documents[document].label != nil {
                    Self.count(document, of: set, weights, columns, into: rest, width)
                }
            }
        }
    }

    /// Each part of the columns goes over all lines, so that more parts than cores are a waste.
    private static let columnParts = 2

    private mutating func count(_ document: TrainingSet.Document, of set: TrainingSet) {
        for entry in set.entries[document.entries] {
            let feature = Int(entry.feature)
            guard document.label != nil else {
                outside[feature] += entry.mass
                strangers[feature] += 1
                continue
            }
            total[feature] += entry.mass
            documents[feature] += 1
        }
    }

    /// What is not under a class is under the others.
    private mutating func fillRest() {
        for feature in total.indices { rest.fill(feature, with: total[feature]) }
        for feature in total.indices {
            for place in own.places(feature) {
                rest[feature, Int(own.classes[place])] -= own.masses[place]
            }
        }
    }

    private static func count(
        _ document: Int, of set: TrainingSet, _ weights: LineWeights, _ columns: Range<Int>,
        into rest: UnsafeMutablePointer<SIMD8<Float>>, _ width: Int
    ) {
        weights.others.withVectors { weights in
            let weight = weights + document * width
            for entry in set.entries[set.documents[document].entries] {
                let row = rest + Int(entry.feature) * width
                for part in columns { row[part] += weight[part] * entry.mass }
            }
        }
    }
}
