import CVector
import NLU

/// Scores lines by what is left of the counts without them, exactly, and without counting again.
///
/// Taking a line out lowers the mass of its features under its own class and in the rest of every
/// other; the sums over all features, which one line hardly changes, are left alone.
struct LeaveOneOut {
    private let set: TrainingSet
    private let odds: LogOdds
    private let weights: LineWeights
    private let width: Int
    /// ln (N+α) and the offset of the group, a row per feature.
    private var ownLogs: Matrix
    /// What each entry of the set says of the class of its line, before the feature's weight φ.
    private var ownTerms: [Float]
    /// α of each feature.
    private let smoothings: [Float]

    init(_ set: TrainingSet, _ odds: LogOdds, _ weights: LineWeights) {
        self.set = set
        self.odds = odds
        self.weights = weights
        width = odds.counts.own.width
        smoothings = set.features.map(\.group.smoothing)
        ownLogs = Matrix(rows: set.features.count, stride: odds.counts.stride)
        // A line out of scope has no class: its terms are never read, but have a logarithm.
        ownTerms = Array(repeating: 1, count: set.entries.count)
        fillOwnLogs()
        fillOwnTerms()
    }

    private mutating func fillOwnLogs() {
        let width = width
        ownLogs.withMutableVectors { logs in
            for feature in set.features.indices {
                let offset = odds.group(of: feature) * width
                for part in 0..<width {
                    let place = feature * width + part
                    logs[place] =
                        logarithm(odds.counts.own.vectors[place] + smoothings[feature])
                        + odds.offsets.vectors[offset + part]
                }
            }
        }
    }

    private mutating func fillOwnTerms() {
        for (index, document) in set.documents.enumerated() {
            guard let label = document.label else { continue }
            for place in document.entries {
                let feature = Int(set.entries[place].feature)
                let mass = weights.own[index] * set.entries[place].mass
                let left = odds.counts.own[feature, label] - mass + smoothings[feature]
                let rest = odds.counts.rest[feature, label] + smoothings[feature]
                ownTerms[place] = left / rest
            }
        }
        ownTerms.withUnsafeMutableBufferPointer { paydesk_logarithms($0.baseAddress, $0.count) }
        for document in set.documents {
            guard let label = document.label else { continue }
            for place in document.entries {
                let feature = Int(set.entries[place].feature)
                ownTerms[place] =
                    odds.factors[feature]
                    * (ownTerms[place] + odds.offsets[odds.group(of: feature), label])
            }
        }
    }

    /// The scores of lines in scope, a row for each in their order.
    func scores(_ documents: [Int]) -> Matrix {
        var scores = Matrix(rows: documents.count, stride: width * 8)
        scores.withMutableVectors { scores in
            for (row, document) in documents.enumerated() {
                score(document, into: scores + row * width)
            }
        }
        return scores
    }

    private func score(_ document: Int, into sums: UnsafeMutablePointer<SIMD8<Float>>) {
        guard let label = set.documents[document].label else { return }
        let width = width
        ownLogs.withVectors { logs in
            odds.counts.rest.withVectors { rest in
                weights.others.withVectors { weights in
                    let weight = weights + document * width
                    for entry in set.entries[set.documents[document].entries] {
                        let feature = Int(entry.feature)
                        paydesk_add_left_out(
                            Self.numbers(sums), Self.numbers(logs + feature * width),
                            Self.numbers(rest + feature * width), Self.numbers(weight), width * 8,
                            entry.mass, smoothings[feature], odds.factors[feature])
                    }
                }
            }
        }
        var own: Float = 0
        for place in set.documents[document].entries { own += ownTerms[place] }
        sums[label / 8][label % 8] = own
    }

    /// The numbers of vectors, which follow one another.
    private static func numbers(_ vectors: UnsafePointer<SIMD8<Float>>) -> UnsafePointer<Float> {
        UnsafeRawPointer(vectors).assumingMemoryBound(to: Float.self)
    }

    private static func numbers(
        _ vectors: UnsafeMutablePointer<SIMD8<Float>>
    ) -> UnsafeMutablePointer<Float> {
        UnsafeMutableRawPointer(vectors).assumingMemoryBound(to: Float.self)
    }

    /// What each feature of a line says, before its weight φ: of the class of the line in the first
    /// place, then of its rivals.
    /// - Parameter width: vectors for each feature, enough for all of them.
    func terms(
        _ document: Int, _ rivals: [Int], width: Int,
        into terms: UnsafeMutablePointer<SIMD8<Float>>
    ) {
        var next = terms
        for place in set.documents[document].entries {
            let feature = Int(set.entries[place].feature)
            for part in 0..<width { next[part] = SIMD8(repeating: 1) }
            for (lane, column) in rivals.enumerated() {
                next[(lane + 1) / 8][(lane + 1) % 8] =
                    odds.counts.rest[feature, column]
                    - weights.others[document, column] * set.entries[place].mass
                    + smoothings[feature]
            }
            for part in 0..<width { next[part] = logarithm(next[part]) }
            for (lane, column) in rivals.enumerated() {
                next[(lane + 1) / 8][(lane + 1) % 8] =
                    ownLogs[feature, column] - next[(lane + 1) / 8][(lane + 1) % 8]
            }
            for part in 0..<width { next[part] *= odds.factors[feature] }
            next[0][0] = ownTerms[place]
            next += width
        }
    }
}
