import Quantities

/// Something the desk says: a key of the phrasebook and the figures that go into its text.
public struct Reply: Equatable, Codable, Sendable {
    public enum Value: Equatable, Codable, Sendable {
        case money(Money)
        /// The sum in the financial capitals a Chinese reader checks it by; digits in English.
        case capitals(Money)
        case day(Day)
        /// A day, a month, a year, or any other stretch of days, both ends inclusive.
        case days(from: Day, to: Day)
        case time(Moment)
        case rate(Rate)
        /// Hundredths of a percent: 1303 is 13.03 %.
        case percent(Int)
        case count(Int)
        /// How far something has come, as a small bar: `[###-------]`.
        case bar(Int, of: Int)
        case text(String)
        /// Another phrase, said in the same language.
        case phrase(String)
        /// Joined as the language joins an enumeration.
        case list([Value])
    }

    /// Without the `utter_` under which the corpus keeps it.
    public var key: String
    public var values: [String: Value]

    public init(_ key: String, _ values: [String: Value] = [:]) {
        self.key = key
        self.values = values
    }
}

extension Reply {
    static let wordsKey = "words"
    /// The figures that were filled into the words, as texts.
    static let figuresKey = "figures"

    /// A reply of which only the words are known, as a transcript keeps them.
    public init(words: String) { self.init(Self.wordsKey, [Self.wordsKey: .text(words)]) }

    /// The words it was said in, once it was said.
    public var words: String? {
        if case .text(let words) = values[Self.wordsKey] { words } else { nil }
    }
}
