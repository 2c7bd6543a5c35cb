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
    let phrases: [KnownPhrase]
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
            KnownPhrase(text: reader.text(), entity: reader.text(), value: reader.text())
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
        var replies = [String: [Language: [String]]](minimumCapacity: entries.count)
        for entry in entries {
            var texts: [Language: [String]] = [.zh: entry.zh, .en: entry.en]
            if entry.zh.isEmpty { texts[.zh] = nil }
            if entry.en.isEmpty { texts[.en] = nil }
            replies[entry.key] = texts
        }
        return replies
    }

    /// What the intents are.
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
