import NLU
import Text

/// Corpora of other tools as JSON: Rasa 1, Snips and its benchmark, LUIS and CLU, and lists of text
/// and label, as CLINC150 has them.
struct ForeignJSON {
    private var corpus: Corpus
    private let part: CorpusPart

    static func read(
        _ text: String, file: String, _ part: CorpusPart, into corpus: inout Corpus
    ) throws(CorpusError) {
        let json = JSONText(text, file: file)
        guard let root = json.tree else {
            let slip = json.slip
            throw CorpusError(
                .invalid, slip?.place ?? Place(file: file, line: 1),
                "the JSON cannot be read: \(slip?.what ?? "it is empty"); mend it.")
        }
        guard isCorpus(root) else {
            throw CorpusError(
                .invalid, Place(file: file, line: 1),
                "no JSON of examples; that of Rasa 1, Snips, LUIS, CLU and CLINC150 is read, and "
                    + "lists of texts and labels.")
        }
        var reader = ForeignJSON(corpus: corpus, part: part)
        reader.read(root)
        corpus = reader.corpus
    }

    /// Whether something is one of them: others lie in the folder of a bot too.
    static func isIt(_ text: String) -> Bool { JSONText(text).tree.map(isCorpus) ?? false }

    private static func isCorpus(_ root: YamlTree) -> Bool {
        if root["rasa_nlu_data"] != nil || utterances(of: root) != nil { return true }
        if let intents = root["intents"], intents.pairs.contains(where: { isSnips($0.value) }) {
            return true
        }
        if root.pairs.contains(where: { isSnips($0.value) || isRows($0.value) }) { return true }
        return isRows(root)
    }

    private static func utterances(of root: YamlTree) -> YamlTree? {
        let list = root["assets"]?["utterances"] ?? root["utterances"]
        return list?.items.first.map { $0["text"] != nil && $0["intent"] != nil } == true
            ? list : nil
    }

    private static func isSnips(_ node: YamlTree) -> Bool {
        (node["utterances"] ?? node).items.first?["data"] != nil
    }

    private static func isRows(_ node: YamlTree) -> Bool {
        node.items.first.map { pair($0) != nil } ?? false
    }

    /// `[text, label]`, or an object that names the two.
    private static func pair(_ row: YamlTree) -> (text: YamlTree, label: YamlTree)? {
        if row.items.count == 2, row.items.allSatisfy({ $0.text != nil }) {
            return (row.items[0], row.items[1])
        }
        let names = row.pairs.compactMap(\.key.text)
        let known = TableColumns.known(in: names, ReadingOptions())
        guard let text = known.text, let label = known.label else { return nil }
        return (row.pairs[text].value, row.pairs[label].value)
    }

    private mutating func read(_ root: YamlTree) {
        if let data = root["rasa_nlu_data"] { return readRasa(data) }
        if let utterances = Self.utterances(of: root) { return readUtterances(utterances) }
        for (key, value) in root["intents"]?.pairs ?? root.pairs where Self.isSnips(value) {
            for item in (value["utterances"] ?? value).items { readSnips(item, key.text ?? "") }
        }
        readRows(root)
    }

    // MARK: - Each by itself

    private mutating func readRasa(_ data: YamlTree) {
        for example in data["common_examples"]?.items ?? [] {
            add(example["text"], example["intent"]?.text, example.place)
            let text = Array((example["text"]?.text ?? "").unicodeScalars)
            for entity in example["entities"]?.items ?? [] {
                guard let start = entity["start"]?.number, let end = entity["end"]?.number else {
                    continue
                }
                addPhrase(text, start, end, entity["entity"]?.text, entity["value"]?.text)
            }
        }
        for synonym in data["entity_synonyms"]?.items ?? [] {
            guard let value = synonym["value"]?.text else { continue }
            for word in synonym["synonyms"]?.items ?? [] {
                if let word = word.text { corpus.synonyms[word] = value }
            }
        }
        for table in data["lookup_tables"]?.items ?? [] {
            guard let entity = table["name"]?.text else { continue }
            for word in table["elements"]?.items ?? [] {
                guard let text = word.text else { continue }
                corpus.phrases.append(KnownPhrase(text: text, entity: entity, value: text))
            }
        }
    }

    /// LUIS has the last character of an entity, CLU its length.
    private mutating func readUtterances(_ utterances: YamlTree) {
        for item in utterances.items where part.takes(item["dataset"]?.text) {
            add(item["text"], item["intent"]?.text, item.place)
            let text = Array((item["text"]?.text ?? "").unicodeScalars)
            for entity in item["entities"]?.items ?? [] {
                let name = (entity["entity"] ?? entity["category"])?.text
                if let start = entity["startPos"]?.number, let last = entity["endPos"]?.number {
                    addPhrase(text, start, last + 1, name, nil)
                } else if let start = entity["offset"]?.number,
                    let length = entity["length"]?.number
                {
                    addPhrase(text, start, start + length, name, nil)
                }
            }
        }
    }

    private mutating func readSnips(_ item: YamlTree, _ intent: String) {
        let chunks = item["data"]?.items ?? []
        let text = chunks.map { $0["text"]?.text ?? "" }.joined()
        corpus.add(text, intent: intent, item.place)
        for chunk in chunks {
            guard let entity = chunk["entity"]?.text, let text = chunk["text"]?.text else {
                continue
            }
            let words = text.trimmed
            if !words.isEmpty {
                corpus.phrases.append(KnownPhrase(text: words, entity: entity, value: words))
            }
        }
    }

    private mutating func readRows(_ root: YamlTree) {
        let parts = root.pairs.filter { part.takes($0.key.text) }.map(\.value)
        for row in (parts.isEmpty ? [root] : parts).flatMap(\.items) {
            guard let (text, label) = Self.pair(row) else { continue }
            add(text, label.text, row.place)
        }
    }

    private mutating func add(_ text: YamlTree?, _ intent: String?, _ place: Place) {
        corpus.add(text?.text ?? "", intent: intent ?? "", text?.place ?? place)
    }

    private mutating func addPhrase(
        _ text: [Unicode.Scalar], _ start: Int, _ end: Int, _ entity: String?, _ value: String?
    ) {
        guard let entity, 0 <= start, start < end, end <= text.count else { return }
        var words = ""
        words.unicodeScalars.append(contentsOf: text[start..<end])
        corpus.phrases.append(
            KnownPhrase(
                text: words, entity: entity, value: value.map { $0.isEmpty ? words : $0 } ?? words))
    }
}

/// Which lines are read of a file that has some to train on, some to tune by and some to test.
package enum CorpusPart: Equatable, Sendable {
    case training, validation, test

    /// Whether lines of a name, such as `oos_train`, `val` or `Test`, belong to it.
    func takes(_ name: String?) -> Bool {
        guard let name = name?.lowercased(), !name.isEmpty else { return true }
        let isTest = name.hasSuffix("test")
        let isValidation = ["val", "validation", "dev"].contains { name.hasSuffix($0) }
        return switch self {
        case .training: !isTest && !isValidation
        case .validation: isValidation
        case .test: isTest
        }
    }
}

extension YamlTree {
    /// Of a list; none of anything else.
    var items: [YamlTree] { if case .list(let items) = value { items } else { [] } }
    /// Of a map; none of anything else.
    var pairs: [(key: YamlTree, value: YamlTree)] {
        if case .map(let pairs) = value { pairs } else { [] }
    }
    fileprivate var number: Int? { text.flatMap { Int($0) } }
}
