import NLU
import Text

/// What a model is trained on: examples, rules and replies, as they were read.
package struct Corpus: Equatable, Sendable {
    package struct Example: Equatable, Sendable {
        package var text: String
        package var intent: String
        /// Where it was read; nil for an example made in memory.
        package var place: Place?

        package init(text: String, intent: String, place: Place? = nil) {
            self.text = text
            self.intent = intent
            self.place = place
        }
    }

    /// Something read that deserves a look, but does not stop the reading.
    package struct Warning: Equatable, Sendable, CustomStringConvertible {
        package var place: Place?
        package var message: String

        package var description: String { place.map { "\($0): \(message)" } ?? message }
    }

    package var examples: [Example]
    package var rules: [KeywordRule]
    /// Variants of each reply by its key (`utter_…`), in each language it is written in.
    package var responses: [String: [Language: [String]]]
    /// Where each reply is written, by its key.
    package var responsePlaces: [String: Place] = [:]
    package var phrases: [KnownPhrase]
    /// What another wording of a value stands for.
    package var synonyms: [String: String]
    /// What the intents say they are, by name.
    var traits: [String: IntentTraits] = [:]
    /// The lists of words that intents name, until they are put in place.
    var listNames: [String: ListName] = [:]
    /// Lists of words by name.
    var wordLists: [String: [String]] = [:]
    /// Words that are read as another, with what they are read as.
    var wordings: [String: String] = [:]
    package var warnings: [Warning]
    /// The first file that each intent has examples in, by its name.
    var firstFiles: [String: String] = [:]
    /// What was made of the files where there was a choice.
    package var notes: [Warning] = []
    /// What could not be read.
    package var faults: [CorpusError] = []
    /// Lines of a conversation under way, by the move they are: what a line means to what is on the
    /// table, where an intent is what it means at the beginning.
    package var moves: [Example] = []
    /// Its lines are moves.
    private(set) var isConversational = false
    /// Closed lists of words by their name, such as `consent`: exact, and compiled into the model.
    package var lists: [String: [String]] = [:]
    /// Where each list is written, by its name.
    var listPlaces: [String: Place] = [:]

    package init(
        examples: [Example] = [], rules: [KeywordRule] = [],
        responses: [String: [Language: [String]]] = [:], phrases: [KnownPhrase] = [],
        synonyms: [String: String] = [:], warnings: [Warning] = []
    ) {
        self.examples = examples
        self.rules = rules
        self.responses = responses
        self.phrases = phrases
        self.synonyms = synonyms
        self.warnings = warnings
    }

    /// The intents of the examples and the rules in the order of their names, without
    /// `out_of_scope`.
    package var intents: [String] {
        var names = Set(examples.map(\.intent))
        for rule in rules { names.formUnion(rule.intents) }
        names.remove(Interpretation.outOfScope)
        return names.sorted()
    }

    /// The phrases, each once and in order, with the synonyms put in place of what they stand for.
    /// What a synonym lists is heard as well: whoever names the visa names the credit card.
    var knownPhrases: [KnownPhrase] {
        let resolved = phrases.map {
            KnownPhrase(text: $0.text, entity: $0.entity, value: synonyms[$0.value] ?? $0.value)
        }
        let entities = Dictionary(grouping: resolved, by: \.value).mapValues { $0.map(\.entity) }
        let others = synonyms.flatMap { word, value in
            (entities[value] ?? []).map { KnownPhrase(text: word, entity: $0, value: value) }
        }
        return Set(resolved + others).sorted()
    }

    /// What the intents are, as their files say.
    package var kinds: IntentKinds { IntentKinds(traits) }

    /// The words that are read as another, in order.
    var ownSlips: [Slip] { wordings.map { Slip(from: $0.key, to: $0.value) }.sorted() }

    /// What words are read as.
    var slips: SlipTable { SlipTable.standard.adding(ownSlips) }

    /// What a model of some intents holds besides numbers.
    func contents(_ classes: [String]) -> ModelContents {
        ModelContents(
            classes: classes, traits: traits.filter { classes.contains($0.key) }, slips: ownSlips,
            rules: rules, phrases: knownPhrases, lists: lists, replies: responses)
    }

    /// Names what was read, whatever the order and the place of the files.
    package var digest: Checksum {
        var parts = examples.map { Self.digest("example", $0.intent, $0.text) }
        parts += rules.map(\.digest)
        parts += ownSlips.map { Self.digest("wording", $0.from, $0.to) }
        parts += traits.map { intent, traits in
            let about = Checksum(traits.about.map { Checksum($0) })
            return Checksum([
                Self.digest(
                    "intent", intent, traits.kind.rawValue, traits.price ?? "", traits.act ?? "",
                    "\(traits.urgency)", "\(traits.isOpenedByQuestion)"), about,
            ])
        }
        parts += knownPhrases.map { Self.digest("phrase", $0.text, $0.entity, $0.value) }
        parts += moves.map { Self.digest("move", $0.intent, $0.text) }
        for (name, words) in lists {
            parts.append(Checksum([Self.digest("list", name)] + words.map { Checksum($0) }))
        }
        for (key, languages) in responses {
            for (language, variants) in languages {
                let texts = Checksum(variants.map { Checksum($0) })
                parts.append(Checksum([Self.digest("reply", key, language.rawValue), texts]))
            }
        }
        return Checksum(parts.sorted())
    }

    /// The lines a line of a conversation under way is told by: the moves, and beside them lines of
    /// every intent that begin something, so that whoever begins something is not misheard.
    var conversational: Corpus {
        var corpus = Corpus(examples: moves)
        corpus.isConversational = true
        let known = Set(moves.map(\.text))
        let kinds = kinds
        var taken: [String: Int] = [:]
        for example in TrainingSet.ordered(examples) where !known.contains(example.text) {
            // Rules and small talk are asked and said in the middle of things as well.
            guard ![.faq, .talk].contains(kinds.kind(of: example.intent)),
                taken[example.intent, default: 0] < Self.most(of: example.intent)
            else { continue }
            taken[example.intent, default: 0] += 1
            corpus.examples.append(
                Example(text: example.text, intent: Interpretation.beginning, place: example.place))
        }
        return corpus
    }

    /// Nonsense and other people's affairs are many.
    private static func most(of intent: String) -> Int {
        intent == Interpretation.outOfScope ? 900 : 160
    }

    private static func digest(_ parts: String...) -> Checksum {
        Checksum(parts.map { Checksum($0) })
    }

    /// Takes the lines of some labels as those that are out of scope, and of the labels below them:
    /// `oos` is `oos/other` too.
    /// - Returns: the labels that no line has.
    @discardableResult
    package mutating func takeOutOfScope(_ labels: [String]) -> [String] {
        var missing = Set(labels)
        for index in examples.indices {
            let intent = examples[index].intent
            for label in labels where intent == label || intent.hasPrefix(label + "/") {
                examples[index].intent = Interpretation.outOfScope
                missing.remove(label)
            }
        }
        return labels.filter(missing.contains)
    }

    /// How many of some lines are equal, to the classifier, to one of this corpus.
    package func countOfKnown(_ lines: [Example]) -> Int {
        var text = NormalisedText(slips)
        func key(_ example: Example) -> Checksum {
            text.read(example.text)
            return text.scalars.withUnsafeBytes { Checksum($0) }
        }
        let known = Set(examples.map(key))
        return lines.count { known.contains(key($0)) }
    }

    /// Lines that are equal to the classifier and stand under two labels.
    func conflicts() -> [Warning] {
        var firsts: [Checksum: Example] = [:]
        var found: [Warning] = []
        var text = NormalisedText(slips)
        for example in examples {
            text.read(example.text)
            let key = text.scalars.withUnsafeBytes { Checksum($0) }
            guard let first = firsts[key] else {
                firsts[key] = example
                continue
            }
            guard first.intent != example.intent else { continue }
            let other = first.place.map { " (\($0))" } ?? ""
            found.append(
                Warning(
                    place: example.place,
                    message: "\(quoted(example.text)) is an example of \(example.intent) and of "
                        + "\(first.intent)\(other); keep it under one of them."))
        }
        return found
    }
}
