import Conversation
import Quantities

/// A six-digit code bound to one quote: five minutes, one use.
struct OneTimeCode {
    let digits: String
    let quote: String
    let drawn: Moment

    func isFresh(at now: Moment) -> Bool { (0..<Session.codeLifetime).contains(now - drawn) }

    /// Compares without stopping at the first difference.
    func matches(_ typed: String) -> Bool {
        let (a, b) = (Array(digits.utf8), Array(typed.utf8))
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

enum SecretText {
    /// Full-width digits narrowed, spaces and dashes dropped, upper case.
    static func narrowed(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E:
                if let narrow = Unicode.Scalar(scalar.value - 0xFEE0) {
                    result.unicodeScalars.append(narrow)
                }
            case 0x20, 0x2D, 0x3000: continue
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result.hasPrefix("<") ? result : result.uppercased()
    }

    private static func isDigits(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isNumber }
    }

    /// Six digits.
    static func isCode(_ text: String) -> Bool { text.count == 6 && isDigits(text) }

    /// Four digits, of which the last may be an X.
    static func isIdentityTail(_ text: String) -> Bool {
        text.count == 4 && isDigits(text.dropLast()) && (text.last == "X" || isDigits(text))
    }
}
