import Text

/// What a model holds besides numbers: names, rules, phrases, and the replies, which are read only
/// when they are asked for.
struct ModelTexts: Sendable {
    let classes: [String]
    /// What the classes are.
    let kinds: IntentKinds
    /// Words that are read as another.
    let slips: [Slip]
    let rules: [KeywordRule]
    let phrases: [Corpus.Phrase]
    /// Closed lists of words, by name.
    let lists: [String: [String]]
    /// Where the replies begin.
    private let repliesOffset: Int

    init?(_ bytes: UnsafeRawBufferPointer) {
        var reader = ByteReader(bytes)
        classes = reader.texts()
        kinds = Self.kinds(&reader)
        slips = reader.list { Slip(from: $0.text(), to: $0.text()) }
        rules = reader.list { reader in
            KeywordRule(
                reader.texts(), all: reader.texts(), none: reader.texts(), only: reader.texts())
        }
        phrases = reader.list { reader in
            Corpus.Phrase(text: reader.text(), entity: reader.text(), value: reader.text())
        }
        let named = reader.list { reader in (name: reader.text(), words: reader.texts()) }
        lists = Dictionary(named.map { ($0.name, $0.words) }) { first, _ in first }
        repliesOffset = reader.offset
        guard !reader.isExhausted, rules.allSatisfy({ !$0.intents.isEmpty }) else { return nil }
    }

    func replies(_ bytes: UnsafeRawBufferPointer) -> [String: [Language: [String]]] {
        var reader = ByteReader(bytes)
        reader.offset = repliesOffset
        let entries = reader.list { reader in
            (key: reader.text(), zh: reader.texts(), en: reader.texts())
        }
        var replies: [String: [Language: [String]]] = [:]
        for entry in entries {
            replies[entry.key] = [.zh: entry.zh, .en: entry.en].filter { !$0.value.isEmpty }
        }
        return replies
    }

    /// Sorted, so that the same corpus gives the same bytes.
    static func bytes(of corpus: Corpus, classes: [String]) -> [UInt8] {
        var writer = ByteWriter()
        writer.put(classes)
        put(corpus.traits.filter { classes.contains($0.key) }, into: &writer)
        let slips = corpus.ownSlips
        writer.put(UInt32(slips.count))
        for slip in slips {
            writer.put(slip.from)
            writer.put(slip.to)
        }
        let rules = corpus.rules.sorted { $0.digest < $1.digest }
        writer.put(UInt32(rules.count))
        for rule in rules {
            for list in [rule.intents, rule.all, rule.none, rule.only] { writer.put(list) }
        }
        let phrases = corpus.knownPhrases
        writer.put(UInt32(phrases.count))
        for phrase in phrases {
            for text in [phrase.text, phrase.entity, phrase.value] { writer.put(text) }
        }
        writer.put(UInt32(corpus.lists.count))
        for (name, words) in corpus.lists.sorted(by: { $0.key < $1.key }) {
            writer.put(name)
            writer.put(words)
        }
        writer.put(UInt32(corpus.responses.count))
        for (key, texts) in corpus.responses.sorted(by: { $0.key < $1.key }) {
            writer.put(key)
            writer.put(texts[.zh] ?? [])
            writer.put(texts[.en] ?? [])
        }
        return writer.bytes
    }

    // MARK: - What the intents are

    /// Orders are about the same few things: each list of words is written once.
    private static func put(_ traits: [String: IntentTraits], into writer: inout ByteWriter) {
        let lists = Set(traits.values.map(\.about)).sorted { $0.lexicographicallyPrecedes($1) }
        writer.put(UInt32(lists.count))
        for list in lists { writer.put(list) }
        writer.put(UInt32(traits.count))
        for (intent, traits) in traits.sorted(by: { $0.key < $1.key }) {
            writer.put(intent)
            writer.put(traits.kind.rawValue)
            writer.put(UInt32(lists.firstIndex(of: traits.about) ?? 0))
            writer.put(traits.price ?? "")
            writer.put(traits.act ?? "")
            writer.put(Int32(clamping: traits.urgency))
            writer.put(UInt8(traits.isOpenedByQuestion ? 1 : 0))
        }
    }

    private static func kinds(_ reader: inout ByteReader) -> IntentKinds {
        let lists = reader.list { $0.texts() }
        let entries = reader.list { reader in
            let (name, kind) = (reader.text(), IntentKind(rawValue: reader.text()))
            let list = Int(reader.number(UInt32.self))
            let (price, act) = (reader.text(), reader.text())
            let urgency = Int(reader.number(Int32.self))
            let isOpenedByQuestion = reader.number(UInt8.self) == 1
            return kind.map { kind in
                (
                    name,
                    IntentTraits(
                        kind, price: price.isEmpty ? nil : price,
                        about: lists.indices.contains(list) ? lists[list] : [],
                        isOpenedByQuestion: isOpenedByQuestion, urgency: urgency,
                        act: act.isEmpty ? nil : act)
                )
            }
        }
        return IntentKinds(Dictionary(entries.compactMap(\.self)) { first, _ in first })
    }
}
