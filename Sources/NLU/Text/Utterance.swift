/// One line from a customer, made safe to show, to store and to understand.
public enum Utterance: Equatable, Sendable {
    case line(String)
    /// Longer than anybody types: refused whole, because a truncated sentence may say the opposite.
    case tooLong(bytes: Int)

    /// Longest line taken, in bytes as they came in.
    public static let byteLimit = 4096
    /// Longest line taken, in code points.
    public static let scalarLimit = 1000

    /// Reads the bytes of a line, without its end.
    ///
    /// Bytes that are no UTF-8 become U+FFFD. A character that shows nothing or moves the cursor
    /// (controls, bidirectional marks, zero-width and tag characters) becomes a visible `\u{1B}`;
    /// a tab becomes a space.
    public static func make(_ bytes: some Collection<UInt8>) -> Utterance {
        guard bytes.count <= byteLimit else { return .tooLong(bytes: bytes.count) }
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.unicodeScalars.count <= scalarLimit else { return .tooLong(bytes: bytes.count) }
        return .line(visible(text))
    }

    /// The text with every invisible character shown as its code.
    public static func visible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "\t" {
                result.append(" ")
            } else if isUnsafe(scalar) {
                let code = String(scalar.value, radix: 16, uppercase: true)
                result.append(contentsOf: "\\u{\(code)}".unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// The everyday ranges are told first: the property tables cost more than the whole classifier.
    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0x4E00...0x9FFF, 0x3001...0x303F, 0xFF01...0xFF5E: return false
        case 0...0x1F, 0x7F...0x9F: return true
        // Choosing text or emoji style is harmless; the other variation selectors can hide data.
        case 0xFE0E, 0xFE0F: return false
        // Planes end in two code points that are no characters.
        case _ where scalar.value & 0xFFFE == 0xFFFE, 0xFDD0...0xFDEF: return true
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse: return true
        default: return scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
