/// Finds many phrases in one pass. An English one only matches whole, unless it ends with `*`: then
/// it matches the beginning of a word.
package struct PhraseFinder: Sendable {
    private struct Phrase: Sendable {
        var scalars: [UInt32]
        var isBeginning: Bool
    }

    private let phrases: [Phrase]
    /// Indices of phrases by the first character's remainder of 256.
    private var buckets = [[Int]](repeating: [], count: 256)

    /// Finds phrases in normalised lines.
    /// - Parameter slips: what words are read as.
    package init(_ texts: [String], _ slips: SlipTable = .standard) {
        var line = NormalisedText(slips)
        self.init(texts) { line.scalars(of: $0) }
    }

    /// Finds phrases in folded texts.
    package init(folded texts: [String]) { self.init(texts) { FoldedText($0).scalars } }

    private init(_ texts: [String], read: (String) -> [UInt32]) {
        phrases = texts.map { text in
            let isBeginning = text.utf8.last == UInt8(ascii: "*")
            let scalars = read(isBeginning ? String(text.dropLast()) : text)
            return Phrase(scalars: scalars, isBeginning: isBeginning)
        }
        for (index, phrase) in phrases.enumerated() {
            if let first = phrase.scalars.first { buckets[Int(first & 255)].append(index) }
        }
    }

    /// Calls `found` with each phrase and where it begins, from left to right.
    package func forEach(in line: [UInt32], _ found: (_ phrase: Int, _ start: Int) -> Void) {
        for start in line.indices {
            for index in buckets[Int(line[start] & 255)] where stands(index, in: line, start) {
                found(index, start)
            }
        }
    }

    /// The first place of a phrase that `isIt`.
    package func first(
        in text: FoldedText, within range: Range<Int>? = nil,
        where isIt: (Range<Int>) -> Bool = { _ in true }
    ) -> Range<Int>? {
        let range = range ?? text.scalars.indices
        for start in range {
            for index in buckets[Int(text.scalars[start] & 255)] {
                let place = start..<start + phrases[index].scalars.count
                guard place.upperBound <= range.upperBound, stands(index, in: text.scalars, start),
                    isIt(place)
                else { continue }
                return place
            }
        }
        return nil
    }

    package func matches(_ line: [UInt32]) -> Bool {
        line.indices.contains { start in
            buckets[Int(line[start] & 255)].contains { stands($0, in: line, start) }
        }
    }

    private func stands(_ index: Int, in line: [UInt32], _ start: Int) -> Bool {
        let phrase = phrases[index]
        return Self.stands(phrase.scalars, in: line, at: start, isBeginning: phrase.isBeginning)
    }

    package static func stands(
        _ phrase: [UInt32], in line: [UInt32], at start: Int, isBeginning: Bool = false
    ) -> Bool {
        let end = start + phrase.count
        guard end <= line.count else { return false }
        for index in phrase.indices where line[start + index] != phrase[index] { return false }
        let opens = start == 0 || !joins(line[start - 1], line[start])
        return opens && (isBeginning || end == line.count || !joins(line[end - 1], line[end]))
    }

    /// Letters join letters, and digits digits.
    private static func joins(_ left: UInt32, _ right: UInt32) -> Bool {
        switch (Alphabet.kind(left), Alphabet.kind(right)) {
        case (.letter, .letter), (.digit, .digit): true
        default: false
        }
    }
}
