import NLU
import Text

/// Reads what an intent says of itself: `kind`, and what goes with it.
enum TraitsReader {
    /// What was read, and the list that `about` names, if it names one.
    typealias Result = (traits: IntentTraits, about: Corpus.ListName?)

    /// Which key belongs to which kinds.
    private static let keys: [(name: String, kinds: [IntentKind])] = [
        ("price", [.order]), ("about", [.order]), ("opened_by", [.order]),
        ("urgency", [.report]), ("act", [.report, .talk]),
    ]

    /// Nil when the item says nothing of what the intent is.
    static func read(_ item: YamlTree) throws(CorpusError) -> Result? {
        let kind = try kind(of: item)
        for key in keys {
            guard let value = item[key.name] else { continue }
            guard let kind, key.kinds.contains(kind) else {
                let owners = key.kinds.map(\.rawValue).joined(separator: " or ")
                throw CorpusError(
                    .invalid, value.place,
                    "\(key.name) belongs to an intent of kind \(owners); remove it, or mend the "
                        + "kind.")
            }
        }
        guard let kind else { return nil }
        var traits = IntentTraits(kind)
        traits.price = try item["price"]?.expectText("price")
        traits.act = try item["act"]?.expectText("act")
        traits.urgency = try urgency(item["urgency"])
        traits.isOpenedByQuestion = try isOpenedByQuestion(item["opened_by"])
        guard let about = item["about"] else { return (traits, nil) }
        if let name = about.text {
            return (traits, Corpus.ListName(name: name, place: about.place))
        }
        traits.about = try words(about, "about")
        return (traits, nil)
    }

    /// A list of words, none of which is empty to the classifier.
    static func words(_ node: YamlTree, _ what: String) throws(CorpusError) -> [String] {
        var found: [String] = []
        for item in try node.expectList(what) {
            let text = try item.expectText(what)
            guard !NormalisedText(text).scalars.isEmpty else {
                throw CorpusError(
                    .invalid, item.place, "\(quoted(text)) holds no word to look for.")
            }
            found.append(text)
        }
        guard !found.isEmpty else {
            throw CorpusError(.invalid, node.place, "\(what) is empty; remove it or fill it.")
        }
        return found
    }

    private static func kind(of item: YamlTree) throws(CorpusError) -> IntentKind? {
        guard let node = item["kind"] else { return nil }
        guard let kind = IntentKind(rawValue: node.text ?? "") else {
            let names = IntentKind.allCases.map(\.rawValue)
            throw CorpusError(
                .invalid, node.place,
                "\(quoted(node.text ?? "")) is no kind of intent; use "
                    + names.dropLast().joined(separator: ", ") + " or \(names.last ?? "").")
        }
        return kind
    }

    private static func urgency(_ node: YamlTree?) throws(CorpusError) -> Int {
        guard let node else { return 0 }
        guard let number = Int(node.text ?? ""), (0...100).contains(number) else {
            throw CorpusError(.invalid, node.place, "urgency is a number from 0 to 100.")
        }
        return number
    }

    private static func isOpenedByQuestion(_ node: YamlTree?) throws(CorpusError) -> Bool {
        guard let node else { return false }
        guard node.text == "question" else {
            throw CorpusError(
                .invalid, node.place,
                "opened_by has one value, question; without it a question is no order.")
        }
        return true
    }
}

extension Corpus {
    /// A list of words of the section `words`, named by an intent.
    struct ListName: Equatable, Sendable {
        var name: String
        var place: Place
    }

    /// Takes what an intent says of itself; two places may not say two things.
    mutating func add(
        _ said: TraitsReader.Result, of intent: String, _ place: Place
    ) throws(CorpusError) {
        guard intent != Interpretation.outOfScope else {
            throw CorpusError(
                .invalid, place, "lines that are out of scope are of no kind; remove it.")
        }
        let isSame =
            (traits[intent] ?? said.traits) == said.traits
            && (traits[intent] == nil || listNames[intent]?.name == said.about?.name)
        guard isSame else {
            throw CorpusError(
                .invalid, place,
                "\(intent) says something else of itself in another place; "
                    + "keep one of them.")
        }
        traits[intent] = said.traits
        listNames[intent] = said.about
    }

    /// Puts the words of the lists in the place of their names, once all files are read.
    package mutating func resolveLists() throws(CorpusError) {
        for (intent, list) in listNames.sorted(by: { $0.value.place < $1.value.place }) {
            guard let words = wordLists[list.name] else {
                throw CorpusError(
                    .invalid, list.place,
                    "there is no list \(quoted(list.name)) in `words`; add it, or write the words "
                        + "here.")
            }
            traits[intent]?.about = words
        }
        listNames = [:]
    }
}
