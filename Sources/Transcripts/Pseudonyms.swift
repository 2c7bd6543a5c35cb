import Conversation

/// Names in place of persons: the same person has the same one in every file of a run, and nobody
/// can tell from it who it is.
package struct Pseudonyms: Sendable {
    private let names: [String]
    private var numbers: [PersonalData.Kind: [String: Int]] = [:]
    /// Each pseudonym with what it stands for, as it was first written.
    package private(set) var known: [(pseudonym: String, person: String)] = []

    /// - Parameter names: full names to look for, longest first.
    package init(names: [String]) {
        self.names = names.sorted { ($1.count, $0) < ($0.count, $1) }
    }

    /// The transcript with every person masked but for customers' ids, and how many lines were. A
    /// customer's line holds what the desk would have kept of it, so that it is heard as before.
    package mutating func mask(_ transcript: Transcript) -> (transcript: Transcript, places: Int) {
        var places = 0
        var turns = transcript.turns
        for turn in turns.indices {
            for line in turns[turn].preface.indices {
                mask(&turns[turn].preface[line], &places)
            }
            if var said = turns[turn].said {
                mask(&said, &places)
                turns[turn].said = said
            }
            for line in turns[turn].answer.indices { mask(&turns[turn].answer[line], &places) }
        }
        return (Transcript(turns: turns), places)
    }

    private mutating func mask(_ line: inout Transcript.Line, _ places: inout Int) {
        let before = line.text
        switch line.kind {
        // Digits of the clock and the book belong to nobody.
        case .setting, .event: return
        case .said: line.text = mask(MaskedLine.mask(line.text))
        case .note, .understood, .reply: line.text = mask(line.text)
        }
        if line.text != before { places += 1 }
    }

    private mutating func mask(_ text: String) -> String {
        var text = text
        // Longest first: an address may hold a number.
        let leaks = PersonalData.tales(in: text, names: names)
            .sorted { ($1.text.count, $0.text) < ($0.text.count, $1.text) }
        for leak in leaks { text = text.replacing(leak.text, with: token(leak)) }
        return text
    }

    private mutating func token(_ leak: PersonalData.Leak) -> String {
        if leak.kind == .code { return "<code>" }
        let key = Self.key(leak)
        if let number = numbers[leak.kind]?[key] { return "<\(leak.kind.rawValue) \(number)>" }
        let number = numbers[leak.kind, default: [:]].count + 1
        numbers[leak.kind, default: [:]][key] = number
        let pseudonym = "<\(leak.kind.rawValue) \(number)>"
        known.append((pseudonym, leak.text))
        return pseudonym
    }

    /// The same number however it is written: in full width, with spaces, with the country's code.
    private static func key(_ leak: PersonalData.Leak) -> String {
        let key = leak.text.folded.filter { $0.isNumber || $0.isLetter || "@.".contains($0) }
        return leak.kind == .phone ? String(key.suffix(11)) : key
    }
}
