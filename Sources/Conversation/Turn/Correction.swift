import Entities
import NLU

/// A line that takes a value back: "不是三千是五千", "5000, not 3000", "12 instead of 6".
extension Interpretation {
    /// The line without the values it takes back, in whatever order they come.
    var withoutWhatItTakesBack: Interpretation {
        var copy = self
        copy.entities = kept
        return copy
    }

    /// It takes no value back.
    var isWholeWithoutTakingBack: Bool { kept.count == entities.count }

    /// A number of instalments that are left, and not to be paid: 还有两期, "2 left".
    func isLeft(_ entity: Entity) -> Bool {
        let characters = Array(text.unicodeScalars)
        guard entity.start <= characters.count, entity.end <= characters.count else { return false }
        func words(_ range: Range<Int>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: characters[range])
            return String(view).lowercased()
        }
        let before = words(max(0, entity.start - 3)..<entity.start)
        let after = words(entity.end..<min(characters.count, entity.end + 6))
        return ["还有", "只有", "就剩", "还剩", "剩", "剩下"].contains { before.hasSuffix($0) }
            || after.hasPrefix(" left") || after.hasPrefix(" to go")
    }

    /// It takes a value back and gives none in its place: "不要12期", "not 3000".
    var onlyTakesBack: Bool { !entities.isEmpty && kept.isEmpty }

    /// "Three thousand, no wait, two": of several sums the last counts.
    func lastSums(if corrects: Bool) -> Interpretation {
        guard corrects else { return self }
        var copy = self
        let sums = entities.indices.filter { place in
            switch entities[place].value {
            case .amount, .share: true
            // Less is a term, or a place in a list.
            case .number(let tenThousandths): tenThousandths >= 1_000_000
            default: false
            }
        }
        for index in sums.dropLast().reversed() { copy.entities.remove(at: index) }
        return copy
    }

    private var kept: [Entity] {
        let characters = Array(text.unicodeScalars)
        return entities.enumerated().compactMap { place, entity in
            let from = place == 0 ? 0 : min(entities[place - 1].end, entity.start)
            guard entity.start <= characters.count else { return entity }
            var before = ""
            before.unicodeScalars.append(contentsOf: characters[from..<entity.start])
            return Self.takesBack(before) ? nil : entity
        }
    }

    /// Whether every mention of a word in a line is denied: 不要缩短, "don't shorten it".
    static func denies(_ word: String, in text: String) -> Bool {
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
    static func takesBack(_ before: String) -> Bool {
        var words = before.lowercased()[...]
        var isTrimming = true
        while isTrimming {
            isTrimming = false
            for filler in fillers where words.hasSuffix(filler) {
                words.removeLast(filler.count)
                isTrimming = true
            }
        }
        // 不全还 is none of it, 要不全还 is all.
        if words.hasSuffix("不"), !words.hasSuffix("要不") { return true }
        return denials.contains { words.hasSuffix($0) }
    }

    /// Between the denial and the value.
    private static let fillers = [
        " ", "¥", "分", "那个", "给我", "再", "the", " for", " over", "in", " to", " it", " me", " my",
        " close", " settle", " pay off", " want", " touch", " have", " need", "把", "还", "结清", "清",
    ]
    private static let denials = [
        "不是", "不要", "不用", "别", "不想", "而非", "不选", "不还", " not", "not", "n't", "n’t", "dont",
        "instead of",
        "rather than", "don't want", "no longer",
    ]
}
