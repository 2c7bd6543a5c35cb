/// BotiumScript as Markdown: `# Convos`, `## name`, `- me` and `- bot`, and their lines a step
/// further in; `# PartialConvos` and `# Utterances` likewise.
enum BotiumMarkdown {
    static let headings: Set = ["# Convos", "# PartialConvos", "# Utterances"]

    static func read(_ text: String) throws(TranscriptError) -> BotiumFile {
        var reader = Reader()
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (place, line) in lines.enumerated() { try reader.take(String(line), place + 1) }
        reader.endConvo()
        return reader.file
    }

    private struct Reader {
        var file = BotiumFile()
        private var heading = ""
        private var convo: BotiumConvo?
        /// How far in the bullets stand that the last one lies within, and its own.
        private var indents: [Int] = []

        mutating func take(_ line: String, _ number: Int) throws(TranscriptError) {
            let text = line.trimmed
            if text.hasPrefix("## ") {
                endConvo()
                convo = BotiumConvo(name: String(text.dropFirst(3)).trimmed)
            } else if text.hasPrefix("# ") {
                endConvo()
                heading = text
            } else if text.hasPrefix("- ") || text.hasPrefix("* ") {
                let indent = line.prefix { $0 == " " || $0 == "\t" }.count
                indents.removeAll { $0 >= indent }
                indents.append(indent)
                try take(bullet: String(text.dropFirst(2)).trimmed, indents.count, number)
            }
        }

        private mutating func take(
            bullet text: String, _ depth: Int, _ number: Int
        ) throws(TranscriptError) {
            guard convo != nil else {
                throw TranscriptError(
                    line: number, column: 1, what: "a list without a name; put `## name` before it")
            }
            let line = BotiumConvo.Line(text: text, number: number)
            if heading == "# Utterances" {
                convo?.description.append(line)
            } else if depth == 1 {
                convo?.sections.append(
                    BotiumConvo.Section(sender: text.lowercased(), number: number))
            } else if let last = convo?.sections.indices.last {
                depth == 2
                    ? convo?.sections[last].lines.append(line)
                    : convo?.sections[last].add(argument: text)
            }
        }

        mutating func endConvo() {
            guard let ended = convo else { return }
            switch heading {
            case "# Utterances":
                file.utterances[ended.name] = ended.description.map(\.text)
            case "# PartialConvos": file.partials.append(ended)
            default: file.convos.append(ended)
            }
            (convo, indents) = (nil, [])
        }
    }
}

extension BotiumConvo.Section {
    /// Below a bullet stand its arguments, one each.
    fileprivate mutating func add(argument: String) {
        guard let last = lines.indices.last else { return }
        lines[last].text += (lines[last].text.contains(" ") ? "|" : " ") + argument
    }
}
