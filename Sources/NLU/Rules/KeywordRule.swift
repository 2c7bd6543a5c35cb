import Text

/// A high-precision rule of the corpus: when it fires, the line is understood without statistics.
///
/// Words are compared after normalisation; an English word only matches whole.
package struct KeywordRule: Equatable, Sendable {
    /// One intent is accepted; two or three are asked about.
    package var intents: [String]
    /// Words that must all be present.
    package var all: [String]
    /// Words of which none may be present.
    package var none: [String]
    /// Whole lines, marks and spaces aside; the rule fires on any of them. Empty: on any line.
    package var only: [String]
    /// Where it was read; nil for a rule of a model.
    package var place: Place?

    package init(_ intents: [String], all: [String] = [], none: [String] = [], only: [String] = [])
    {
        self.intents = intents
        self.all = all
        self.none = none
        self.only = only
    }

    package var digest: Checksum {
        let lists = [intents, all, none, only].map { Checksum($0.map { Checksum($0) }) }
        return Checksum([Checksum("rule")] + lists)
    }

    /// What staff see as the reason: the words the rule requires, or the whole line it knows.
    func words(in line: [UInt32]) -> [String] {
        only.isEmpty ? all : [NormalisedText.string(line[...])]
    }
}
