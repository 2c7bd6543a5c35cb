/// Rasa's stories. Settings and notes go into a story's `metadata`, which tells that it is ours;
/// actions, loops and checkpoints of a foreign story are kept as notes.
enum RasaStories {
    static let untitled = "conversation"
    /// Steps that are kept as notes, by their key.
    static let keptSteps = ["action", "active_loop", "checkpoint", "utter"]

    // MARK: - Writing

    static func write(_ talks: [Interchange.Talk]) -> String {
        "version: \"3.1\"\nstories:\n" + talks.map(story).joined()
    }

    private static func story(_ talk: Interchange.Talk) -> String {
        let transcript = talk.transcript
        let head = transcript.turns.first?.preface ?? []
        var text = "- story: \(YamlText.quoted(talk.name.isEmpty ? untitled : talk.name))\n"
        text += "  metadata:\n    paydesk:" + (head.isEmpty ? " []\n" : "\n")
        text += head.map { "    - \(YamlText.quoted($0.written))\n" }.joined()
        text += "  steps:\n"
        for (place, turn) in transcript.turns.enumerated() {
            text += steps(turn, isFirst: place == 0)
        }
        return text
    }

    private static func steps(_ turn: Transcript.Turn, isFirst: Bool) -> String {
        var text = isFirst ? "" : turn.preface.compactMap(kept).joined()
        let understood = turn.answer.first { $0.kind == .understood }
        let words = understood?.text.split(separator: " ").map(String.init) ?? []
        let intents = words.filter { !$0.contains("=") && $0 != "|" }
        if let said = turn.said {
            text +=
                said.text == "/" + intents.joined(separator: "+") && !intents.isEmpty
                ? "  - intent: \(intents.joined(separator: "+"))\n"
                : "  - user: \(YamlText.quoted(said.text))\n"
                    + (intents.isEmpty ? "" : "    intent: \(intents.joined(separator: "+"))\n")
        }
        let slots = words.filter { $0.contains("=") }
        if !slots.isEmpty {
            text += "  - slot_was_set:\n"
            for slot in slots {
                let parts = slot.split(
                    separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                let (name, value) = (String(parts[0]), String(parts[1]))
                text += "    - \(YamlText.quoted(name)): \(YamlText.quoted(value))\n"
            }
        }
        let replies = turn.answer.filter { $0.kind == .reply }.map(\.text)
        if !replies.isEmpty {
            text += "  - bot: \(YamlText.quoted(replies.joined(separator: "\n")))\n"
        }
        return text
    }

    private static func kept(_ line: Transcript.Line) -> String? {
        guard line.kind == .note,
            let key = keptSteps.first(where: { line.text.hasPrefix($0 + " ") })
        else { return nil }
        let value = line.text.dropFirst(key.count + 1)
        return "  - \(key): \(value == "null" ? "null" : YamlText.quoted(String(value)))\n"
    }

    // MARK: - Reading

    /// - Throws: `TranscriptError` for what is neither YAML nor the Markdown of Rasa 1.
    static func read(_ text: String) throws(TranscriptError) -> Interchange.Import {
        if RasaMarkdown.isIt(text) { return try RasaMarkdown.read(text) }
        return try YamlTrouble.told("the stories") { try RasaYaml.read(text) }
    }

    /// Whether a text is of Rasa's, by what no other format has.
    static func isIt(_ text: String) -> Bool {
        let isYaml = text.split(whereSeparator: \.isNewline).contains { line in
            RasaYaml.sections.contains { line.hasPrefix($0 + ":") }
        }
        return isYaml || RasaMarkdown.isIt(text)
    }
}
