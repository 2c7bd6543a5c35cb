/// The naive Bayes weights of a set of counts, in closed form.
///
/// A weight is the log-odds of a feature between two multinomials, that of a class and that of all
/// other classes together (Rennie et al. 2003 call the second the complement):
///
///     w(f,c) = γ(g) e(f) [ ln (N(f,c)+α) / (ΣN(·,c)+αV) - ln (R(f,c)+α) / (ΣR(·,c)+αV) ]
///
/// where g is the group of f, V its number of features, N and R the masses within and outside of
/// c, and e(f) is one minus the entropy of the classes given f, in units of its maximum, to the
/// power 5/16. Classes are equally likely beforehand. A row is centred: only differences count.
///
/// The column after the classes holds the same between all lines in scope and all lines out of it.
struct LogOdds {
    let counts: ClassCounts
    private let groups: [FeatureGroup]
    /// Features in fewer documents weigh nothing.
    private let minimumFrequency: Int32
    /// ln (ΣR+αV) - ln (ΣN+αV) for each group and class.
    private var offsets: [Float]
    private let scope: ScopeOdds
    private let entropyScale: Float

    init(_ counts: ClassCounts, of set: TrainingSet, minimumFrequency: Int) {
        self.counts = counts
        self.minimumFrequency = Int32(minimumFrequency)
        groups = set.features.map(\.group)
        offsets = Array(repeating: 0, count: FeatureGroup.allCases.count * counts.stride)
        entropyScale = counts.classCount > 1 ? 1 / logarithm(Float(counts.classCount)) : 0
        scope = ScopeOdds(counts, groups, minimumFrequency: Int32(minimumFrequency))
        fillOffsets()
    }

    /// Whether the feature says anything, about the classes or about the scope.
    func isKept(_ feature: Int) -> Bool {
        counts.documents[feature] + counts.strangers[feature] >= minimumFrequency
    }

    private func isInScope(_ feature: Int) -> Bool {
        counts.documents[feature] > 0 && isKept(feature)
    }

    private mutating func fillOffsets() {
        let stride = counts.stride
        var own = [Float](repeating: 0, count: offsets.count)
        var total = [Float](repeating: 0, count: FeatureGroup.allCases.count)
        var vocabulary = total
        for feature in groups.indices where isInScope(feature) {
            let group = Int(groups[feature].rawValue)
            vocabulary[group] += 1
            total[group] += counts.total[feature]
            for column in 0..<counts.classCount {
                own[group * stride + column] += counts.own[feature * stride + column]
            }
        }
        for group in FeatureGroup.allCases {
            let index = Int(group.rawValue)
            let smoothing = max(group.smoothing * vocabulary[index], group.smoothing)
            for column in 0..<counts.classCount {
                let mass = own[index * stride + column]
                let rest = max(0, total[index] - mass)
                offsets[index * stride + column] =
                    logarithm(rest + smoothing) - logarithm(mass + smoothing)
            }
        }
    }

    /// Writes the weights of a feature for all classes and for the scope, and zero after them.
    func write(_ feature: Int, to row: UnsafeMutableBufferPointer<Float>) {
        if isInScope(feature) {
            let certainty = writeOdds(feature, to: row)
            centre(row, factor: groups[feature].weight * certainty)
        } else {
            row.update(repeating: 0)
        }
        row[counts.classCount] = scope.weight(of: feature)
    }

    /// Returns what the entropy of the classes given the feature makes of its weight.
    private func writeOdds(_ feature: Int, to row: UnsafeMutableBufferPointer<Float>) -> Float {
        let stride = counts.stride
        let group = groups[feature]
        let total = max(counts.total[feature], .leastNormalMagnitude)
        let alpha = SIMD8<Float>(repeating: group.smoothing)
        var entropy = SIMD8<Float>.zero
        counts.own.withUnsafeBufferPointer { own in
            offsets.withUnsafeBufferPointer { offsets in
                for start in Swift.stride(from: 0, to: stride, by: 8) {
                    let mass = vector(own, feature * stride + start).clamped(
                        lowerBound: .zero, upperBound: SIMD8(repeating: total))
                    let share = mass / total
                    entropy -=
                        share * logarithm(share.replacing(with: 1e-12, where: share .< 1e-12))
                    let odds = logarithm(mass + alpha) - logarithm((total - mass) + alpha)
                    let offset = vector(offsets, Int(group.rawValue) * stride + start)
                    store(odds + offset, to: row, at: start)
                }
            }
        }
        return certainty(1 - entropy.sum() * entropyScale)
    }

    private func centre(_ row: UnsafeMutableBufferPointer<Float>, factor: Float) {
        var mean: Float = 0
        for column in 0..<counts.classCount { mean += row[column] }
        mean /= Float(max(1, counts.classCount))
        for column in 0..<counts.classCount { row[column] = (row[column] - mean) * factor }
        for column in counts.classCount..<counts.stride { row[column] = 0 }
    }
}

/// e(f): a power of 5/16, by square roots alone.
private func certainty(_ information: Float) -> Float {
    let fourth = max(1e-6, information).squareRoot().squareRoot()
    return fourth * fourth.squareRoot().squareRoot()
}

/// The same weights between two classes: what is in scope, and what is out of it.
private struct ScopeOdds {
    private let counts: ClassCounts
    private let groups: [FeatureGroup]
    private let minimumFrequency: Int32
    private var offsets: [Float]
    private var isKnown = false

    init(_ counts: ClassCounts, _ groups: [FeatureGroup], minimumFrequency: Int32) {
        self.counts = counts
        self.groups = groups
        self.minimumFrequency = minimumFrequency
        var inside = [Float](repeating: 0, count: FeatureGroup.allCases.count)
        var outside = inside
        var vocabulary = inside
        for feature in groups.indices
        where counts.documents[feature] + counts.strangers[feature] >= minimumFrequency {
            let group = Int(groups[feature].rawValue)
            vocabulary[group] += 1
            inside[group] += counts.total[feature]
            outside[group] += counts.outside[feature]
            isKnown = isKnown || counts.strangers[feature] > 0
        }
        offsets = FeatureGroup.allCases.map { group in
            let index = Int(group.rawValue)
            let smoothing = max(group.smoothing * vocabulary[index], group.smoothing)
            return logarithm(max(0, outside[index]) + smoothing)
                - logarithm(max(0, inside[index]) + smoothing)
        }
    }

    /// Positive for what belongs to the desk; 0 when no line is known to be out of scope.
    func weight(of feature: Int) -> Float {
        guard isKnown, counts.documents[feature] + counts.strangers[feature] >= minimumFrequency
        else { return 0 }
        let group = groups[feature]
        let inside = max(0, counts.total[feature])
        let outside = max(0, counts.outside[feature])
        let odds = logarithm(inside + group.smoothing) - logarithm(outside + group.smoothing)
        let share = inside / max(inside + outside, .leastNormalMagnitude)
        var entropy: Float = 0
        for part in [share, 1 - share] { entropy -= part * logarithm(max(part, 1e-12)) }
        // Twice, because it speaks for the one and against the other.
        return 2 * group.weight * certainty(1 - entropy / logarithm(2))
            * (odds + offsets[Int(group.rawValue)])
    }
}

@inline(__always)
private func vector(_ values: UnsafeBufferPointer<Float>, _ start: Int) -> SIMD8<Float> {
    UnsafeRawBufferPointer(values).loadUnaligned(fromByteOffset: start * 4, as: SIMD8<Float>.self)
}

@inline(__always)
private func store(
    _ vector: SIMD8<Float>, to row: UnsafeMutableBufferPointer<Float>, at start: Int
) {
    UnsafeMutableRawBufferPointer(row).storeBytes(
        of: vector, toByteOffset: start * 4, as: SIMD8<Float>.self)
}
