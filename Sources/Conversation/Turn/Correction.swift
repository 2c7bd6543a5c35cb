import Entities
import NLU
import Text

/// A line that takes a value back: "不是三千是五千", "5000, not 3000", "12 instead of 6".
extension Interpretation {
    /// The line without the values it takes back, in whatever order they come.
    func withoutWhatItTakesBack(_ words: Words) -> Interpretation {
        var copy = self
        copy.entities = kept(words)
        return copy
    }

    /// 先还5000，剩下的再说: beside a sum the rest is no share of anything.
    func withoutRestBesideASum(_ words: Words) -> Interpretation {
        var copy = self
        copy.entities.removeAll { $0.name == "share" && words.finds("remainder", in: $0.text) }
        let hasShare = copy.entities.contains { $0.name == "share" }
        return sums.isEmpty && !hasShare ? self : copy
    }

    /// 旅游的吧，不对，教育那笔: what is said after all before it was taken back; nil where nothing was.
    func lastSaid(_ words: Words) -> Interpretation? {
        let folded = FoldedText(text)
        let ends = words.written("taken_back_whole").compactMap { word -> Int? in
            guard let place = folded.lastPlace(of: FoldedText(word)), place.lowerBound > 0,
                place.upperBound < folded.scalars.count
            else { return nil }
            return place.upperBound
        }
        guard let end = ends.max() else { return nil }
        var copy = self
        copy.text = String(String.UnicodeScalarView(self.text.unicodeScalars.dropFirst(end)))
        copy.entities = entities.filter { $0.start >= end }.map { entity in
            var moved = entity
            moved.start -= end
            moved.end -= end
            return moved
        }
        return copy
    }

    /// It takes no value back.
    func isWholeWithoutTakingBack(_ words: Words) -> Bool {
        kept(words).count == entities.count
    }

    /// A number of instalments that are left, and not to be paid: 还有两期, "2 left".
    func isLeft(_ entity: Entity, _ lists: Words) -> Bool {
        let characters = Array(text.unicodeScalars)
        guard entity.start <= characters.count, entity.end <= characters.count else { return false }
        func words(_ range: Range<Int>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: characters[range])
            return String(view).folded
        }
        let before = words(max(0, entity.start - 3)..<entity.start)
        let after = words(entity.end..<min(characters.count, entity.end + 6))
        return lists.ends(before, with: "left_before") || lists.starts(after, with: "left_after")
    }

    /// It takes a value back and gives none in its place: "不要12期", "not 3000".
    func onlyTakesBack(_ words: Words) -> Bool { !entities.isEmpty && kept(words).isEmpty }

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

    private func kept(_ words: Words) -> [Entity] {
        let characters = Array(text.unicodeScalars)
        return entities.enumerated().compactMap { place, entity in
            let from = place == 0 ? 0 : min(entities[place - 1].end, entity.start)
            guard entity.start <= characters.count else { return entity }
            var before = ""
            before.unicodeScalars.append(contentsOf: characters[from..<entity.start])
            // 不是14号才扣吗 says that it is the 14th.
            let isTakenBack =
                words.takesBack(before) && !(entities.count == 1 && asksWhetherNot(words))
            return isTakenBack || isGivenUp(place, words) ? nil : entity
        }
    }

    private func asksWhetherNot(_ words: Words) -> Bool {
        words.finds("whether_not", in: text)
            && (text.bare.hasSuffix("?")
                || words.written("whether_end").contains { text.bare.hasSuffix($0) })
    }

    /// 三千有点紧，两千吧: a value found too much, and another of its kind after it.
    private func isGivenUp(_ place: Int, _ words: Words) -> Bool {
        let entity = entities[place]
        guard
            let next = entities.dropFirst(place + 1).first(where: { other in
                other.name == entity.name
                    || [other, entity].allSatisfy { Self.ofSums.contains($0.name) }
            }),
            entity.end <= next.start
        else { return false }
        var after = String.UnicodeScalarView()
        after.append(contentsOf: text.unicodeScalars.dropFirst(entity.end).prefix(14))
        let between = String(after).folded
        return words.starts(between, with: "taken_back_after")
    }

    /// All of it, or four hundred: either is so much money.
    private static let ofSums: Set = ["amount", "number", "share"]
}
