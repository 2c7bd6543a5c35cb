/// Rows of cells, as a text has them: a column ends where every row has a blank.
struct PrintedTable {
    /// Every row of a table is indented so far, and what goes below it further.
    static let margin = "  "
    static let hanging = "  "

    /// Two or more blanks keep cells apart.
    static func hasCells(_ line: String) -> Bool {
        line.drop { $0 == " " }.contains("  ")
    }

    struct Row {
        /// Of every column, as wide as the column.
        var cells: [String]
        /// Blanks before each.
        var gaps: [Int]
        /// Whether a column is the name of the next: the two stay together.
        var isLabel: [Bool]

        var line: String { Self.trimmed(zip(gaps, cells).map(Self.spaced).joined()) }

        /// What may go below the row by itself, each with the space before it: a cell with its
        /// name; of the last cell every word.
        var pieces: [String] {
            var pieces: [String] = []
            var open = ""
            for (place, cell) in cells.enumerated() {
                open += Self.spaced(gaps[place], cell)
                let isBlank = open.allSatisfy { $0 == " " }
                if isBlank || isLabel[place] { continue }
                let isLast = place == cells.count - 1
                pieces += isLast && !pieces.isEmpty ? Self.words(Self.trimmed(open)) : [open]
                open = ""
            }
            return pieces
        }

        func isBlank(_ column: Int) -> Bool { cells[column].allSatisfy { $0 == " " } }

        /// Several columns with what is between them.
        func text(of columns: Range<Int>) -> String {
            columns.map { Self.spaced($0 == columns.lowerBound ? 0 : gaps[$0], cells[$0]) }
                .joined()
        }

        private static func spaced(_ gap: Int, _ cell: String) -> String {
            String(repeating: " ", count: gap) + cell
        }

        static func trimmed(_ text: String) -> String {
            var text = text
            while text.last == " " { text.removeLast() }
            return text
        }

        /// A remark in brackets is one word. Chinese puts no space before it, nor behind a comma.
        private static func words(_ text: String) -> [String] {
            var words = [""]
            var isRemark = false
            for character in text {
                let last = words[words.count - 1]
                let isBlank = last.allSatisfy { $0 == " " }
                let begins = character == " " || character == "（" || last.last == "，"
                if begins, !isBlank, !isRemark { words.append("") }
                words[words.count - 1].append(character)
                if "(（".contains(character) { isRemark = true }
                if ")）".contains(character) { isRemark = false }
            }
            return words
        }
    }

    private(set) var rows: [Row]

    init(_ lines: [String]) {
        let grid = lines.map(Self.places)
        let width = grid.map(\.count).max() ?? 0
        let isInk = (0..<width).map { place in
            grid.contains { place < $0.count && $0[place] != " " }
        }
        var spans: [Range<Int>] = []
        for place in isInk.indices where isInk[place] {
            if let last = spans.last, last.upperBound == place {
                spans[spans.count - 1] = last.lowerBound..<place + 1
            } else {
                spans.append(place..<place + 1)
            }
        }
        spans = Self.joined(spans, grid)
        let gaps = spans.indices.map { place in
            spans[place].lowerBound - (place == 0 ? 0 : spans[place - 1].upperBound)
        }
        let cells = grid.map { row in spans.map { Self.text(row, $0) } }
        let isLabel = spans.indices.map { place in
            lines.count > 1 && place < spans.count - 1
                && cells.allSatisfy { $0[place] == cells[0][place] }
        }
        rows = cells.map { Row(cells: $0, gaps: gaps, isLabel: isLabel) }
    }

    var width: Int { rows.map { Wrapping.width($0.line) }.max() ?? 0 }

    /// Takes blanks from between the columns, from the widest gap first.
    mutating func squeeze(to columns: Int) {
        guard let row = rows.first else { return }
        var gaps = row.gaps
        for _ in 0..<max(0, width - columns) {
            guard let widest = gaps.dropFirst().max(), widest > 1,
                let place = gaps.indices.dropFirst().first(where: { gaps[$0] == widest })
            else { break }
            gaps[place] -= 1
        }
        for place in rows.indices { rows[place].gaps = gaps }
    }

    /// A table with headings over its later columns, as a table for each of them; nil for another.
    var blocks: [[String]]? {
        guard let heading = rows.first, heading.cells.count > 2,
            heading.isBlank(0)
        else { return nil }
        return headed.flatMap { columns -> [[String]] in
            let title = rows[0].text(of: columns).drop { $0 == " " }
            let lines = rows.dropFirst().map { row in
                Self.margin + " " + row.cells[0] + Self.margin + row.text(of: columns)
            }
            return [[Self.margin + title], lines]
        }
    }

    /// The columns under each heading: a date may be wider than the heading over it.
    private var headed: [Range<Int>] {
        var headed: [Range<Int>] = []
        var start = 1
        for column in 1..<rows[0].cells.count where !rows[0].isBlank(column) {
            headed.append(start..<column + 1)
            start = column + 1
        }
        return headed
    }

    // MARK: - Places on a row

    /// A character for every column of the terminal; nil for the second half of a wide one.
    private static func places(_ line: String) -> [Character?] {
        line.flatMap { character -> [Character?] in
            let width = Wrapping.width(String(character))
            return width > 0 ? [character] + Array(repeating: nil, count: width - 1) : []
        }
    }

    private static func text(_ row: [Character?], _ span: Range<Int>) -> String {
        let present = span.clamped(to: 0..<row.count)
        let blanks = String(repeating: " ", count: span.count - present.count)
        return String(row[present].compactMap { $0 }) + blanks
    }

    /// One blank that a single row has by itself is the space between two of its words.
    private static func joined(_ spans: [Range<Int>], _ grid: [[Character?]]) -> [Range<Int>] {
        spans.reduce(into: []) { joined, span in
            let isWord = joined.last.map { last in
                span.lowerBound - last.upperBound == 1
                    && grid.count { hasInk($0, last) && hasInk($0, span) } < 2
            }
            if isWord == true, let last = joined.last {
                joined[joined.count - 1] = last.lowerBound..<span.upperBound
            } else {
                joined.append(span)
            }
        }
    }

    private static func hasInk(_ row: [Character?], _ span: Range<Int>) -> Bool {
        row[span.clamped(to: 0..<row.count)].contains { $0 != " " }
    }
}
