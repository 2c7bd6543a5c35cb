/// A text as phrases are looked for in it: width, case, script and quotes folded, one code point
/// for each, so that a place in it is a place in the text as typed.
///
/// The classifier reads a line as `NormalisedText`, which also leaves out and replaces.
package struct FoldedText: Hashable, Sendable {
    package let scalars: [UInt32]

    package init(_ text: String) { scalars = text.unicodeScalars.map { Self.fold($0.value) } }

    /// One under the other.
    package init(lines: [FoldedText]) {
        scalars = Array(lines.map(\.scalars).joined(separator: [0x0A]))
    }

    package var string: String { string(scalars.indices) }

    package func string(_ range: Range<Int>) -> String { NormalisedText.string(scalars[range]) }

    /// The last place of other text in this one, within words or not.
    package func lastPlace(of other: FoldedText) -> Range<Int>? {
        scalars.lastPlace(of: other.scalars)
    }

    /// What stands for a code point: letters and ideographs as the classifier has them, marks by
    /// themselves.
    package static func fold(_ scalar: UInt32) -> UInt32 {
        if scalar < 0x80 { return (0x41...0x5A).contains(scalar) ? scalar + 0x20 : scalar }
        let folded = Alphabet.standard.fold(scalar)
        return folded == Alphabet.space || folded == Alphabet.nothing ? mark(scalar) : folded
    }

    /// A full-width form as ASCII; anything else as it is.
    package static func narrowed(_ scalar: UInt32) -> UInt32 {
        (0xFF01...0xFF5E).contains(scalar) ? scalar - 0xFEE0 : scalar
    }

    private static func mark(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0xFF01...0xFF5E: narrowed(scalar)
        case 0x3000, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F: 0x20
        case 0x2018, 0x2019: 0x27
        case 0x201C, 0x201D: 0x22
        default: scalar
        }
    }
}

extension FoldedText {
    /// The text as a closed list takes it for one of its phrases: without apostrophes, outer spaces,
    /// quotes and closing marks. A question mark stays: a question is no answer.
    package var bare: String {
        var bare: [UInt32] = []
        var isSpaced = false
        // "Dont" is how most people type it.
        for scalar in scalars where scalar != Self.apostrophe {
            guard scalar != Alphabet.space else {
                isSpaced = !bare.isEmpty
                continue
            }
            if isSpaced { bare.append(Alphabet.space) }
            isSpaced = false
            bare.append(scalar)
        }
        while let last = bare.last, Self.closing.contains(last) { bare.removeLast() }
        while let first = bare.first, Self.quotes.contains(first) { bare.removeFirst() }
        return NormalisedText.string(bare[...])
    }

    private static let apostrophe: UInt32 = 0x27
    private static let quotes = "\"「」『』".unicodeScalars.map(\.value)
    private static let closing = quotes + "。.!,~～、 …".unicodeScalars.map(\.value)
}

extension Array where Element: Equatable {
    /// The last place where others stand in these.
    package func lastPlace(of others: [Element]) -> Range<Int>? {
        guard let first = others.first, others.count <= count else { return nil }
        for place in (0...(count - others.count)).reversed() where self[place] == first {
            let range = place..<(place + others.count)
            if self[range].elementsEqual(others) { return range }
        }
        return nil
    }
}

extension String {
    /// In the form in which phrases are looked for, one code point for each.
    package var folded: String { FoldedText(self).string }

    /// As a closed list takes it for one of its phrases.
    package var bare: String { FoldedText(self).bare }
}
