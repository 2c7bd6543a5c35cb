/// Personal data that stands in a text unmasked, in digits of any script.
package enum PersonalData {
    package enum Kind: String, Sendable, CaseIterable {
        case phone, identity, card, email, address, name, code

        /// What stands in its place in a customer's line: `<phone>`.
        package var label: String { self == .identity ? "<id>" : "<\(rawValue)>" }
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

    /// The same, and what only a customer says of themselves: names behind their announcement,
    /// addresses of streets, phones at home, passports and accounts abroad. Of what is said in
    /// words nobody can be sure: it hides a customer's line, and withholds no reply.
    package static func tales(in text: String, names: [String] = []) -> [Leak] {
        let scalars = Array(text.unicodeScalars)
        let told = PersonalWords.places(in: scalars).map {
            Leak(kind: $0.kind, text: string(scalars[$0.place]))
        }
        let leaks = leaks(in: text, names: names)
        return leaks + told.filter { tale in !leaks.contains { tale.text.contains($0.text) } }
    }

    private static func hasManyDigits(_ text: String) -> Bool {
        var count = 0
        for scalar in text.unicodeScalars where DigitRun.digit(scalar) != nil { count += 1 }
        return count >= 6
    }

    private static func numbers(_ text: [Unicode.Scalar]) -> [Leak] {
        var leaks: [Leak] = []
        var index = 0
        while index < text.count {
            let isInside = index > 0 && DigitRun.isLetter(text[index - 1])
            guard !isInside, let plain = DigitRun(text[index...], joined: .nothing) else {
                index += 1
                continue
            }
            // Two numbers side by side are not one: then the first stands alone.
            let whole = DigitRun(text[index...], joined: .groups)
            let found = [whole, plain].lazy.compactMap { $0 }.compactMap { run in
                leak(run, in: text).map { (run, $0) }
            }.first
            if let (run, kind) = found {
                leaks.append(Leak(kind: kind, text: string(text[run.place])))
            }
            index = (found?.0 ?? plain).place.upperBound
        }
        return leaks
    }

    private static func leak(_ run: DigitRun, in text: [Unicode.Scalar]) -> Kind? {
        // Fewer digits are nothing of anybody's.
        guard run.digits.count >= 6 else { return nil }
        return kind(run.digits, isChecked: true)
            ?? code(run.digits, before: text[..<run.place.lowerBound])
    }

    /// Whose number digits may be.
    /// - Parameter isChecked: whether a card has to have the right check digit.
    static func kind(_ digits: String, isChecked: Bool) -> Kind? {
        if mobile(digits) != nil { return .phone }
        if digits.count == 18, hasIdentityCheck(digits) { return .identity }
        if digits.count == 15, digits.last != "X" { return .identity }
        let isCard = (13...19).contains(digits.count) && (!isChecked || hasLuhn(digits))
        return isCard ? .card : nil
    }

    /// The mobile number that digits are, without the country code.
    static func mobile(_ digits: String) -> String? {
        let isForeign = digits.count == 13 && digits.hasPrefix("86")
        let bare = isForeign ? String(digits.dropFirst(2)) : digits
        guard bare.count == 11, bare.hasPrefix("1"), let second = bare.dropFirst().first,
            ("3"..."9").contains(second)
        else { return nil }
        return bare
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
        DigitRun.isLetter(scalar) || DigitRun.digit(scalar) != nil
            || "@＠._+-*".unicodeScalars.contains(scalar)
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }
}
