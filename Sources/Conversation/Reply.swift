import Quantities

/// Something the desk says: a key of the phrasebook and the figures that go into its text.
package struct Reply: Equatable, Codable, Sendable {
    package enum Value: Equatable, Codable, Sendable {
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
        /// One after the other, where `list` is a choice.
        case sequence([Value])
    }

    /// How a reply was said, and what of it reached the customer.
    package struct Spoken: Equatable, Codable, Sendable {
        package var words: String
        /// The figures that were filled into the words, as texts.
        package var figures: [String] = []
        /// The placeholders that were filled with something, those of phrases within it too.
        package var told: [String] = []
        /// Whether the corpus has this text in the language it was said in.
        package var isInCorpus = false

        package init(words: String) { self.words = words }
    }

    /// Without the `utter_` under which the corpus keeps it.
    package var key: String
    package var values: [String: Value]
    /// Which of the texts that say the same, from 0; nil where there is one only.
    package var variant: Int?
    /// What its text has to render; nil for all that is no part of a card.
    package var duty: Disclosure.Duty?
    /// Nil until it was said.
    package var spoken: Spoken?

    package init(
        _ key: String, _ values: [String: Value] = [:], duty: Disclosure.Duty? = nil
    ) {
        self.key = key
        self.values = values
        self.duty = duty
    }
}

extension Reply {
    private static let wordsOnly = "words"

    /// A reply of which only the words are known, as a transcript keeps them.
    package init(words: String) {
        self.init(Self.wordsOnly)
        spoken = Spoken(words: words)
    }

    /// The words it was said in, once it was said.
    package var words: String? { spoken?.words }

    /// Only its words are known: not which text of the corpus it was, nor its figures.
    var isOnPaper: Bool { key == Self.wordsOnly }
}
