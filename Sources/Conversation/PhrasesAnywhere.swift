/// Phrases looked for anywhere in a text, all in one go. A text or phrase whose characters might be
/// written in several ways is compared as Unicode compares it, one phrase after the other.
struct PhrasesAnywhere: Sendable {
    /// By their first scalars.
    private var plain: [Unicode.Scalar: [[Unicode.Scalar]]] = [:]
    private var others: [String] = []

    init(_ phrases: Set<String>) {
        for phrase in phrases {
            let scalars = Array(phrase.unicodeScalars)
            guard let first = scalars.first else { continue }
            if scalars.allSatisfy(Self.isPlain) {
                plain[first, default: []].append(scalars)
            } else {
                others.append(phrase)
            }
        }
    }

    /// Whether one stands where `isIt` says that it may begin.
    func stand(in text: String, where isIt: (String.Index) -> Bool) -> Bool {
        let scalars = Array(text.unicodeScalars)
        guard scalars.allSatisfy(Self.isPlain) else {
            return (plain.values.joined().map(Self.text) + others).contains {
                text.ranges(of: $0).contains { isIt($0.lowerBound) }
            }
        }
        return zip(scalars.indices, text.unicodeScalars.indices).contains { place, index in
            (plain[scalars[place]] ?? []).contains { scalars[place...].starts(with: $0) }
                && isIt(index)
        }
    }

    private static func text(_ scalars: [Unicode.Scalar]) -> String {
        String(String.UnicodeScalarView(scalars))
    }

    /// A character by itself, written in one way: letters of ASCII, ideographs, and their marks.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20..<0x7F, 0x3000..<0x302A, 0x4E00..<0xA000, 0xFF01..<0xFF5F: true
        default: false
        }
    }
}
