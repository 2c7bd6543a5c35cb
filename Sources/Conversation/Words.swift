import Text

/// The closed lists of the corpus: exact phrases, behind which no guess of a classifier stands.
/// Consent is taken from here and from nowhere else, so no guess ever moves money.
package struct Words: Sendable {
    enum Answer: Equatable, Sendable { case yes, no }

    /// Phrases as `bare` writes them, by the name of their list.
    private let lists: [String: Set<String>]
    /// Places in a list, the first first, and all of them with what may be said around them.
    private let places: [Set<String>]
    private let placed: Set<String>
    private let pauses: Set<String>
    /// Consent and refusal, and what may be said around them.
    private let answers: Set<String>
    /// Where requests of one line are joined.
    let joints: [[Unicode.Scalar]]

    package init(_ lists: [String: [String]] = [:]) {
        self.lists = lists.mapValues { Set($0.map(Self.bare)) }
        places = (1...Self.mostPlaces).map { place in
            Set((lists["place_\(place)"] ?? []).map(Self.bare))
        }
        placed = places.reduce(self.lists["filler", default: []]) { $0.union($1) }
        pauses = self.lists["waiting", default: []].union(self.lists["waiting_filler", default: []])
        answers = self.lists["consent", default: []].union(self.lists["refusal", default: []])
            .union(self.lists["filler", default: []])
        joints = (lists["joint"] ?? []).map { Array($0.unicodeScalars) }
    }

    private static let mostPlaces = 5

    private subscript(name: String) -> Set<String> { lists[name] ?? [] }

    /// The phrases of a list as `bare` writes them.
    func phrases(of list: String) -> Set<String> { self[list] }

    /// The whole line is a phrase of this list.
    func isOne(of list: String, _ line: String) -> Bool {
        self[list].contains(Self.bare(line))
    }

    /// A phrase of this list stands somewhere in the line.
    func finds(_ list: String, in line: String) -> Bool {
        let text = Self.bare(line)
        return self[list].contains { text.contains($0) }
    }

    /// The line begins with a phrase of this list.
    func begins(_ list: String, _ line: String) -> Bool {
        let text = Self.bare(line)
        return self[list].contains { text.hasPrefix($0) }
    }

    /// The line ends with a phrase of this list, whatever mark closes it.
    func ends(_ list: String, _ line: String) -> Bool {
        let text = Self.dropping("?？", from: Self.bare(line))
        return self[list].contains { text.hasSuffix($0) }
    }

    // MARK: - Answers

    /// The answer a whole line is, or nil: made of phrases of consent or refusal and of fillers.
    /// A refusal anywhere makes it one. "可以吗" and "yes but" are no answers.
    func answer(_ line: String) -> Answer? {
        let phrase = Self.bare(line)
        if self["consent"].contains(phrase) { return .yes }
        if self["refusal"].contains(phrase) { return .no }
        guard let parts = Self.parts(of: phrase, from: answers) else { return nil }
        if parts.contains(where: { self["refusal"].contains($0) }) { return .no }
        return parts.contains { self["consent"].contains($0) } ? .yes : nil
    }

    /// A consent turned into a question: "可以吗", "ok?".
    func asksForConsent(_ line: String) -> Bool {
        let asked = Self.bare(line)
        let words = Self.bare(String(Self.dropping("吗嘛么不?？", from: asked)))
        return words != asked
            && (self["consent"].contains(words) || self["asked_consent"].contains(words))
    }

    /// A line that begins like a consent and makes a condition: "好的，但是……", "yes, if …".
    ///
    /// - Parameter andMore: whatever else follows the consent counts as well.
    func isHedgedYes(_ line: String, andMore: Bool) -> Bool {
        let phrase = Self.bare(line)
        return self["consent"].contains { yes in
            guard yes.count > 1, phrase.hasPrefix(yes), phrase != yes,
                Self.ends(yes[...], in: phrase)
            else { return false }
            let rest = phrase.dropFirst(yes.count).drop { " ,，。.".contains($0) }
            return andMore || self["condition"].contains { rest.hasPrefix($0) }
        }
    }

    /// A whole line that asks for a moment: neither a yes nor a no.
    func isWaiting(_ line: String) -> Bool {
        guard let parts = Self.parts(of: Self.bare(line), from: pauses) else { return false }
        return parts.contains { self["waiting"].contains($0) }
    }

    // MARK: - About the conversation

    /// A whole line that asks what the question means or is for: explained where it stands.
    func asksMeaning(_ line: String) -> Bool {
        let phrase = String(Self.dropping("?？啊呀呢", from: Self.bare(line)))
        // "？？" alone is somebody who is lost.
        if phrase.isEmpty { return line.contains { "?？".contains($0) } }
        return self["meaning"].contains(phrase)
    }

    /// A whole line that asks who is speaking: a machine, and it says so.
    func asksWho(_ line: String) -> Bool {
        self["who"].contains(String(Self.dropping("?？啊呀呢", from: Self.bare(line))))
    }

    /// A whole line that names something and says nothing of it: "the bill", 手机那笔.
    func isBareName(_ line: String) -> Bool {
        let phrase = Self.bare(line)
        let isShort =
            phrase.unicodeScalars.allSatisfy(\.isASCII)
            ? phrase.split(separator: " ").count <= 4 : phrase.count <= 7
        return isShort && !phrase.contains { "?？吗".contains($0) }
            && !self["question_word"].contains { phrase.hasPrefix($0) }
            && !self["named_figure"].contains { phrase.contains($0) }
    }

    /// The language a line asks for by name.
    func language(namedIn line: String) -> Language? {
        let (english, chinese) = (finds("english", in: line), finds("chinese", in: line))
        guard english != chinese else { return nil }
        return english ? .en : .zh
    }

    /// The place a whole line names: "2", 第二个吧, "the second one please"; 1 for the first.
    func place(_ line: String) -> Int? { placeNamed(line)?.place }

    /// A place that no number by itself could be: 第二个, "the second one".
    func isOrdinal(_ line: String) -> Bool {
        placeNamed(line).map { $0.phrase.hasPrefix("第") || $0.phrase.count > 2 } ?? false
    }

    private func placeNamed(_ line: String) -> (place: Int, phrase: String)? {
        let named = (Self.parts(of: Self.bare(line), from: placed) ?? []).compactMap { phrase in
            places.firstIndex { $0.contains(phrase) }.map { (place: $0 + 1, phrase: phrase) }
        }
        return named.count == 1 ? named[0] : nil
    }
}

// MARK: - Lines without words

extension Words {
    /// A line without a word or a number: pictures, or marks.
    static func isWordless(_ line: String) -> Bool {
        !line.contains { $0.isLetter || $0.isNumber }
    }

    /// A raised thumb and the like: somebody means yes, and has not said it.
    static func isNod(_ line: String) -> Bool {
        isWordless(line) && line.unicodeScalars.contains { "👍👌🆗✅✔👏💯".unicodeScalars.contains($0) }
    }

    /// A number that was meant as a phone's: masked, or digits and little else. 一次性还清 is none.
    static func isLikeAPhone(_ line: String) -> Bool {
        let digits = line.filter { $0.isNumber && !$0.isLetter }.count
        return line.contains("<") || digits >= 5 || (digits > 0 && digits * 2 > line.count)
    }
}

// MARK: - Reading

extension Words {
    /// Lower case, full-width forms narrowed, outer spaces, quotes and closing punctuation dropped.
    /// A question mark stays: a question is no answer.
    static func bare(_ line: String) -> String {
        var bare: [Unicode.Scalar] = []
        var isSpaced = false
        for scalar in line.unicodeScalars {
            let narrow = narrowed(scalar)
            // "Dont" is how most people type it.
            guard narrow != "'" else { continue }
            guard narrow != " " else {
                isSpaced = !bare.isEmpty
                continue
            }
            if isSpaced { bare.append(" ") }
            isSpaced = false
            bare += narrow.properties.lowercaseMapping.unicodeScalars
        }
        while let last = bare.last, closing.contains(last) { bare.removeLast() }
        while let first = bare.first, quotes.contains(first) { bare.removeFirst() }
        return String(String.UnicodeScalarView(bare))
    }

    private static func narrowed(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? " "
        case 0x3000: " "
        case 0x2018, 0x2019: "'"
        default: scalar
        }
    }

    private static let quotes: Set<Unicode.Scalar> = ["“", "”", "\"", "「", "」", "『", "』"]
    private static let closing = quotes.union([
        "。", ".", "!", "，", ",", "~", "～", "、", " ", "…",
    ])

    private static func dropping(_ marks: String, from phrase: String) -> Substring {
        var phrase = phrase[...]
        while let last = phrase.last, marks.contains(last) { phrase.removeLast() }
        return phrase
    }

    /// The phrases a whole line is made of, the longest first at each place; nil when anything
    /// else is in it.
    private static func parts(of phrase: String, from phrases: Set<String>) -> [String]? {
        var rest = phrase[...]
        var parts: [String] = []
        while true {
            rest = rest.drop { " ,，。.!、…".contains($0) }
            guard !rest.isEmpty else { return parts }
            let longest = min(rest.count, Self.longestPhrase)
            let found = (1...max(1, longest)).reversed().lazy
                .map { rest.prefix($0) }
                .first { phrases.contains(String($0)) && ends($0, in: String(rest)) }
            guard let found else { return nil }
            parts.append(String(found))
            rest = rest.dropFirst(found.count)
        }
    }

    private static let longestPhrase = 40

    /// A word of letters ends where the letters do: "no" is not in "now".
    private static func ends(_ word: Substring, in text: String) -> Bool {
        guard let last = word.last, last.isASCII, last.isLetter else { return true }
        let next = text.dropFirst(word.count).first
        return next.map { !($0.isASCII && $0.isLetter) } ?? true
    }
}
