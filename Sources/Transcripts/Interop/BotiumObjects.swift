import Training

/// BotiumScript as JSON or YAML: `convos`, `partialConvos`, `utterances`, `scriptingMemory`. JSON
/// is read as the YAML it also is, so that each step has its line.
enum BotiumObjects {
    static let keys: Set = ["convos", "partialConvos", "utterances", "scriptingMemory"]

    static func read(_ text: String) throws -> BotiumFile {
        var file = BotiumFile()
        guard let root = try YamlTree.read(joinedSurrogates(text), file: "") else { return file }
        for (key, value) in try root.expectMap("the file") {
            switch key.text {
            case "convos": file.convos += try value.expectList("convos").map(convo)
            case "partialConvos":
                file.partials += try value.expectList("partialConvos").map(convo)
            case "utterances":
                for (name, ways) in try value.expectMap("utterances") {
                    file.utterances[name.text ?? ""] = texts(ways)
                }
            case "scriptingMemory": file.memories.append(cases(value))
            default: continue
            }
        }
        return file
    }

    private static func convo(_ tree: YamlTree) throws -> BotiumConvo {
        var convo = BotiumConvo(name: tree["name"]?.text ?? "")
        if let description = tree["description"], let text = description.text {
            convo.description = [line(text, description)]
        }
        for step in try tree["steps"]?.expectList("steps") ?? [] {
            for (sender, value) in try step.expectMap("a step") {
                guard let name = sender.text, BotiumConvo.senders.contains(name) else {
                    throw CorpusError(
                        .invalid, sender.place,
                        "a step is one of begin, me, bot, include and end; name one.")
                }
                let items: [YamlTree] =
                    if case .list(let list) = value.value { list } else { [value] }
                convo.sections.append(
                    BotiumConvo.Section(
                        sender: name, lines: items.flatMap { lines(of: $0) },
                        number: sender.place.line))
            }
        }
        return convo
    }

    /// A step's item as a convo in text has it: words, or `?!NAME argument|argument`.
    private static func lines(of item: YamlTree) -> [BotiumConvo.Line] {
        if let text = item.text {
            return text.split(separator: "\n", omittingEmptySubsequences: false).map {
                line(String($0), item)
            }
        }
        guard case .map(let pairs) = item.value, let first = pairs.first else { return [] }
        let kinds = ["asserter", "logichook", "logicHook", "userinput", "userInput"]
        let told = kinds.lazy.compactMap { item[$0]?.text }.first
        var name = told ?? first.key.text ?? ""
        let arguments = texts(told == nil ? first.value : item["args"])
        var marks = item["optional"]?.text == "true" ? "?" : ""
        if item["not"]?.text == "true" { marks += "!" }
        for (word, mark) in [("OPTIONAL_", "?"), ("NOT_", "!")] where name.hasPrefix(word) {
            name.removeFirst(word.count)
            marks += mark
        }
        let escaped = arguments.map { $0.replacing("|", with: "\\|") }
        return [
            line(
                ([marks + name] + [escaped.joined(separator: "|")]).joined(separator: " ").trimmed,
                item)
        ]
    }

    private static func line(_ text: String, _ tree: YamlTree) -> BotiumConvo.Line {
        BotiumConvo.Line(text: text, number: tree.place.line)
    }

    private static func texts(_ tree: YamlTree?) -> [String] {
        switch tree?.value {
        case .text(let text, _): [text]
        case .list(let items): items.compactMap(\.text)
        default: []
        }
    }

    private static func cases(_ tree: YamlTree) -> [BotiumCase] {
        guard case .list(let items) = tree.value else { return [] }
        let lines = items.compactMap(\.text)
        guard lines.isEmpty else { return BotiumText.cases(lines) }
        return items.map { item in
            var values: [String: String] = [:]
            if case .map(let pairs)? = item["values"]?.value {
                for (name, value) in pairs { values[name.text ?? ""] = value.text }
            }
            return BotiumCase(name: item["header"]?["name"]?.text ?? "", values: values)
        }
    }

    /// A character outside the first plane, which JSON writes as two and YAML does not know so.
    private static func joinedSurrogates(_ text: String) -> String {
        guard text.contains("\\u") else { return text }
        let pair = /\\u([dD][89aAbB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})/
        return text.replacing(pair) { found in
            guard let high = UInt32(found.1, radix: 16), let low = UInt32(found.2, radix: 16),
                let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
            else { return String(found.0) }
            return String(Character(scalar))
        }
    }
}
