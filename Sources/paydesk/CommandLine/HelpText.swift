/// Help as the commands write it: paragraphs of one line, headings in capitals, tables of two
/// columns with two spaces between them, and examples, which are there to be copied.
struct HelpText {
    enum Line: Equatable {
        case blank
        case heading(String)
        /// Never broken.
        case example(String)
        /// A row of a table: what is explained, and its explanation.
        case entry(String, String)
        case text(String)
    }

    /// Wider than any line: the parser breaks lines wherever a space is, in tables and examples
    /// too.
    static let unbroken = 100_000

    let lines: [(kind: Line, text: String)]

    init(_ text: String) {
        var isExample = false
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let kind = Self.kind(of: line, isExample: isExample)
            switch kind {
            case .heading(let name): isExample = name.hasPrefix("EXAMPLE")
            case .text where !line.hasPrefix(" "): isExample = false
            default: break
            }
            return (kind, String(line))
        }
    }

    private static func kind(of line: Substring, isExample: Bool) -> Line {
        guard !line.isEmpty else { return .blank }
        guard line.hasPrefix(" ") else {
            let isHeading = line.allSatisfy { $0.isUppercase || $0 == " " || $0 == ":" }
            return isHeading ? .heading(String(line.filter { $0 != ":" })) : .text(String(line))
        }
        let content = line.drop { $0 == " " }
        if isExample { return .example(String(content)) }
        guard let gap = content.firstRange(of: "  ") ?? optionGap(in: line) else {
            return .text(String(content))
        }
        let explanation = content[gap.upperBound...].drop { $0 == " " }
        return .entry(String(content[..<gap.lowerBound]), String(explanation))
    }

    /// A name may leave one space before the column in which the parser explains options.
    private static func optionGap(in line: Substring) -> Range<Substring.Index>? {
        let name = line.prefix(26)
        guard name.hasPrefix("  -") || name.hasPrefix("  <"), name.hasSuffix("> ") else {
            return nil
        }
        return line.index(before: name.endIndex)..<name.endIndex
    }

    /// For a terminal: what does not fit goes on below where its explanation began.
    func wrapped(to columns: Int) -> String {
        let wrapping = Wrapping(columns: columns)
        return lines.flatMap { kind, line in
            if case .example = kind { return [line] }
            guard line.hasPrefix(Self.usage) else {
                return wrapping.lines(line, indent: Self.indent(of: line, kind))
            }
            return wrapping.lines(Self.tied(line), indent: Self.usage.count)
                .map { $0.replacing("\u{A0}", with: " ") }
        }.joined(separator: "\n")
    }

    private static let usage = "USAGE: "

    /// An option stays on one line with its value.
    private static func tied(_ usage: String) -> String {
        var depth = 0
        return String(
            usage.map { character in
                if character == "[" { depth += 1 }
                if character == "]" { depth -= 1 }
                return character == " " && depth > 0 ? "\u{A0}" : character
            })
    }

    private static func indent(of line: String, _ kind: Line) -> Int {
        if case .entry(_, let explanation) = kind { return line.count - explanation.count }
        return line.prefix { $0 == " " }.count
    }
}
