/// Finds many words in one pass. An English word only matches whole, unless it ends with `*`: then
/// it matches the beginning of a word.
package struct WordFinder: Sendable {
    private struct Word: Sendable {
        var scalars: [UInt32]
        var isBeginning: Bool
    }

    private let words: [Word]
    /// Indices of words by the first character's remainder of 256.
    private var buckets = [[Int]](repeating: [], count: 256)

    /// - Parameter slips: what words are read as.
    package init(_ texts: [String], _ slips: SlipTable = .standard) {
        var line = NormalisedText(slips)
        words = texts.map { text in
            line.read(text)
            return Word(scalars: line.scalars, isBeginning: text.utf8.last == UInt8(ascii: "*"))
        }
        for (index, word) in words.enumerated() {
            if let first = word.scalars.first { buckets[Int(first & 255)].append(index) }
        }
    }

    /// Calls `found` with each word and where it begins, from left to right.
    package func forEach(in line: [UInt32], _ found: (_ word: Int, _ start: Int) -> Void) {
        for start in line.indices {
            for word in buckets[Int(line[start] & 255)] where stands(words[word], in: line, start) {
                found(word, start)
            }
        }
    }

    package func matches(_ line: [UInt32]) -> Bool {
        line.indices.contains { start in
            buckets[Int(line[start] & 255)].contains { stands(words[$0], in: line, start) }
        }
    }

    private func stands(_ word: Word, in line: [UInt32], _ start: Int) -> Bool {
        Self.stands(word.scalars, in: line, at: start, isBeginning: word.isBeginning)
    }

    package static func stands(
        _ word: [UInt32], in line: [UInt32], at start: Int, isBeginning: Bool = false
    ) -> Bool {
        let end = start + word.count
        guard end <= line.count else { return false }
        for index in word.indices where line[start + index] != word[index] { return false }
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
