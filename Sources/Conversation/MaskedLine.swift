import Text

/// A customer's line with personal data replaced by what it is: `<phone>`, `<id>`, `<card>`,
/// `<code>`, `<email>`, `<name>`, `<address>`. Done before anything is understood or written, so no
/// later stage can leak.
package enum MaskedLine {
    /// Which bare digits may be a secret.
    package enum Secret: Sendable {
        /// No secret is about: six digits are a sum.
        case none
        /// Nobody knows: six digits alone may be a code.
        case unknown
        /// A code is about: six digits anywhere may be it.
        case code
        /// Digits of an ID are awaited: four or more may be they.
        case identity
    }

    /// - Parameters:
    ///   - secret: what bare digits may be.
    ///   - codes: codes that were sent, to hide for ever in whatever form.
    ///   - names: full names to hide wherever they stand.
    package static func mask(
        _ line: String, hiding secret: Secret = .unknown, codes: [String] = [],
        names: [String] = []
    ) -> String {
        var line = line
        for name in names where name.count > 1 { line = line.replacing(name, with: "<name>") }
        let text = Array(line.unicodeScalars)
        if secret != .none, isCodeAlone(text) { return "<code>" }
        let told = Dictionary(
            PersonalWords.places(in: text).map { ($0.place.lowerBound, $0) },
            uniquingKeysWith: { first, _ in first })
        var masked = ""
        var rest = text[...]
        var beginsWord = true
        while let first = rest.first {
            let isWord = beginsWord && first.isWordLike
            if let (place, kind) = told[rest.startIndex] {
                masked += kind.label
                rest = rest[place.upperBound...]
            } else if isWord, let length = emailLength(rest) {
                masked += "<email>"
                rest = rest.dropFirst(length)
            } else if let number = personal(rest) {
                masked += number.label
                rest = rest[number.end...]
            } else if let end = codes.lazy.compactMap({ DigitRun.end(of: $0, in: rest) }).first
                ?? hidden(rest, secret, beginsWord: beginsWord, after: masked)
            {
                masked += "<code>"
                rest = rest[end...]
            } else {
                let run = DigitRun(rest, joined: .nothing)
                let end = run?.place.upperBound ?? rest.startIndex + 1
                masked.unicodeScalars.append(contentsOf: rest[..<end])
                rest = rest[end...]
            }
            beginsWord = !first.isWordLike
        }
        return masked
    }

    /// Six digits and nothing else, in any form; "5000 12" is two figures.
    private static func isCodeAlone(_ text: [Unicode.Scalar]) -> Bool {
        guard let run = DigitRun(text[...], joined: .loosely) else { return false }
        return run.digits.count == 6 && run.place == text.indices && run.isEven
    }

    /// A number that is somebody's, at the beginning of the text.
    private static func personal(
        _ text: ArraySlice<Unicode.Scalar>
    ) -> (label: String, end: Int)? {
        guard text.first.flatMap(DigitRun.digit) != nil else { return nil }
        // "5000 12" is two figures, not a long number: without a meaning they stand alone.
        for joint in [DigitRun.Joint.groups, .loosely, .nothing] {
            guard let run = DigitRun(text, joined: joint), run.letters == 0,
                let kind = PersonalData.kind(run.digits, isChecked: false),
                joint != .loosely || kind == .phone && run.groups.suffix(3) == [3, 4, 4]
            else { continue }
            return (kind.label, run.place.upperBound)
        }
        return nil
    }

    /// Where something ends that may be a secret; nil where nothing of the kind begins.
    private static func hidden(
        _ text: ArraySlice<Unicode.Scalar>, _ secret: Secret, beginsWord: Bool, after masked: String
    ) -> Int? {
        guard beginsWord || text.first.map(DigitRun.isLetter) == false else { return nil }
        let run = DigitRun(text, joined: .loosely)
        if let secret = secret.run(at: text) { return secret.place.upperBound }
        guard beginsWord, let first = text.first, first.isWordLike || run != nil,
            saysSecret(masked)
        else { return nil }
        if let run, run.digits.count >= 4 { return run.place.upperBound }
        let word = text.prefix { $0.isWordLike }
        return word.count < 4 ? nil : word.endIndex
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
        let text = Array(line.unicodeScalars)
        var rest = text[...]
        while let start = rest.firstIndex(where: { DigitRun.digit($0) != nil }) {
            rest = rest[start...]
            if let number = personal(rest), number.label == "<phone>" {
                return DigitRun(rest[..<number.end], joined: .loosely)
                    .flatMap { PersonalData.mobile($0.digits) }
            }
            rest = rest[(DigitRun(rest, joined: .nothing)?.place.upperBound ?? start + 1)...]
        }
        return nil
    }

    /// How many characters from here are an address, if they are one.
    private static func emailLength(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
        let word = text.prefix { $0.isWordLike || "@.-".unicodeScalars.contains($0) }
        guard let at = word.firstIndex(of: "@"), at > word.startIndex,
            word[(at + 1)...].contains(".")
        else { return nil }
        return word.count - (word.last == "." ? 1 : 0)
    }
}

extension MaskedLine.Secret {
    /// The digits from here on that may be the secret: joined as numbers are, by themselves, or
    /// whatever joins them; a code then in even groups, or a date would be one.
    fileprivate func run(at text: ArraySlice<Unicode.Scalar>) -> DigitRun? {
        guard self == .code || self == .identity else { return nil }
        return [DigitRun.Joint.loosely, .nothing, .anyhow].lazy
            .compactMap { joint in DigitRun(text, joined: joint).map { (joint, $0) } }
            .first { joint, run in
                let isOne = joint != .anyhow || run.isEven || run.letters > 0
                return hides(run) && (isOne || self == .identity)
            }?.1
    }

    /// Whether digits within a line may be the secret, or most of it with a letter in between.
    private func hides(_ run: DigitRun) -> Bool {
        let digits = run.digits.count
        switch self {
        case .none, .unknown: return false
        case .code:
            let isSlip = run.letters > 0 && digits >= 4 && (6...7).contains(digits + run.letters)
            return digits == 6 || isSlip
        case .identity: return digits >= 4 || (digits == 3 && run.letters > 0)
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isWordLike: Bool {
        DigitRun.isLetter(self) || ("0"..."9").contains(self) || self == "_" || self == "+"
    }
}
