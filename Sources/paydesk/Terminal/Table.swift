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
    var listed: [String] { Screen.showsOutput ? aligned : separated }

    /// Columns as wide as their widest cell on a terminal, figures to the right.
    var aligned: [String] {
        guard let columns = rows.first?.indices else { return [] }
        let all = heads.isEmpty ? rows : [heads] + rows
        let widths = columns.map { column in all.map { Wrapping.width($0[column]) }.max() ?? 0 }
        return all.map { row in
            let line = columns.map { column in
                let space = String(
                    repeating: " ", count: widths[column] - Wrapping.width(row[column]))
                if isNumber(column) { return space + row[column] }
                return column == columns.last ? row[column] : row[column] + space
            }.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// With the place of each row before it.
    var numbered: Table {
        Table(["no"] + heads, rows.enumerated().map { ["\($0 + 1)"] + $1 })
    }

    var separated: [String] { rows.map { $0.joined(separator: "\t") } }

    func isNumber(_ column: Int) -> Bool {
        rows.allSatisfy { row in
            row[column].first.map { $0.isNumber || "+-–¥".contains($0) } ?? true
        }
    }
}
