import Entities
import Text

/// Finds the phrases a corpus annotates or lists, in the line as it was typed: letter by letter,
/// but for case and width.
struct PhraseLookup: Sendable {
    private struct Entry: Sendable {
        var scalars: [UInt32]
        var phrase: KnownPhrase
    }

    private var entries: [UInt32: [Entry]] = [:]

    init(_ phrases: [KnownPhrase]) {
        for phrase in phrases {
            let scalars = phrase.text.unicodeScalars.map { FoldedText.fold($0.value) }
            guard let first = scalars.first else { continue }
            entries[first, default: []].append(Entry(scalars: scalars, phrase: phrase))
        }
        for first in entries.keys {
            entries[first]?.sort { $0.scalars.count > $1.scalars.count }
        }
    }

    /// The phrases from left to right, the longest first.
    func entities(in text: String) -> [Entity] {
        guard !entries.isEmpty else { return [] }
        let typed = Array(text.unicodeScalars)
        let line = typed.map { FoldedText.fold($0.value) }
        var found: [Entity] = []
        var start = 0
        while start < line.count {
            let entry = entries[line[start]]?.first { entry in
                PhraseFinder.stands(entry.scalars, in: line, at: start)
            }
            guard let entry else {
                start += 1
                continue
            }
            let end = start + entry.scalars.count
            var words = String.UnicodeScalarView()
            words.append(contentsOf: typed[start..<end])
            found.append(
                Entity(
                    name: entry.phrase.entity, value: .text(entry.phrase.value),
                    text: String(words), start: start, end: end))
            start = end
        }
        return found
    }
}
