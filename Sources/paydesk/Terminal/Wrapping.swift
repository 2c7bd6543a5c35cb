import CTerminal

/// Text broken to a terminal's width: English between words, Chinese between characters, and
/// neither before a closing mark nor behind an opening one. What a pipe gets is not wrapped.
struct Wrapping {
    let columns: Int

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
        for piece in Self.pieces(line.dropFirst(first)) {
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
    /// behind it.
    private static func pieces(_ text: Substring) -> [String] {
        var pieces: [String] = []
        for character in text {
            let isMark = "，。；：、！？）”’%.,;:!?)".contains(character)
            if let last = pieces.last?.last, last != " ", character != " ",
                isMark || "（“《".contains(last) || (isNarrow(character) && isNarrow(last))
                    || (last.isASCII && last.isNumber)
            {
                pieces[pieces.count - 1].append(character)
            } else {
                pieces.append(String(character))
            }
        }
        return pieces
    }

    private static func isNarrow(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy { $0.value < 0x2E80 }
    }

    static func width(_ text: String) -> Int {
        max(0, Int(text.withCString { ct_display_width($0, text.utf8.count) }))
    }
}
