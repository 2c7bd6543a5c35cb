/// Rows under headings: aligned for who reads them, or tab-separated for a script.
struct Table {
    let heads: [String]
    let rows: [[String]]

    /// - Parameter heads: empty for a table that needs none.
    init(_ heads: [String], _ rows: [[String]]) {
        self.heads = heads
        self.rows = rows
    }

    /// As a command lists things: aligned under headings on a terminal, bare rows with tabs between
    /// their cells in a pipe.
    var listed: [String] { Screen.showsOutput ? shown : separated }

    /// Aligned, and on a terminal no wider than that, and without columns that hold nothing.
    var shown: [String] {
        Screen.columns(of: 1).map { filled.fitted(to: $0) } ?? aligned
    }

    private var filled: Table {
        func isFilled(_ column: Int) -> Bool { rows.contains { !$0[column].isEmpty } }
        func cells(_ row: [String]) -> [String] {
            row.indices.filter(isFilled).map { row[$0] }
        }
        return Table(cells(heads), rows.map(cells))
    }

    /// Columns as wide as their widest cell on a terminal, figures to the right.
    var aligned: [String] { fitted(to: .max) }

    /// The same where a line has so many columns: what has no room beside the others stands below
    /// them, further in, and a last column of words is broken between these.
    func fitted(to width: Int) -> [String] {
        let all = heads.isEmpty ? rows : [heads] + rows
        guard let columns = rows.first?.indices, !columns.isEmpty else { return [] }
        let widths = columns.map { column in all.map { Wrapping.width($0[column]) }.max() ?? 0 }
        let numbers = columns.map(isNumber)
        let parts = Self.parts(widths, numbers, to: width)
        return all.flatMap { row in
            parts.enumerated().flatMap { place, part in
                let cells = part.map { column in
                    let space = String(
                        repeating: " ", count: widths[column] - Wrapping.width(row[column]))
                    return numbers[column] ? space + row[column] : row[column] + space
                }
                let indent = place == 0 ? 0 : Self.indent
                let line = String(repeating: " ", count: indent) + cells.joined(separator: "  ")
                let start = indent + part.dropLast().reduce(0) { $0 + widths[$1] + 2 }
                let text = String(line.reversed().drop { $0 == " " }.reversed())
                return Wrapping.width(text) <= width
                    ? [text] : Wrapping(columns: width).lines(text, indent: start)
            }
        }.filter { parts.count == 1 || !$0.isEmpty }
    }

    /// Of what stands below.
    private static let indent = 4
    /// The columns of each line of a row.
    private static func parts(
        _ widths: [Int], _ numbers: [Bool], to width: Int
    ) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var (first, used) = (0, 0)
        for column in widths.indices {
            let isWords = column == widths.count - 1 && !numbers[column]
            let needed = isWords ? min(widths[column], width / 2) : widths[column]
            if column > first, width != .max, used + 2 + needed > width {
                parts.append(first..<column)
                (first, used) = (column, indent - 2)
            }
            used += widths[column] + (column == 0 ? 0 : 2)
        }
        return parts + [first..<widths.count]
    }

    /// With the place of each row before it, under this heading.
    func numbered(_ head: String) -> Table {
        Table([head] + heads, rows.enumerated().map { ["\($0 + 1)"] + $1 })
    }

    var separated: [String] { rows.map { $0.joined(separator: "\t") } }

    func isNumber(_ column: Int) -> Bool {
        rows.allSatisfy { row in
            row[column].first.map { $0.isNumber || "+-–¥".contains($0) } ?? true
        }
    }
}
