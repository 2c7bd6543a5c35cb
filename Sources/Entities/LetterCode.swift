/// A few capital letters that stand for a currency or a country: small enough that a token with
/// one is copied like a number.
struct LetterCode: Hashable, Sendable, ExpressibleByStringLiteral {
    private var letters: UInt64 = 0

    /// - Parameter text: eight letters of ASCII at most.
    init(_ text: some StringProtocol) {
        for letter in text.utf8.prefix(8) { letters = letters << 8 | UInt64(letter) }
    }

    init(stringLiteral text: String) { self.init(text) }

    func followed(by other: LetterCode) -> LetterCode { LetterCode(text + other.text) }

    var text: String {
        let bytes = (0..<8).reversed().map { UInt8(truncatingIfNeeded: letters >> ($0 * 8)) }
        return String(decoding: bytes.drop { $0 == 0 }, as: UTF8.self)
    }
}
