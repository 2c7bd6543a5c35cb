/// Slips by their first two characters, the longest first.
package struct SlipTable: Sendable {
    struct Entry: Sendable {
        var from: [UInt32]
        var to: [UInt32]
        var unlessNext: [UInt32]
        /// Stands between word boundaries only.
        var isWord: Bool
    }

    package static let standard = SlipTable(Slips.sounds + Slips.questionWords + Slips.spellings)

    /// By the place of the first two characters.
    private var buckets = [[Entry]](repeating: [], count: 4096)
    /// What two characters may begin; most begin no entry.
    private var pairs = [Beginning](repeating: [], count: 4096)
    /// What three characters may begin.
    private var triples = [Beginning](repeating: [], count: 4096)
    /// The first four characters of an entry that has more than three.
    private var fours = [Bool](repeating: false, count: 4096)

    private struct Beginning: OptionSet {
        let rawValue: UInt8
        /// An entry that ends here, or sooner.
        static let whole = Beginning(rawValue: 1)
        static let longer = Beginning(rawValue: 2)
    }

    private init(_ slips: [Slip]) { add(slips) }

    /// This table, and besides what a corpus takes for the same.
    package func adding(_ slips: [Slip]) -> SlipTable {
        guard !slips.isEmpty else { return self }
        var table = self
        table.add(slips)
        return table
    }

    private mutating func add(_ slips: [Slip]) {
        for slip in slips {
            let from = Self.folded(slip.from)
            guard let first = from.first else { continue }
            let entry = Entry(
                from: from, to: Self.folded(slip.to),
                unlessNext: slip.unlessNext.unicodeScalars.map(\.value),
                isWord: Alphabet.kind(first) != .ideograph)
            let place = Self.place(first, from.count > 1 ? from[1] : Alphabet.space)
            buckets[place].append(entry)
            pairs[place].insert(from.count > 2 ? .longer : .whole)
            guard from.count > 2 else { continue }
            let third = Self.place(UInt32(place), from[2])
            triples[third].insert(from.count > 3 ? .longer : .whole)
            if from.count > 3 { fours[Self.place(UInt32(third), from[3])] = true }
        }
        for bucket in buckets.indices where buckets[bucket].count > 1 {
            buckets[bucket].sort { $0.from.count > $1.from.count }
        }
    }

    private static func folded(_ text: String) -> [UInt32] {
        let alphabet = Alphabet.standard
        return text.unicodeScalars.map { alphabet.fold($0.value) }
            .filter { $0 != Alphabet.nothing }
    }

    @inline(__always)
    private static func place(_ first: UInt32, _ second: UInt32) -> Int {
        Int((first &* 61 &+ second) & 4095)
    }

    /// Looks at a line character by character for what may be an entry.
    struct Scan {
        /// Where entries may begin; all others are told by this to be none.
        private(set) var candidates: [Int] = []
        /// Characters taken.
        private var count = 0
        /// The place of the two characters before, if they begin a longer entry.
        private var pair: Int?
        /// The same of the three characters before.
        private var triple: Int?

        /// Whether no entry that is begun may go on, so that the middle of a word can be skipped.
        var isIdle: Bool { pair == nil && triple == nil }

        @inline(__always)
        mutating func skip(_ characters: Int) { count &+= characters }

        /// - Parameter start: the character before, if a word or an ideograph began with it.
        @inline(__always)
        mutating func take(_ scalar: UInt32, after start: UInt32?, _ table: SlipTable) {
            defer { count &+= 1 }
            if let place = triple {
                triple = nil
                if table.fours[SlipTable.place(UInt32(place), scalar)] {
                    candidates.append(count - 3)
                }
            }
            if let before = pair {
                pair = nil
                let place = SlipTable.place(UInt32(before), scalar)
                let found = table.triples[place]
                if found.contains(.whole) { candidates.append(count - 2) }
                if found.contains(.longer) { triple = place }
            }
            guard let start else { return }
            let place = SlipTable.place(start, scalar)
            let found = table.pairs[place]
            if found.contains(.whole) { candidates.append(count - 1) }
            if found.contains(.longer) { pair = place }
        }
    }

    func entry(at position: Int, of text: [UInt32]) -> Entry? {
        let second = position + 1 < text.count ? text[position + 1] : Alphabet.space
        let place = Self.place(text[position], second)
        guard !pairs[place].isEmpty else { return nil }
        if position > 0, Self.isWordPart(text[position]), Self.isWordPart(text[position - 1]) {
            return nil
        }
        return buckets[place].first { holds($0, at: position, of: text) }
    }

    private func holds(_ entry: Entry, at position: Int, of text: [UInt32]) -> Bool {
        let end = position + entry.from.count
        guard end <= text.count else { return false }
        for index in entry.from.indices where text[position + index] != entry.from[index] {
            return false
        }
        guard end < text.count else { return true }
        return entry.isWord
            ? !Self.isWordPart(text[end]) : !entry.unlessNext.contains(text[end])
    }

    private static func isWordPart(_ scalar: UInt32) -> Bool {
        switch Alphabet.kind(scalar) {
        case .letter, .digit: true
        case .separator, .ideograph, .mark: false
        }
    }
}
