/// An ideograph, a word, a number or a mark of a normalised line.
struct Unit: Sendable {
    var isIdeograph: Bool
    /// Code points of the normalised line.
    var start: Int
    var end: Int
    /// Of the stem, if it is a word.
    var hash: UInt64
}

enum Tokeniser {
    /// Replaces `units` by those of the line.
    static func split(_ scalars: [UInt32], into units: inout [Unit]) {
        units.removeAll(keepingCapacity: true)
        var position = 0
        while position < scalars.count {
            let kind = Alphabet.kind(scalars[position])
            let start = position
            position += 1
            switch kind {
            case .separator: continue
            case .ideograph, .mark: break
            case .letter, .digit:
                while position < scalars.count, Alphabet.kind(scalars[position]) == kind {
                    position += 1
                }
            }
            let end = kind == .letter ? stemEnd(scalars, start, position) : position
            units.append(
                Unit(
                    isIdeograph: kind == .ideograph, start: start, end: position,
                    hash: hash(scalars, start, end)))
        }
    }

    @inline(__always)
    private static func hash(_ scalars: [UInt32], _ start: Int, _ end: Int) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in start..<end { hash = (hash ^ UInt64(scalars[index])) &* 0x100_0000_01B3 }
        return Digest.mix(hash)
    }

    /// A light stemmer: the first of these endings that leaves three letters or more, else a final
    /// e of a word of four or more. A full stemmer was no better on public sets.
    private static let endings: [[UInt32]] = ["ing", "ies", "ed", "es", "s", "ly", "er"]
        .map { $0.unicodeScalars.map(\.value) }

    static func stemEnd(_ scalars: [UInt32], _ start: Int, _ end: Int) -> Int {
        let length = end - start
        guard length > 3 else { return end }
        for ending in endings where length > ending.count + 2 {
            let from = end - ending.count
            if ending.indices.allSatisfy({ scalars[from + $0] == ending[$0] }) { return from }
        }
        return scalars[end - 1] == 0x65 ? end - 1 : end
    }
}
