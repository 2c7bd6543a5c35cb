import NLU
import Text

/// The Markdown of Rasa 1: `## intent:name` and the like, with `- ` lines below.
enum RasaMarkdownCorpus {
    private enum Section { case intent, synonym, lookup, regex, other }

    static func isIt(_ text: String) -> Bool {
        text.split(whereSeparator: \.isNewline).contains { heading($0) != nil }
    }

    static func read(_ text: String, file: String, into corpus: inout Corpus) {
        var (section, name) = (Section.other, "")
        var isComment = false
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let words = String(line).trimmed
            let place = Place(file: file, line: index + 1, column: column(of: line))
            if words.hasPrefix("<!--") || isComment {
                isComment = !words.contains("-->")
            } else if let found = heading(line) {
                (section, name) = found
                if section == .regex { corpus.warnings.append(leftOut(name, place)) }
            } else if words.hasPrefix("#") {
                section = .other
            } else if words.hasPrefix("- ") || words.hasPrefix("* ") {
                add(String(words.dropFirst(2)).trimmed, section, name, place, to: &corpus)
            } else if section == .intent, !words.isEmpty {
                corpus.faults.append(
                    CorpusError(
                        .example, place, "the example \(quoted(words)) does not begin with `- `."))
            }
        }
    }

    private static func leftOut(_ name: String, _ place: Place) -> Corpus.Warning {
        .init(
            place: place,
            message: "the regex \(quoted(name)) is left out: entities are read by rules of our own "
                + "and by lookup tables.")
    }

    private static func column(of line: Substring) -> Int { line.prefix { $0 == " " }.count + 1 }

    private static func heading(_ line: Substring) -> (Section, String)? {
        guard line.hasPrefix("##"), let colon = line.firstIndex(of: ":") else { return nil }
        let name = String(line[line.index(after: colon)...]).trimmed
        switch String(line[..<colon].dropFirst(2)).trimmed {
        case "intent": return (.intent, name)
        case "synonym": return (.synonym, name)
        case "lookup": return (.lookup, name)
        case "regex": return (.regex, name)
        default: return nil
        }
    }

    private static func add(
        _ text: String, _ section: Section, _ name: String, _ place: Place,
        to corpus: inout Corpus
    ) {
        switch section {
        case .intent:
            let (text, phrases) = Annotation.strip(text)
            corpus.phrases += phrases
            corpus.add(text, intent: name, place)
        case .synonym: corpus.synonyms[text] = min(corpus.synonyms[text] ?? name, name)
        case .lookup: corpus.phrases.append(KnownPhrase(text: text, entity: name, value: text))
        case .regex, .other: break
        }
    }
}
