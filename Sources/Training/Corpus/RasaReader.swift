import NLU
import Text

/// Reads Rasa's NLU YAML, with sections of our own: `keywords`, `lists`, `words`, `synonyms` and
/// translated `responses`.
enum RasaReader {
    static func read(_ text: String, file: String, into corpus: inout Corpus) throws(CorpusError) {
        guard let root = try YamlTree.read(text, file: file) else { return }
        let sections = try root.expectMap("the file")
        var reader = RasaFile(corpus: corpus, source: SourceLines(text))
        // Moved and not shared: else each file would copy what those before it held.
        corpus = Corpus()
        for (key, value) in sections {
            do throws(CorpusError) {
                try read(key, value, &reader)
            } catch {
                reader.corpus.faults.append(error)
            }
        }
        if let keywords = root["keywords"] { reader.readKeywords(keywords) }
        corpus = reader.corpus
    }

    private static func read(
        _ key: YamlTree, _ value: YamlTree, _ reader: inout RasaFile
    ) throws(CorpusError) {
        switch key.text {
        case "nlu": try reader.readItems(value)
        case "responses": try reader.readResponses(value)
        case "lists": try reader.readLists(value)
        case "words": try reader.readWords(value)
        case "synonyms": try reader.readSynonyms(value)
        case "keywords", "version": break
        case let name where otherSections.contains(name ?? ""): break
        default:
            throw CorpusError(
                .invalid, key.place,
                "\(quoted(key.text ?? "")) is no section of a corpus; "
                    + "use nlu, keywords, lists, words, synonyms or responses.")
        }
    }

    /// The sections of a file that has none of ours, as its lines show them: it need not be YAML
    /// that could be read. Nil for a file of a corpus; those a Rasa project is known to keep are
    /// left out.
    static func foreignSections(_ text: String) -> [String]? {
        var found: [String] = []
        for line in text.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            if line.first == UInt8(ascii: "{") { return nil }
            guard let first = line.first, first > UInt8(ascii: "@"),
                let colon = line.firstIndex(of: UInt8(ascii: ":"))
            else { continue }
            let name = String(decoding: line[..<colon], as: UTF8.self)
            if sections.contains(where: { isNearly(name, $0) }) { return nil }
            if !otherSections.contains(name), name != "version" { found.append(name) }
        }
        return found
    }

    /// The same but for one letter: a slip in our own file is told, and not passed over.
    private static func isNearly(_ name: String, _ section: String) -> Bool {
        let start = zip(name, section).prefix { $0 == $1 }.count
        let rest = (name.dropFirst(start), section.dropFirst(start))
        return abs(rest.0.count - rest.1.count) <= 1
            && (rest.0.dropFirst() == rest.1.dropFirst() || rest.0.dropFirst() == rest.1
                || rest.0 == rest.1.dropFirst())
    }

    private static let sections = ["nlu", "keywords", "lists", "words", "synonyms", "responses"]

    /// What else a Rasa project keeps in its files: not ours to read.
    private static let otherSections: Set<String> = [
        "actions", "assistant_id", "config", "e2e_actions", "entities", "flows", "forms",
        "intents", "language", "pipeline", "policies", "recipe", "rules", "session_config",
        "slots", "stories",
    ]
}

/// One file while it is read.
struct RasaFile {
    var corpus: Corpus
    private let source: SourceLines
    private var intents: [String] = []
    /// The intents of the files before this one, each with a file it stands in.
    private let others: [String: String]

    init(corpus: Corpus, source: SourceLines) {
        self.corpus = corpus
        self.source = source
        others = corpus.firstFiles
    }

    mutating func readItems(_ section: YamlTree) throws(CorpusError) {
        for item in try section.expectList("nlu") {
            do throws(CorpusError) {
                try read(item)
            } catch {
                corpus.faults.append(error)
            }
        }
    }

    private mutating func read(_ item: YamlTree) throws(CorpusError) {
        _ = try item.expectMap("the item")
        let examples = try lines(of: item["examples"], in: item)
        if let intent = item["intent"] {
            try addExamples(examples, of: intent)
            if let traits = try TraitsReader.read(item) {
                try corpus.add(traits, of: intent.expectText("intent").trimmed, item.place)
            }
        } else if let move = item["move"] {
            let name = try move.expectText("move").trimmed
            corpus.moves += examples.map {
                Corpus.Example(text: $0.text, intent: name, place: $0.place)
            }
        } else if let synonym = item["synonym"] {
            let value = try synonym.expectText("synonym")
            for line in examples {
                corpus.synonyms[line.text] = min(corpus.synonyms[line.text] ?? value, value)
            }
        } else if let lookup = item["lookup"] {
            let entity = try lookup.expectText("lookup")
            corpus.phrases += examples.map {
                KnownPhrase(text: $0.text, entity: entity, value: $0.text)
            }
        } else if let regex = item["regex"] {
            corpus.warnings.append(
                Corpus.Warning(
                    place: regex.place,
                    message: "the regex \(quoted(regex.text ?? "")) is left out: "
                        + "entities are read by rules of our own and by lookup tables."))
        } else {
            throw CorpusError(
                .invalid, item.place,
                "the item is none of intent, move, synonym, lookup and regex.")
        }
    }

    private mutating func addExamples(
        _ lines: [(text: String, place: Place)], of node: YamlTree
    ) throws(CorpusError) {
        let intent = try node.expectText("intent")
        if let file = others[intent.trimmed], !intents.contains(intent) {
            corpus.warnings.append(
                Corpus.Warning(
                    place: node.place,
                    message: "\(intent) has examples in \(file) too; they are taken together, "
                        + "but one file is easier to keep."))
        }
        intents.append(intent)
        for line in lines {
            let (text, phrases) = Annotation.strip(line.text)
            corpus.phrases += phrases
            corpus.add(text, intent: intent, line.place)
        }
    }

    /// Examples as Rasa writes them: a block of `- ` lines, or a list of texts or of maps with
    /// a key `text`.
    private mutating func lines(
        of node: YamlTree?, in item: YamlTree
    ) throws(CorpusError) -> [(text: String, place: Place)] {
        guard let node else {
            throw CorpusError(.invalid, item.place, "the item has no examples; add `examples: |`.")
        }
        switch node.value {
        case .text(_, .folded):
            throw CorpusError(
                .invalid, node.place, "`>` joins the lines of a block to one; write `examples: |`.")
        case .text(let block, let style): return dashed(block, style, node.place)
        case .list(let items):
            var found: [(text: String, place: Place)] = []
            for entry in items {
                do throws(CorpusError) {
                    let text = try (entry["text"] ?? entry).expectText("the example")
                    found.append((text.trimmed, entry.place))
                } catch {
                    corpus.faults.append(CorpusError(.example, error.place, error.message))
                }
            }
            return found
        case .map:
            throw CorpusError(.invalid, node.place, "examples is a map; write `examples: |`.")
        }
    }

    private mutating func dashed(
        _ block: String, _ style: YamlTree.Style, _ start: Place
    ) -> [(text: String, place: Place)] {
        var found: [(text: String, place: Place)] = []
        // By bytes: characters would take as long as all else that is done with a line.
        let lines = block.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let text = String(Substring(line)).trimmed
            if text.isEmpty || text.utf8.first == UInt8(ascii: "#") { continue }
            var place = start
            if style == .block {
                place.line = start.line + 1 + index
                place.column = source.firstColumn(ofLine: place.line)
            }
            guard text.utf8.first == UInt8(ascii: "-") else {
                corpus.faults.append(
                    CorpusError(
                        .example, place, "the example \(quoted(text)) does not begin with `- `."))
                continue
            }
            found.append((String(text.dropFirst()).trimmed, place))
        }
        return found
    }

    mutating func readKeywords(_ section: YamlTree) {
        do throws(CorpusError) {
            for item in try section.expectList("keywords") { try readRule(item) }
        } catch {
            corpus.faults.append(error)
        }
    }

    private mutating func readRule(_ item: YamlTree) throws(CorpusError) {
        var lists: [String: [String]] = [:]
        for (key, value) in try item.expectMap("the rule") {
            let name = key.text ?? ""
            guard ["all", "none", "only", "intent", "between"].contains(name) else {
                throw CorpusError(
                    .invalid, key.place,
                    "\(quoted(name)) is no part of a rule; use all, none, only, intent "
                        + "or between.")
            }
            lists[name] = try texts(of: value, name)
        }
        var rule = try rule(lists, item.place)
        rule.place = item.place
        corpus.rules.append(rule)
    }

    private func rule(
        _ lists: [String: [String]], _ place: Place
    ) throws(CorpusError) -> KeywordRule {
        let named = lists["between"] ?? lists["intent"] ?? Array(intents.prefix(1))
        guard lists["between"] == nil || (2...3).contains(named.count) else {
            throw CorpusError(.invalid, place, "between takes two or three intents.")
        }
        guard lists["between"] != nil || lists["intent"] != nil || Set(intents).count == 1 else {
            throw CorpusError(
                .invalid, place,
                "it is not clear which intent the rule is for; add `intent:` to it.")
        }
        guard lists["all"] != nil || lists["only"] != nil else {
            throw CorpusError(
                .invalid, place, "the rule would fire on every line; give it all or only.")
        }
        return KeywordRule(
            named, all: lists["all"] ?? [], none: lists["none"] ?? [], only: lists["only"] ?? [])
    }

    private func texts(of node: YamlTree, _ what: String) throws(CorpusError) -> [String] {
        var found: [String] = []
        let items = node.text == nil ? try node.expectList(what) : [node]
        for item in items {
            let text = try item.expectText(what)
            guard what == "intent" || what == "between" || !NormalisedText(text).scalars.isEmpty
            else {
                throw CorpusError(
                    .invalid, item.place, "\(quoted(text)) holds no word a rule could look for.")
            }
            found.append(text)
        }
        guard !found.isEmpty else {
            throw CorpusError(.invalid, node.place, "\(what) is empty; remove it or fill it.")
        }
        return found
    }
}
