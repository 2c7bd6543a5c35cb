/// What a line is where a secret was asked for: the secret in any form that cannot be mistaken,
/// words, or something nobody reads because it may hold a secret.
package enum SecretLine: Equatable, Sendable {
    package enum Kind: Sendable {
        /// Six digits.
        case code
        /// The last four of an ID; the last of them may be an X.
        case identityTail
    }

    /// In ASCII, upper case.
    case secret(String)
    case words
    /// With words beside the digits it may be a change of what the code is for.
    case unread(besideWords: Bool)

    /// So many digits in a line that is no secret may be a part of it.
    private static let mayTell = 3

    package init(_ line: String, as kind: Kind) {
        if let secret = Self.secret(line, kind) {
            self = .secret(secret)
        } else {
            let isUnread = Self.count(line) >= Self.mayTell
            self = isUnread ? .unread(besideWords: Self.hasWords(line)) : .words
        }
    }

    /// The digits, where nothing stands beside them but what announces them, thanks and
    /// punctuation.
    private static func secret(_ line: String, _ kind: Kind) -> String? {
        let text = Array(line.lowercased().unicodeScalars)
        var secret: String?
        var rest = text[...]
        while let first = rest.first {
            if let word = announcements.first(where: { rest.starts(with: $0) }) {
                rest = rest.dropFirst(word.count)
            } else if let run = DigitRun(rest, joined: .loosely) {
                guard secret == nil, let read = read(run, in: rest, kind) else { return nil }
                secret = read.secret
                rest = rest[read.end...]
            } else if isMark(first) {
                rest = rest.dropFirst()
            } else {
                return nil
            }
        }
        return secret
    }

    /// Something is said that does not announce the digits: 还是只还, "make it".
    private static func hasWords(_ line: String) -> Bool {
        let text = Array(line.lowercased().unicodeScalars)
        var rest = text[...]
        var said = 0
        while let first = rest.first {
            if let word = announcements.first(where: { rest.starts(with: $0) }) {
                rest = rest.dropFirst(word.count)
                continue
            }
            if let run = DigitRun(rest, joined: .loosely) {
                rest = rest[run.place.upperBound...]
                continue
            }
            if first.properties.isAlphabetic { said += first.isASCII ? 1 : Self.leastWord }
            rest = rest.dropFirst()
        }
        return said > Self.leastWord
    }

    /// So many letters may be a slip of the hand; one character more is a word.
    private static let leastWord = 2

    private static func read(
        _ run: DigitRun, in text: ArraySlice<Unicode.Scalar>, _ kind: Kind
    ) -> (secret: String, end: Int)? {
        let end = run.place.upperBound
        switch kind {
        case .code: return run.digits.count == 6 && run.letters == 0 ? (run.digits, end) : nil
        case .identityTail:
            if run.digits.count == 4, run.letters == 0 { return (run.digits, end) }
            let last = text[end - 1]
            let isMarked = run.letters == 1 && DigitRun.isMarkX(last)
            return run.digits.count == 3 && isMarked ? (run.digits + "X", end) : nil
        }
    }

    /// Whether a text has nothing to say but what announces a number, thanks and punctuation.
    package static func announces(_ text: some StringProtocol) -> Bool {
        var rest = Array(text.lowercased().unicodeScalars)[...]
        while let first = rest.first {
            let word = announcements.first { rest.starts(with: $0) }
            guard word != nil || first == "+" || isMark(first) else { return false }
            rest = rest.dropFirst(word?.count ?? 1)
        }
        return true
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .otherPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation, .finalPunctuation, .spaceSeparator, .control:
            true
        default: false
        }
    }

    /// Digits, and letters that are like one in a word that has some: `1OO1`, `18l528`.
    private static func count(_ line: String) -> Int {
        let words = line.unicodeScalars.split {
            DigitRun.digit($0) == nil && !DigitRun.isLetter($0)
        }
        return words.reduce(0) { count, word in
            let digits = word.count { DigitRun.digit($0) != nil }
            guard digits > 0 else { return count }
            return count + digits + word.count { "OoIlXx".unicodeScalars.contains($0) }
        }
    }

    /// What people say beside the digits, the longest first. Not of the corpus: what is a secret is
    /// nothing that a corpus may change.
    private static let announcements: [[Unicode.Scalar]] = [
        "我的", "我", "收到的", "收到", "短信", "手机", "动态", "验证码", "校验码", "密码", "码", "身份证号码",
        "身份证号", "身份证", "证件号", "号码", "号", "的", "最后四位", "后四位", "末四位", "最后4位", "后4位",
        "末4位", "尾号", "尾数", "末尾", "六位数字", "6位数字", "六位", "6位", "数字", "是", "为", "就是", "好的",
        "谢谢", "谢了", "您好", "你好", "my", "the", "sms", "otp", "verification", "code", "last four",
        "last 4", "six", "digits", "digit", "characters", "of", "id", "card", "number", "ending in",
        "ends in", "it's", "it’s", "it is", "is", "are", "thanks", "thank you", "please", "ok",
        "here", "hi",
    ].map { Array($0.unicodeScalars) }.sorted { $0.count > $1.count }
}
