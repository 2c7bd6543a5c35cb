import Text

/// Text within XML and HTML. What XML 1.0 does not allow, and what a reader could not see or would
/// be misled by, is written out: `\u{1}`.
enum Markup {
    static func text(_ text: some StringProtocol) -> String { escape(text, isAttribute: false) }

    /// Within double quotation marks; line breaks and tabs survive.
    static func attribute(_ text: some StringProtocol) -> String { escape(text, isAttribute: true) }

    private static func escape(_ text: some StringProtocol, isAttribute: Bool) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"" where isAttribute: result += "&quot;"
            case "\t" where isAttribute, "\n" where isAttribute: result += "&#\(scalar.value);"
            case "\t", "\n": result.unicodeScalars.append(scalar)
            case _ where scalar.isHidden:
                result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
