import Text

/// A customer's line with personal data replaced by what it is: `<phone>`, `<id>`, `<card>`,
/// `<code>`, `<email>`. Done before anything is understood or written, so no later stage can leak.
package enum MaskedLine {
    /// Which bare digits may be a secret.
    package enum Secret: Sendable {
        /// No secret is about: six digits are a sum.
        case none
        /// Nobody knows: six digits alone may be a code.
        case unknown
        /// A code is about: six digits anywhere may be it.
        case code
        /// Digits of an ID are awaited: four to eight may be they.
        case identity
    }

    /// - Parameter secret: what bare digits may be.
    package static func mask(_ line: String, hiding secret: Secret = .unknown) -> String {
        let characters = Array(line)
        if secret != .none, characters.count == 6, characters.allSatisfy(\.isDigitLike) {
            return "<code>"
        }
        var masked = ""
        var rest = characters[...]
        var beginsWord = true
        while let first = rest.first {
            if beginsWord, first.isWordLike, let length = emailLength(rest) {
                masked += "<email>"
                rest = rest.dropFirst(length)
            } else if first.isDigitLike, let run = digitRun(rest), let label = run.label {
                masked += label
                rest = rest[run.end...]
            } else if beginsWord, first.isWordLike, saysSecret(masked) {
                let length = rest.prefix { $0.isWordLike }.count
                masked += length < 4 ? String(rest.prefix(length)) : "<code>"
                rest = rest.dropFirst(length)
            } else if first.isDigitLike, let run = digitRun(rest) {
                masked +=
                    secret.hides(run.digits.count)
                    ? "<code>" : String(rest[rest.startIndex..<run.end])
                rest = rest[run.end...]
            } else {
                masked.append(first)
                rest = rest.dropFirst()
            }
            beginsWord = !first.isWordLike
        }
        return masked
    }

    /// The words so far announce a secret: "密码是", "my code is".
    private static func saysSecret(_ masked: String) -> Bool {
        let last = FoldedText(String(masked.suffix(16)))
        return announcements.contains { word in
            guard let end = last.lastPlace(of: word)?.upperBound else { return false }
            let between = last.string(end..<last.scalars.count)
            return between.count <= 6 && !between.contains { "。,.!?<".contains($0) }
        }
    }

    private static let announcements = [
        "密码", "口令", "验证码", "身份证", "password", "passcode", "code is", "pin is", "id number",
    ].map(FoldedText.init)

    /// The mobile number in a line: eleven digits from 13 to 19, whatever separates them.
    package static func phone(in line: String) -> String? {
        var rest = Array(line)[...]
        while let start = rest.firstIndex(where: \.isDigitLike) {
            rest = rest[start...]
            guard let run = digitRun(rest) else { return nil }
            if run.label == "<phone>" { return run.digits }
            rest = rest[run.end...]
        }
        return nil
    }

    private struct Run {
        var digits: String
        var end: Int
        var label: String?
    }

    /// Digits with single spaces or dashes between them; an ID may end in X.
    private static func digitRun(_ text: ArraySlice<Character>) -> Run? {
        guard let whole = run(text, joining: true) else { return nil }
        if whole.label != nil { return whole }
        // "5000 12" is two figures, not a long number: without a meaning they stand alone.
        return run(text, joining: false)
    }

    private static func run(_ text: ArraySlice<Character>, joining: Bool) -> Run? {
        var digits = ""
        var end = text.startIndex
        var index = text.startIndex
        while index < text.endIndex {
            if let digit = text[index].asciiDigit {
                digits.append(digit)
                end = index + 1
            } else if digits.count == 17, "xXｘＸ".contains(text[index]) {
                digits.append("X")
                end = index + 1
                break
            } else if !joining || !" -－".contains(text[index]) || index != end {
                break
            }
            index += 1
        }
        guard !digits.isEmpty else { return nil }
        let bare = domestic(digits)
        return Run(digits: bare, end: end, label: label(bare))
    }

    /// Without the country code, when a mobile number follows it.
    private static func domestic(_ digits: String) -> String {
        let bare = String(digits.dropFirst(2))
        return digits.hasPrefix("86") && isMobile(bare) ? bare : digits
    }

    private static func isMobile(_ digits: String) -> Bool {
        guard digits.count == 11, digits.hasPrefix("1"), let second = digits.dropFirst().first
        else {
            return false
        }
        return ("3"..."9").contains(second)
    }

    private static func label(_ digits: String) -> String? {
        if isMobile(digits) { return "<phone>" }
        if digits.count == 18, PersonalData.hasIdentityCheck(digits) { return "<id>" }
        if digits.count == 15, digits.last != "X" { return "<id>" }
        if (13...19).contains(digits.count) { return "<card>" }
        return nil
    }

    /// How many characters from here are an address, if they are one.
    private static func emailLength(_ text: ArraySlice<Character>) -> Int? {
        let word = text.prefix { $0.isWordLike || "@.-".contains($0) }
        guard let at = word.firstIndex(of: "@"), at > word.startIndex,
            word[(at + 1)...].contains(".")
        else { return nil }
        return word.count - (word.last == "." ? 1 : 0)
    }
}

extension MaskedLine.Secret {
    /// Whether so many digits within a line may be the secret.
    fileprivate func hides(_ digits: Int) -> Bool {
        switch self {
        case .none, .unknown: false
        case .code: digits == 6
        case .identity: (4...8).contains(digits)
        }
    }
}

extension Character {
    fileprivate var isWordLike: Bool { isASCII && (isLetter || isNumber || "_+".contains(self)) }

    fileprivate var isDigitLike: Bool { asciiDigit != nil }

    /// The digit, narrowed from full width.
    fileprivate var asciiDigit: Character? {
        guard let value = unicodeScalars.first?.value, unicodeScalars.count == 1 else { return nil }
        if (0x30...0x39).contains(value) { return self }
        guard (0xFF10...0xFF19).contains(value), let scalar = Unicode.Scalar(value - 0xFEE0) else {
            return nil
        }
        return Character(scalar)
    }
}
