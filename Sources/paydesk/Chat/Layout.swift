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
            if let row = Row(reply) {
                table.append(row)
                continue
            }
            lines += laidOut(table) + wrapping.lines(reply)
            table = []
        }
        return lines + laidOut(table)
    }

    private func laidOut(_ table: [Row]) -> [String] {
        squeezed(table).flatMap { row in
            row.width <= columns ? [row.text] : stacked(row)
        }
    }

    /// Broken between words, so that a figure stays beside its name.
    private func stacked(_ row: Row) -> [String] {
        var lines: [String] = []
        var line = Row.margin
        for word in row.words {
            let longer = line + (line.last == " " ? "" : " ") + word
            if Wrapping.width(longer) <= columns || line.allSatisfy({ $0 == " " }) {
                line = longer
            } else {
                lines.append(line)
                line = Row.margin + Row.hanging + word
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

/// A line of a table: indented, with cells that two or more spaces keep apart.
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
        guard !gaps.isEmpty else { return nil }
        self.cells = cells + [cell]
        self.gaps = gaps
    }

    var text: String {
        let spaces = gaps.map { String(repeating: " ", count: $0) } + [""]
        return Self.margin + zip(cells, spaces).map(+).joined()
    }

    var width: Int { Wrapping.width(text) }

    var words: [Substring] { cells.flatMap { $0.split(separator: " ") } }
}
