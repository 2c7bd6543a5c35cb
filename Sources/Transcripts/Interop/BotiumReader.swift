/// Reads convos as Botium runs them: partial convos put in, variables of the scripting memory
/// filled, utterances put by their first way. Asserters, hooks, negations, optional lines and
/// wildcards, which say what may be answered and not what was, are kept as notes.
struct BotiumReader {
    let library: BotiumLibrary
    private var memory: [String: String]
    private var lines: [Transcript.Line] = []
    private var losses: [Interchange.Loss] = []
    /// Kept of an answer, and put before what the customer says next.
    private var notes: [Transcript.Line] = []
    private var isOurs = false

    private init(_ library: BotiumLibrary, _ memory: [String: String]) {
        (self.library, self.memory) = (library, memory)
    }

    private static let mostCases = 1000

    /// A conversation, or one for each case of the scripting memory whose variables it takes.
    static func read(
        _ convo: BotiumConvo, _ library: BotiumLibrary
    ) throws(TranscriptError) -> Interchange.Import {
        var whole = convo
        var losses: [Interchange.Loss] = []
        whole.sections = try sections(of: convo, library, within: [], &losses)
        let words = whole.sections.flatMap(\.lines).map(\.text).joined(separator: "\n")
        let cases = library.memories.first { cases in
            cases.first?.values.keys.contains { words.contains($0) } ?? false
        }
        var result = Interchange.Import(losses: losses)
        if let count = cases?.count, count > Self.mostCases {
            let what = "cases of the scripting memory after \(Self.mostCases)"
            result.losses.append(Interchange.Loss(line: 0, what: what))
        }
        for one in (cases ?? [BotiumCase(name: "", values: [:])]).prefix(Self.mostCases) {
            var reader = BotiumReader(library, one.values)
            try reader.read(
                whole,
                as: [convo.name, one.name].filter { !$0.isEmpty }
                    .joined(separator: "."), into: &result)
        }
        return result
    }

    private mutating func read(
        _ convo: BotiumConvo, as name: String, into result: inout Interchange.Import
    ) throws(TranscriptError) {
        isOurs = convo.description.contains { $0.text == BotiumScript.mark }
        head(convo, name)
        for section in convo.sections { take(section) }
        lines += notes
        result.losses += losses
        result.talks.append(
            Interchange.Talk(
                name: name == BotiumScript.untitled ? "" : name, isOurs: isOurs,
                transcript: try Transcript(lines: lines)))
    }

    // MARK: - Sections

    /// With the sections of partial convos where they are included.
    private static func sections(
        of convo: BotiumConvo, _ library: BotiumLibrary, within names: [String],
        _ losses: inout [Interchange.Loss]
    ) throws(TranscriptError) -> [BotiumConvo.Section] {
        var sections: [BotiumConvo.Section] = []
        var size = 0
        for var section in convo.sections {
            var included: [(name: String, number: Int)] = []
            if section.sender == "include" {
                let inline = section.argument.isEmpty ? [] : [(section.argument, section.number)]
                included = inline + section.lines.map { ($0.text.trimmed, $0.number) }
            } else {
                let hook = "INCLUDE "
                included = section.lines.filter { $0.text.hasPrefix(hook) }.map {
                    (String($0.text.dropFirst(hook.count)).trimmed, $0.number)
                }
                section.lines.removeAll { $0.text.hasPrefix(hook) }
                let isEmpty = section.lines.allSatisfy(\.text.trimmed.isEmpty)
                if included.isEmpty || !isEmpty { sections.append(section) }
            }
            for (name, number) in included where !name.isEmpty {
                // Partial convos that include each other twice are soon a million.
                guard size <= Transcript.mostLines else {
                    throw TranscriptError(
                        line: number, column: 1,
                        what: "what is included comes to more than 20,000 lines; split it")
                }
                guard !names.contains(name), let partial = library.partials[name] else {
                    let what =
                        names.contains(name)
                        ? "a partial convo that includes itself"
                        : "a partial convo that is not beside it"
                    losses.append(Interchange.Loss(line: number, what: "\(what): \(name)"))
                    continue
                }
                let within = names + [name]
                let inner = try Self.sections(of: partial, library, within: within, &losses)
                size += inner.reduce(0) { $0 + 1 + $1.lines.count }
                sections += inner
            }
        }
        return sections
    }

    private mutating func take(_ section: BotiumConvo.Section) {
        var section = section
        while section.lines.last?.text.trimmed.isEmpty == true { section.lines.removeLast() }
        if !section.argument.isEmpty {
            lose(section.number, "the channel of #\(section.sender): \(section.argument)")
        }
        switch section.sender {
        case "me": said(section)
        case "bot": answered(section)
        default:
            for line in section.lines where !line.text.trimmed.isEmpty && !remember(line.text) {
                lose(line.number, "#\(section.sender): \(line.text)")
            }
        }
    }

    private mutating func head(_ convo: BotiumConvo, _ name: String) {
        if !isOurs, !name.isEmpty, name != BotiumScript.untitled {
            lines.append(Transcript.Line(.note, name))
        }
        for line in convo.description where line.text != BotiumScript.mark {
            let read = (try? Transcript.read(Array(line.text.utf8)))?.lines.first
            if let read, read.kind == .setting || read.kind == .note {
                lines.append(read)
            } else {
                let note = line.text.onOneLine
                lines.append(Transcript.Line(.note, note, number: line.number))
            }
        }
    }

    // MARK: - The customer

    private mutating func said(_ section: BotiumConvo.Section) {
        var words: [BotiumConvo.Line] = []
        var kept: [Transcript.Line] = []
        var pressed: String?
        for line in section.lines {
            let command = BotiumCommand(line.text)
            if isOurs || !BotiumCommand.ofCustomers.contains(command.name) {
                words.append(line)
            } else if command.name == "BUTTON" {
                pressed = command.arguments.last
            } else if !remember(line.text) {
                let text = BotiumScript.prefix + "#me " + line.text
                kept.append(Transcript.Line(.note, text, number: line.number))
                guard ["MEDIA", "FORM"].contains(command.name) else { continue }
                lose(line.number, "what the customer sent: \(line.text)")
                pressed = pressed ?? "<\(command.name.lowercased())>"
            }
        }
        while words.first?.text.trimmed.isEmpty == true, words.count > 1 { words.removeFirst() }
        while words.last?.text.trimmed.isEmpty == true { words.removeLast() }
        // A section of hooks alone says nothing; one without any line is silence.
        guard !words.isEmpty || pressed != nil || section.lines.isEmpty else {
            notes += kept
            return
        }
        lines += notes + kept
        notes = []
        if words.count > 1, let first = words.first {
            lose(first.number, "line breaks of a customer's line")
        }
        let text = pressed ?? words.map { put($0) }.joined(separator: " ")
        lines.append(Transcript.Line(.said, text))
    }

    /// The words of a line: an utterance by its first way, variables by their values.
    private mutating func put(_ line: BotiumConvo.Line) -> String {
        if isOurs { return line.text }
        if let ways = library.utterances[line.text.trimmed], let first = ways.first {
            return filled(first)
        }
        let text = filled(line.text)
        if BotiumCommand(text).isUppercase {
            lose(line.number, "neither a hook nor an utterance, kept as words: \(line.text)")
        }
        if let open = BotiumCommand.variable(in: text) {
            lose(line.number, "a variable whose value only a run gives: \(open)")
        }
        return text
    }

    // MARK: - The bot

    private mutating func answered(_ section: BotiumConvo.Section) {
        var intents: [String] = []
        var replies: [Transcript.Line] = []
        // A mark before the first words is meant for all of them.
        let first = section.lines.first { !BotiumCommand($0.text).isUppercase }?.text ?? ""
        let isMarked = BotiumCommand(first).isNegated || BotiumCommand(first).isOptional
        for line in section.lines {
            let command = BotiumCommand(line.text)
            let number = line.number
            if command.isUppercase, command.name == "INTENT", !command.isMarked {
                intents += command.arguments
            } else if isOurs {
                replies.append(Transcript.Line(.reply, line.text, number: number))
            } else if let text = words(of: line, isMarked: isMarked) {
                replies.append(Transcript.Line(.reply, text, number: number))
            } else if !remember(line.text) {
                notes.append(
                    Transcript.Line(.note, BotiumScript.prefix + line.text, number: number))
            }
        }
        if !intents.isEmpty {
            lines.append(Transcript.Line(.understood, intents.joined(separator: " | ")))
        }
        lines += replies
    }

    /// What the bot says word for word; nil for what only tells how it has to be.
    private func words(of line: BotiumConvo.Line, isMarked: Bool) -> String? {
        let command = BotiumCommand(line.text)
        var text = line.text
        if command.isUppercase {
            let isExact = ["TEXT", "TEXT_EQUALS"].contains(command.name) && !command.isMarked
            guard isExact, command.arguments.count == 1 else {
                guard let ways = library.utterances[text.trimmed], ways.count == 1 else {
                    return nil
                }
                return ways[0]
            }
            text = command.arguments[0]
        } else if isMarked || command.isMarked || text.contains("*")
            || "{[".contains(text.first ?? " ")
        {
            return nil
        } else if let ways = library.utterances[text.trimmed] {
            guard ways.count == 1 else { return nil }
            text = ways[0]
        } else if text.hasPrefix("!!") || text.hasPrefix("??") {
            text.removeFirst()
        }
        let put = filled(text)
        return BotiumCommand.variable(in: put) == nil ? put : nil
    }

    // MARK: - The scripting memory

    /// Whether a line sets a variable of the memory, or empties it.
    private mutating func remember(_ text: String) -> Bool {
        let command = BotiumCommand(text)
        switch (command.name, command.arguments.count) {
        case ("SET_SCRIPTING_MEMORY", 2):
            let name = command.arguments[0]
            memory[name.hasPrefix("$") ? name : "$" + name] = command.arguments[1]
        case ("CLEAR_SCRIPTING_MEMORY", 1):
            let name = command.arguments[0]
            memory[name.hasPrefix("$") ? name : "$" + name] = nil
        default: return false
        }
        return true
    }

    /// With the values of the variables that are known, the longest names first.
    private func filled(_ text: String) -> String {
        guard text.contains("$") else { return text }
        return memory.sorted { ($1.key.count, $0.key) < ($0.key.count, $1.key) }
            .reduce(text) { text, variable in
                // Values that hold variables double with each.
                text.utf8.count > Transcript.longestLine
                    ? text : text.replacing(variable.key, with: variable.value)
            }
    }

    private mutating func lose(_ line: Int, _ what: String) {
        losses.append(Interchange.Loss(line: line, what: what))
    }
}
