import Training

/// Stories of Rasa 1, which are Markdown: `## title`, `* intent: what is said`, `- action`.
enum RasaMarkdown {
    /// Told by an intent below a title, and an action below that: lists and titles alone are
    /// anybody's.
    static func isIt(_ text: String) -> Bool {
        let forms: [Regex<Substring>] = [
            /## .*/, /\* [A-Za-z0-9_\/+]+ *(?:$|[:{].*|OR .*)/, /\s*- [A-Za-z0-9_]+(?:[{:].*)?/,
        ]
        var found = 0
        for line in text.split(whereSeparator: \.isNewline) where found < forms.count {
            if line.wholeMatch(of: forms[found]) != nil { found += 1 }
        }
        return found == forms.count
    }

    static func read(_ text: String) throws(TranscriptError) -> Interchange.Import {
        var stories: [RasaStory] = []
        for (place, line) in lines(text).enumerated() {
            let (line, number) = (String(line).trimmed, place + 1)
            if line.hasPrefix("## ") {
                stories.append(RasaStory(String(line.dropFirst(3)).trimmed))
            } else if let last = stories.indices.last {
                take(line, number, into: &stories[last])
            }
        }
        var result = Interchange.Import()
        for story in stories {
            result.talks.append(try story.talk())
            result.losses += story.losses
        }
        return result
    }

    private static func take(_ line: String, _ number: Int, into story: inout RasaStory) {
        let rest = String(line.dropFirst()).trimmed
        switch line.first {
        case "*": said(withoutForm(rest), number, into: &story)
        case "-": done(withoutForm(rest), number, into: &story)
        case ">": story.note("checkpoint \(rest)")
        case nil: return
        default: story.lose(line, at: number)
        }
    }

    /// `intent`, `intent: words`, `intent{"slot": "value"}`, and several with OR between them.
    private static func said(_ text: String, _ number: Int, into story: inout RasaStory) {
        let ways = text.split(separator: " OR ", maxSplits: 1)
        if ways.count > 1 { story.lose("the other ways of an OR", at: number) }
        let way = String(ways.first ?? "")
        let intent = String(way.prefix { $0 != ":" && $0 != "{" }).trimmed
        let rest = String(way.dropFirst(intent.count)).trimmed
        if rest.hasPrefix(":") {
            let words = String(rest.dropFirst()).trimmed
            story.say(words, intent: intent, at: number)
        } else {
            story.say(intent: intent)
            for (slot, value) in values(rest) { story.fill(slot, value, at: number) }
        }
    }

    private static func done(_ text: String, _ number: Int, into story: inout RasaStory) {
        let name = String(text.prefix { $0 != "{" }).trimmed
        let values = values(String(text.dropFirst(name.count)))
        switch name {
        case "slot":
            for (slot, value) in values { story.fill(slot, value, at: number) }
        case "form":
            story.note("active_loop \(values.first { $0.slot == "name" }?.value ?? "null")")
        default: story.note("action \(text)")
        }
    }

    /// Of a line that a form took.
    private static func withoutForm(_ text: String) -> String {
        text.hasPrefix("form: ") ? String(text.dropFirst(6)).trimmed : text
    }

    /// `{"slot": "value"}`
    private static func values(_ text: String) -> [(slot: String, value: String)] {
        guard text.hasPrefix("{"), let tree = try? YamlTree.read(text, file: ""),
            case .map(let pairs) = tree.value
        else { return [] }
        return pairs.compactMap { key, value in
            guard let slot = key.text, let filled = value.text else { return nil }
            return (slot, filled)
        }
    }

    /// Without comments, which keep their lines.
    private static func lines(_ text: String) -> [Substring] {
        var bare = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "<!--") {
            bare += rest[..<start.lowerBound]
            let end = rest[start.upperBound...].firstRange(of: "-->")?.upperBound ?? rest.endIndex
            let breaks = rest[start.lowerBound..<end].count { $0.isNewline }
            bare += String(repeating: "\n", count: breaks)
            rest = rest[end...]
        }
        return (bare + rest).split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    }
}
