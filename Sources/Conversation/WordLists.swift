import Synchronization
import Text

/// Lists of phrases by their names. Each is put into the form in which it is looked up when it is
/// first asked for: a start needs few of them, and a turn not many more.
final class WordLists: Sendable {
    private struct List: Sendable {
        let bare: Later<Set<String>>
        let written: Later<[String]>
        let found: Later<[Found]>
    }

    /// A phrase that is looked for anywhere in a line. Of English whole words count at its begin,
    /// or "this" would ask "is"; at its end only where the corpus writes a space behind it, so that
    /// "repay" finds "repaying".
    struct Found: Sendable {
        private let text: [UInt8]
        /// Of its first bytes; nil where it is too short to have one.
        private let mark: Int?
        private let beginsAWord: Bool
        private let endsAWord: Bool

        fileprivate init(_ phrase: String) {
            text = Array(phrase.bare.utf8)
            mark = text.count < 3 ? nil : ReadLine.mark(text[0], text[1], text[2])
            beginsAWord = text.first.map(Self.isLetter) == true && !phrase.hasPrefix("n't")
            endsAWord = phrase.hasSuffix(" ") && text.last.map(Self.isLetter) == true
        }

        func stands(in line: ReadLine) -> Bool {
            if let mark, !line.has(mark) { return false }
            var bare = line.bare
            return bare.withUTF8(stands(in:))
        }

        /// - Parameter line: in UTF-8.
        private func stands(in line: UnsafeBufferPointer<UInt8>) -> Bool {
            guard let first = text.first else { return true }
            guard line.count >= text.count else { return false }
            for start in 0...line.count - text.count where line[start] == first {
                let end = start + text.count
                if line[start..<end].elementsEqual(text), isWhole(start..<end, in: line) {
                    return true
                }
            }
            return false
        }

        private func isWhole(
            _ place: Range<Int>, in line: UnsafeBufferPointer<UInt8>
        ) -> Bool {
            if beginsAWord, place.lowerBound > 0, Self.isLetter(line[place.lowerBound - 1]) {
                return false
            }
            return
                !(endsAWord && place.upperBound < line.count
                && Self.isLetter(line[place.upperBound]))
        }

        /// Of ASCII.
        private static func isLetter(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        }
    }

    /// A line as `bare` writes it, with a mark of each three bytes that follow each other: most
    /// phrases are seen by them not to be in it.
    struct ReadLine: Sendable {
        let bare: String
        private let marks: [UInt64]

        fileprivate init(_ line: String) {
            var bare = line.bare
            var marks = [UInt64](repeating: 0, count: 256)
            bare.withUTF8 { text in
                for end in text.indices.dropFirst(2) {
                    let mark = Self.mark(text[end - 2], text[end - 1], text[end])
                    marks[mark >> 6] |= 1 << UInt64(mark & 63)
                }
            }
            (self.bare, self.marks) = (bare, marks)
        }

        fileprivate static func mark(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Int {
            (Int(a) << 12 ^ Int(b) << 6 ^ Int(c)) & 0x3FFF
        }

        fileprivate func has(_ mark: Int) -> Bool { marks[mark >> 6] >> UInt64(mark & 63) & 1 == 1 }
    }

    let phrases: [String: [String]]
    private let lists: [String: List]
    private let unions = Mutex<[[String]: Set<String>]>([:])
    private let names = Mutex<[String: [String]]>([:])
    private let lines = Mutex<[(line: String, read: ReadLine)]>([])
    /// A line and its parts are asked about by turns.
    private static let mostRead = 6

    init(_ phrases: [String: [String]]) {
        self.phrases = phrases
        lists = phrases.mapValues { phrases in
            List(
                bare: Later { Set(phrases.map(\.bare)) },
                written: Later { phrases.map(\.folded) },
                found: Later { phrases.map(Found.init) })
        }
    }

    /// Phrases as `bare` writes them; none where there is no list of that name.
    func bare(_ name: String) -> Set<String> { lists[name]?.bare.value ?? [] }

    /// Phrases as the corpus writes them, folded.
    func written(_ name: String) -> [String] { lists[name]?.written.value ?? [] }

    /// Phrases as they are looked for in a line.
    func found(_ name: String) -> [Found] { lists[name]?.found.value ?? [] }

    /// What follows a beginning in the names of lists, in their order.
    func names(behind beginning: String) -> [String] {
        names.withLock { names in
            if let known = names[beginning] { return known }
            let fresh = phrases.keys.filter { $0.hasPrefix(beginning) }.sorted()
                .map { String($0.dropFirst(beginning.count)) }
            names[beginning] = fresh
            return fresh
        }
    }

    /// A customer's line, kept for as long as much is asked about it: a turn looks for hundreds of
    /// lists in the same few texts.
    func read(_ line: String) -> ReadLine {
        let known = lines.withLockIfAvailable { lines in
            lines.first { known, _ in
                known.utf8.count == line.utf8.count && known.utf8.elementsEqual(line.utf8)
            }?.read
        }
        if let known = known ?? nil { return known }
        let read = ReadLine(line)
        _ = lines.withLockIfAvailable { lines in
            if lines.count == Self.mostRead { lines.removeFirst() }
            lines.append((line, read))
        }
        return read
    }

    /// What is in any of the lists, as `bare` writes it.
    func union(of names: [String]) -> Set<String> {
        if let union = unions.withLock({ $0[names] }) { return union }
        let union = names.reduce(into: Set()) { $0.formUnion(bare($1)) }
        unions.withLock { $0[names] = union }
        return union
    }
}
