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
    /// ln (N+α) and the offset of the group, where N is not 0: a number for each mass of the
    /// counts.
    private var ownLogs: [Float]
    /// The same where N is 0, a row per group.
    private var nothingLogs: Matrix
    /// Both, a row for each of the commonest features, which stand under many classes.
    private var commonLogs: Matrix
    private let commonCount: Int
    /// What each entry of the set says of the class of its line, before the feature's weight φ.
    private var ownTerms: [Float]

    /// Enough for most entries, few enough to stay near the processor.
    private static let mostCommon = 1 << 14

    init(_ set: TrainingSet, _ odds: LogOdds, _ weights: LineWeights) {
        self.set = set
        self.odds = odds
        self.weights = weights
        width = odds.counts.rest.width
        ownLogs = odds.counts.own.masses
        nothingLogs = odds.offsets
        commonCount = min(Self.mostCommon, set.features.count)
        commonLogs = Matrix(rows: commonCount, stride: odds.counts.stride)
        // A line out of scope has no class, and its terms are never read.
        ownTerms = Array(repeating: 0, count: set.entries.count)
        fillOwnLogs()
        fillOwnTerms()
    }

    private mutating func fillOwnLogs() {
        let width = width
        nothingLogs.withMutableVectors { logs in
            for group in FeatureGroup.allCases {
                for part in Int(group.rawValue) * width..<(Int(group.rawValue) + 1) * width {
                    logs[part] += logarithm(SIMD8(repeating: group.smoothing))
                }
            }
        }
        let own = odds.counts.own
        for feature in set.features.indices {
            let alpha = odds.smoothing(of: feature)
            for place in own.places(feature) {
                ownLogs[place] =
                    logarithm(ownLogs[place] + alpha)
                    + odds.offsets[odds.group(of: feature), Int(own.classes[place])]
            }
        }
        let (nothing, logs) = (nothingLogs, ownLogs)
        commonLogs.withMutableVectors { rows in
            for feature in 0..<commonCount {
                let (row, group) = (rows + feature * width, odds.group(of: feature))
                nothing.withVectors { row.update(from: $0 + group * width, count: width) }
                own.write(logs, of: feature, to: row)
            }
        }
    }

    private mutating func fillOwnTerms() {
        let (set, odds, weights) = (set, odds, weights)
        ownTerms.withUnsafeMutableBufferPointer { terms in
            nonisolated(unsafe) let terms = terms
            Portions.forEach(of: set.documents.count) { documents in
                var cursor = odds.counts.own.cursor
                for index in documents {
                    guard let label = set.documents[index].label else { continue }
                    let entries = set.documents[index].entries
                    for place in entries {
                        let feature = Int(set.entries[place].feature)
                        let mass = weights.own[index] * set.entries[place].mass
                        let alpha = odds.smoothing(of: feature)
                        let own = cursor.place(of: feature, UInt16(label))
                        let left = (own.map { odds.counts.own.masses[$0] } ?? 0) - mass + alpha
                        terms[place] = left / (odds.counts.rest[feature, label] + alpha)
                    }
                    paydesk_logarithms(
                        terms.baseAddress.map { $0 + entries.lowerBound }, entries.count)
                    for place in entries {
                        let feature = Int(set.entries[place].feature)
                        terms[place] =
                            odds.factors[feature]
                            * (terms[place] + odds.offsets[odds.group(of: feature), label])
                    }
                }
            }
        }
    }

    /// The scores of lines in scope, a row for each in their order.
    func scores(_ documents: [Int]) -> Matrix {
        var scores = Matrix(rows: documents.count, stride: width * 8)
        scores.withMutableVectors { scores in
            nonisolated(unsafe) let scores = scores
            Portions.forEach(of: documents.count) { rows in
                var logs = Matrix(rows: 1, stride: width * 8)
                logs.withMutableVectors { logs in
                    for row in rows { score(documents[row], into: scores + row * width, logs) }
                }
            }
        }
        return scores
    }

    /// - Parameter logs: room for a row.
    private func score(
        _ document: Int, into sums: UnsafeMutablePointer<SIMD8<Float>>,
        _ logs: UnsafeMutablePointer<SIMD8<Float>>
    ) {
        guard let label = set.documents[document].label else { return }
        let width = width
        odds.counts.rest.withVectors { rest in
            weights.others.withVectors { weights in
                let weight = weights + document * width
                let places = set.documents[document].entries
                for place in places {
                    callForRest(place, places, rest)
                    let entry = set.entries[place]
                    let feature = Int(entry.feature)
                    withLogs(feature, logs) { logs in
                        paydesk_add_left_out(
                            Self.numbers(sums), Self.numbers(logs),
                            Self.numbers(rest + feature * width), Self.numbers(weight),
                            width * 8, entry.mass, odds.smoothing(of: feature),
                            odds.factors[feature])
                    }
                }
            }
        }
        var own: Float = 0
        for place in set.documents[document].entries { own += ownTerms[place] }
        sums[label / 8][label % 8] = own
    }

    /// ln (N+α) and the offset of the group, for all classes.
    /// - Parameter room: where the row of a rare feature is put together.
    @inline(__always)
    private func withLogs(
        _ feature: Int, _ room: UnsafeMutablePointer<SIMD8<Float>>,
        _ body: (UnsafePointer<SIMD8<Float>>) -> Void
    ) {
        if feature < commonCount {
            return commonLogs.withVectors { body($0 + feature * width) }
        }
        nothingLogs.withVectors {
            room.update(from: $0 + odds.group(of: feature) * width, count: width)
        }
        odds.counts.own.write(ownLogs, of: feature, to: room)
        body(room)
    }

    /// Calls for the row of an entry some places on: rows are far apart, and each waited for.
    @inline(__always)
    private func callForRest(
        _ place: Int, _ places: Range<Int>, _ rest: UnsafePointer<SIMD8<Float>>
    ) {
        guard place + Self.ahead < places.upperBound else { return }
        let row = rest + Int(set.entries[place + Self.ahead].feature) * width
        // Two vectors share a line of the cache.
        for part in stride(from: 0, to: width, by: 2) { paydesk_prefetch(row + part) }
    }

    private static let ahead = 6

    /// The numbers of vectors, which follow one another.
    private static func numbers(_ vectors: UnsafePointer<SIMD8<Float>>) -> UnsafePointer<Float> {
        UnsafeRawPointer(vectors).assumingMemoryBound(to: Float.self)
    }

    private static func numbers(
        _ vectors: UnsafeMutablePointer<SIMD8<Float>>
    ) -> UnsafeMutablePointer<Float> {
        UnsafeMutableRawPointer(vectors).assumingMemoryBound(to: Float.self)
    }

    /// Fills the terms of the room with what each feature of a line says, before its weight φ: of
    /// the class of the line, then of its rivals, and zeros after them.
    /// - Parameter rivals: columns, at most seven.
    func fillTerms(_ document: Int, _ rivals: ArraySlice<Int32>, in room: TermRoom) {
        var (columns, others) = (SIMD8<Int32>.zero, SIMD8<Float>.zero)
        for (lane, column) in rivals.enumerated() {
            columns[lane + 1] = column
            others[lane + 1] = weights.others[document, Int(column)]
            room.lanes[Int(column)] = UInt8(lane + 1)
        }
        defer { for column in rivals { room.lanes[Int(column)] = UInt8(TermRoom.lanes) } }
        let places = set.documents[document].entries
        fillMasses(places, columns, others, in: room)
        paydesk_logarithms(Self.numbers(room.lefts), places.count * TermRoom.lanes)
        for (index, place) in places.enumerated() {
            let factor = odds.factors[Int(set.entries[place].feature)]
            var term = (room.terms[index] - room.lefts[index]) * factor
            for lane in rivals.count + 1..<TermRoom.lanes { term[lane] = 0 }
            term[0] = ownTerms[place]
            room.terms[index] = term
        }
    }

    /// Of each feature, the logarithms for the classes in the lanes, and what is left of their
    /// rests.
    private func fillMasses(
        _ places: Range<Int>, _ columns: SIMD8<Int32>, _ others: SIMD8<Float>, in room: TermRoom
    ) {
        let own = odds.counts.own
        let nothing = (0..<FeatureGroup.allCases.count).map { group in
            nothingLogs.gather(columns, row: group)
        }
        odds.counts.rest.withVectors { rest in
            for (index, place) in places.enumerated() {
                callForRest(place, places, rest)
                let entry = set.entries[place]
                let feature = Int(entry.feature)
                if feature < commonCount {
                    room.terms[index] = commonLogs.gather(columns, row: feature)
                } else {
                    room.terms[index] = nothing[odds.group(of: feature)]
                    own.write(
                        ownLogs, of: feature, to: Self.numbers(room.terms + index),
                        lanes: room.lanes)
                }
                room.lefts[index] =
                    Matrix.gather(columns, Self.numbers(rest + feature * width)) - others
                    * entry.mass
                    + odds.smoothing(of: feature)
            }
        }
    }
}
