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
        private let beginsAWord: Bool
        private let endsAWord: Bool

        fileprivate init(_ phrase: String) {
            text = Array(phrase.bare.utf8)
            beginsAWord = text.first.map(Self.isLetter) == true && !phrase.hasPrefix("n't")
            endsAWord = phrase.hasSuffix(" ") && text.last.map(Self.isLetter) == true
        }

        /// - Parameter line: in UTF-8.
        func stands(in line: UnsafeBufferPointer<UInt8>) -> Bool {
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

    let phrases: [String: [String]]
    private let lists: [String: List]
    private let unions = Mutex<[[String]: Set<String>]>([:])

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

    /// What is in any of the lists, as `bare` writes it.
    func union(of names: [String]) -> Set<String> {
        if let union = unions.withLock({ $0[names] }) { return union }
        let union = names.reduce(into: Set()) { $0.formUnion(bare($1)) }
        unions.withLock { $0[names] = union }
        return union
    }
}
