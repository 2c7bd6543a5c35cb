import Conversation
import NLU
import Text
import Training

/// What the desk would make of a corpus's replies: a slip that a customer would hear.
struct ReplyFindings {
    private let corpus: Corpus
    private let assistant: Assistant
    /// Intents that a service answers.
    private let served: Set<String>
    /// Where each intent is written: its first line.
    private let places: [String: Place]

    init(_ corpus: Corpus) {
        self.corpus = corpus
        assistant = Assistant(
            intents: corpus.intents, kinds: corpus.kinds, phrasebook: Phrasebook(corpus.responses),
            words: Words(corpus.lists))
        served = Set(assistant.services.flatMap(\.intents))
        places = Dictionary(
            corpus.examples.compactMap { example in example.place.map { (example.intent, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    var all: [Finding] { unanswered + unnamed + unsaid + unfilled }

    /// Questions that the desk could only ask back about by a sign for what is missing.
    private var unnamed: [Finding] {
        let keys = assistant.phrasebook.keys
        guard keys.contains("choice") else { return [] }
        return assistant.faqs.filter { !keys.contains(Self.name + $0) }.map {
            Finding(
                .warning, .reply, places[$0],
                "\($0) has no name to ask back with; write utter_\(Self.name)\($0).")
        }
    }

    private static let name = "name_"

    /// Intents that the desk has to answer by a reply of their own. What a foreign project does at
    /// an intent that does not say what it is, is not known.
    private func isAnsweredByText(_ intent: String) -> Bool {
        guard !served.contains(intent) else { return false }
        return switch corpus.kinds.kind(of: intent) {
        case .faq: true
        case nil: assistant.phrasebook.keys.contains("greeting")
        case .order, .price, .query, .report, .talk: false
        }
    }

    private var unanswered: [Finding] {
        corpus.intents.compactMap { intent in
            guard !served.contains(intent), !assistant.faqs.contains(intent) else { return nil }
            if isAnsweredByText(intent) {
                return Finding(
                    .error, .reply, places[intent],
                    "\(intent) has neither a reply utter_\(intent) nor a service, so the desk would "
                        + "say it did not understand; write the reply.")
            }
            guard let kind = corpus.kinds.kind(of: intent), [.order, .price, .query].contains(kind)
            else { return nil }
            return Finding(
                .error, .reply, places[intent],
                "\(intent) is of kind \(kind.rawValue) and no service opens at it; write the "
                    + "service, or make it kind faq with a reply utter_\(intent).")
        }
    }

    /// A reply that stands with intents answered by text, and is named after none of the corpus.
    private var unsaid: [Finding] {
        let intents = Dictionary(grouping: places.keys) { places[$0]?.file }
        let names = Set(corpus.intents)
        return corpus.responsePlaces.compactMap { key, place in
            let name = key.hasPrefix("utter_") ? String(key.dropFirst(6)) : key
            let owner =
                name.hasPrefix(Self.name)
                ? String(name.dropFirst(Self.name.count))
                : name.hasSuffix("_own") ? String(name.dropLast(4)) : name
            let neighbours = (intents[place.file] ?? []).sorted()
            guard !neighbours.isEmpty, neighbours.allSatisfy(isAnsweredByText),
                !names.contains(name), !names.contains(owner)
            else { return nil }
            let mute = neighbours.first { !assistant.faqs.contains($0) }
            let mend = mute.map { "name it utter_\($0)" } ?? "remove it, or mend its name"
            return Finding(
                .warning, .reply, place,
                "\(key) belongs to no intent, so nobody hears it; \(mend).")
        }
    }

    /// What keeps `chat` from beginning.
    private var unfilled: [Finding] {
        assistant.phrasebook.unknownPlaceholders(in: assistant.faqs.filter(isAnsweredByText)).map {
            Finding(.error, .reply, corpus.responsePlaces["utter_" + $0.key], "\($0).")
        }
    }
}
