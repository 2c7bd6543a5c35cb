/// The two languages the desk speaks.
package enum Language: String, Codable, Sendable, CaseIterable { case zh, en }

extension Language {
    /// The language of a text by its letters: Chinese if its ideographs outnumber its Latin words
    /// or equal them, nil if it has neither.
    package static func of(_ text: String) -> Language? {
        var ideographs = 0
        var words = 0
        var wasLetter = false
        for scalar in text.unicodeScalars {
            let folded = Alphabet.standard.fold(scalar.value)
            if folded == Alphabet.nothing { continue }
            let kind = Alphabet.kind(folded)
            if kind == .ideograph { ideographs += 1 }
            if kind == .letter, !wasLetter { words += 1 }
            wasLetter = kind == .letter
        }
        guard ideographs + words > 0 else { return nil }
        return ideographs >= words ? .zh : .en
    }
}
