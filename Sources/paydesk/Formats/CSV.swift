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
