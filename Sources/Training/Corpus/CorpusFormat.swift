/// The kinds of files a corpus is read from: told by the name, or by the text where the name tells
/// nothing, as that of a pipe.
enum CorpusFormat: Equatable {
    /// A table, with what its name says parts two fields.
    case table(Character)
    /// Rasa's YAML.
    case rasa
    case rasaMarkdown
    case json
    case chatito
    case botium

    /// Endings of the files that a folder is searched for.
    static let endings = [
        ".yml", ".yaml", ".csv", ".tsv", ".json", ".md", ".chatito", BotiumUtterances.ending,
    ]

    /// Nil for another kind.
    init?(file: String, text: String) {
        let name = file.split(separator: "/").last.map { $0.lowercased() } ?? file
        if name.hasSuffix(BotiumUtterances.ending) {
            self = .botium
            return
        }
        switch name.lastIndex(of: ".").map({ String(name[$0...]) }) {
        case ".csv": self = .table(",")
        case ".tsv": self = .table("\t")
        case ".yml", ".yaml": self = .rasa
        case ".json": self = .json
        case ".md": self = .rasaMarkdown
        case ".chatito": self = .chatito
        case nil, ".txt": self = Self.told(by: text)
        default: return nil
        }
    }

    private static func told(by text: String) -> CorpusFormat {
        switch text.first(where: { !$0.isWhitespace }) {
        case "{", "[": return .json
        case "#" where RasaMarkdownCorpus.isIt(text): return .rasaMarkdown
        case "%", "~", "@": return Chatito.isIt(text) ? .chatito : .table(",")
        default: return RasaReader.foreignSections(text) == nil ? .rasa : .table(",")
        }
    }
}
