/// Personal data that stands in a text unmasked, in ASCII or full-width digits.
package enum PersonalData {
    package enum Kind: String, Sendable, CaseIterable {
        case phone, identity, card, email, name, code
    }

    package struct Leak: Equatable, Sendable {
        package var kind: Kind
        /// The text as it stands, for whoever has to find it; never to be shown.
        package var text: String
    }

    /// Phones (`1[3-9]` and nine digits), ID numbers (18 with the right check digit, or 15), cards
    /// (13 to 19 digits that pass Luhn), addresses, codes behind their announcement, and `names`.
    package static func leaks(in text: String, names: [String] = []) -> [Leak] {
        var leaks: [Leak] = []
        if hasManyDigits(text) { leaks += numbers(Array(text.unicodeScalars)) }
        leaks += emails(text)
        let bytes = names.isEmpty ? [] : Array(text.utf8)
        for name in names where name.count > 1 && bytes.lastPlace(of: Array(name.utf8)) != nil {
            leaks.append(Leak(kind: .name, text: name))
        }
        return leaks
    }

    private static func hasManyDigits(_ text: String) -> Bool {
        var count = 0
        for scalar in text.unicodeScalars where digit(scalar) != nil { count += 1 }
        return count >= 6
    }

    private static func numbers(_ text: [Unicode.Scalar]) -> [Leak] {
        var leaks: [Leak] = []
        var index = 0
        while index < text.count {
            guard digit(text[index]) != nil, index == 0 || !isLetter(text[index - 1]) else {
                index += 1
                continue
            }
            let whole = index..<longestRun(text[index...])
            // Two numbers side by side are not one: then the first stands alone.
            let plain = index..<plainRun(text[index...])
            let found = [whole, plain].lazy.compactMap { place in
                leak(in: text, at: place).map { (place, $0) }
            }.first
            if let (place, kind) = found {
                leaks.append(Leak(kind: kind, text: string(text[place])))
            }
            index = found?.0.upperBound ?? plain.upperBound
        }
        return leaks
    }

    private static func leak(in text: [Unicode.Scalar], at place: Range<Int>) -> Kind? {
        // Fewer digits are nothing of anybody's.
        guard place.count >= 6 else { return nil }
        let digits = String(text[place].compactMap { digit($0) ?? (isMarkX($0) ? "X" : nil) })
        return kind(digits) ?? code(digits, before: text[..<place.lowerBound])
    }

    private static func isMarkX(_ scalar: Unicode.Scalar) -> Bool {
        "xXｘＸ".unicodeScalars.contains(scalar)
    }

    /// Where digits with single spaces or dashes between them end, or are too many to be anything;
    /// an ID may end in X.
    private static func longestRun(_ text: ArraySlice<Unicode.Scalar>) -> Int {
        var count = 0
        var end = text.startIndex
        for index in text.indices {
            if digit(text[index]) != nil {
                count += 1
                end = index + 1
                if count > 19 { return end }
            } else if count == 17, isMarkX(text[index]) {
                return index + 1
            } else if index != end || !" -－　".unicodeScalars.contains(text[index]) {
                break
            }
        }
        return end
    }

    private static func plainRun(_ text: ArraySlice<Unicode.Scalar>) -> Int {
        text.firstIndex { digit($0) == nil } ?? text.endIndex
    }

    private static func kind(_ digits: String) -> Kind? {
        let domestic = digits.hasPrefix("86") && digits.count == 13
        let phone = domestic ? String(digits.dropFirst(2)) : digits
        if phone.count == 11, phone.hasPrefix("1"),
            ("3"..."9").contains(phone.dropFirst().first ?? "0")
        {
            return .phone
        }
        if digits.count == 18, hasIdentityCheck(digits) { return .identity }
        if digits.count == 15, digits.last != "X" { return .identity }
        if (13...19).contains(digits.count), hasLuhn(digits) { return .card }
        return nil
    }

    /// Six digits right behind the word for them.
    private static func code(_ digits: String, before: ArraySlice<Unicode.Scalar>) -> Kind? {
        guard digits.count == 6 else { return nil }
        let words = string(before.suffix(12)).lowercased()
        return ["验证码", "密码", "code", "pin", "password"].contains { words.contains($0) }
            ? .code : nil
    }

    /// Eighteen characters whose check digit is right (GB 11643, weights 2^(17-i) mod 11).
    static func hasIdentityCheck(_ number: String) -> Bool {
        var sum = 0
        var weight = 1
        for character in number.dropLast().reversed() {
            weight = weight * 2 % 11
            sum += weight * (character.wholeNumberValue ?? 0)
        }
        return Array("10X98765432")[sum % 11] == number.last
    }

    /// ISO/IEC 7812: every second digit from the right doubled, digit sums add to a ten.
    static func hasLuhn(_ number: String) -> Bool {
        guard !number.contains("X") else { return false }
        let sum = number.reversed().enumerated().reduce(0) { sum, digit in
            let value = (digit.element.wholeNumberValue ?? 0) * (digit.offset % 2 == 0 ? 1 : 2)
            return sum + value / 10 + value % 10
        }
        return sum % 10 == 0
    }

    private static func emails(_ text: String) -> [Leak] {
        guard text.utf8.contains(UInt8(ascii: "@")) || text.unicodeScalars.contains("＠") else {
            return []
        }
        return Array(text.unicodeScalars).split { !isAddress($0) }.compactMap { word in
            let parts = word.split(omittingEmptySubsequences: false) { $0 == "@" || $0 == "＠" }
            guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."),
                !parts[0].contains("*")
            else { return nil }
            return Leak(kind: .email, text: string(word))
        }
    }

    private static func isAddress(_ scalar: Unicode.Scalar) -> Bool {
        isLetter(scalar) || digit(scalar) != nil || "@＠._+-*".unicodeScalars.contains(scalar)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("A"..."Z").contains(scalar) || ("a"..."z").contains(scalar)
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }

    /// The digit, narrowed from full width.
    private static func digit(_ scalar: Unicode.Scalar) -> Character? {
        switch scalar.value {
        case 0x30...0x39: Character(scalar)
        case 0xFF10...0xFF19: Unicode.Scalar(scalar.value - 0xFEE0).map(Character.init)
        default: nil
        }
    }
}
