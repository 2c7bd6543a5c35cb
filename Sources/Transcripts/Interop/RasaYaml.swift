import Training

/// Rasa's YAML: stories and rules, and the end-to-end tests of its assistants with flows.
enum RasaYaml {
    static let sections = ["stories", "rules", "test_cases"]

    static func read(_ text: String) throws -> Interchange.Import {
        var result = Interchange.Import()
        guard let root = try YamlTree.read(text, file: "") else { return result }
        for (key, value) in try root.expectMap("the file") {
            guard let name = key.text, sections.contains(name) else {
                // What tests name stands here; that a story names it is told there.
                let isNamed = ["version", "fixtures", "metadata"].contains(key.text ?? "")
                if !isNamed {
                    let what = "the section: \(key.text ?? "?")"
                    result.losses.append(Interchange.Loss(line: key.place.line, what: what))
                }
                continue
            }
            for tree in try value.expectList(name) {
                let story = try story(tree)
                result.talks.append(try story.talk())
                result.losses += story.losses
            }
        }
        return result
    }

    private static func story(_ tree: YamlTree) throws -> RasaStory {
        let titles = ["story", "rule", "test_case"]
        let title = titles.lazy.compactMap { tree[$0]?.text }.first
        var story = RasaStory(title ?? RasaStories.untitled)
        for (key, value) in try tree.expectMap("a story") {
            switch key.text ?? "" {
            case let name where titles.contains(name): continue
            case "metadata": try keep(value, in: &story)
            case "steps":
                for step in try value.expectList("steps") {
                    for (key, value) in try step.expectMap("a step") {
                        try take(key, value, of: step, into: &story)
                    }
                }
            case let name: story.lose("the story's \(name)", at: key.place.line)
            }
        }
        return story
    }

    /// Notes and settings of ours; a foreign metadata is none.
    private static func keep(_ metadata: YamlTree, in story: inout RasaStory) throws {
        guard let ours = metadata["paydesk"] else {
            return story.lose("the story's metadata", at: metadata.place.line)
        }
        story.beOurs()
        for line in try ours.expectList("metadata") {
            story.keep(try line.expectText("metadata"))
        }
    }

    private static func take(
        _ key: YamlTree, _ value: YamlTree, of step: YamlTree, into story: inout RasaStory
    ) throws {
        switch key.text ?? "" {
        case "user":
            story.say(value.text ?? "", intent: step["intent"]?.text, at: value.place.line)
        case "intent":
            if step["user"] == nil, let intent = value.text { story.say(intent: intent) }
        case "bot": story.reply(value.text ?? "")
        case "slot_was_set": fill(value, in: &story)
        case "assertions":
            for assertion in try value.expectList("assertions") {
                for (kind, told) in try assertion.expectMap("an assertion") {
                    assert(kind, told, in: &story)
                }
            }
        case "entities":
            story.lose("entities of a step; the desk finds its own", at: key.place.line)
        case "or":
            let ways = try value.expectList("or")
            story.lose("the other ways of the step or", at: key.place.line)
            for (key, value) in try ways.first?.expectMap("a step") ?? [] {
                try take(key, value, of: ways[0], into: &story)
            }
        case "slot_was_not_set": story.note("slot_was_not_set \(words(value))")
        case let name where RasaStories.keptSteps.contains(name):
            story.note("\(name) \(value.text ?? "null")")
        case let name: story.lose("the step: \(name)", at: key.place.line)
        }
    }

    /// `- slot: value`, `- name: slot` with `value: …`, or the name alone of one set to anything.
    private static func fill(_ value: YamlTree, in story: inout RasaStory) {
        guard case .list(let items) = value.value else {
            return story.lose("slots that are no list", at: value.place.line)
        }
        for item in items {
            let line = item.place.line
            guard case .map(let pairs) = item.value else {
                story.note("slot_was_set \(item.text ?? "")")
                continue
            }
            if let name = item["name"]?.text {
                if let value = item["value"] {
                    story.fill(name, words(value), at: line)
                } else {
                    story.note("slot_was_set \(name)")
                }
                continue
            }
            for (slot, filled) in pairs { story.fill(slot.text ?? "", words(filled), at: line) }
        }
    }

    /// What an answer has to be like: kept as a note, but for the slots.
    private static func assert(_ kind: YamlTree, _ told: YamlTree, in story: inout RasaStory) {
        if kind.text == "slot_was_set" { return fill(told, in: &story) }
        story.note("assertion \(kind.text ?? "?") \(words(told))")
    }

    /// A value on one line.
    private static func words(_ tree: YamlTree) -> String {
        switch tree.value {
        case .text(let text, _): text.onOneLine
        case .list(let items): items.map(words).joined(separator: ", ")
        case .map(let pairs):
            pairs.map { "\($0.text ?? "?"): \(words($1))" }.joined(separator: ", ")
        }
    }
}
