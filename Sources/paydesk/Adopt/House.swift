import Conversation
import NLU
import Text
import Training

/// The desk whose own words an adopted one takes over: how it greets, asks back, passes on.
struct House {
    let model: Model
    /// The folder of its corpus.
    let corpus: String
    private let texts: [String: [Language: [String]]]

    init(_ model: Model, corpus: String) {
        (self.model, self.corpus) = (model, corpus)
        texts = model.replies
    }

    /// What it calls an act where it asks back, in both languages.
    func label(of act: Act) -> [Language: String]? {
        model.kinds.intent(for: act.name).flatMap { texts["utter_name_" + $0] }?
            .compactMapValues(\.first)
    }

    /// What the desk itself does at an intent, told by what its lines are to this desk. Of several
    /// intents with one act the one that is the most so.
    func acts(of lines: [String: [String]]) -> [String: Act] {
        var best: [Act: (intent: String, share: Double)] = [:]
        for (intent, examples) in lines.sorted(by: { $0.key < $1.key }) {
            guard let (act, share) = act(of: examples.prefix(Self.mostHeard)),
                share >= (act.kind == .report ? Self.mostLines : Self.manyLines),
                share > best[act]?.share ?? 0
            else { continue }
            best[act] = (intent, share)
        }
        return Dictionary(uniqueKeysWithValues: best.map { ($1.intent, $0) })
    }

    /// As the corpus writes it.
    struct Act: Hashable {
        var kind: IntentKind
        var name: String
    }

    private static let mostHeard = 200
    private static let manyLines = 0.4
    /// Who only asks whether a person is there is not passed on to one.
    private static let mostLines = 0.5

    private func act(of lines: some Collection<String>) -> (Act, share: Double)? {
        var interpreter = Interpreter(model)
        var counts: [Act: Int] = [:]
        for line in lines {
            guard let intent = interpreter.classify(line).intent, let act = act(of: intent) else {
                continue
            }
            counts[act, default: 0] += 1
        }
        return counts.max { ($0.value, $1.key.name) < ($1.value, $0.key.name) }
            .map { ($0.key, Double($0.value) / Double(lines.count)) }
    }

    private func act(of intent: String) -> Act? {
        let kinds = model.kinds
        if let talk = kinds.talk(intent), Self.taken.contains(talk) {
            return Act(kind: .talk, name: talk.rawValue)
        }
        return kinds.report(intent) == .human
            ? Act(kind: .report, name: ReportAct.human.rawValue) : nil
    }

    private static let taken: Set<TalkAct> = [.greet, .help, .thank, .goodbye, .yes, .no]
    /// Acts at which it says a sentence, which may be another.
    static let saysMore = Set(
        [TalkAct.greet, .help, .thank, .goodbye].map(\.rawValue))

    /// Its own intents for what it does and none of these acts is: what it tells people to type, it
    /// has to hear.
    func intents(besides acts: Set<Act>) -> [String] {
        model.intents.filter { intent in act(of: intent).map { !acts.contains($0) } ?? false }
    }

    /// A file of its corpus.
    func file(_ name: String) throws -> String {
        String(decoding: try InputFile.read(corpus + "/" + name), as: UTF8.self)
    }

    /// What it says of itself, without the replies of some keys.
    func replies(without keys: Set<String>) throws -> String {
        Self.replies(of: try file("desk.yml"), without: keys)
    }

    /// Lines of a file of replies; headings stay.
    static func replies(of text: String, without keys: Set<String>) -> String {
        var isKept = true
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.filter { line in
            if let key = key(of: line) { isKept = !keys.contains(key) }
            return isKept || line.isEmpty || line.hasPrefix("  #")
        }.joined(separator: "\n")
    }

    static func keys(of text: String) -> Set<String> {
        Set(text.split(separator: "\n").compactMap(key))
    }

    /// `  utter_greeting:`
    private static func key(of line: Substring) -> String? {
        guard line.hasPrefix("  utter_"), let colon = line.firstIndex(of: ":") else { return nil }
        return String(line[..<colon].dropFirst(2))
    }
}
