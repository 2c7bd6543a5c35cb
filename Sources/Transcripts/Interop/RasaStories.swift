import Training

/// Rasa test stories. Titles are the first note; settings and further notes go into the story's
/// `metadata`; actions, loops and checkpoints of a foreign story are kept as notes.
enum RasaStories {
    private static let untitled = "conversation"
    /// Steps that are kept as notes, by their key.
    private static let keptSteps = ["action", "active_loop", "checkpoint"]

    // MARK: - Writing

    static func write(_ transcripts: [Transcript]) -> String {
        "version: \"3.1\"\nstories:\n" + transcripts.map(story).joined()
    }

    private static func story(_ transcript: Transcript) -> String {
        var head = transcript.turns.first?.preface ?? []
        var title = untitled
        if let first = head.first, first.kind == .note, !first.text.isEmpty {
            title = first.text
            head.removeFirst()
        }
        var text = "- story: \(quote(title))\n"
        if !head.isEmpty {
            text += "  metadata:\n    paydesk:\n"
            text += head.map { "    - \(quote($0.written))\n" }.joined()
        }
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
                : "  - user: \(quote(said.text))\n"
                    + (intents.isEmpty ? "" : "    intent: \(intents.joined(separator: "+"))\n")
        }
        let slots = words.filter { $0.contains("=") }
        if !slots.isEmpty {
            text += "  - slot_was_set:\n"
            for slot in slots {
                let parts = slot.split(
                    separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                text += "    - \(quote(String(parts[0]))): \(quote(String(parts[1])))\n"
            }
        }
        let replies = turn.answer.filter { $0.kind == .reply }.map(\.text)
        if !replies.isEmpty { text += "  - bot: \(quote(replies.joined(separator: "\n")))\n" }
        return text
    }

    private static func kept(_ line: Transcript.Line) -> String? {
        guard line.kind == .note,
            let key = keptSteps.first(where: { line.text.hasPrefix($0 + " ") })
        else { return nil }
        let value = line.text.dropFirst(key.count + 1)
        return "  - \(key): \(value == "null" ? "null" : quote(String(value)))\n"
    }

    /// A YAML scalar in double quotation marks.
    private static func quote(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where scalar.isControl:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    // MARK: - Reading

    static func read(_ text: String) throws(TranscriptError) -> Interchange.Import {
        var result = Interchange.Import()
        do {
            guard let root = try YamlTree.read(text, file: "") else { return result }
            for (key, value) in try root.expectMap("the file") {
                guard let name = key.text, ["stories", "rules"].contains(name) else {
                    if key.text != "version" {
                        result.losses.append(
                            loss(key, "the section \(key.text ?? "?") is left out"))
                    }
                    continue
                }
                for story in try value.expectList(name) {
                    let lines = try lines(of: story, &result.losses)
                    result.transcripts.append(try Transcript(lines: lines))
                }
            }
        } catch let error as CorpusError {
            throw TranscriptError(
                line: error.place?.line ?? 1, column: error.place?.column ?? 1, what: error.message)
        } catch let error as TranscriptError {
            throw error
        } catch {
            throw TranscriptError(line: 1, column: 1, what: "the stories cannot be read")
        }
        return result
    }

    private static func loss(_ node: YamlTree, _ what: String) -> Interchange.Loss {
        Interchange.Loss(line: node.place.line, what: what)
    }

    private static func lines(
        of story: YamlTree, _ losses: inout [Interchange.Loss]
    ) throws -> [Transcript.Line] {
        var lines: [Transcript.Line] = []
        let title = story["story"]?.text ?? story["rule"]?.text ?? untitled
        if title != untitled { lines.append(Transcript.Line(.note, title)) }
        for kept in try story["metadata"]?["paydesk"]?.expectList("metadata") ?? [] {
            let text = try kept.expectText("metadata")
            guard let line = (try Transcript.read(Array(text.utf8))).lines.first else { continue }
            lines.append(line)
        }
        guard let steps = story["steps"] else { return lines }
        var slots: [String] = []
        for step in try steps.expectList("steps") {
            for (key, value) in try step.expectMap("a step") {
                try read(key, value, of: step, into: &lines, &slots, &losses)
            }
        }
        return lines
    }

    private static func read(
        _ key: YamlTree, _ value: YamlTree, of step: YamlTree, into lines: inout [Transcript.Line],
        _ slots: inout [String], _ losses: inout [Interchange.Loss]
    ) throws {
        switch key.text {
        case "user":
            let text = Annotation.strip(value.text ?? "").text
            lines.append(Transcript.Line(.said, text.onOneLine))
            if text.onOneLine != text.trimmedEnd {
                losses.append(loss(value, "line breaks of a customer's line"))
            }
            if let intent = step["intent"]?.text { lines.append(understood(intent)) }
        case "intent":
            guard step["user"] == nil, let intent = value.text else { return }
            lines.append(Transcript.Line(.said, "/" + intent))
            lines.append(understood(intent))
        case "bot":
            lines += (value.text ?? "").split(separator: "\n", omittingEmptySubsequences: false)
                .map { Transcript.Line(.reply, String($0)) }
        case "slot_was_set": try fill(value, &lines, &losses)
        case "entities": losses.append(loss(key, "entities of a step; the desk finds its own"))
        case let name? where keptSteps.contains(name):
            lines.append(Transcript.Line(.note, "\(name) \(value.text ?? "null")"))
        default: losses.append(loss(key, "the step \(key.text ?? "?")"))
        }
    }

    private static func understood(_ intent: String) -> Transcript.Line {
        Transcript.Line(.understood, intent.split(separator: "+").joined(separator: " | "))
    }

    /// Slots belong to the line that was understood last.
    private static func fill(
        _ value: YamlTree, _ lines: inout [Transcript.Line], _ losses: inout [Interchange.Loss]
    ) throws {
        guard case .list(let items) = value.value,
            let last = lines.lastIndex(where: { $0.kind == .understood })
        else { return losses.append(loss(value, "slots that no line filled")) }
        for item in items {
            guard case .map(let pairs) = item.value else {
                losses.append(loss(item, "a slot without its value"))
                continue
            }
            for (slot, filled) in pairs {
                let text = "\(slot.text ?? "")=\(filled.text ?? "null")"
                guard !text.contains(where: \.isWhitespace) else {
                    losses.append(loss(item, "a slot's value with spaces"))
                    continue
                }
                lines[last].text += " " + text
            }
        }
    }
}

extension String {
    fileprivate var trimmedEnd: String {
        var text = self[...]
        while text.last?.isNewline == true { text.removeLast() }
        return String(text)
    }
}
