import Conversation

/// Names in place of persons: the same person has the same one in every file of a run, and nobody
/// can tell from it who it is.
package struct Pseudonyms: Sendable {
    private let names: [String]
    private let keepsCustomers: Bool
    private var numbers: [PersonalData.Kind: [String: Int]] = [:]
    private var customers: [String: Int] = [:]

    /// - Parameters:
    ///   - names: full names to look for, longest first.
    ///   - keepsCustomers: leaves customers' ids as they are, so that the transcripts still replay.
    package init(names: [String], keepsCustomers: Bool) {
        self.names = names.sorted { ($1.count, $0) < ($0.count, $1) }
        self.keepsCustomers = keepsCustomers
    }

    /// The transcript with every person masked, and how many places were.
    package mutating func mask(_ transcript: Transcript) -> (transcript: Transcript, places: Int) {
        var places = 0
        var turns = transcript.turns
        for turn in turns.indices {
            for line in turns[turn].preface.indices {
                mask(&turns[turn].preface[line], &places)
            }
            if turns[turn].said != nil {
                turns[turn].said.map { line in
                    var line = line
                    mask(&line, &places)
                    turns[turn].said = line
                }
            }
            for line in turns[turn].answer.indices { mask(&turns[turn].answer[line], &places) }
        }
        return (Transcript(turns: turns), places)
    }

    private mutating func mask(_ line: inout Transcript.Line, _ places: inout Int) {
        let before = line.text
        if line.kind == .setting { maskCustomer(&line) }
        // Settings but the customer's are the clock's: digits that belong to nobody.
        if line.kind != .setting, line.kind != .event { line.text = mask(line.text, line.kind) }
        if line.text != before { places += 1 }
    }

    private mutating func mask(_ text: String, _ kind: Transcript.Line.Kind) -> String {
        var text = text
        // Longest first: an address may hold a number.
        let leaks = PersonalData.tales(in: text, names: names)
            .sorted { ($1.text.count, $0.text) < ($0.text.count, $1.text) }
        for leak in leaks { text = text.replacing(leak.text, with: token(leak)) }
        return kind == .said ? MaskedLine.mask(text) : text
    }

    private mutating func token(_ leak: PersonalData.Leak) -> String {
        if leak.kind == .code { return "<code>" }
        let key = Self.key(leak)
        let known = numbers[leak.kind, default: [:]]
        let number = known[key] ?? known.count + 1
        numbers[leak.kind, default: [:]][key] = number
        return "<\(leak.kind.rawValue) \(number)>"
    }

    /// The same number however it is written: in full width, with spaces, with the country's code.
    private static func key(_ leak: PersonalData.Leak) -> String {
        let key = leak.text.folded.filter { $0.isNumber || $0.isLetter || "@.".contains($0) }
        return leak.kind == .phone ? String(key.suffix(11)) : key
    }

    /// `customer li-na level 1`, `phone li-na`, `before TIME li-na …`.
    private mutating func maskCustomer(_ line: inout Transcript.Line) {
        guard !keepsCustomers else { return }
        var words = line.text.split(separator: " ").map(String.init)
        let place: Int? =
            switch words.first {
            case "customer", "phone": 1
            case "before", "meanwhile": 2
            default: nil
            }
        guard let place, words.indices.contains(place), words[place] != "nobody" else { return }
        let number = customers[words[place]] ?? customers.count + 1
        customers[words[place]] = number
        words[place] = "customer-\(number)"
        line.text = words.joined(separator: " ")
    }
}
