import Text

/// BotiumScript convos. The description holds settings and notes. What a foreign convo tells of how
/// an answer has to be is kept as notes, and written out again.
enum BotiumScript {
    /// The description line of a convo that we wrote: its lines are words, not patterns.
    static let mark = "paydesk transcript"
    static let untitled = "conversation"
    /// Of notes that keep a line of a convo; with `#me ` behind it, of the customer's section.
    static let prefix = "botium "

    // MARK: - Writing

    static func write(_ talk: Interchange.Talk) -> String {
        let transcript = talk.transcript
        let name = talk.name.isEmpty ? untitled : talk.name
        var head = transcript.turns.first?.preface ?? []
        let isForeign = transcript.lines.contains { $0.kind == .note && $0.text.hasPrefix(prefix) }
        // Read back, the name is the first note again.
        if isForeign, head.first?.kind == .note, head.first?.text == name { head.removeFirst() }
        var text = oneLine(name) + "\n" + (isForeign ? "" : mark + "\n")
        text += head.filter { kept($0) == nil }.map { $0.written + "\n" }.joined()
        let first = head.compactMap(pattern)
        if !first.isEmpty { text += "\n#bot\n" + first.map { $0 + "\n" }.joined() }
        // Notes before the customer's first line stand at the head of a transcript.
        var hooks: [String] = []
        for (place, turn) in transcript.turns.enumerated() {
            hooks += turn.preface.compactMap(hook)
            if let said = turn.said {
                text += "\n#me\n\(Utterance.visible(said.text))\n"
                text += hooks.map { $0 + "\n" }.joined()
                hooks = []
            }
            var answer: [String] = []
            for line in turn.answer {
                if line.kind == .understood { answer += intents(line) }
                if line.kind == .reply { answer.append(Utterance.visible(line.text)) }
            }
            // What a foreign convo asked of this answer stands before the next line.
            if place + 1 < transcript.turns.count {
                answer += transcript.turns[place + 1].preface.compactMap(pattern)
            }
            if !answer.isEmpty { text += "\n#bot\n" + answer.map { $0 + "\n" }.joined() }
        }
        return text
    }

    private static func oneLine(_ text: String) -> String {
        Utterance.visible(text.hasPrefix("#") ? " " + text : text)
    }

    private static func kept(_ line: Transcript.Line) -> String? {
        guard line.kind == .note, line.text.hasPrefix(prefix) else { return nil }
        return String(line.text.dropFirst(prefix.count))
    }

    /// Of an answer.
    private static func pattern(_ line: Transcript.Line) -> String? {
        kept(line).flatMap { $0.hasPrefix("#me ") ? nil : $0 }
    }

    /// Of what the customer does.
    private static func hook(_ line: Transcript.Line) -> String? {
        kept(line).flatMap { $0.hasPrefix("#me ") ? String($0.dropFirst(4)) : nil }
    }

    private static func intents(_ line: Transcript.Line) -> [String] {
        line.text.split(separator: " ").filter { !$0.contains("=") && $0 != "|" }
            .map { "INTENT \($0)" }
    }

    // MARK: - Reading

    /// - Parameter library: what lies beside it, and is referred to.
    static func read(
        _ text: String, _ library: BotiumLibrary
    ) throws(TranscriptError) -> Interchange.Import {
        let file = try file(text)
        var library = library
        library.take(file)
        var result = Interchange.Import()
        for convo in file.convos {
            let read = try BotiumReader.read(convo, library)
            result.talks += read.talks
            result.losses += read.losses
        }
        return result
    }

    /// As it is written: JSON, YAML, Markdown or text.
    static func file(_ text: String) throws(TranscriptError) -> BotiumFile {
        switch form(of: text) {
        case .objects:
            return try YamlTrouble.told("the convos") { try BotiumObjects.read(text) }
        case .markdown: return try BotiumMarkdown.read(text)
        case .text: return BotiumFile(convos: [try BotiumText.convo(text)])
        }
    }

    private enum Form { case objects, markdown, text }

    private static func form(of text: String) -> Form {
        if text.first(where: { !$0.isWhitespace }) == "{" { return .objects }
        let lines = text.split(whereSeparator: \.isNewline)
        if lines.contains(where: { BotiumMarkdown.headings.contains(String($0).trimmed) }) {
            return .markdown
        }
        let isYaml = lines.contains { line in
            BotiumObjects.keys.contains { line.hasPrefix($0 + ":") }
        }
        return isYaml ? .objects : .text
    }

    /// Whether a text is BotiumScript, by what no other format has.
    static func isIt(_ text: String) -> Bool {
        if text.first(where: { !$0.isWhitespace }) == "{" {
            let key = text.firstMatch(of: /\{\s*"([A-Za-z]+)"\s*:/)?.output.1
            return key.map { BotiumObjects.keys.contains(String($0)) } ?? false
        }
        guard form(of: text) == .text else { return true }
        // `#include <file>` is of another language.
        return text.split(whereSeparator: \.isNewline).contains { line in
            BotiumConvo.senders.contains { line == "#" + $0 || line.hasPrefix("#\($0) ") }
                && !line.contains("<")
        }
    }
}
