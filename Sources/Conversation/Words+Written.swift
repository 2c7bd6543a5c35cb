import Text

/// Lists whose phrases are taken letter by letter, spaces included: " or " is not in "for". Texts
/// are folded.
extension Words {
    /// A phrase of this list stands somewhere in the text.
    func says(_ list: String, in text: String) -> Bool {
        written(list).contains { text.contains($0) }
    }

    func starts(_ text: String, with list: String) -> Bool {
        written(list).contains { text.hasPrefix($0) }
    }

    func ends(_ text: String, with list: String) -> Bool {
        written(list).contains { text.hasSuffix($0) }
    }
}

extension Words {
    /// Whether every mention of a word in a line is denied: 不要缩短, "don't shorten it".
    func denies(_ word: String, in text: String) -> Bool {
        guard text.contains(word) else { return false }
        var rest = text[...]
        var isDenied = false
        while let found = rest.firstRange(of: word) {
            guard takesBack(String(text[..<found.lowerBound])) else { return false }
            isDenied = true
            rest = rest[found.upperBound...]
        }
        return isDenied
    }

    /// Whether the words right before a value deny it.
    func takesBack(_ before: String) -> Bool {
        let fillers = written("taken_back_filler")
        var words = before.folded
        var isTrimming = true
        while isTrimming {
            isTrimming = false
            for filler in fillers where words.hasSuffix(filler) {
                words.removeLast(filler.count)
                isTrimming = true
            }
        }
        // 不全还 is none of it, 要不全还 is all.
        if ends(words, with: "taken_back_short"), !ends(words, with: "no_denial") { return true }
        return ends(words, with: "taken_back")
    }
}
