import Glibc
import NLU
import Text
import Training
import Transcripts

/// What a Rasa project holds: lines by intent, replies, what is said after what, conversations.
struct RasaProject {
    /// Something that is not taken: where it stands, what kind of thing it is, and the thing.
    struct Left {
        var place: String
        var kind: String
        var what: String
    }

    /// The lines of each intent, in the order they stand in.
    private(set) var lines: [String: [String]] = [:]
    /// The intents in the order they are first met.
    private(set) var intents: [String] = []
    private(set) var phrases: [KnownPhrase] = []
    private(set) var synonyms: [String: String] = [:]
    private(set) var replies = RasaReplies()
    private(set) var talks: [(path: String, talk: Interchange.Talk)] = []
    var left: [Left] = []

    /// - Throws: `Failure` where the folder holds no lines of any intent.
    init(_ folder: String) throws {
        guard FileTree.kind(folder, followsLink: true) == S_IFDIR else {
            throw FileTree.kind(folder, followsLink: true) == nil
                ? FileTree.missing(folder)
                : Failure(.noInput, "\(folder) is no folder; name that of a Rasa project")
        }
        try take(CorpusFiles().everything([folder], mayBeEmpty: true))
        for path in try FileTree.files([folder], ending: [".yml", ".yaml", ".md"]) {
            try read(path)
        }
        left += replies.left
        guard !intents.isEmpty else {
            throw Failure(
                .badData,
                "\(folder): no lines of any intent were found; a Rasa project has them in data/")
        }
    }

    private mutating func take(_ corpus: Corpus) {
        for example in corpus.examples {
            if lines[example.intent] == nil { intents.append(example.intent) }
            lines[example.intent, default: []].append(example.text)
        }
        (phrases, synonyms) = (corpus.phrases, corpus.synonyms)
        left += corpus.faults.map { fault in
            Left(
                place: fault.place.map { "\($0)" } ?? "", kind: "lines that cannot be read",
                what: fault.message)
        }
        left += corpus.warnings.filter { $0.message.contains("left out") }.map { warning in
            Left(
                place: warning.place.map { "\($0)" } ?? "", kind: "regular expressions",
                what: warning.message)
        }
    }

    /// Replies and conversations of a file; whatever else it holds is not asked for.
    private mutating func read(_ path: String) throws {
        let bytes = try InputFile.read(path)
        if !path.hasSuffix(".md"), let text = String(validating: bytes, as: UTF8.self) {
            do throws(CorpusError) {
                if let root = try YamlTree.read(text, file: path) { take(root, path) }
            } catch {
                left.append(
                    Left(
                        place: error.place.map { "\($0)" } ?? path,
                        kind: "files that cannot be read", what: error.message))
                return
            }
        }
        guard Interchange.detect(bytes) == .rasa else { return }
        do throws(TranscriptError) {
            let read = try Interchange.rasa.read(bytes)
            talks += read.talks.map { (path, $0) }
            // Sections of other things are read where they are taken.
            left += read.losses.filter { !$0.what.hasPrefix("the section") }.map { loss in
                Left(place: "\(path):\(loss.line)", kind: "parts of stories", what: loss.what)
            }
        } catch {
            let place = "\(path):\(error.line):\(error.column)"
            left.append(Left(place: place, kind: "files that cannot be read", what: error.what))
        }
    }

    private mutating func take(_ root: YamlTree, _ path: String) {
        replies.read(root)
        for (section, kind) in [("forms", "forms"), ("slots", "slots"), ("flows", "flows")] {
            guard case .map(let pairs)? = root[section]?.value else { continue }
            left += pairs.map { key, _ in
                Left(place: "\(key.place)", kind: kind, what: key.text ?? "")
            }
        }
    }

    /// The intent that a story names; of one with others below it the first of them.
    func intent(named name: String) -> String? {
        lines[name] == nil ? intents.first { $0.hasPrefix(name + "/") } : name
    }

    /// What stories and rules do after each intent, as often as they do.
    var followedBy: [String: [[String]]] {
        var found: [String: [[String]]] = [:]
        for (_, talk) in talks {
            var (intent, actions): (String?, [String]) = (nil, [])
            func finish() {
                if let intent, !actions.isEmpty { found[intent, default: []].append(actions) }
            }
            for line in talk.transcript.lines {
                switch line.kind {
                case .said:
                    finish()
                    (intent, actions) = (nil, [])
                case .understood: intent = line.text.split(separator: " ").first.map(String.init)
                case .note where line.text.hasPrefix(Self.action):
                    actions.append(String(line.text.dropFirst(Self.action.count)))
                default: break
                }
            }
            finish()
        }
        return found
    }

    private static let action = "action "
}
