/// An ideograph, a word, a number or a mark of a normalised line.
package struct TextUnit: Sendable {
    package var isIdeograph: Bool
    /// Code points of the normalised line.
    package var start: Int
    package var end: Int
    /// Of the stem, if it is a word.
    package var hash: UInt64
    /// Of the toneless reading of an ideograph that has one; otherwise the hash.
    package var sound: UInt64
}

package enum Tokeniser {
    /// Replaces `units` by those of the line.
    package static func split(_ scalars: [UInt32], into units: inout [TextUnit]) {
        units.removeAll(keepingCapacity: true)
        let sounds = Sounds.standard
        scalars.withUnsafeBufferPointer { scalars in
            var position = 0
            while position < scalars.count {
                let kind = Alphabet.kind(scalars[position])
                let start = position
                position += 1
                switch kind {
                case .separator: continue
                case .ideograph:
                    let hash = Checksum.mix(UInt64(scalars[start]) &+ 0x9E37_79B9_7F4A_7C15)
                    units.append(
                        TextUnit(
                            isIdeograph: true, start: start, end: position, hash: hash,
                            sound: sounds.hash(of: scalars[start]) ?? hash))
                    continue
                case .mark: break
                case .letter, .digit:
                    while position < scalars.count, Alphabet.kind(scalars[position]) == kind {
                        position += 1
                    }
                }
                let end = kind == .letter ? stemEnd(scalars, start, position) : position
                let hash = hash(scalars, start, end)
                units.append(
                    TextUnit(
                        isIdeograph: false, start: start, end: position, hash: hash, sound: hash))
            }
        }
    }

    @inline(__always)
    private static func hash(
        _ scalars: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int
    ) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in start..<end { hash = (hash ^ UInt64(scalars[index])) &* 0x100_0000_01B3 }
        return Checksum.mix(hash)
    }

    /// A light stemmer: the first of ing, ies, ed, es, s, ly, er that leaves three letters or more,
    /// else a final e of a word of four or more. A full stemmer was no better on public sets.
    static func stemEnd(_ scalars: UnsafeBufferPointer<UInt32>, _ start: Int, _ end: Int) -> Int {
        let length = end - start
        guard length > 3 else { return end }
        let before = scalars[end - 2]
        switch scalars[end - 1] {
        case Self.g where length > 5 && before == Self.n && scalars[end - 3] == Self.i:
            return end - 3
        case Self.s where length > 5 && before == Self.e && scalars[end - 3] == Self.i:
            return end - 3
        case Self.s: return length > 4 && before == Self.e ? end - 2 : end - 1
        case Self.d where length > 4 && before == Self.e: return end - 2
        case Self.y where length > 4 && before == Self.l: return end - 2
        case Self.r where length > 4 && before == Self.e: return end - 2
        case Self.e: return end - 1
        default: return end
        }
    }

    private static let (d, e, g, i): (UInt32, UInt32, UInt32, UInt32) = (0x64, 0x65, 0x67, 0x69)
    private static let (l, n, r, s, y): (UInt32, UInt32, UInt32, UInt32, UInt32) =
        (0x6C, 0x6E, 0x72, 0x73, 0x79)
}
