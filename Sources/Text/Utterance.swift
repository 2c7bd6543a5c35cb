/// One line from a customer, made safe to show, to store and to understand.
package enum Utterance: Equatable, Sendable {
    case line(String)
    /// Longer than anybody types: refused whole, because a truncated sentence may say the opposite.
    case tooLong(bytes: Int)

    /// Longest line taken, in bytes as they came in.
    package static let byteLimit = 4096
    /// Longest line taken, in code points.
    package static let scalarLimit = 1000

    /// Reads the bytes of a line, without its end.
    ///
    /// Bytes that are no UTF-8 become U+FFFD. A character that shows nothing or moves the cursor
    /// (controls, bidirectional marks, zero-width and tag characters) becomes a visible `\u{1B}`;
    /// a tab becomes a space.
    package static func make(_ bytes: some Collection<UInt8>) -> Utterance {
        guard bytes.count <= byteLimit else { return .tooLong(bytes: bytes.count) }
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.unicodeScalars.count <= scalarLimit else { return .tooLong(bytes: bytes.count) }
        return .line(visible(text))
    }

    /// Whether the bytes are a line that is taken just as it came: short enough, and nothing in it
    /// but visible ASCII, ideographs and their punctuation. Of others `make` has to be asked.
    package static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count <= byteLimit else { return false }
        var position = 0
        var count = 0
        while position < bytes.count {
            count += 1
            let first = bytes[position]
            position += 1
            if first >= 0x20, first < 0x7F { continue }
            guard first >= 0xE3, first <= 0xEF, position + 1 < bytes.count else { return false }
            let (second, third) = (bytes[position], bytes[position + 1])
            guard second & 0xC0 == 0x80, third & 0xC0 == 0x80 else { return false }
            let scalar =
                UInt32(first & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
            guard isEveryday(scalar) else { return false }
            position += 2
        }
        return count <= scalarLimit
    }

    fileprivate static func isEveryday(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x20...0x7E, 0x4E00...0x9FFF, 0x3001...0x303F, 0xFF01...0xFF5E: true
        default: false
        }
    }

    /// The text with every invisible character shown as its code.
    package static func visible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: \.isHidden) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "\t" {
                result.append(" ")
            } else if scalar.isHidden {
                let code = String(scalar.value, radix: 16, uppercase: true)
                result.append(contentsOf: "\\u{\(code)}".unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}

extension Unicode.Scalar {
    /// Whether it acts on a terminal, misleads about the order of what is read, or is not seen at
    /// all. The everyday ranges are told first: the property tables cost more than the whole
    /// classifier.
    package var isHidden: Bool {
        if Utterance.isEveryday(value) { return false }
        switch value {
        case 0...0x1F, 0x7F...0x9F: return true
        // Choosing text or emoji style is harmless; the other variation selectors can hide data.
        case 0xFE0E, 0xFE0F: return false
        // Planes end in two code points that are no characters.
        case _ where value & 0xFFFE == 0xFFFE, 0xFDD0...0xFDEF: return true
        default: break
        }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse: return true
        default: return properties.isDefaultIgnorableCodePoint
        }
    }
}
