/// Replies laid out for the terminal they are read on. Their tables are written for eighty columns:
/// on a narrow terminal the space between the cells goes first, and what still does not fit is
/// stacked, the later cells under the first. Words are wrapped.
struct Layout {
    private let columns: Int
    private let wrapping: Wrapping

    init(columns: Int) {
        self.columns = columns
        wrapping = Wrapping(columns: columns)
    }

    func lines(_ replies: [String]) -> [String] {
        var lines: [String] = []
        var table: [Row] = []
        for reply in replies {
            let row = Row(reply)
            if let row, !row.gaps.isEmpty {
                table.append(row)
                continue
            }
            lines += laidOut(table) + (row.map { laidOut([$0]) } ?? wrapping.lines(reply))
            table = []
        }
        return lines + laidOut(table)
    }

    private func laidOut(_ table: [Row]) -> [String] {
        // Names and figures, and nothing else: they keep standing under each other.
        let isPairs = table.allSatisfy { $0.gaps.count == 1 }
        return squeezed(table).flatMap { row in
            row.width <= columns ? [row.text] : stacked(row.words(keepingGap: isPairs))
        }
    }

    /// Broken between words, so that a figure stays beside its name; what is said of it goes below.
    private func stacked(_ words: [String]) -> [String] {
        var lines: [String] = []
        var line = Row.margin
        for word in words {
            if line == Row.margin || Wrapping.width(line + word) <= columns {
                line += word
            } else {
                lines.append(line)
                line = Row.margin + Row.hanging + word.drop { $0 == " " }
            }
        }
        return (lines + [line]).flatMap(wrapping.lines)
    }

    /// Takes the same number of spaces from a gap of every row, the widest gap first, so that what
    /// stood under each other still does.
    private func squeezed(_ table: [Row]) -> [Row] {
        var table = table
        let excess = (table.map(\.width).max() ?? 0) - columns
        guard excess > 0, let gaps = table.first?.gaps.count,
            table.allSatisfy({ $0.gaps.count == gaps })
        else { return table }
        for _ in 0..<excess {
            let spare = (0..<gaps).map { gap in (table.map { $0.gaps[gap] }.min() ?? 1) - 1 }
            guard let widest = spare.max(), widest > 0, let gap = spare.firstIndex(of: widest)
            else { break }
            for row in table.indices { table[row].gaps[gap] -= 1 }
        }
        return table
    }
}

/// An indented line: one of a table, where two or more spaces keep cells apart.
private struct Row {
    private static let indent = 2
    static let margin = String(repeating: " ", count: indent)
    /// The later lines of a row that is stacked stand this much further in.
    static let hanging = "    "

    private var cells: [String]
    /// Spaces behind each cell but the last.
    var gaps: [Int]

    init?(_ line: String) {
        let space = line.prefix { $0 == " " }.count
        guard space >= Self.indent else { return nil }
        // A heading over the later columns only: its first cell is empty.
        var cells = space > 8 ? [""] : []
        var gaps = space > 8 ? [space - Self.indent] : []
        let margin = space > 8 ? "" : String(repeating: " ", count: space - Self.indent)
        var cell = margin
        var blanks = 0
        for character in line.dropFirst(space) {
            if character == " " {
                blanks += 1
                continue
            }
            if blanks > 1 {
                cells.append(cell)
                gaps.append(blanks)
                cell = ""
            } else if blanks == 1 {
                cell += " "
            }
            blanks = 0
            cell.append(character)
        }
        self.cells = cells + [cell]
        self.gaps = gaps
    }

    var text: String {
        let spaces = gaps.map { String(repeating: " ", count: $0) } + [""]
        return Self.margin + zip(cells, spaces).map(+).joined()
    }

    var width: Int { Wrapping.width(text) }

    /// Each with the space before it: the gap before the second cell, or one like the others.
    func words(keepingGap: Bool) -> [String] {
        var words: [String] = []
        for (place, cell) in cells.enumerated() where !cell.isEmpty {
            let gap = keepingGap && place == 1 ? gaps[0] : 1
            for (number, word) in cell.split(separator: " ").enumerated() {
                let isFirst = words.isEmpty
                let space = isFirst ? 0 : number == 0 ? gap : 1
                words += Self.parts(String(repeating: " ", count: space) + word)
            }
        }
        return words
    }

    /// Chinese puts no space before a remark in brackets.
    private static func parts(_ word: String) -> [String] {
        guard let bracket = word.firstIndex(of: "（"), bracket != word.startIndex else {
            return [word]
        }
        return [String(word[..<bracket]), String(word[bracket...])]
    }
}
