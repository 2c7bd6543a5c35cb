import NLU

/// One weight per feature, the same for all classes, under which the labels of lines left out are
/// likeliest (attributes weighted by conditional likelihood: Zaidi, Cerquides, Carman, Webb 2013).
///
///     minimise  -Σ ln P(label | line left out) + λ Σ (φ - T)² / T²,  φ ≥ 0
///
/// by a few steps of Newton's method on the diagonal, damped because features go together. A line
/// is held against the likeliest of the other classes: of the rest it says next to nothing.
struct FeatureWeights {
    /// Sums are made in so many parts on every machine, so that they are rounded alike.
    private static let parts = 4

    private let leftOut: LeaveOneOut
    private let set: TrainingSet
    private let documents: [Int]
    private let fitting: Fitting
    private let lanes: Int
    /// Where the terms of each document begin, and where those of the last end; empty where they
    /// are too many to be kept from one iteration to the next.
    private var starts: [Int] = []
    /// The columns a line is held against besides its own, as many for each document.
    private var rivals: [Int32] = []

    /// - Parameters:
    ///   - documents: lines in scope.
    ///   - scores: of each of them, left out.
    ///   - mostKept: terms, of 32 bytes each.
    init(
        _ leftOut: LeaveOneOut, _ set: TrainingSet, _ documents: [Int], scores: Matrix,
        _ fitting: Fitting, mostKept: Int = 1 << 21
    ) {
        self.leftOut = leftOut
        self.fitting = fitting
        self.set = set
        self.documents = documents
        lanes = min(TermRoom.lanes, set.classes.count)
        rivals.reserveCapacity(documents.count * (lanes - 1))
        for (row, document) in documents.enumerated() {
            let label = set.documents[document].label
            rivals += Self.likeliest(lanes - 1, scores, row, besides: label, set)
        }
        let counts = documents.map { set.documents[$0].entries.count }
        let total = counts.reduce(0, +)
        guard total <= mostKept else { return }
        starts = [0]
        for count in counts { starts.append(starts[starts.count - 1] + count) }
    }

    private static func likeliest(
        _ count: Int, _ scores: Matrix, _ row: Int, besides label: Int?, _ set: TrainingSet
    ) -> [Int32] {
        var best: [(score: Float, column: Int)] = []
        for column in set.classes.indices where column != label {
            let score = scores[row, column]
            guard best.count < count || score > best[best.count - 1].score else { continue }
            if best.count == count { best.removeLast() }
            let place = best.firstIndex { $0.score < score } ?? best.count
            best.insert((score, column), at: place)
        }
        return best.map { Int32($0.column) }
    }

    /// - Parameters:
    ///   - temperature: T, the weight all features begin with.
    ///   - step: called after each iteration.
    func fitted(temperature: Float, _ step: () -> Void) -> [Float] {
        var weights = [Float](repeating: temperature, count: set.features.count)
        let kept = keptTerms()
        let prior = 2 * fitting.penalty / (temperature * temperature)
        for _ in 0..<fitting.iterations {
            var sums = Derivatives(
                slopes: weights.map { ($0 - temperature) * prior },
                curvatures: Array(repeating: prior, count: weights.count))
            for part in derivatives(weights, kept) { sums.add(part) }
            for feature in weights.indices {
                weights[feature] = max(
                    0,
                    weights[feature] - fitting.damping * sums.slopes[feature]
                        / sums.curvatures[feature])
            }
            step()
        }
        return weights
    }

    /// Of the negative log-likelihood, the first and the second by each weight.
    private struct Derivatives {
        var slopes: [Float]
        var curvatures: [Float]

        mutating func add(_ other: Derivatives) {
            for feature in slopes.indices {
                slopes[feature] += other.slopes[feature]
                curvatures[feature] += other.curvatures[feature]
            }
        }
    }

    private func keptTerms() -> [SIMD8<Float>] {
        var terms = [SIMD8<Float>](repeating: .zero, count: starts.last ?? 0)
        guard !terms.isEmpty else { return [] }
        terms.withUnsafeMutableBufferPointer { terms in
            nonisolated(unsafe) let terms = terms
            Portions.forEach(of: documents.count) { rows in
                let room = room(for: rows)
                for row in rows {
                    leftOut.fillTerms(documents[row], rivals(row), in: room)
                    let count = starts[row + 1] - starts[row]
                    terms.baseAddress.map {
                        ($0 + starts[row]).update(from: room.terms, count: count)
                    }
                }
            }
        }
        return terms
    }

    private func rivals(_ row: Int) -> ArraySlice<Int32> {
        rivals[row * (lanes - 1)..<(row + 1) * (lanes - 1)]
    }

    private func room(for rows: Range<Int>) -> TermRoom {
        let longest = rows.map { set.documents[documents[$0]].entries.count }.max() ?? 0
        return TermRoom(longest: longest, classCount: set.classes.count)
    }

    private func derivatives(_ weights: [Float], _ kept: [SIMD8<Float>]) -> [Derivatives] {
        let nothing = [Float](repeating: 0, count: weights.count)
        var parts = Array(
            repeating: Derivatives(slopes: nothing, curvatures: nothing), count: Self.parts)
        parts.withUnsafeMutableBufferPointer { parts in
            nonisolated(unsafe) let parts = parts
            Portions.forEach(of: Self.parts) { range in
                for part in range {
                    let rows =
                        documents.count * part / Self.parts..<documents.count * (part + 1)
                        / Self.parts
                    add(rows, to: &parts[part], weights, kept)
                }
            }
        }
        return parts
    }

    private func add(
        _ rows: Range<Int>, to sums: inout Derivatives, _ weights: [Float],
        _ kept: [SIMD8<Float>]
    ) {
        let room = room(for: rows)
        var softmax = Softmax(classCount: lanes, stride: TermRoom.lanes)
        kept.withUnsafeBufferPointer { kept in
            for row in rows {
                if !starts.isEmpty, let kept = kept.baseAddress {
                    add(documents[row], kept + starts[row], to: &sums, weights, &softmax)
                } else {
                    leftOut.fillTerms(documents[row], rivals(row), in: room)
                    add(documents[row], room.terms, to: &sums, weights, &softmax)
                }
            }
        }
    }

    private func add(
        _ document: Int, _ terms: UnsafePointer<SIMD8<Float>>, to sums: inout Derivatives,
        _ weights: [Float], _ softmax: inout Softmax
    ) {
        let entries = set.entries[set.documents[document].entries]
        var scores = SIMD8<Float>.zero
        for (place, entry) in entries.enumerated() {
            scores += terms[place] * weights[Int(entry.feature)]
        }
        softmax.take(&scores, temperature: fitting.flatness)
        let shares = softmax.shares[0]
        for (place, entry) in entries.enumerated() {
            let pull = shares * terms[place]
            sums.slopes[Int(entry.feature)] += -terms[place][0] + pull.sum()
            sums.curvatures[Int(entry.feature)] += (pull * (1 - shares) * terms[place]).sum()
        }
    }
}
