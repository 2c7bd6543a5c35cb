extension Transcript {
    /// What a line of the answer is about: how grave it is that it changed.
    package enum Aspect: String, Sendable, CaseIterable {
        case money, verification, understanding, slot, wording
    }

    /// One line that is not as it was recorded.
    package struct Change: Equatable, Sendable {
        package var aspect: Aspect
        /// Nil when the line is new.
        package var was: Line?
        /// Nil when the line is gone.
        package var isNow: Line?
    }

    /// A line of the answer, beside the one recorded.
    package enum Piece: Equatable, Sendable {
        case same(Line)
        case changed(Change)
    }

    /// The recorded answer beside today's, in their order.
    package static func compare(_ recorded: [Line], with now: [Line]) -> [Piece] {
        var gone: Set<Int> = []
        var new: Set<Int> = []
        let same: (Line, Line) -> Bool = { $0.kind == $1.kind && $0.text == $1.text }
        for step in now.difference(from: recorded, by: same) {
            switch step {
            case .remove(let offset, _, _): gone.insert(offset)
            case .insert(let offset, _, _): new.insert(offset)
            }
        }
        var pieces: [Piece] = []
        var (was, isNow) = (0, 0)
        while was < recorded.count || isNow < now.count {
            let lost = (was..<recorded.count).prefix { gone.contains($0) }
            let found = (isNow..<now.count).prefix { new.contains($0) }
            pieces += pair(recorded[lost], with: now[found]).map(Piece.changed)
            was += lost.count
            isNow += found.count
            guard was < recorded.count, isNow < now.count else { continue }
            pieces.append(.same(recorded[was]))
            was += 1
            isNow += 1
        }
        return pieces
    }

    /// Of today's answer what a recorded one can be compared with that does not hold everything:
    /// lines of the kinds it has, and of what was understood no more than it tells.
    package static func part(of now: [Line], heldBy recorded: [Line]) -> [Line] {
        let kinds = Set(recorded.map(\.kind))
        let told = recorded.filter { $0.kind == .understood }.flatMap { words($0) }
        return now.filter { kinds.contains($0.kind) }.map { line in
            guard line.kind == .understood else { return line }
            let slots = Set(told.filter { $0.contains("=") }.map { $0.prefix { $0 != "=" } })
            let hasIntents = told.contains { !$0.contains("=") }
            var line = line
            line.text = words(line).filter { word in
                word.contains("=") ? slots.contains(word.prefix { $0 != "=" }) : hasIntents
            }.joined(separator: " ")
            return line
        }
    }

    private static func words(_ line: Line) -> [Substring] { line.text.split(separator: " ") }

    /// How an answer differs from the recorded one; empty when it is the same.
    package static func changes(from recorded: [Line], to now: [Line]) -> [Change] {
        compare(recorded, with: now).compactMap(\.change)
    }

    /// A changed line is told as one change, not as a loss and a find.
    private static func pair(_ gone: ArraySlice<Line>, with new: ArraySlice<Line>) -> [Change] {
        var new = Array(new)
        var changes = gone.map { line in
            let partner = new.firstIndex { $0.kind == line.kind && topic($0) == topic(line) }
            let isNow = partner.map { new.remove(at: $0) }
            return Change(aspect: aspect(line, isNow), was: line, isNow: isNow)
        }
        changes += new.map { Change(aspect: aspect($0, nil), was: nil, isNow: $0) }
        return changes
    }

    /// Events are paired by their first word: a posting never with a receipt.
    private static func topic(_ line: Line) -> Substring {
        line.kind == .event ? firstWord(line) : ""
    }

    private static func firstWord(_ line: Line) -> Substring {
        line.text.prefix { $0 != " " }
    }

    private static func aspect(_ line: Line, _ other: Line?) -> Aspect {
        switch line.kind {
        case .note, .setting, .said: return .wording
        case .reply:
            guard let other, sums(line) != sums(other) else { return .wording }
            return .money
        case .understood:
            guard let other, intents(line) == intents(other) else { return .understanding }
            return .slot
        case .event:
            let verification: Set<Substring> = ["level", "identity", "code", "consent"]
            if verification.contains(firstWord(line)) { return .verification }
            let money: Set<Substring> = ["quote", "post", "receipt", "told"]
            return money.contains(firstWord(line)) ? .money : .understanding
        }
    }

    /// The sums a reply tells, such as `¥6,432.00` or `16,454.90元`: digits up to the fen.
    private static func sums(_ line: Line) -> [Substring] {
        line.text.matches(of: /[0-9][0-9,]*\.[0-9]{2}(?![0-9%])/).map(\.output)
    }

    private static func intents(_ line: Line) -> Substring {
        let slots = line.text.firstIndex(of: "=") ?? line.text.endIndex
        let heard = line.text[..<slots]
        // The word before the first `=` is a slot's name.
        return slots == line.text.endIndex ? heard : heard[..<(heard.lastIndex(of: " ") ?? slots)]
    }
}

extension Transcript.Piece {
    package var change: Transcript.Change? {
        if case .changed(let change) = self { change } else { nil }
    }
}
