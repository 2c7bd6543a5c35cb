/// The entries of `Slips` by their first two characters, the longest first.
struct SlipTable: Sendable {
    struct Entry: Sendable {
        var from: [UInt32]
        var to: [UInt32]
        var unlessNext: [UInt32]
        /// Stands between word boundaries only.
        var isWord: Bool
    }

    static let standard = SlipTable(
        Slips.sounds + Slips.questionWords + Slips.spellings + Slips.lenders)

    /// By the place of the first two characters.
    private var buckets = [[Entry]](repeating: [], count: 4096)
    /// Which buckets hold anything: most pairs of characters begin no entry.
    private var starts = [Bool](repeating: false, count: 4096)

    private init(_ slips: [Slips.Entry]) {
        for slip in slips {
            let from = Self.folded(slip.from)
            guard let first = from.first else { continue }
            let entry = Entry(
                from: from, to: Self.folded(slip.to),
                unlessNext: slip.unlessNext.unicodeScalars.map(\.value),
                isWord: Alphabet.kind(first) != .ideograph)
            let place = Self.place(first, from.count > 1 ? from[1] : Alphabet.space)
            buckets[place].append(entry)
            starts[place] = true
        }
        for bucket in buckets.indices where buckets[bucket].count > 1 {
            buckets[bucket].sort { $0.from.count > $1.from.count }
        }
    }

    private static func folded(_ text: String) -> [UInt32] {
        let alphabet = Alphabet.standard
        return text.unicodeScalars.map { alphabet.fold($0.value) }
    }

    @inline(__always)
    private static func place(_ first: UInt32, _ second: UInt32) -> Int {
        Int((first &* 61 &+ second) & 4095)
    }

    /// Whether an entry may begin with these two; a space stands for the end of a line.
    @inline(__always)
    func mayStart(_ first: UInt32, _ second: UInt32) -> Bool { starts[Self.place(first, second)] }

    func entry(at position: Int, of text: [UInt32]) -> Entry? {
        let second = position + 1 < text.count ? text[position + 1] : Alphabet.space
        let place = Self.place(text[position], second)
        guard starts[place] else { return nil }
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
