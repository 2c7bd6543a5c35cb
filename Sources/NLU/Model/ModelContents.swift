import Text

/// What a model holds besides numbers, to be written; `ModelTexts` reads it.
package struct ModelContents {
    /// In the order of their names.
    package var classes: [String]
    /// What the classes are.
    package var traits: [String: IntentTraits]
    /// Words that are read as another, in order.
    package var slips: [Slip]
    package var rules: [KeywordRule]
    /// In order.
    package var phrases: [KnownPhrase]
    /// Closed lists of words, by name.
    package var lists: [String: [String]]
    /// By key and language.
    package var replies: [String: [Language: [String]]]

    package init(
        classes: [String], traits: [String: IntentTraits], slips: [Slip], rules: [KeywordRule],
        phrases: [KnownPhrase], lists: [String: [String]],
        replies: [String: [Language: [String]]]
    ) {
        self.classes = classes
        self.traits = traits
        self.slips = slips
        self.rules = rules
        self.phrases = phrases
        self.lists = lists
        self.replies = replies
    }

    /// Sorted, so that the same corpus gives the same bytes.
    package func bytes() -> [UInt8] {
        var writer = ByteWriter()
        writer.put(classes)
        putTraits(into: &writer)
        writer.put(UInt32(slips.count))
        for slip in slips {
            writer.put(slip.from)
            writer.put(slip.to)
        }
        let rules = rules.sorted { $0.digest < $1.digest }
        writer.put(UInt32(rules.count))
        for rule in rules {
            for list in [rule.intents, rule.all, rule.none, rule.only] { writer.put(list) }
        }
        writer.put(UInt32(phrases.count))
        for phrase in phrases {
            for text in [phrase.text, phrase.entity, phrase.value] { writer.put(text) }
        }
        writer.put(UInt32(lists.count))
        for (name, words) in lists.sorted(by: { $0.key < $1.key }) {
            writer.put(name)
            writer.put(words)
        }
        writer.put(UInt32(replies.count))
        for (key, texts) in replies.sorted(by: { $0.key < $1.key }) {
            writer.put(key)
            writer.put(texts[.zh] ?? [])
            writer.put(texts[.en] ?? [])
        }
        return writer.bytes
    }

    /// Orders are about the same few things: each list of words is written once.
    private func putTraits(into writer: inout ByteWriter) {
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
}
