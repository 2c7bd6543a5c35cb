/// What a code point is to the classifier, and the form it is folded to.
///
/// Own tables instead of Foundation's transforms, which cost more than the whole classification.
package struct Alphabet: Sendable {
    package enum Kind: UInt8 { case separator, ideograph, letter, digit, mark }

    package static let standard = Alphabet()

    package static let space: UInt32 = 0x20
    /// Stands for a code point that leaves no trace: an apostrophe, a combining mark.
    package static let nothing: UInt32 = 0

    private static let hanStart: UInt32 = 0x3400
    private static let hanEnd: UInt32 = 0xA000

    /// The folded form of the code points below 0x250: lower case, without accents.
    private let latin: [UInt32]
    /// The Simplified form of each Han character of the basic plane.
    private let simplified: [UInt16]

    private init() {
        latin = Self.latinTable()
        simplified = Self.simplifiedTable()
    }

    /// The folded code point: a letter, digit, ideograph or mark, a space for whatever separates,
    /// or `nothing`.
    @inline(__always)
    package func fold(_ scalar: UInt32) -> UInt32 {
        if scalar < UInt32(latin.count) { return latin[Int(scalar)] }
        if scalar >= Self.hanStart, scalar < Self.hanEnd {
            return UInt32(simplified[Int(scalar - Self.hanStart)])
        }
        return foldRare(scalar)
    }

    private func foldRare(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0xFF01...0xFF5E: return latin[Int(FoldedText.narrowed(scalar))]
        case 0xFFE0: return 0xA2
        case 0xFFE1: return 0xA3
        case 0xFFE5: return 0xA5
        case 0x20AC, 0x3005, 0x3007: return scalar
        // An apostrophe as it is set, combining marks, joiners, variation selectors.
        case 0x2018, 0x2019, 0x02BC, 0x0300...0x036F, 0x200B...0x200F, 0x2060, 0xFE00...0xFE0F,
            0xFEFF:
            return Self.nothing
        case 0x2460...0x2468: return scalar - 0x2460 + 0x31
        case 0x3040...0x30FF, 0x31F0...0x31FF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0x20000...0x3FFFF:
            return scalar
        case 0x2000...0x33FF: return Self.space
        default: return foldLetter(scalar)
        }
    }

    /// Letters of other alphabets, for a user's own corpus; one code point each, or as it stands.
    private func foldLetter(_ scalar: UInt32) -> UInt32 {
        guard let letter = Unicode.Scalar(scalar), letter.properties.isAlphabetic else {
            return Self.space
        }
        let lower = letter.properties.lowercaseMapping.unicodeScalars
        return lower.count == 1 ? lower.first?.value ?? scalar : scalar
    }

    /// Whether a folded code point is one of a to z.
    @inline(__always)
    static func isPlainLetter(_ folded: UInt32) -> Bool { folded &- 0x61 < 26 }

    /// The kind of a code point that has been folded.
    @inline(__always)
    package static func kind(_ folded: UInt32) -> Kind {
        switch folded {
        case 0x61...0x7A: .letter
        case 0x20: .separator
        case hanStart..<hanEnd, 0x3005, 0x3007: .ideograph
        case 0x30...0x39: .digit
        case 0x3F, 0x21, 0x24, 0x25, 0xA2, 0xA3, 0xA5, 0x20AC: .mark
        case 0...0xBF, 0x2000...0x303F: .separator
        case 0x3040...0x30FF, 0x31F0...0x31FF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0x20000...0x3FFFF:
            .ideograph
        // Pictures, which folding leaves out of a normalised line.
        case 0x1F000...0x1FAFF: .mark
        default: .letter
        }
    }

    private static func latinTable() -> [UInt32] {
        var table = [UInt32](repeating: space, count: 0x250)
        for digit in 0x30...0x39 { table[digit] = UInt32(digit) }
        for letter in 0x61...0x7A {
            table[letter] = UInt32(letter)
            table[letter - 0x20] = UInt32(letter)
        }
        for mark: UInt32 in [0x3F, 0x21, 0x24, 0x25, 0xA2, 0xA3, 0xA5] {
            table[Int(mark)] = mark
        }
        table[0x27] = nothing
        table[0x60] = nothing
        table[0xAD] = nothing
        for (plain, accented) in accents {
            for scalar in accented.unicodeScalars { table[Int(scalar.value)] = plain.value }
        }
        return table
    }

    /// Accents are dropped, so that a letter typed whole and one typed in two parts are the same.
    private static let accents: [(Unicode.Scalar, String)] = [
        ("a", "ÀÁÂÃÄÅĀĂĄàáâãäåāăąÆæªǍǎ"), ("c", "ÇĆĈĊČçćĉċč"), ("d", "ÐĎĐðďđ"),
        ("e", "ÈÉÊËĒĔĖĘĚèéêëēĕėęě"), ("g", "ĜĞĠĢĝğġģ"), ("h", "ĤĦĥħ"),
        ("i", "ÌÍÎÏĨĪĬĮİìíîïĩīĭįıǏǐ"), ("j", "Ĵĵ"), ("k", "Ķķĸ"), ("l", "ĹĻĽĿŁĺļľŀł"),
        ("n", "ÑŃŅŇñńņňŉŊŋ"), ("o", "ÒÓÔÕÖØŌŎŐòóôõöøōŏőŒœºǑǒ"), ("r", "ŔŖŘŕŗř"),
        ("s", "ŚŜŞŠśŝşšßſ"), ("t", "ŢŤŦÞţťŧþ"), ("u", "ÙÚÛÜŨŪŬŮŰŲùúûüũūŭůűųǓǔǗǘǙǚǛǜ"),
        ("w", "Ŵŵ"), ("y", "ÝŶŸýÿŷ"), ("z", "ŹŻŽźżž"),
    ]

    private static func simplifiedTable() -> [UInt16] {
        var table = (hanStart..<hanEnd).map { UInt16($0) }
        let pairs = Traditional.pairs.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
        var traditional: UInt32?
        for scalar in pairs.unicodeScalars {
            guard let from = traditional else {
                traditional = scalar.value
                continue
            }
            table[Int(from - hanStart)] = UInt16(truncatingIfNeeded: scalar.value)
            traditional = nil
        }
        // 帐 (a tent) is the commonest slip of all: one bill in thirteen is written with it.
        table[Int(0x5E10 - hanStart)] = 0x8D26
        table[Int(0x5E33 - hanStart)] = 0x8D26
        return table
    }
}
