/// Takes features as they are found. `first` and `last` are places in the units or, for groups of
/// letters, in the letters of the extractor; the edge of the line is -1 or the number of units.
protocol FeatureSink {
    mutating func take(_ hash: UInt64, _ group: FeatureGroup, _ first: Int, _ last: Int)
}

/// Finds the features of a line, in memory that is kept from line to line.
///
/// Each group is one method, and `extract` is their list: another group (the sounds of the
/// ideographs, say) is a case of `FeatureGroup` and one more line here.
struct FeatureExtractor: Sendable {
    private(set) var text = NormalisedText()
    private(set) var units: [Unit] = []
    /// The words of each run without ideographs, each between underscores: `_pay_off_`.
    private(set) var letters: [UInt32] = []
    private var words: [Range<Int>] = []
    private var runs: [Range<Int>] = []

    private static let underscore: UInt32 = 0x5F
    private static let opening: UInt64 = 0x51ED_270B_9F86_3C1D
    private static let closing: UInt64 = 0x2545_F491_4F6C_DD1D

    mutating func extract(_ line: String, into sink: inout some FeatureSink) {
        text.read(line)
        Tokeniser.split(text.scalars, into: &units)
        spell()
        singles(&sink)
        pairs(&sink)
        triples(&sink)
        skips(&sink)
        fourLetters(&sink)
        fiveLetters(&sink)
    }

    private mutating func spell() {
        letters.removeAll(keepingCapacity: true)
        words.removeAll(keepingCapacity: true)
        runs.removeAll(keepingCapacity: true)
        var runStart: Int?
        for unit in units {
            if unit.isIdeograph {
                if let start = runStart { runs.append(start..<letters.count) }
                runStart = nil
                continue
            }
            if runStart == nil {
                runStart = letters.count
                letters.append(Self.underscore)
            }
            let start = letters.count
            for index in unit.start..<unit.end { letters.append(text.scalars[index]) }
            words.append(start..<letters.count)
            letters.append(Self.underscore)
        }
        if let start = runStart { runs.append(start..<letters.count) }
    }

    private func singles(_ sink: inout some FeatureSink) {
        for (index, unit) in units.enumerated() {
            let group: FeatureGroup = unit.isIdeograph ? .character : .stem
            sink.take(group.sign(unit.hash), group, index, index)
        }
    }

    private func pairs(_ sink: inout some FeatureSink) {
        guard let first = units.first, let last = units.last else { return }
        add(Self.opening, first.hash, first.isIdeograph, -1, 0, &sink)
        for index in 1..<max(1, units.count) {
            let (left, right) = (units[index - 1], units[index])
            add(
                left.hash, right.hash, left.isIdeograph || right.isIdeograph, index - 1, index,
                &sink)
        }
        add(last.hash, Self.closing, last.isIdeograph, units.count - 1, units.count, &sink)
    }

    @inline(__always)
    private func add(
        _ left: UInt64, _ right: UInt64, _ hasIdeograph: Bool, _ first: Int, _ last: Int,
        _ sink: inout some FeatureSink
    ) {
        let group: FeatureGroup = hasIdeograph ? .characterPair : .stemPair
        sink.take(Self.pair(left, right, group), group, first, last)
    }

    private func triples(_ sink: inout some FeatureSink) {
        let group = FeatureGroup.characterTriple
        for middle in units.indices {
            let hasLeft = middle > 0
            let hasRight = middle + 1 < units.count
            guard hasLeft || hasRight else { return }
            let hasIdeograph =
                units[middle].isIdeograph || (hasLeft && units[middle - 1].isIdeograph)
                || (hasRight && units[middle + 1].isIdeograph)
            guard hasIdeograph else { continue }
            let left = hasLeft ? units[middle - 1].hash : Self.opening
            let right = hasRight ? units[middle + 1].hash : Self.closing
            let hash = Self.pair(Self.pair(left, units[middle].hash, group), right, group)
            sink.take(hash, group, middle - 1, middle + 1)
        }
    }

    private func skips(_ sink: inout some FeatureSink) {
        for index in units.indices {
            let left = units[index]
            for other in index + 2..<max(index + 2, min(index + 6, units.count)) {
                let right = units[other]
                let group: FeatureGroup =
                    left.isIdeograph || right.isIdeograph ? .characterSkip : .stemSkip
                sink.take(Self.pair(left.hash, right.hash, group), group, index, other)
            }
        }
    }

    private func fourLetters(_ sink: inout some FeatureSink) {
        for word in words {
            let edges = word.lowerBound - 1..<word.upperBound + 1
            for start in edges.lowerBound..<max(edges.lowerBound + 1, edges.upperBound - 3) {
                let end = min(start + 4, edges.upperBound)
                sink.take(spelt(start, end, .fourLetters), .fourLetters, start, end - 1)
            }
        }
    }

    private func fiveLetters(_ sink: inout some FeatureSink) {
        for run in runs where run.count >= 5 {
            for start in run.lowerBound...run.upperBound - 5 {
                sink.take(spelt(start, start + 5, .fiveLetters), .fiveLetters, start, start + 4)
            }
        }
    }

    @inline(__always)
    private func spelt(_ start: Int, _ end: Int, _ group: FeatureGroup) -> UInt64 {
        var hash: UInt64 = 0
        for index in start..<end {
            hash = (hash &+ UInt64(letters[index])) &* 0x9E37_79B9_7F4A_7C15
        }
        return group.sign(hash)
    }

    @inline(__always)
    private static func pair(_ left: UInt64, _ right: UInt64, _ group: FeatureGroup) -> UInt64 {
        group.sign(left &* 0x9E37_79B9_7F4A_7C15 &+ right)
    }
}
