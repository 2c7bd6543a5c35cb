import NLU

/// How much of each feature stands under each class, and how much under all the others.
struct ClassCounts: Sendable {
    let classCount: Int
    /// Numbers in a row: the classes and the column of the scope, rounded up to whole vectors.
    let stride: Int
    /// Mass of a feature in the documents of a class (N), a row per feature.
    private(set) var own: Matrix
    /// Mass of a feature in the documents of all other classes (R).
    private(set) var rest: Matrix
    /// Mass of a feature in the documents of all classes, each counted once.
    private(set) var total: [Float]
    /// Mass of a feature in the lines out of scope.
    private(set) var outside: [Float]
    /// Documents in scope that have the feature, and lines out of scope that have it.
    private(set) var documents: [Int32]
    private(set) var strangers: [Int32]

    /// Counts some documents of the set, each once.
    init(of set: TrainingSet, _ documents: [Int]) {
        classCount = set.classes.count
        stride = ModelHeader.stride(for: classCount)
        own = Matrix(rows: set.features.count, stride: stride)
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
        own.clear()
        rest.clear()
        for document in documents { count(document, of: set, weights) }
    }

    private mutating func count(_ document: TrainingSet.Document, of set: TrainingSet) {
        for entry in set.entries[document.entries] {
            let feature = Int(entry.feature)
            guard let label = document.label else {
                outside[feature] += entry.mass
                strangers[feature] += 1
                continue
            }
            own[feature, label] += entry.mass
            total[feature] += entry.mass
            documents[feature] += 1
        }
    }

    /// What is not under a class is under the others.
    private mutating func fillRest() {
        let width = own.width
        own.withVectors { own in
            rest.withMutableVectors { rest in
                for feature in total.indices {
                    for place in feature * width..<(feature + 1) * width {
                        rest[place] = total[feature] - own[place]
                    }
                }
            }
        }
    }

    private mutating func count(_ index: Int, of set: TrainingSet, _ weights: LineWeights) {
        guard let label = set.documents[index].label else { return }
        let width = own.width
        let entries = set.entries[set.documents[index].entries]
        for entry in entries { own[Int(entry.feature), label] += weights.own[index] * entry.mass }
        weights.others.withVectors { weights in
            rest.withMutableVectors { rest in
                let weight = weights + index * width
                for entry in entries {
                    let row = rest + Int(entry.feature) * width
                    for part in 0..<width { row[part] += weight[part] * entry.mass }
                }
            }
        }
    }
}
