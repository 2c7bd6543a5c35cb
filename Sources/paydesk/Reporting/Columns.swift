/// A table of text: columns as wide as their widest cell, figures to the right.
struct Columns {
    let heads: [String]
    let rows: [[String]]

    init(_ heads: [String], _ rows: [[String]]) {
        self.heads = heads
        self.rows = rows
    }

    var text: String {
        let all = [heads] + rows
        let widths = heads.indices.map { column in all.map { Wrapping.width($0[column]) }.max() ?? 0
        }
        return all.map { row in
            let cells = row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - Wrapping.width(cell))
                if column == row.count - 1, !isNumber(column) { return cell }
                return isNumber(column) ? space + cell : cell + space
            }
            return cells.joined(separator: "  ") + "\n"
        }.joined()
    }

    func isNumber(_ column: Int) -> Bool {
        column > 0 && rows.allSatisfy { $0[column].first?.isLetter != true }
    }
}

/// RFC 4180, and nothing that a spreadsheet would take for a formula.
enum CSV {
    static func row(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",") + "\r\n"
    }

    /// Four decimals; empty where there is no value.
    static func number(_ value: Double?) -> String {
        guard let value else { return "" }
        let scaled = Int((value * 10_000).rounded())
        return "\(scaled / 10_000).\(String(10_000 + scaled % 10_000).dropFirst())"
    }

    static func cell(_ text: String) -> String {
        let isPlain = !text.isEmpty && text.utf8.allSatisfy { (0x2E...0x39).contains($0) }
        let first = text.unicodeScalars.first
        let isFormula =
            !isPlain && first.map { "=+-@\t\r\n\0＝＋－＠".unicodeScalars.contains($0) } == true
        let safe = isFormula ? "'" + text : text
        guard safe.contains(where: { "\",\r\n".contains($0) || $0 == "\r\n" }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
