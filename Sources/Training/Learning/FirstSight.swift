import NLU

/// What one line more teaches a model, at first sight: where training weighs every line anew by all
/// the others, this adds the line to the counts of its own features and leaves all else as it is.
///
/// The weights of a feature are worked out from plain counts, without the line and with it, and
/// those of the model are moved as far, in the measure in which they are such weights.
struct FirstSight {
    private let classCount: Int
    private let label: Int?
    /// In features, those found twice included.
    private let length: Int
    /// Its features that are kept, each once.
    private var features: [LineCounts.Feature]
    /// In the other lines, by class and then out of scope: the mass of each feature of the line.
    private let masses: Matrix
    /// The same of all features of a group.
    private let groups: Matrix
    /// What the column of the scope is worth.
    private let trust: Float
    private let othersRate: Float
    /// How many features a group has.
    private let vocabulary: [Float]
    /// The places of the lines of the corpus that have a feature of the line.
    let alike: [Int]

    /// - Parameters:
    ///   - corpus: with the line.
    ///   - learnt: without it.
    init(_ example: Corpus.Example, in corpus: Corpus, _ learnt: Learnt) {
        let counts = LineCounts(of: example, in: corpus, learnt)
        (classCount, label, length) = (counts.classes.count, counts.label, counts.length)
        (features, masses, groups) = (counts.features, counts.masses, counts.groups)
        (vocabulary, alike) = (counts.vocabulary, counts.alike)
        othersRate = Fitting.of(corpus).othersRate
        trust = ScopeOdds.trust(
            corpus.examples.count { $0.intent == Interpretation.outOfScope })
    }

    /// Teaches the line to what was learnt without it.
    func teach(_ learnt: inout Learnt) {
        let rows = learnt.rows(of: features.map(\.hash))
        let known = rows.map { row in row.map { learnt.weights($0, classCount: classCount) } }
        let weight = Weight(shares(known, learnt.calibration), label: label, othersRate)
        var measures: [Float] = []
        for (index, row) in rows.enumerated() {
            guard let row, let weights = known[index] else { continue }
            let (before, after) = (plain(index, nil), plain(index, weight))
            let classes = Self.measure(weights, before, 0..<classCount)
            let scope = Self.measure(weights, before, classCount..<classCount + 1)
            measures.append(classes)
            let moved = weights.indices.map {
                weights[$0] + ($0 < classCount ? classes : scope) * (after[$0] - before[$0])
            }
            learnt.put(moved, to: row)
        }
        // One that only one other line has, and that has no row yet.
        let usual = measures.reduce(0, +) / Float(max(1, measures.count))
        for (index, feature) in features.enumerated() where rows[index] == nil {
            let plain = plain(index, weight)
            learnt.add(feature.hash, plain.dropLast().map { $0 * usual } + plain.suffix(1))
        }
    }

    /// How much of the plain weights a model has: what fits best, and no less than nothing.
    private static func measure(_ known: [Float], _ plain: [Float], _ columns: Range<Int>) -> Float
    {
        let sum = columns.reduce(Float(0)) { $0 + plain[$1] * plain[$1] }
        guard sum > 0 else { return 1 }
        return min(3, max(0, columns.reduce(0) { $0 + plain[$1] * known[$1] } / sum))
    }

    /// What the model makes of the line, a share per class.
    private func shares(_ known: [[Float]?], _ calibration: Calibration) -> [Float] {
        var sums = Matrix(rows: 1, stride: ModelHeader.stride(for: classCount))
        for row in known.compactMap(\.self) {
            for (column, weight) in row.enumerated() { sums[0, column] += weight }
        }
        var softmax = Softmax(classCount: classCount, stride: sums.width * 8)
        let temperature = calibration.temperature * Trainer.flatness
        sums.withVectors {
            softmax.take($0, temperature: temperature / Float(max(1, length)).squareRoot())
        }
        return (0..<classCount).map { softmax[$0] }
    }

    /// How often the line counts: as training would count one that the others take for that.
    private struct Weight {
        let label: Int?
        var own: Float = 1
        var others: [Float]
        /// For what is in scope and what is not, where the rounds are more and the errors smaller.
        let scope: Float = 3

        init(_ shares: [Float], label: Int?, _ othersRate: Float) {
            self.label = label
            others = shares.map { 1 + othersRate * $0 }
            guard let label else { return }
            own += 1 - shares[label]
            others[label] = 0
        }
    }

    /// The weights of a feature for all classes and for the scope, as `LogOdds` and `ScopeOdds`
    /// have them of plain counts, and the line.
    private func plain(_ index: Int, _ line: Weight?) -> [Float] {
        let entry = features[index]
        let group = FeatureGroup.of(entry.hash)
        var own = (0..<classCount).map { masses[index, $0] }
        var sides = (inside: own.reduce(0, +), outside: masses[index, classCount])
        var rest = own.map { sides.inside - $0 }
        var once = own
        if let line, let label = line.label {
            once[label] += entry.mass
            own[label] += entry.mass * line.own
            for column in rest.indices { rest[column] += entry.mass * line.others[column] }
            sides.inside += entry.mass * line.scope
        } else if let line {
            sides.outside += entry.mass * line.scope
        }
        let classes = classWeights(own, rest, group, certainty: Training.certainty(of: once))
        return classes + [scopeWeight(sides.inside, sides.outside, group)]
    }

    private func classWeights(
        _ own: [Float], _ rest: [Float], _ group: FeatureGroup, certainty: Float
    ) -> [Float] {
        let sums = (0..<classCount).map { groups[Int(group.rawValue), $0] }
        let total = sums.reduce(0, +)
        let smoothing = smoothing(group)
        let odds = own.indices.map {
            logarithm((own[$0] + group.smoothing) / (rest[$0] + group.smoothing))
                + logarithm((total - sums[$0] + smoothing) / (sums[$0] + smoothing))
        }
        let mean = odds.reduce(0, +) / Float(max(1, classCount))
        return odds.map { ($0 - mean) * group.weight * certainty }
    }

    private func scopeWeight(_ inside: Float, _ outside: Float, _ group: FeatureGroup) -> Float {
        let sums = (0...classCount).map { groups[Int(group.rawValue), $0] }
        let smoothing = smoothing(group)
        let offset = logarithm(
            (sums[classCount] + smoothing) / (sums.dropLast().reduce(0, +) + smoothing))
        let odds = logarithm((inside + group.smoothing) / (outside + group.smoothing))
        return trust * 2 * group.weight * certainty(of: [inside, outside]) * (odds + offset)
    }

    private func smoothing(_ group: FeatureGroup) -> Float {
        group.smoothing * max(1, vocabulary[Int(group.rawValue)])
    }
}

/// One minus the entropy of some masses in units of its maximum, to the power of `certainty`.
private func certainty(of masses: [Float]) -> Float {
    let total = masses.reduce(0, +)
    guard total > 0, masses.count > 1 else { return 0 }
    let entropy = masses.reduce(Float(0)) { sum, mass in
        sum - mass / total * logarithm(mass / total + 1e-12)
    }
    return certainty(1 - entropy / logarithm(Float(masses.count)))
}
