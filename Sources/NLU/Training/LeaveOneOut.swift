/// Scores lines by what is left of the counts without them, exactly, and without counting again.
///
/// Taking a line out lowers the mass of its features under its own class and in the rest of every
/// other; the sums over all features, which one line hardly changes, are left alone.
struct LeaveOneOut {
    private let set: TrainingSet
    private let odds: LogOdds
    private let weights: LineWeights
    /// ln (N+α) and the offset of the group, a row per feature.
    private var ownLogs: Matrix
    private let width: Int
    /// α of each feature.
    private let smoothings: [Float]

    init(_ set: TrainingSet, _ odds: LogOdds, _ weights: LineWeights) {
        self.set = set
        self.odds = odds
        self.weights = weights
        width = odds.counts.own.width
        smoothings = set.features.map(\.group.smoothing)
        ownLogs = Matrix(rows: set.features.count, stride: odds.counts.stride)
        let width = width
        ownLogs.withMutableVectors { logs in
            for feature in set.features.indices {
                let alpha = smoothings[feature]
                let offset = odds.group(of: feature) * width
                for part in 0..<width {
                    let place = feature * width + part
                    logs[place] =
                        logarithm(odds.counts.own.vectors[place] + alpha)
                        + odds.offsets.vectors[offset + part]
                }
            }
        }
    }

    /// The scores of lines in scope, a row for each in their order.
    func scores(_ documents: [Int], featureWeights: [Float]) -> Matrix {
        var scores = Matrix(rows: documents.count, stride: width * 8)
        var terms = Matrix(rows: longest(documents), stride: width * 8)
        scores.withMutableVectors { scores in
            for (row, document) in documents.enumerated() {
                score(document, featureWeights, &terms, into: scores + row * width)
            }
        }
        return scores
    }

    /// Rows that the terms of any of the lines need.
    func longest(_ documents: [Int]) -> Int {
        documents.map { set.documents[$0].entries.count }.max() ?? 0
    }

    /// Fills the terms of a line, what each of its features says of each class before its weight φ,
    /// and the sums of them times the weights.
    func score(
        _ document: Int, _ featureWeights: [Float], _ terms: inout Matrix,
        into sums: UnsafeMutablePointer<SIMD8<Float>>
    ) {
        guard let label = set.documents[document].label else { return }
        for part in 0..<width { sums[part] = .zero }
        terms.withMutableVectors { terms in
            var row = terms
            for entry in set.entries[set.documents[document].entries] {
                fill(row, entry, document)
                row[label / 8][label % 8] = ownTerm(entry, document, label)
                let weight = featureWeights[Int(entry.feature)]
                for part in 0..<width { sums[part] += row[part] * weight }
                row += width
            }
        }
    }

    /// The terms of a feature for the classes the line does not belong to.
    @inline(__always)
    private func fill(
        _ row: UnsafeMutablePointer<SIMD8<Float>>, _ entry: TrainingSet.Entry, _ document: Int
    ) {
        let feature = Int(entry.feature)
        let alpha = smoothings[feature]
        let factor = odds.factors[feature]
        ownLogs.withVectors { logs in
            odds.counts.rest.withVectors { rest in
                weights.others.withVectors { weights in
                    let (start, weight) = (feature * width, weights + document * width)
                    for part in 0..<width {
                        let left = rest[start + part] - weight[part] * entry.mass
                        row[part] = (logs[start + part] - logarithm(left + alpha)) * factor
                    }
                }
            }
        }
    }

    @inline(__always)
    private func ownTerm(_ entry: TrainingSet.Entry, _ document: Int, _ label: Int) -> Float {
        let feature = Int(entry.feature)
        let alpha = smoothings[feature]
        let left = odds.counts.own[feature, label] - weights.own[document] * entry.mass
        let offset = odds.offsets[odds.group(of: feature), label]
        return odds.factors[feature]
            * (logarithm(left + alpha) + offset
                - logarithm(odds.counts.rest[feature, label] + alpha))
    }
}
