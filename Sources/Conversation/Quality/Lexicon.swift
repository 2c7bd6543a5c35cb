/// Phrases of both languages, found in one pass over folded text. English ones stand at word
/// borders; one that ends in `*` is the beginning of a word.
struct Lexicon: Sendable {
    private struct Phrase: Sendable {
        var bytes: [UInt8]
        var isStem: Bool
    }

    private let phrases: [Phrase]
    /// Indices of phrases by their first three bytes: nearly every place of a text has none.
    private var buckets = [[Int]](repeating: [], count: 256)

    init(_ words: [String]) {
        phrases = words.map { word in
            let isStem = word.hasSuffix("*")
            return Phrase(
                bytes: FoldedText(isStem ? String(word.dropLast()) : word).bytes, isStem: isStem)
        }
        for (index, phrase) in phrases.enumerated() {
            precondition(phrase.bytes.count >= 3, "a phrase is told by its first three bytes")
            buckets[Self.key(phrase.bytes, 0)].append(index)
        }
    }

    private static func key(_ bytes: [UInt8], _ at: Int) -> Int {
        (Int(bytes[at]) &* 31 ^ Int(bytes[at + 1]) &* 7 ^ Int(bytes[at + 2])) & 255
    }

    /// Calls `found` with the place of each phrase until it answers true.
    private func search(_ text: FoldedText, in range: Range<Int>, _ found: (Range<Int>) -> Bool) {
        guard range.count >= 3 else { return }
        for at in range.lowerBound..<(range.upperBound - 2) {
            for index in buckets[Self.key(text.bytes, at)] {
                let phrase = phrases[index]
                let end = at + phrase.bytes.count
                guard end <= range.upperBound, text.stands(phrase.bytes, at: at),
                    text.isBorder(at), phrase.isStem || text.isBorder(end)
                else { continue }
                if found(at..<end) { return }
            }
        }
    }

    func stands(in text: FoldedText, within range: Range<Int>? = nil) -> Bool {
        place(in: text, within: range) != nil
    }

    func place(in text: FoldedText, within range: Range<Int>? = nil) -> Range<Int>? {
        var place: Range<Int>?
        search(text, in: range ?? text.bytes.indices) {
            place = $0
            return true
        }
        return place
    }

    /// The first phrase that is meant: no negation reaches it within its clause.
    func meant(in text: FoldedText) -> String? {
        var meant: String?
        search(text, in: text.bytes.indices) { place in
            let clause = text.clause(around: place.lowerBound)
            guard !Negation.reaches(text, from: clause.lowerBound, to: place.lowerBound) else {
                return false
            }
            meant = text.string(place)
            return true
        }
        return meant
    }
}

/// Text as the lexicons read it: ASCII in lower case, full-width forms and quotes narrowed.
struct FoldedText: Sendable {
    private(set) var bytes: [UInt8] = []

    init(_ text: String) {
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x41...0x5A: bytes.append(UInt8(scalar.value + 32))
            case 0...0x7F: bytes.append(UInt8(scalar.value))
            case 0xFF01...0xFF5E: append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            case 0x2018, 0x2019: bytes.append(UInt8(ascii: "'"))
            default: append(scalar)
            }
        }
    }

    /// One under the other.
    init(lines: [FoldedText]) { bytes = Array(lines.map(\.bytes).joined(separator: [0x0A])) }

    private mutating func append(_ scalar: Unicode.Scalar) {
        let value = (0x41...0x5A).contains(scalar.value) ? scalar.value + 32 : scalar.value
        bytes += UTF8.encode(Unicode.Scalar(value) ?? scalar) ?? .init()
    }

    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The last place of other text in this one, within words or not.
    func lastPlace(of other: FoldedText) -> Range<Int>? { bytes.lastPlace(of: other.bytes) }

    func stands(_ phrase: [UInt8], at place: Int) -> Bool {
        for index in phrase.indices where bytes[place + index] != phrase[index] { return false }
        return true
    }

    /// Whether a word may begin or end here: letters and digits do not go on.
    func isBorder(_ place: Int) -> Bool {
        guard place > 0, place < bytes.count else { return true }
        return !(Self.isWord(bytes[place - 1]) && Self.isWord(bytes[place]))
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }

    /// From one mark that ends a thought to the next. A point or comma between digits is none.
    func clause(around place: Int) -> Range<Int> {
        var start = place
        while start > 0, !endsClause(start - 1) { start -= 1 }
        var end = place
        while end < bytes.count, !endsClause(end) { end += 1 }
        return start..<beforeMark(end)
    }

    /// All clauses, in order.
    var clauses: [Range<Int>] {
        var clauses: [Range<Int>] = []
        var start = 0
        for place in bytes.indices where endsClause(place) {
            if beforeMark(place) > start { clauses.append(start..<beforeMark(place)) }
            start = place + 1
        }
        if start < bytes.count { clauses.append(start..<bytes.count) }
        return clauses
    }

    /// The ideographic full stop has two bytes before the one that tells it.
    private func beforeMark(_ end: Int) -> Int {
        end < bytes.count && bytes[end] == 0x82 ? end - 2 : end
    }

    private func endsClause(_ place: Int) -> Bool {
        switch bytes[place] {
        case UInt8(ascii: "\n"), UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"),
            UInt8(ascii: ":"):
            return true
        case UInt8(ascii: ","), UInt8(ascii: "."):
            return place + 1 >= bytes.count || !(0x30...0x39).contains(bytes[place + 1])
        // The last byte of the ideographic full stop E3 80 82.
        case 0x82: return place >= 2 && bytes[place - 1] == 0x80 && bytes[place - 2] == 0xE3
        default: return false
        }
    }
}

extension [UInt8] {
    /// The last place where others stand in these.
    func lastPlace(of others: [UInt8]) -> Range<Int>? {
        guard let first = others.first, others.count <= count else { return nil }
        for place in (0...(count - others.count)).reversed() where self[place] == first {
            let range = place..<(place + others.count)
            if self[range].elementsEqual(others) { return range }
        }
        return nil
    }
}

/// Whether a "not" before a phrase takes it back: "never tell anyone your code" asks for none.
enum Negation {
    static func reaches(_ text: FoldedText, from start: Int, to end: Int) -> Bool {
        guard start < end else { return false }
        let before = FoldedText(harmless(text.string(start..<end)))
        guard let negator = last(in: before) else { return false }
        // "If you don't pay we will come": what follows the condition is meant.
        return !connectors.stands(in: before, within: negator.upperBound..<before.bytes.count)
    }

    private static func last(in text: FoldedText) -> Range<Int>? {
        var last: Range<Int>?
        var from = 0
        while let place = negators.place(in: text, within: from..<text.bytes.count) {
            last = place
            from = place.upperBound
        }
        return last
    }

    /// Without the words that look like a negation and are none.
    private static func harmless(_ text: String) -> String {
        var text = text
        for word in lookalikes { text = text.replacing(word, with: " ") }
        return text
    }

    private static let lookalikes = [
        "不仅", "不但", "不然", "不妨", "不得不", "不过", "不如", "别忘", "不要忘", "不要紧", "没问题", "无论", "不管", "不用担心",
        "不用怕", "不必担心", "别担心", "特别", "别人", "未来", "not only", "don't forget", "do not forget",
        "never forget",
        "don't hesitate", "do not hesitate", "not hesitate", "no problem", "no matter",
        "never mind",
        "don't worry", "do not worry",
    ]

    private static let negators = Lexicon([
        "不", "没", "别", "勿", "无", "未", "莫", "禁止", "拒绝", "谨防", "切忌", "避免", "防止", "not", "never",
        "nobody",
        "no one", "none", "don't", "doesn't", "didn't", "won't", "can't", "cannot", "isn't",
        "aren't",
        "wouldn't", "shouldn't", "mustn't", "without", "neither", "nor", "avoid", "refuse",
        "nothing",
        "no code", "no password", "no pin", "no risk of", "no jail", "no call", "no visit",
        "no promise",
        "no guarantee",
    ])

    private static let connectors = Lexicon([
        "就", "则", "将", "we will", "we'll", "we shall", "you will", "you'll", "then", "otherwise",
        "or else",
    ])
}
