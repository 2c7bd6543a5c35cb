import NLU

/// How much each line counts: once, until lines that are hard to tell are made to count for more.
///
/// The frequencies are fitted to the errors, as the discriminative frequency estimate of Su, Zhang,
/// Ling and Matwin (2008) does it, but for all lines at once, from scores that leave the line
/// itself out, and for the complement of a class as well as for the class.
struct LineWeights: Sendable {
    /// What a line adds to its own class.
    private(set) var own: [Float]
    /// What it adds to the rest of each other class; 0 in the column of its own.
    private(set) var others: Matrix

    init(of set: TrainingSet) {
        let stride = ModelHeader.stride(for: set.classes.count)
        own = Array(repeating: 1, count: set.documents.count)
        others = Matrix(rows: set.documents.count, stride: stride, filledWith: 1)
        for (index, document) in set.documents.enumerated() {
            if let label = document.label { others[index, label] = 0 }
        }
    }

    /// A line its neighbours give to another class counts for more in its own, and for more against
    /// the other.
    /// - Parameters:
    ///   - shares: what the others make of the line, a share per class.
    ///   - rate: how much more an error weighs there.
    mutating func raise(
        _ document: Int, label: Int, by shares: [SIMD8<Float>], othersRate rate: Float
    ) {
        own[document] += 1 - shares[label / 8][label % 8]
        let width = others.width
        others.withMutableVectors { others in
            let row = others + document * width
            for part in 0..<width { row[part] += rate * shares[part] }
        }
        others[document, label] = 0
    }
}
