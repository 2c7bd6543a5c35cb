import Quantities

/// What a reader found: the tokens it takes and the value they have. Without a value the words
/// are taken all the same, so that no part of an address or an hour is heard as a number.
struct Reading {
    var name: String
    var value: Entity.Value?
    /// The token after it.
    var end: Int
    var isApproximate = false
    /// The first token, where the value begins after words that only announce it.
    var start: Int?

    /// There is a number in the words, and nobody knows what it says.
    var isUnread = false

    /// Known to be no value: an hour, an address, an article.
    static func nothing(to end: Int) -> Reading { Reading(name: "", value: nil, end: end) }
    static func unread(to end: Int) -> Reading {
        Reading(name: "", value: nil, end: end, isUnread: true)
    }
}

/// Finds the values in an utterance: amounts, numbers, counts, dates, shares, references.
///
/// One pass from left to right: at each word every reader says how far its value would reach and
/// the longest wins, the more specific one where two are as long. Nothing is guessed: a range or
/// an estimate is marked, and a day that does not exist is named as such.
public enum EntityReader {
    /// - Parameter today: what "tomorrow" and the 15th are counted from; a day without a year is
    ///   the next such day, today included.
    public static func entities(in text: String, today: Day) -> [Entity] {
        read(text, today: today).entities
    }

    /// The values of a line, and the numerals in it that are in none of them.
    public static func read(_ text: String, today: Day) -> (entities: [Entity], unread: [Unread]) {
        guard !PlainLine.isPlain(text) else { return ([], []) }
        let line = TokenLine(text)
        guard !line.isPlain else { return ([], []) }
        let readers = Readers(line: line, today: today)
        var entities: [Entity] = []
        var unread = UnreadWords(line)
        var index = 0
        while index < line.count {
            let reading = readers.longest(at: index)
            unread.pass(index, reading)
            guard let reading else {
                index += 1
                continue
            }
            if let value = reading.value {
                entities.append(
                    readers.entity(reading, value, from: reading.start ?? index))
            }
            index = max(reading.end, index + 1)
        }
        return (readers.marked(entities), unread.words)
    }
}

/// The readers of one line.
struct Readers {
    let line: TokenLine
    let today: Day

    /// The longest reading at a token; of two as long, the one named first.
    func longest(at index: Int) -> Reading? {
        guard line[index].meaning.canBegin else { return nil }
        var best: Reading?
        func consider(_ reading: Reading?) {
            if let reading, reading.end > best?.end ?? index { best = reading }
        }
        consider(code(at: index))
        consider(phone(at: index))
        consider(address(at: index))
        consider(reference(at: index))
        consider(hour(at: index))
        consider(Grammar.recurring.longest(self, at: index))
        consider(Grammar.ownDays.longest(self, at: index))
        consider(Grammar.lunarDays.longest(self, at: index))
        consider(Grammar.shares.longest(self, at: index))
        consider(dates(at: index))
        consider(Grammar.sums.longest(self, at: index))
        consider(Grammar.counts.longest(self, at: index))
        consider(number(at: index))
        return best
    }

    func entity(_ reading: Reading, _ value: Entity.Value, from first: Int) -> Entity {
        let estimate = canBeEstimated(value) ? estimate(from: first, to: reading.end) : nil
        return Entity(
            name: reading.name, value: value, text: line.text(from: first, to: reading.end),
            start: line[first].start, end: line[reading.end - 1].end,
            approximate: reading.isApproximate || estimate != nil,
            bound: estimate?.bound ?? openEnd(of: value, from: first, to: reading.end))
    }

    /// Before the 20th, 5号以后: the day itself is heard, and on which side of it.
    private func openEnd(of value: Entity.Value, from first: Int, to end: Int) -> Entity.Bound? {
        switch value {
        case .date, .ownDay:
            Grammar.boundBefore.read(self, first)?.value
                ?? Grammar.boundBehind.read(self, end)?.value
        default: nil
        }
    }

    private func canBeEstimated(_ value: Entity.Value) -> Bool {
        switch value {
        case .amount, .number, .things, .count, .share: true
        case .date, .period, .monthly, .weekly, .ownDay, .text, .impossible: false
        }
    }

    private func estimate(from first: Int, to end: Int) -> Estimate? {
        if line[first - 1].isKeyword(.over), !isHan(first - 1) {
            return isOver(first, end) ? .bound(.atLeast) : nil
        }
        return Grammar.estimateBefore.read(self, first)?.value
            ?? Grammar.estimateBehind.read(self, end)?.value
    }

    /// "Over 5000 yuan" is a bound, "over 12 months" and "over 12" a term.
    private func isOver(_ first: Int, _ end: Int) -> Bool {
        if Grammar.moneyUnit.read(self, end - 1)?.end == end { return true }
        guard let number = line.numeral(at: first), number.end == end else {
            return Grammar.moneyUnit.read(self, first) != nil
        }
        return number.value >= 100 * Numeral.one
    }

    /// The line or a part of it ends here.
    func isClosed(_ index: Int) -> Bool {
        switch line[index].meaning {
        case .end, .symbol: true
        default: false
        }
    }

    /// This very word stands here.
    func isWord(_ word: String, _ index: Int) -> Bool {
        index < line.count && line.text(from: index, to: index + 1).lowercased() == word
    }

    /// The token is written in Chinese characters.
    func isHan(_ index: Int) -> Bool {
        line.scalars[at: line[index].start].map { (0x2E80...0x9FFF).contains($0.value) } ?? false
    }

    /// Two sums or counts with a dash between them are a range; two numbers with nothing but a
    /// space or a stray comma between may be one (12,50 and 5 000, "two fifty"). Each is an
    /// estimate.
    func marked(_ entities: [Entity]) -> [Entity] {
        var entities = entities
        for index in entities.indices.dropFirst() {
            let (first, second) = (entities[index - 1], entities[index])
            guard canBeEstimated(first.value), canBeEstimated(second.value),
                isRange(first, second) || isSplit(first, second) || isUnfinished(first, second)
            else { continue }
            entities[index - 1].approximate = true
            entities[index].approximate = true
        }
        return entities
    }

    private func between(_ end: Int, _ start: Int) -> [UInt32]? {
        guard start > end, start - end <= 5 else { return nil }
        return line.scalars[end..<start].map(Folding.fold).filter { $0 != 0x20 }
    }

    private func isRange(_ first: Entity, _ second: Entity) -> Bool {
        guard let marks = between(first.end, second.start) else { return false }
        if !marks.isEmpty, marks.count <= 2, marks.allSatisfy(Self.rangeMarks.contains) {
            return marks.count == 1 || Set(marks).count == 1
        }
        // 6期或者12期, "6 or 12": one of them, and nobody knows which.
        if Self.alternatives.contains(marks) { return true }
        switch marks {
        case Self.and: return isWord("between", before: first.start)
        case Self.to: return !isChange
        default: return false
        }
    }

    /// "Change it from 6 to 12 months" is no range.
    private var isChange: Bool { line.hasChange }

    private func isWord(_ word: String, before start: Int) -> Bool {
        let length = word.unicodeScalars.count + 1
        guard start >= length else { return false }
        let letters = line.scalars[(start - length)..<(start - 1)].map(Folding.fold)
        return letters == word.unicodeScalars.map(\.value)
    }

    private static let and = "and".unicodeScalars.map(\.value)
    private static let alternatives = Set(
        ["或", "或者", "还是", "還是", "、", "or"].map { $0.unicodeScalars.map(Folding.fold) })
    private static let to = "to".unicodeScalars.map(\.value)

    private func isSplit(_ first: Entity, _ second: Entity) -> Bool {
        guard first.name == "number" || first.name == "amount",
            second.name == "number" || second.name == "amount",
            let marks = between(first.end, second.start)
        else { return false }
        let (left, right) = (loneDigits(first), digitCount(second.start, second.end))
        if marks == [0x2C], first.name == "number" {
            return second.start == first.end + 1 && right > 0
                && digitCount(first.start, first.end) > 0
        }
        guard marks.isEmpty else { return false }
        if first.name == "number", isLetter(first.end - 1), isLetter(second.start) { return true }
        return (1...3).contains(left) && right == 3
    }

    /// 3000块50, 3元5: more, or less, than can be told apart from a number.
    private func isUnfinished(_ first: Entity, _ second: Entity) -> Bool {
        guard first.name == "amount", second.name == "number", first.end == second.start,
            let unit = line.scalars[at: first.end - 1].map(Folding.fold)
        else { return false }
        return Self.units.contains(unit)
    }

    private static let units = Set("块元圆".unicodeScalars.map(\.value))

    /// How many digits a value ends with, where it has no others: three in 500 and ¥500.
    private func loneDigits(_ entity: Entity) -> Int {
        let letters = line.scalars[entity.start..<entity.end].map(Folding.fold)
        let digits = letters.reversed().prefix { (0x30...0x39).contains($0) }.count
        return letters.dropLast(digits).contains { (0x30...0x39).contains($0) } ? 0 : digits
    }

    /// How many digits a stretch of the line begins with.
    private func digitCount(_ start: Int, _ end: Int) -> Int {
        line.scalars[start..<end].prefix { (0x30...0x39).contains(Folding.fold($0)) }.count
    }

    private func isLetter(_ position: Int) -> Bool {
        line.scalars[at: position].map { (0x61...0x7A).contains(Folding.fold($0)) } ?? false
    }

    private static let rangeMarks = Set("-~到至".unicodeScalars.map(\.value))
}
