import Text

/// The closed lists of the corpus: exact phrases, behind which no guess of a classifier stands.
/// Consent is taken from here and from nowhere else, so no guess ever moves money.
package struct Words: Sendable {
    enum Answer: Equatable, Sendable { case yes, no }

    private let lists: WordLists
    private let crisis: Later<PhrasesAnywhere>
    /// Where requests of one line are joined, and how much of the joint belongs to the first.
    let joints: [(joint: [Unicode.Scalar], length: Int)]

    /// What begins like a joint and is none: 另外两笔.
    let unjoined: [[Unicode.Scalar]]

    package init(_ lists: [String: [String]] = [:]) {
        let words = WordLists(lists)
        self.lists = words
        crisis = Later { PhrasesAnywhere(words.bare("crisis")) }
        // 再帮我看额度: what is asked for begins after 再.
        unjoined = (lists["joint_none"] ?? []).map { Array($0.unicodeScalars) }
        joints =
            (lists["joint_inside"] ?? []).map { (Array($0.unicodeScalars), 1) }
            + (lists["joint"] ?? []).map { (Array($0.unicodeScalars), $0.unicodeScalars.count) }
    }

    /// Places in a list, the first first.
    private static let places = (1...5).map { "place_\($0)" }

    private subscript(name: String) -> Set<String> { lists.bare(name) }

    /// What follows a beginning in the names of the lists there are, in their order.
    func listed(behind beginning: String) -> [String] { lists.names(behind: beginning) }

    /// A line as the lists have their phrases.
    func bare(_ line: String) -> String { lists.read(line).bare }

    /// The phrases of a list as `bare` writes them.
    func phrases(of list: String) -> Set<String> { self[list] }

    /// The phrases of a list as the corpus writes them, folded, spaces included.
    func written(_ list: String) -> [String] { lists.written(list) }

    /// The lines of a list of counts, as they stand.
    func counted(_ list: String) -> [String] { lists.phrases[list] ?? [] }

    /// Whether the corpus has such a list, and something in it.
    func has(_ list: String) -> Bool { lists.phrases[list]?.isEmpty == false }

    /// The whole line is a phrase of this list, whether a question mark closes it or not.
    func isOne(of list: String, _ line: String) -> Bool {
        let text = bare(line)
        return self[list].contains(text) || self[list].contains(String(dropping("", from: text)))
    }

    /// A phrase of this list stands somewhere in the line.
    func finds(_ list: String, in line: String) -> Bool {
        let read = lists.read(line)
        return lists.found(list).contains { $0.stands(in: read) }
    }

    /// The line begins with a phrase of this list.
    func begins(_ list: String, _ line: String) -> Bool {
        let text = bare(line)
        return self[list].contains { text.utf8.starts(with: $0.utf8) }
    }

    /// Whether the line has a word that denies: of English a whole one, as "know" is no "no".
    func negates(_ line: String) -> Bool {
        let text = bare(line)
        let words = Set(text.split { !$0.isLetter && !$0.isNumber }.map(String.init))
        return self["negation"].contains { phrase in
            let isWord = phrase.unicodeScalars.allSatisfy(\.isASCII) && !phrase.contains(" ")
            return isWord ? words.contains(phrase) : text.contains(phrase)
        }
    }

    /// The line without the words that only open it: "no", "well", "and to be honest".
    func afterOpening(_ line: String) -> String {
        var text = bare(line)
        while let word = self["opening"].filter({ opens(text, $0) }).max(by: { $0.count < $1.count }
        ) {
            text = String(text.dropFirst(word.count).drop { " ,".contains($0) })
        }
        return text
    }

    private func opens(_ text: String, _ word: String) -> Bool {
        text.hasPrefix(word) && text.dropFirst(word.count).first.map { " ,".contains($0) } ?? false
    }

    /// The line ends with a phrase of this list, whatever mark closes it.
    func ends(_ list: String, _ line: String) -> Bool {
        let text = dropping("", from: bare(line))
        return self[list].contains { text.hasSuffix($0) }
    }

    // MARK: - Answers

    /// The answer a whole line is, or nil: made of phrases of consent or refusal and of fillers.
    /// A refusal anywhere makes it one. "可以吗" and "yes but" are no answers.
    func answer(_ line: String) -> Answer? {
        let phrase = bare(line)
        if self["consent"].contains(phrase) { return .yes }
        if self["refusal"].contains(phrase) { return .no }
        guard let parts = split(phrase, into: ["consent", "refusal", "filler"]) else { return nil }
        if parts.contains(where: { self["refusal"].contains($0) }) { return .no }
        return parts.contains { self["consent"].contains($0) } ? .yes : nil
    }

    /// A consent turned into a question: "可以吗", "ok?".
    func asksForConsent(_ line: String) -> Bool {
        let asked = bare(line)
        let words = String(dropping("whether_end", from: asked)).bare
        return words != asked
            && (self["consent"].contains(words) || self["asked_consent"].contains(words))
    }

    /// A line that begins like a consent and makes a condition: "好的，但是……", "yes, if …".
    ///
    /// - Parameter andMore: whatever else follows the consent counts as well.
    func isHedgedYes(_ line: String, andMore: Bool) -> Bool {
        let phrase = bare(line)
        return self["consent"].contains { yes in
            guard yes.count > 1, phrase.hasPrefix(yes), phrase != yes,
                Self.ends(yes[...], in: phrase)
            else { return false }
            let rest = phrase.dropFirst(yes.count).drop { " ,，。.".contains($0) }
            return andMore || self["condition"].contains { rest.hasPrefix($0) }
        }
    }

    /// A life comes before every rule of the classifier: these words alone decide.
    func isCrisis(_ line: String) -> Bool {
        // As typed, and as the classifier reads it: that mends slips, and writes "don't" out.
        [bare(line), NormalisedText(line).string.bare].map(withoutIdioms).contains { text in
            crisis.value.stand(in: text) { Self.beginsAWord($0, in: text) }
        }
    }

    /// 困得想死 says how tired somebody is.
    private func withoutIdioms(_ text: String) -> String {
        self["no_crisis"].filter { text.contains($0) }.sorted().reduce(text) { text, idiom in
            text.split(separator: idiom).joined(separator: " ")
        }
    }

    /// "Send it all back" does not say "end it all".
    private static func beginsAWord(_ place: String.Index, in text: String) -> Bool {
        guard place > text.startIndex else { return true }
        let before = text[text.index(before: place)]
        return !(before.isASCII && before.isLetter && text[place].isASCII)
    }

    /// A whole line that asks for a moment: neither a yes nor a no.
    func isWaiting(_ line: String) -> Bool {
        guard let parts = split(bare(line), into: ["waiting", "waiting_filler"]) else {
            return false
        }
        return parts.contains { self["waiting"].contains($0) }
    }

    // MARK: - About the conversation

    /// A whole line that asks what the question means or is for: explained where it stands.
    func asksMeaning(_ line: String) -> Bool {
        let phrase = String(dropping("soft_end", from: bare(line)))
        // "？？" alone is somebody who is lost.
        if phrase.isEmpty { return line.contains { Self.questionMarks.contains($0) } }
        return self["meaning"].contains(phrase)
    }

    /// A whole line that asks who is speaking: a machine, and it says so.
    func asksWho(_ line: String) -> Bool {
        let asked = dropping("soft_end", from: bare(line))
        // "Are you a person or what".
        let cut = self["or_what"].filter { asked.hasSuffix(" " + $0) }
            .map { asked.dropLast($0.count + 1) }
        return ([asked] + cut).contains { self["who"].contains(String($0)) }
            || finds("automaton", in: line) && finds("asks_being", in: line)
                && !finds("wants_person", in: line)
    }

    /// A whole line that names something and says nothing of it: "the bill", 手机那笔.
    func isBareName(_ line: String) -> Bool {
        let phrase = bare(line)
        let isShort =
            phrase.unicodeScalars.allSatisfy(\.isASCII)
            ? phrase.split(separator: " ").count <= 4 : phrase.count <= 7
        return isShort && !phrase.contains { Self.questionMarks.contains($0) }
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
        placeNamed(line).map { starts($0.phrase, with: "ordinal") || $0.phrase.count > 2 } ?? false
    }

    /// The places a whole line names with words between them: 第2个和第3个, "the first and the third".
    func places(_ line: String) -> [Int] {
        let parts = split(bare(line), into: Self.places + ["filler", "place_joint"]) ?? []
        let named = parts.compactMap { phrase in
            Self.places.firstIndex { self[$0].contains(phrase) }.map { $0 + 1 }
        }
        // Of 12和3 nobody knows which places they are.
        let joints = parts.count { self["place_joint"].contains($0) }
        let marks = line.count { ",，、".contains($0) }
        return named.count == joints + marks + 1 ? named : []
    }

    private func placeNamed(_ line: String) -> (place: Int, phrase: String)? {
        let parts = split(bare(line), into: Self.places + ["filler"]) ?? []
        let named = parts.compactMap { phrase in
            Self.places.firstIndex { self[$0].contains(phrase) }
                .map { (place: $0 + 1, phrase: phrase) }
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
    /// Without the question marks at its end, and without the characters of a list.
    private func dropping(_ list: String, from phrase: String) -> Substring {
        let characters = written(list)
        var phrase = phrase[...]
        while let last = phrase.last,
            Self.questionMarks.contains(last) || characters.contains(String(last))
        {
            phrase.removeLast()
        }
        return phrase
    }

    private static let questionMarks: Set<Character> = ["?", "？"]

    /// The phrases a whole line is made of, the longest first at each place; nil when anything
    /// else than phrases of these lists is in it.
    private func split(_ phrase: String, into names: [String]) -> [String]? {
        let phrases = lists.union(of: names)
        var rest = phrase[...]
        var parts: [String] = []
        while true {
            rest = rest.drop { " ,，。.!、…".contains($0) }
            guard !rest.isEmpty else { return parts }
            let longest = min(rest.count, Self.longestPhrase)
            let found = (1...max(1, longest)).reversed().lazy
                .map { rest.prefix($0) }
                .first { phrases.contains(String($0)) && Self.ends($0, in: String(rest)) }
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
