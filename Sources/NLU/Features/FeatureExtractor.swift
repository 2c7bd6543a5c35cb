import Text

/// Takes features as they are found. `first` and `last` are places in the units or, for groups of
/// letters, in the letters of the extractor; the edge of the line is -1 or the number of units.
protocol FeatureSink {
    mutating func take(_ hash: UInt64, _ group: FeatureGroup, _ first: Int, _ last: Int)
}

/// Finds the features of a line, in memory that is kept from line to line.
///
/// Each group is one method, and `extract` is their list. A feature that stands twice in a line is
/// found twice.
package struct FeatureExtractor: Sendable {
    private(set) var text: NormalisedText
    private(set) var units: [TextUnit] = []
    /// The words of each run without ideographs, each between underscores: `_pay_off_`. What stands
    /// after the last run is of another line.
    private(set) var letters: [UInt32] = []
    private var letterCount = 0
    private var words: [Range<Int>] = []
    private var runs: [Range<Int>] = []
    private var ideographs = 0

    private static let underscore: UInt32 = 0x5F
    private static let opening: UInt64 = 0x51ED_270B_9F86_3C1D
    private static let closing: UInt64 = 0x2545_F491_4F6C_DD1D

    /// - Parameter slips: what words are read as.
    package init(_ slips: SlipTable = .standard) { text = NormalisedText(slips) }

    mutating func extract(_ line: String, into sink: inout some FeatureSink) {
        read(line)
        find(into: &sink)
    }

    package mutating func read(_ line: String) {
        var line = line
        line.withUTF8 { read($0) }
    }

    /// Reads a line of valid UTF-8, whose features `find` finds.
    mutating func read(_ utf8: UnsafeBufferPointer<UInt8>) {
        text.read(utf8)
        Tokeniser.split(text.scalars, into: &units)
        spell()
    }

    /// Whether the line has as many ideographs as words, numbers and marks, or more.
    package var isChinese: Bool { ideographs > 0 && ideographs * 2 >= units.count }

    /// More features than this are not found in the line read last.
    var mostFeatures: Int { units.count * 10 + 2 + letterCount * 2 }

    func find(into sink: inout some FeatureSink) {
        units.withUnsafeBufferPointer { units in
            singles(units, &sink)
            pairs(units, &sink)
            skips(units, &sink)
            if ideographs > 0 {
                triples(units, &sink)
                sounds(units, &sink)
            }
        }
        letters.withUnsafeBufferPointer { letters in
            fourLetters(letters, &sink)
            fiveLetters(letters, &sink)
        }
    }

    private mutating func spell() {
        words.removeAll(keepingCapacity: true)
        runs.removeAll(keepingCapacity: true)
        ideographs = 0
        // A word is followed by one underscore, and follows one where it begins a run.
        let most = text.scalars.count * 2 + 2
        if letters.count < most { letters = Array(repeating: 0, count: most * 2) }
        letterCount = letters.withUnsafeMutableBufferPointer { letters in
            var count = 0
            var runStart: Int?
            func add(_ letter: UInt32) {
                letters[count] = letter
                count &+= 1
            }
            for unit in units {
                if unit.isIdeograph {
                    if let start = runStart { runs.append(start..<count) }
                    runStart = nil
                    ideographs += 1
                    continue
                }
                if runStart == nil {
                    runStart = count
                    add(Self.underscore)
                }
                let start = count
                for index in unit.start..<unit.end { add(text.scalars[index]) }
                words.append(start..<count)
                add(Self.underscore)
            }
            if let start = runStart { runs.append(start..<count) }
            return count
        }
    }

    @inline(__always)
    private func singles(_ units: UnsafeBufferPointer<TextUnit>, _ sink: inout some FeatureSink) {
        for (index, unit) in units.enumerated() {
            let group: FeatureGroup = unit.isIdeograph ? .character : .stem
            sink.take(group.sign(unit.hash), group, index, index)
        }
    }

    /// Two neighbours, or one and the edge of the line.
    @inline(__always)
    private func pairs(_ units: UnsafeBufferPointer<TextUnit>, _ sink: inout some FeatureSink) {
        guard let first = units.first, let last = units.last else { return }
        func add(_ left: UInt64, _ right: UInt64, _ hasIdeograph: Bool, _ index: Int) {
            let group: FeatureGroup = hasIdeograph ? .characterPair : .stemPair
            sink.take(Self.pair(left, right, group), group, index - 1, index)
        }
        add(Self.opening, first.hash, first.isIdeograph, 0)
        for index in 1..<max(1, units.count) {
            let (left, right) = (units[index - 1], units[index])
            add(left.hash, right.hash, left.isIdeograph || right.isIdeograph, index)
        }
        add(last.hash, Self.closing, last.isIdeograph, units.count)
    }

    /// The sounds of ideographs, and pairs as above.
    @inline(__always)
    private func sounds(_ units: UnsafeBufferPointer<TextUnit>, _ sink: inout some FeatureSink) {
        var (before, wasIdeograph) = (Self.opening, false)
        for (index, unit) in units.enumerated() {
            if unit.isIdeograph {
                sink.take(FeatureGroup.sound.sign(unit.sound), .sound, index, index)
            }
            if unit.isIdeograph || wasIdeograph {
                let pair = Self.pair(before, unit.sound, .soundPair)
                sink.take(pair, .soundPair, index - 1, index)
            }
            (before, wasIdeograph) = (unit.sound, unit.isIdeograph)
        }
        guard wasIdeograph else { return }
        let pair = Self.pair(before, Self.closing, .soundPair)
        sink.take(pair, .soundPair, units.count - 1, units.count)
    }

    @inline(__always)
    private func triples(_ units: UnsafeBufferPointer<TextUnit>, _ sink: inout some FeatureSink) {
        let group = FeatureGroup.characterTriple
        guard units.count > 1 else { return }
        for middle in units.indices {
            let hasLeft = middle > 0
            let hasRight = middle + 1 < units.count
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

    @inline(__always)
    private func skips(_ units: UnsafeBufferPointer<TextUnit>, _ sink: inout some FeatureSink) {
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

    @inline(__always)
    private func fourLetters(
        _ letters: UnsafeBufferPointer<UInt32>, _ sink: inout some FeatureSink
    ) {
        let group = FeatureGroup.fourLetters
        for word in words {
            let (start, end) = (word.lowerBound - 1, word.upperBound + 1)
            var window = Window()
            for index in start..<end {
                window.push(letters[index])
                guard index >= start + 3 || index + 1 == end else { continue }
                sink.take(group.sign(window.four), group, max(start, index - 3), index)
            }
        }
    }

    @inline(__always)
    private func fiveLetters(
        _ letters: UnsafeBufferPointer<UInt32>, _ sink: inout some FeatureSink
    ) {
        let group = FeatureGroup.fiveLetters
        for run in runs {
            var window = Window()
            for index in run {
                window.push(letters[index])
                guard index >= run.lowerBound + 4 else { continue }
                sink.take(group.sign(window.five), group, index - 4, index)
            }
        }
    }

    @inline(__always)
    private static func pair(_ left: UInt64, _ right: UInt64, _ group: FeatureGroup) -> UInt64 {
        group.sign(left &* 0x9E37_79B9_7F4A_7C15 &+ right)
    }
}

/// The letters read last, twelve bits each: whole but for a few rare alphabets.
private struct Window {
    private var letters: UInt64 = 0

    @inline(__always)
    mutating func push(_ letter: UInt32) {
        letters = letters << 12 | UInt64((letter ^ letter >> 12) & 0xFFF)
    }

    var four: UInt64 { letters & 0xFFFF_FFFF_FFFF }
    var five: UInt64 { letters & 0xFFF_FFFF_FFFF_FFFF }
}
