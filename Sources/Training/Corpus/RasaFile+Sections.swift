import NLU
import Text

/// The sections that are no examples: lists, words, synonyms and responses.
extension RasaFile {
    /// Closed lists: each name stands once, and its words are texts.
    mutating func readLists(_ section: YamlTree) throws(CorpusError) {
        for (key, value) in try section.expectMap("lists") {
            let name = try key.expectText("the name of a list")
            guard corpus.lists[name] == nil else {
                throw CorpusError(
                    .invalid, key.place, "\(quoted(name)) is listed already; keep one place.")
            }
            var words: [String] = []
            for item in try value.expectList(name) {
                words.append(try item.expectText("a word of \(name)"))
            }
            corpus.lists[name] = words
            corpus.listPlaces[name] = key.place
        }
    }

    /// Lists of words that intents name.
    mutating func readWords(_ section: YamlTree) throws(CorpusError) {
        for (key, value) in try section.expectMap("words") {
            let name = try key.expectText("the name of a list")
            guard corpus.wordLists[name] == nil else {
                throw CorpusError(
                    .invalid, key.place, "\(quoted(name)) is a list already; keep one place.")
            }
            corpus.wordLists[name] = try TraitsReader.words(value, name)
        }
    }

    /// Words that are read as another before anything looks at a line.
    mutating func readSynonyms(_ section: YamlTree) throws(CorpusError) {
        for (key, value) in try section.expectMap("synonyms") {
            let means = try key.expectText("what the words mean").trimmed
            for word in try TraitsReader.words(value, means).map(\.trimmed) {
                // A single ideograph is part of too many other words.
                guard word.unicodeScalars.count > 1, word != means else {
                    throw CorpusError(
                        .invalid, value.place,
                        "\(quoted(word)) cannot be read as \(quoted(means)); leave it out.")
                }
                guard (corpus.wordings[word] ?? means) == means else {
                    throw CorpusError(
                        .invalid, value.place,
                        "\(quoted(word)) is read as \(quoted(corpus.wordings[word] ?? "")) "
                            + "already; keep one of them.")
                }
                corpus.wordings[word] = means
            }
        }
    }

    mutating func readResponses(_ section: YamlTree) throws(CorpusError) {
        for (key, variants) in try section.expectMap("responses") {
            let name = try key.expectText("the key of a response")
            guard corpus.responses[name] == nil else {
                throw CorpusError(
                    .invalid, key.place, "\(quoted(name)) has replies already; keep one place.")
            }
            var replies: [Language: [String]] = [:]
            for variant in try variants.expectList(name) {
                guard let text = variant["text"] else { continue }
                try add(text, variant["translation"], to: &replies)
            }
            corpus.responses[name] = replies
            corpus.responsePlaces[name] = key.place
        }
    }

    /// A text with an English translation is Chinese, whatever names stand in it.
    private static func language(of text: String, _ translation: YamlTree?) -> Language {
        if translation?["en"] != nil { return .zh }
        if translation?["zh"] != nil { return .en }
        return Language.of(text) ?? .zh
    }

    private func add(
        _ node: YamlTree, _ translation: YamlTree?, to replies: inout [Language: [String]]
    ) throws(CorpusError) {
        let text = try node.expectText("text")
        let own = Self.language(of: text, translation)
        replies[own, default: []].append(text)
        guard let translation else { return }
        for (key, value) in try translation.expectMap("translation") {
            guard let language = Language(rawValue: key.text ?? ""), language != own else {
                throw CorpusError(
                    .invalid, key.place,
                    "a translation is `en:` of a Chinese text, or `zh:` of an English one.")
            }
            replies[language, default: []].append(try value.expectText("the translation"))
        }
    }
}
