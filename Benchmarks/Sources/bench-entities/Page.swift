/// The report as a page. The reasons are a person's words: a page that is written again keeps the
/// reason of every line that still fails.
struct Page {
    static let unexplained = "to be explained"

    private var reasons: [String: String] = [:]
    private let introduction: Substring

    /// - Parameter page: the page as it stands; what comes before the table of figures is kept.
    init(_ page: String) {
        var introduction = page.firstRange(of: "\n| language |").map { page[..<$0.lowerBound] } ?? page[...]
        while introduction.last == "\n" { introduction.removeLast() }
        self.introduction = introduction
        for line in page.split(separator: "\n") where line.hasPrefix("| ") {
            let cells = Self.cells(of: line)
            guard cells.count == 5 else { continue }
            reasons[cells[1]] = cells[4]
        }
    }

    func text(of report: Report) -> String {
        var lines = [String(introduction), ""]
        lines += ["| language | kind | attempted | correct | | negatives | clean | |"]
        lines += ["| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"]
        for (suite, language, figure) in report.figures {
            let counts = [
                "\(figure.attempted)", "\(figure.correct)",
                Self.percent(figure.correct, of: figure.attempted), "\(figure.negatives)",
                "\(figure.clean)", Self.percent(figure.clean, of: figure.negatives),
            ]
            lines.append("| " + ([language, suite] + counts).joined(separator: " | ") + " |")
        }
        lines += ["", "## What is heard otherwise, and why", ""]
        lines += [
            "| suite | line | expected | heard | reason |", "| --- | --- | --- | --- | --- |",
        ]
        for failure in report.failures {
            let input = Self.escaped(failure.input)
            let cells = [
                failure.suite, input, Self.escaped(failure.expected), Self.escaped(failure.heard),
                reasons[input] ?? Self.unexplained,
            ]
            lines.append("| " + cells.joined(separator: " | ") + " |")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Per cent with one decimal, rounded down: 96.97 is not yet 97.
    private static func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "" }
        let permille = part * 1000 / whole
        return "\(permille / 10).\(permille % 10) %"
    }

    private static func escaped(_ text: String) -> String {
        let line = text.split(separator: " ").joined(separator: " ")
        return line.isEmpty ? "nothing" : line.replacing("|", with: "\\|")
    }

    /// The cells of a row; a bar behind a backslash parts none.
    private static func cells(of line: Substring) -> [String] {
        let mark = "\u{1}"
        return line.dropFirst(2).dropLast(2).replacing("\\|", with: mark).split(separator: " | ")
            .map { String($0).replacing(mark, with: "\\|") }
    }
}
