import NLU
import Text

/// One thing in which two corpora differ: a line, a rule, a reply, a list …
package struct CorpusDifference: Equatable, Sendable {
    /// What it is that differs, by what names it.
    package enum Subject: Hashable, Comparable, Sendable {
        case rule(Checksum)
        case reply(String)
        case list(String)
        case phrase(KnownPhrase)
        case synonym(String)
        case intent(String)
        case wording(String)
        case move(String)
        case line(String)
    }

    package var subject: Subject
    /// What it was; nil where it is new.
    package var was: String?
    /// What it is; nil where it is gone.
    package var isNow: String?
    /// Where it is written now, or was where it is gone.
    package var place: Place?

    /// Weights of the model depend on it, so that it takes time to try without.
    package var isLearnt: Bool {
        switch subject {
        case .rule, .reply, .list, .phrase, .synonym: false
        case .intent, .wording, .move, .line: true
        }
    }

    /// The words of a line, for those that are lines.
    package var text: String? {
        switch subject {
        case .line(let text), .move(let text): text
        default: nil
        }
    }
}

extension Corpus {
    /// What has to be changed in this corpus to have a newer one.
    package func differences(to newer: Corpus) -> [CorpusDifference] {
        var found = Self.compared(parts, newer.parts)
        found.sort { $0.subject < $1.subject }
        return found
    }

    /// This corpus with some of the differences to a newer one.
    package func taking(_ differences: [CorpusDifference], of newer: Corpus) -> Corpus {
        let subjects = Set(differences.map(\.subject))
        var corpus = self
        corpus.examples = Self.mixed(examples, newer.examples) { subjects.contains(.line($0.text)) }
        corpus.moves = Self.mixed(moves, newer.moves) { subjects.contains(.move($0.text)) }
        corpus.rules = Self.mixed(rules, newer.rules) { subjects.contains(.rule($0.digest)) }
        corpus.phrases = Self.mixed(phrases, newer.phrases) { subjects.contains(.phrase($0)) }
        for subject in subjects {
            switch subject {
            case .reply(let key): corpus.responses[key] = newer.responses[key]
            case .list(let name): corpus.lists[name] = newer.lists[name]
            case .synonym(let word): corpus.synonyms[word] = newer.synonyms[word]
            case .intent(let name): corpus.traits[name] = newer.traits[name]
            case .wording(let word): corpus.wordings[word] = newer.wordings[word]
            case .rule, .phrase, .move, .line: continue
            }
        }
        return corpus
    }

    private static func mixed<Part>(
        _ older: [Part], _ newer: [Part], _ isTaken: (Part) -> Bool
    ) -> [Part] {
        older.filter { !isTaken($0) } + newer.filter(isTaken)
    }

    /// What it says, more than once where a line stands in two places.
    private typealias Part = (values: [String], place: Place?)

    /// What the corpus is made of, each as a text that says what it is.
    private var parts: [CorpusDifference.Subject: Part] {
        var parts: [CorpusDifference.Subject: Part] = [:]
        func add(_ subject: CorpusDifference.Subject, _ value: String, _ place: Place? = nil) {
            parts[subject, default: ([], place)].values.append(value)
        }
        for example in examples { add(.line(example.text), example.intent, example.place) }
        for move in moves { add(.move(move.text), move.intent, move.place) }
        for rule in rules { add(.rule(rule.digest), rule.written, rule.place) }
        for phrase in Set(phrases) { add(.phrase(phrase), phrase.value) }
        for (key, replies) in responses {
            add(.reply(key), Self.written(replies), responsePlaces[key])
        }
        for (name, words) in lists { add(.list(name), Self.written(words), listPlaces[name]) }
        for (word, value) in synonyms { add(.synonym(word), value) }
        for (name, traits) in traits { add(.intent(name), traits.written) }
        for (word, means) in wordings { add(.wording(word), means) }
        return parts
    }

    private static func compared(
        _ older: [CorpusDifference.Subject: Part], _ newer: [CorpusDifference.Subject: Part]
    ) -> [CorpusDifference] {
        Set(older.keys).union(newer.keys).compactMap { subject in
            let was = older[subject].map { written($0.values.sorted()) }
            let isNow = newer[subject].map { written($0.values.sorted()) }
            guard was != isNow else { return nil }
            return CorpusDifference(
                subject: subject, was: was, isNow: isNow,
                place: (newer[subject] ?? older[subject])?.place)
        }
    }

    private static func written(_ words: [String]) -> String { words.joined(separator: ", ") }

    private static func written(_ replies: [Language: [String]]) -> String {
        replies.sorted { $0.key.rawValue > $1.key.rawValue }
            .flatMap { language, texts in texts.map { "\(language.rawValue): \($0)" } }
            .joined(separator: "\n")
    }
}

extension KeywordRule {
    /// As a file has it: `all: [提前, 结清] none: [吗] for early_settle_full`.
    fileprivate var written: String {
        let lists = [("all", all), ("none", none), ("only", only)].filter { !$0.1.isEmpty }
        return lists.map { "\($0.0): [\($0.1.joined(separator: ", "))]" }.joined(separator: " ")
            + " for \(intents.joined(separator: " | "))"
    }
}

extension IntentTraits {
    fileprivate var written: String {
        var words = [kind.rawValue]
        if let price { words.append("price: \(price)") }
        if let act { words.append("act: \(act)") }
        if urgency != 0 { words.append("urgency: \(urgency)") }
        if isOpenedByQuestion { words.append("opened_by: question") }
        if !about.isEmpty { words.append("about: \(about.joined(separator: ", "))") }
        return words.joined(separator: ", ")
    }
}
