import Conversation
import Foundation
import NLU
import Text
import Training
import Transcripts

/// A desk made of a Rasa project, before it is written.
struct AdoptedDesk {
    let intents: [AdoptedIntent]
    let talks: [Interchange.Talk]
    private let house: House
    private let company: String
    private let phrases: [KnownPhrase]
    private let synonyms: [String: String]

    /// - Parameter project: what is not taken of it is added to what is left.
    init(_ project: inout RasaProject, house: House, name: String) {
        (self.house, company) = (house, name)
        (phrases, synonyms) = (project.phrases, project.synonyms)
        let names = project.names
        intents = project.adopted(by: house, as: names)
        talks = project.transcripts(as: names)
    }

    func write(to folder: String) throws {
        let corpus = folder + "/Intents"
        try OutputFiles.makeFolder(corpus + "/lists")
        for intent in intents {
            try OutputFiles.create("\(corpus)/\(intent.name).yml", intent.text)
        }
        let names = Set(intents.map(\.name))
        for name in house.intents(besides: Set(intents.compactMap(\.act)))
        where !names.contains(name) {
            try OutputFiles.create("\(corpus)/\(name).yml", house.file(name + ".yml"))
        }
        try writeWords(to: corpus)
        for list in ["lists.yml"] + (try lists()) {
            try OutputFiles.create("\(corpus)/\(list)", house.file(list))
        }
        if let values { try OutputFiles.create(corpus + "/phrases.yml", values) }
        let conversations = folder + "/Transcripts"
        try OutputFiles.makeFolder(conversations)
        var taken: Set<String> = []
        for talk in talks {
            let name = ConvertedFiles.unused(OutputFiles.name(talk.name), &taken) { "\($0)-\($1)" }
            try OutputFiles.create(
                "\(conversations)/\(name).transcript", Transcript.text(talk.transcript.lines))
        }
        // What cannot be spoken is found here, and not by the first customer.
        _ = try CorpusFiles().lines([corpus], isQuiet: true)
    }

    private func lists() throws -> [String] {
        try FileTree.files([house.corpus + "/lists"], ending: [".yml"])
            .map { "lists/" + FileTree.name(of: $0) }
    }

    /// What the desk itself says: the words of the house, but for what speaks of its trade.
    private func writeWords(to corpus: String) throws {
        let said = Set(intents.flatMap(\.keys))
        let questions = intents.filter(\.isAnswer).prefix(Self.mostOffered)
            .map { "\n· " + $0.label }.joined()
        let own = String(decoding: PackageResources.adopted_yml, as: UTF8.self)
            .replacing("{adopted_company}", with: Self.inside(company))
            .replacing("{adopted_questions}", with: Self.inside(questions))
        try OutputFiles.create(
            corpus + "/adopted.yml", House.replies(of: own, without: said))
        try OutputFiles.create(
            corpus + "/desk.yml", house.replies(without: said.union(House.keys(of: own))))
    }

    private static let mostOffered = 6

    /// Within a text between quotation marks.
    private static func inside(_ text: String) -> String {
        String(YamlText.quoted(text).dropFirst().dropLast())
    }

    /// Phrases and what they stand for.
    private var values: String? {
        guard !phrases.isEmpty || !synonyms.isEmpty else { return nil }
        var text = "version: \"3.1\"\nnlu:\n"
        let entities = Dictionary(grouping: phrases, by: \.entity).mapValues { $0.map(\.text) }
        var others = synonyms
        for phrase in phrases where phrase.value != phrase.text {
            others[phrase.text] = phrase.value
        }
        let values = Dictionary(grouping: others, by: \.value).mapValues { $0.map(\.key) }
        for (kind, items) in [("lookup", entities), ("synonym", values)] {
            for (name, lines) in items.sorted(by: { $0.key < $1.key }) {
                text += Self.item(kind, name, lines)
            }
        }
        return text
    }

    private static func item(_ kind: String, _ name: String, _ lines: [String]) -> String {
        "- \(kind): \(YamlText.quoted(name))\n  examples: |\n"
            + Set(lines).sorted().map { "    - \($0.onOneLine)\n" }.joined()
    }
}
