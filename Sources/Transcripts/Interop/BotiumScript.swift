import Text

/// BotiumScript convos. The name is the first note, the description holds settings and further
/// notes. Asserters, negations, optional lines and wildcards of a foreign convo, which say what may
/// be answered and not what was, are kept as notes and written out again.
enum BotiumScript {
    /// The description line of a convo that we wrote: its lines are words, not patterns.
    private static let mark = "paydesk transcript"
    private static let prefix = "botium "

    // MARK: - Writing

    static func write(_ transcript: Transcript) -> String {
        var head = transcript.turns.first?.preface ?? []
        var name = "conversation"
        if let first = head.first, first.kind == .note, !first.text.isEmpty {
            name = first.text
            head.removeFirst()
        }
        let isForeign = transcript.lines.contains { $0.kind == .note && $0.text.hasPrefix(prefix) }
        var text = oneLine(name) + "\n" + (isForeign ? "" : mark + "\n")
        text += head.filter { pattern($0) == nil }.map { $0.written + "\n" }.joined()
        for (place, turn) in transcript.turns.enumerated() {
            if let said = turn.said { text += "\n#me\n\(Utterance.visible(said.text))\n" }
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

    private static func pattern(_ line: Transcript.Line) -> String? {
        guard line.kind == .note, line.text.hasPrefix(prefix) else { return nil }
        return String(line.text.dropFirst(prefix.count))
    }

    private static func intents(_ line: Transcript.Line) -> [String] {
        line.text.split(separator: " ").filter { !$0.contains("=") && $0 != "|" }
            .map { "INTENT \($0)" }
    }

    // MARK: - Reading

    static func read(_ text: String) throws(TranscriptError) -> Interchange.Import {
        var reader = Reader()
        var number = 0
        for raw in text.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            guard raw.utf8.count <= Transcript.longestLine else {
                throw TranscriptError(
                    line: number, column: Transcript.longestLine,
                    what: "the line is over 16 KiB; shorten it")
            }
            reader.take(raw.last == "\r" ? String(raw.dropLast()) : String(raw), number)
        }
        reader.finish()
        guard reader.hasSections else {
            throw TranscriptError(
                line: 1, column: 1, what: "no #me and no #bot section; is it a convo?")
        }
        return Interchange.Import(
            transcripts: [try Transcript(lines: reader.lines)], losses: reader.losses)
    }

    private struct Reader {
        enum Section { case head, me, bot, other }

        var lines: [Transcript.Line] = []
        var losses: [Interchange.Loss] = []
        var hasSections = false
        private var section = Section.head
        private var held: [(text: String, number: Int)] = []
        private var isOurs = false
        /// Patterns of an answer, kept as notes behind it.
        private var notes: [Transcript.Line] = []

        mutating func take(_ line: String, _ number: Int) {
            guard line.hasPrefix("#") else { return held.append((line, number)) }
            endSection()
            hasSections = true
            let words = line.dropFirst().split(separator: " ")
            switch words.first {
            case "me": section = .me
            case "bot": section = .bot
            default:
                section = .other
                losses.append(Interchange.Loss(line: number, what: line))
            }
            if words.count > 1, section != .other {
                losses.append(Interchange.Loss(line: number, what: "the arguments of \(line)"))
            }
        }

        mutating func finish() {
            endSection()
            lines += notes
            notes = []
        }

        mutating func endSection() {
            while held.last?.text.isEmpty == true { held.removeLast() }
            switch section {
            case .head: head()
            case .me: said()
            case .bot: answered()
            case .other:
                losses += held.filter { !$0.text.isEmpty }.map {
                    Interchange.Loss(line: $0.number, what: $0.text)
                }
            }
            held = []
        }

        private mutating func head() {
            var head = held.filter { !$0.text.isEmpty }
            isOurs = head.contains { $0.text == mark }
            head.removeAll { $0.text == mark }
            if let name = head.first, name.text != "conversation" {
                lines.append(Transcript.Line(.note, name.text))
            }
            for (text, number) in head.dropFirst() {
                let line = (try? Transcript.read(Array(text.utf8)))?.lines.first
                if let line, line.kind == .setting || line.kind == .note {
                    lines.append(line)
                } else {
                    lines.append(Transcript.Line(.note, text, number: number))
                }
            }
        }

        private mutating func said() {
            lines += notes
            notes = []
            let words = held.drop { $0.text.isEmpty && held.count > 1 }
            for line in words where Self.isAsserter(line.text) {
                losses.append(
                    Interchange.Loss(
                        line: line.number, what: "\(line.text): kept as the customer's words"))
            }
            if words.count > 1, let first = words.first {
                losses.append(
                    Interchange.Loss(line: first.number, what: "line breaks of a customer's line"))
            }
            lines.append(Transcript.Line(.said, words.map(\.text).joined(separator: " ")))
        }

        private mutating func answered() {
            var intents: [String] = []
            var replies: [Transcript.Line] = []
            for (text, number) in held {
                if text.hasPrefix("INTENT ") {
                    intents.append(String(text.dropFirst(7)))
                } else if !isOurs, Self.isPattern(text) {
                    notes.append(Transcript.Line(.note, prefix + text, number: number))
                } else {
                    replies.append(Transcript.Line(.reply, text, number: number))
                }
            }
            if !intents.isEmpty {
                lines.append(Transcript.Line(.understood, intents.joined(separator: " | ")))
            }
            lines += replies
            if notes.isEmpty == false, intents.isEmpty, replies.isEmpty { return }
        }

        /// `!` what may not come, `?` what may, `*` anything, and what asserts about an answer.
        private static func isPattern(_ text: String) -> Bool {
            text.hasPrefix("!") || text.hasPrefix("?") || text.contains("*") || isAsserter(text)
        }

        private static func isAsserter(_ text: String) -> Bool {
            let word = text.prefix { $0 != " " }
            return word.count > 3 && word.contains("_")
                && word.allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_") }
        }
    }
}
