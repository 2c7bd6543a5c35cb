/// Digits that stand together in a line, in whatever script and form people write them: `181-528`,
/// `１８１ ５２８`, `一八一五二八`. The one reader of numbers that may be somebody's: masking, the quality
/// rules and the prompts for secrets all read with it.
struct DigitRun {
    /// What may stand between two digits, one at a time.
    enum Joint {
        case nothing
        /// Blanks and dashes, as in numbers of cards.
        case groups
        /// Also dots and the dashes of typesetters, as in `138.0000.0001`; and a single letter hit
        /// in place of a digit.
        case loosely
        /// Also up to three of whatever is no letter and no digit: `1/8/1/5/2/8`, `181， 528`.
        case anyhow

        /// So many may stand between two digits.
        fileprivate var most: Int { self == .anyhow ? 3 : 1 }
    }

    /// In ASCII; the last may be an X, where that is the check digit of an ID.
    private(set) var digits = ""
    private(set) var place: Range<Int>
    /// Letters among the digits, where they are joined loosely.
    private(set) var letters = 0
    /// How many digits stand together each time.
    private(set) var groups: [Int] = []

    /// The longest run from the beginning of the text on; nil where none begins.
    init?(_ text: ArraySlice<Unicode.Scalar>, joined joint: Joint) {
        place = text.startIndex..<text.startIndex
        guard let first = text.first, Self.digit(first) != nil || Self.isLetter(first) else {
            return nil
        }
        for index in text.indices {
            if let digit = Self.digit(in: text, at: index) {
                if index != place.upperBound || groups.isEmpty { groups.append(0) }
                digits.unicodeScalars.append(digit)
                groups[groups.count - 1] += 1
            } else if digits.count == 17, Self.isMarkX(text[index]) {
                digits.append("X")
                place = place.lowerBound..<(index + 1)
                break
            } else if [.loosely, .anyhow].contains(joint), Self.isSlip(in: text, at: index, joint) {
                letters += 1
            } else if Self.joins(text[index], joint), index - place.upperBound < joint.most,
                !place.isEmpty
            {
                continue
            } else {
                break
            }
            place = place.lowerBound..<(index + 1)
        }
        guard !digits.isEmpty else { return nil }
    }

    private static func joins(_ scalar: Unicode.Scalar, _ joint: Joint) -> Bool {
        switch joint {
        case .nothing: false
        case .groups: " -－　".unicodeScalars.contains(scalar)
        case .loosely: " -－　.．·‐‑‒–—\u{A0}_".unicodeScalars.contains(scalar)
        case .anyhow: !scalar.properties.isAlphabetic && digit(scalar) == nil
        }
    }

    /// A single letter beside a digit: `18l528`, `181528x`, `1 8 1 5 2 x`.
    private static func isSlip(
        in text: ArraySlice<Unicode.Scalar>, at index: Int, _ joint: Joint
    ) -> Bool {
        guard isLetter(text[index]) || isMarkX(text[index]) else { return false }
        let reach = joint.most + 1
        let sides = [
            Array(text[..<index].suffix(reach).reversed()),
            Array(text[(index + 1)...].prefix(reach)),
        ]
        guard !sides.contains(where: { $0.first.map(isLetter) ?? false }) else { return false }
        return sides.contains { side in
            side.first { !joins($0, joint) }.flatMap(digit) != nil
        }
    }

    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("A"..."Z").contains(scalar) || ("a"..."z").contains(scalar)
    }

    static func isMarkX(_ scalar: Unicode.Scalar) -> Bool {
        "xXｘＸ".unicodeScalars.contains(scalar)
    }

    /// The same digits in groups of one size: no date and no sum with cents is written so.
    var isEven: Bool { Set(groups).count == 1 }

    /// Where a number ends that the text begins with, whatever stands between its digits; nil where
    /// it does not begin with it.
    static func end(of number: String, in text: ArraySlice<Unicode.Scalar>) -> Int? {
        var rest = number.unicodeScalars[...]
        var end = text.startIndex
        for index in text.indices {
            if let digit = digit(in: text, at: index) {
                guard rest.popFirst() == digit else { return nil }
                end = index + 1
            } else if end == text.startIndex || !joins(text[index], .anyhow)
                || index - end >= Joint.anyhow.most
            {
                return nil
            }
            if rest.isEmpty { break }
        }
        let isCut = text.indices.contains(end) && digit(in: text, at: end) != nil
        return rest.isEmpty && !isCut ? end : nil
    }

    /// A digit, unless it is part of a number in words: the 三 of 三千.
    static func digit(in text: ArraySlice<Unicode.Scalar>, at index: Int) -> Unicode.Scalar? {
        guard let digit = digit(text[index]) else { return nil }
        guard text[index].value >= 0x3000, !isFullWidth(text[index]) else { return digit }
        let isCounted = [index - 1, index + 1].contains {
            text.indices.contains($0) && "十百千万亿拾佰仟萬億".unicodeScalars.contains(text[$0])
        }
        return isCounted ? nil : digit
    }

    private static func isFullWidth(_ scalar: Unicode.Scalar) -> Bool {
        (0xFF00...0xFFEF).contains(scalar.value)
    }

    /// The digit in ASCII, whatever script it was written in.
    static func digit(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x30...0x39: return scalar
        case 0..<0x80, 0x3000...0x3006, 0x3008...0x303F: return nil
        case 0xFF10...0xFF19: return Unicode.Scalar(scalar.value - 0xFEE0)
        case 0x3007, 0x4E00...0x9FFF: return inHan(scalar.value)
        default:
            let properties = scalar.properties
            guard [.decimal, .digit].contains(properties.numericType),
                let value = properties.numericValue
            else { return nil }
            return Unicode.Scalar(0x30 + UInt32(value))
        }
    }

    /// A switch, since every character of every reply passes here.
    private static func inHan(_ value: UInt32) -> Unicode.Scalar? {
        switch value {
        case 0x96F6, 0x3007: "0"  // 零〇
        case 0x4E00, 0x58F9, 0x5E7A: "1"  // 一壹幺
        case 0x4E8C, 0x8D30, 0x8CB3: "2"  // 二贰貳
        case 0x4E09, 0x53C1, 0x53C3: "3"  // 三叁參
        case 0x56DB, 0x8086: "4"  // 四肆
        case 0x4E94, 0x4F0D: "5"  // 五伍
        case 0x516D, 0x9646, 0x9678: "6"  // 六陆陸
        case 0x4E03, 0x67D2: "7"  // 七柒
        case 0x516B, 0x634C: "8"  // 八捌
        case 0x4E5D, 0x7396: "9"  // 九玖
        default: nil
        }
    }
}
