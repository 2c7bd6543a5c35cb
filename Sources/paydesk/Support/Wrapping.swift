import CTerminal

/// Text broken to a terminal's width: English between words, Chinese between characters, and
/// neither before a closing mark nor behind an opening one. What a pipe gets is not wrapped.
struct Wrapping {
    let columns: Int

    /// One line as one or several, the later ones indented like the first.
    func lines(_ line: String) -> [String] {
        let indent = String(line.prefix { $0 == " " })
        var lines: [String] = []
        var current = indent
        var width = indent.count
        for piece in Self.pieces(line.dropFirst(indent.count)) {
            let needed = Self.width(piece)
            let isBlank = piece == " "
            if width + needed > columns, width > indent.count {
                while current.last == " " { current.removeLast() }
                lines.append(current)
                (current, width) = (indent, indent.count)
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
