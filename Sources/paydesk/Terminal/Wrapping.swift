import CTerminal

/// Text broken to a terminal's width: English between words, Chinese between characters, and
/// neither before a closing mark, behind an opening one, within a few quoted words nor between a
/// count and its unit. What a pipe gets is not wrapped.
struct Wrapping {
    let columns: Int

    /// A line of an answer as a terminal has room for it, the later ones a little further in; in a
    /// pipe as it is.
    static func toTerminal(_ line: String) -> [String] {
        guard let columns = Screen.columns(of: 1) else { return [line] }
        return Wrapping(columns: columns).lines(line, indent: line.prefix { $0 == " " }.count + 2)
    }

    /// One line as one or several, the later ones indented like the first.
    func lines(_ line: String) -> [String] {
        lines(line, indent: line.prefix { $0 == " " }.count)
    }

    /// - Parameter indent: columns before the later lines; half of the width at most.
    func lines(_ line: String, indent: Int) -> [String] {
        let first = line.prefix { $0 == " " }.count
        let indent = min(indent, columns / 2)
        var lines: [String] = []
        var current = String(repeating: " ", count: first)
        var width = first
        for piece in pieces(line.dropFirst(first)) {
            let needed = Self.width(piece)
            let isBlank = piece == " "
            if width + needed > columns, width > (lines.isEmpty ? first : indent) {
                while current.last == " " { current.removeLast() }
                lines.append(current)
                (current, width) = (String(repeating: " ", count: indent), indent)
                if isBlank { continue }
            }
            current += piece
            width += needed
        }
        return lines + [current]
    }

    /// What must not be torn apart: a word, a figure with its unit, a wide character with the mark
    /// behind it, what is quoted to be typed.
    private func pieces(_ text: Substring) -> [String] {
        let text = Array(text)
        var pieces: [String] = []
        var quoted = 0
        for (place, character) in text.enumerated() {
            if let piece = pieces.last,
                place < quoted || Self.stays(character, after: text[place - 1], piece)
            {
                pieces[pieces.count - 1].append(character)
            } else {
                pieces.append(String(character))
            }
            if place >= quoted { quoted = endOfQuotation(text, at: place) ?? quoted }
        }
        return pieces
    }

    private static func stays(
        _ character: Character, after last: Character, _ piece: String
    ) -> Bool {
        if last == " " { return character != " " && piece != " " }
        if character == " " { return isCount(piece) }
        if isOne(of: closing, character) || isOne(of: opening, last) || isDigit(last) {
            return true
        }
        // 2026年3月2日 is one date.
        let isOfDate = isDigit(character) && piece.first.map(isDigit) == true
        return isNarrow(last) ? isNarrow(character) : isOfDate && !isOne(of: closing, last)
    }

    private static func isDigit(_ character: Character) -> Bool {
        character.isASCII && character.isNumber
    }

    /// "16 March", "12 months".
    private static func isCount(_ piece: String) -> Bool {
        piece.utf8.count <= 2 && piece.allSatisfy(isDigit)
    }

    /// Behind a few quoted words that begin here; nil where none do.
    private func endOfQuotation(_ text: [Character], at place: Int) -> Int? {
        let isFirst = place == 0 || text[place - 1] == " "
        guard text[place] == "“" || (isFirst && text[place] == "\"") else { return nil }
        let rest = text[(place + 1)...].prefix(columns / 2)
        guard let end = rest.firstIndex(where: { $0 == "”" || $0 == "\"" }),
            Self.width(String(text[place...end])) <= columns / 2
        else { return nil }
        return end + 1
    }

    private static let closing = Array("，。；：、！？）”’%.,;:!?)".unicodeScalars)
    private static let opening = Array("（“《".unicodeScalars)

    private static func isOne(of marks: [Unicode.Scalar], _ character: Character) -> Bool {
        character.unicodeScalars.first.map(marks.contains) ?? false
    }

    private static func isNarrow(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy { $0.value < 0x2E80 }
    }

    static func width(_ text: String) -> Int {
        max(0, Int(text.withCString { ct_display_width($0, text.utf8.count) }))
    }
}
