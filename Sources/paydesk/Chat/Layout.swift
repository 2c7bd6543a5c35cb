/// Replies laid out for the terminal they are read on. Their tables are written for eighty columns:
/// on a narrow terminal the space between the cells goes first, and what still does not fit goes
/// below, so that what stood under each other still does. Words are wrapped.
struct Layout {
    private let columns: Int
    private let wrapping: Wrapping

    init(columns: Int) {
        self.columns = columns
        wrapping = Wrapping(columns: columns)
    }

    func lines(_ replies: [String]) -> [String] {
        var lines: [String] = []
        var rows: [String] = []
        for reply in replies {
            let isRow = reply.hasPrefix(PrintedTable.margin)
            // Rows of cells, one below the other, are one table.
            if isRow, PrintedTable.hasCells(reply) {
                rows.append(reply)
                continue
            }
            lines += laidOut(rows)
            rows = []
            lines += isRow ? flowed([reply]) : wrapping.lines(reply)
        }
        return lines + laidOut(rows)
    }

    private func laidOut(_ rows: [String]) -> [String] {
        guard rows.contains(where: { Wrapping.width($0) > columns }) else { return rows }
        var table = PrintedTable(rows)
        table.squeeze(to: columns)
        guard table.width > columns else { return table.rows.map(\.line) }
        if let blocks = table.blocks { return blocks.flatMap(laidOut) }
        return table.rows.flatMap { flowed($0.pieces) }
    }

    /// Pieces one after the other, each with the space before it; what does not fit goes below,
    /// further in.
    private func flowed(_ pieces: [String]) -> [String] {
        var lines: [String] = []
        var line = ""
        for piece in pieces {
            // Where the space that keeps it in its column is too much, one blank will do.
            let bare = piece.drop { $0 == " " }
            let close = piece == bare ? piece : " " + bare
            if line.isEmpty {
                line = piece
            } else if let longer = [piece, close].map({ line + $0 }).first(where: fits) {
                line = longer
            } else {
                lines.append(line)
                line = PrintedTable.margin + PrintedTable.hanging + bare
            }
        }
        return (lines + [line]).map(PrintedTable.Row.trimmed).flatMap { line in
            fits(line) ? [line] : hung(line)
        }
    }

    private func fits(_ line: String) -> Bool {
        Wrapping.width(PrintedTable.Row.trimmed(line)) <= columns
    }

    /// A piece that no row can hold, broken between its words.
    private func hung(_ line: String) -> [String] {
        let words = line.drop { $0 == " " }.split(separator: " ")
        let indent = String(line.prefix { $0 == " " })
        guard indent == PrintedTable.margin, let first = words.first else {
            return wrapping.lines(line)
        }
        var lines = [indent + first]
        for word in words.dropFirst() {
            let longer = (lines.last ?? "") + " " + word
            if fits(longer) {
                lines[lines.count - 1] = longer
            } else {
                lines.append(indent + PrintedTable.hanging + word)
            }
        }
        return lines.flatMap(wrapping.lines)
    }
}
