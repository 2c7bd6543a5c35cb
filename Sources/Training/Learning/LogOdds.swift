import NLU

/// The naive Bayes weights of a set of counts.
///
/// A weight is the log-odds of a feature between two multinomials, that of a class and that of all
/// other classes together (Rennie et al. 2003 call the second the complement):
///
///     w(f,c) = γ(g) e(f) φ(f) [ ln (N(f,c)+α) / (ΣN(·,c)+αV) - ln (R(f,c)+α) / (ΣR(·,c)+αV) ]
///
/// where g is the group of f, V its number of features, N and R the masses within and outside of
/// c, e(f) is one minus the entropy of the classes given f, in units of its maximum, to the
/// power 5/16, and φ is 1 unless it is fitted. Classes are equally likely beforehand. A row is
/// centred: only differences count.
///
/// The column after the classes holds the same between all lines in scope and all lines out of it.
struct LogOdds {
    private(set) var counts: ClassCounts
    private let groups: [FeatureGroup]
    /// Features in fewer documents weigh nothing.
    private let minimumFrequency: Int32
    /// ln (ΣR+αV) - ln (ΣN+αV), a row for each group.
    private(set) var offsets: Matrix
    /// How much a feature speaks for a line being in scope.
    private let scope: [Float]
    /// γ e of each feature, from counts of every line once; 0 for one that is not kept.
    private(set) var factors: [Float] = []
    /// φ of each feature.
    var featureWeights: [Float]

    /// Counts some documents of the set, in its order, each once.
    init(of set: TrainingSet, _ documents: [Int], minimumFrequency: Int) {
        counts = ClassCounts(of: set, documents)
        self.minimumFrequency = Int32(minimumFrequency)
        groups = set.features.map(\.group)
        offsets = Matrix(rows: FeatureGroup.allCases.count, stride: counts.stride)
        scope =
            ScopeOdds(counts, of: set, minimumFrequency: minimumFrequency)?
            .fitted(to: documents) ?? Array(repeating: 0, count: groups.count)
        featureWeights = Array(repeating: 1, count: groups.count)
        fillOffsets()
        fillFactors()
    }

    /// Puts counts of weighted lines in place of the first ones.
    mutating func recount(of set: TrainingSet, _ documents: [Int], _ weights: LineWeights) {
        counts.recount(of: set, documents, weights)
        fillOffsets()
    }

    /// Whether the feature says anything, about the classes or about the scope.
    func isKept(_ feature: Int) -> Bool {
        counts.documents[feature] + counts.strangers[feature] >= minimumFrequency
    }

    private func isInScope(_ feature: Int) -> Bool {
        counts.documents[feature] > 0 && isKept(feature)
    }

    func smoothing(of feature: Int) -> Float { groups[feature].smoothing }

    func group(of feature: Int) -> Int { Int(groups[feature].rawValue) }

    private mutating func fillOffsets() {
        let width = counts.rest.width
        var own = Matrix(rows: FeatureGroup.allCases.count, stride: counts.stride)
        var rest = own
        var vocabulary = [Float](repeating: 0, count: FeatureGroup.allCases.count)
        for feature in groups.indices where isInScope(feature) {
            let group = group(of: feature)
            vocabulary[group] += 1
            for place in counts.own.places(feature) {
                own[group, Int(counts.own.classes[place])] += counts.own.masses[place]
            }
            rest.add(counts.rest, row: feature, to: group)
        }
        offsets.withMutableVectors { offsets in
            for group in FeatureGroup.allCases {
                let index = Int(group.rawValue)
                let smoothing = max(group.smoothing * vocabulary[index], group.smoothing)
                for place in index * width..<(index + 1) * width {
                    offsets[place] =
                        logarithm(rest.vectors[place] + smoothing)
                        - logarithm(own.vectors[place] + smoothing)
                }
            }
        }
    }

    private mutating func fillFactors() {
        let scale = counts.classCount > 1 ? 1 / logarithm(Float(counts.classCount)) : 0
        var own = Matrix(rows: 1, stride: counts.stride)
        factors = groups.indices.map { feature in
            guard isInScope(feature) else { return 0 }
            let total = max(counts.total[feature], .leastNormalMagnitude)
            own.clear()
            own.withMutableVectors {
                counts.own.write(counts.own.masses, of: feature, to: $0)
            }
            var entropy = SIMD8<Float>.zero
            for mass in own.vectors {
                let share = mass / total
                entropy -= share * logarithm(share + 1e-12)
            }
            return groups[feature].weight * certainty(1 - entropy.sum() * scale)
        }
    }

    /// Writes the weights of a feature for all classes and for the scope, and zero after them.
    func write(_ feature: Int, to row: UnsafeMutablePointer<SIMD8<Float>>) {
        let width = counts.rest.width
        for part in 0..<width { row[part] = .zero }
        if factors[feature] > 0 {
            counts.own.write(counts.own.masses, of: feature, to: row)
            let alpha = groups[feature].smoothing
            let (start, offset) = (feature * width, group(of: feature) * width)
            for part in 0..<width {
                row[part] =
                    logarithm(row[part] + alpha)
                    - logarithm(counts.rest.vectors[start + part] + alpha)
                    + offsets.vectors[offset + part]
            }
            centre(row, factor: factors[feature] * featureWeights[feature])
        }
        row[counts.classCount / 8][counts.classCount % 8] = scope[feature]
    }

    private func centre(_ row: UnsafeMutablePointer<SIMD8<Float>>, factor: Float) {
        for column in counts.classCount..<counts.stride { row[column / 8][column % 8] = 0 }
        var sum = SIMD8<Float>.zero
        for part in 0..<counts.rest.width { sum += row[part] }
        let mean = sum.sum() / Float(max(1, counts.classCount))
        for part in 0..<counts.rest.width { row[part] = (row[part] - mean) * factor }
        for column in counts.classCount..<counts.stride { row[column / 8][column % 8] = 0 }
    }
}

/// e(f): a power of 5/16, by square roots alone.
func certainty(_ information: Float) -> Float {
    let fourth = max(1e-6, information).squareRoot().squareRoot()
    return fourth * fourth.squareRoot().squareRoot()
}
