import Training

/// A story as it is put together, step by step, from YAML or from Markdown.
struct RasaStory {
    private var lines: [Transcript.Line] = []
    /// Where the customer spoke last.
    private var said: Int?
    /// Put before what the customer says next.
    private var notes: [Transcript.Line] = []
    private(set) var losses: [Interchange.Loss] = []
    /// Of a file that we wrote: its notes and settings stand in its metadata.
    private var isOurs = false
    private let title: String

    init(_ title: String) { self.title = title }

    /// A line of ours, notes and settings of the whole conversation.
    mutating func keep(_ text: String) {
        isOurs = true
        if let line = (try? Transcript.read(Array(text.utf8)))?.lines.first { lines.append(line) }
    }

    mutating func beOurs() { isOurs = true }

    /// - Parameter marked: with the marks of entities in it.
    mutating func say(_ marked: String, intent: String?, at number: Int) {
        let (text, phrases) = Annotation.strip(marked)
        say(text.onOneLine)
        if text.onOneLine != text.withoutLastBreak {
            lose("line breaks of a customer's line", at: number)
        }
        for phrase in phrases { lose("the mark of an entity: \(phrase.entity)", at: number) }
        if let intent { understand(intent) }
    }

    /// A line of which only the intent is known.
    mutating func say(intent: String) {
        say("/" + intent)
        understand(intent)
    }

    private mutating func say(_ text: String) {
        lines += notes
        said = lines.count
        lines.append(Transcript.Line(.said, text))
        notes = []
    }

    private mutating func understand(_ intent: String) {
        let intents = intent.split(separator: "+").joined(separator: " | ")
        lines.append(Transcript.Line(.understood, intents))
    }

    mutating func reply(_ text: String) {
        lines += text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { Transcript.Line(.reply, String($0)) }
    }

    /// What the story tells and a transcript has no line for.
    mutating func note(_ text: String) {
        notes.append(Transcript.Line(.note, text.onOneLine))
    }

    /// Slots belong to what the customer said last.
    mutating func fill(_ slot: String, _ value: String, at number: Int) {
        guard let said else {
            return lose("a slot that no line filled: \(slot)", at: number)
        }
        guard !(slot + value).contains(where: { $0.isWhitespace || $0 == "=" }) else {
            return lose("a slot's value of several words: \(slot)", at: number)
        }
        let filled = "\(slot)=\(value)"
        if said + 1 < lines.count, lines[said + 1].kind == .understood {
            lines[said + 1].text += " " + filled
        } else {
            lines.insert(Transcript.Line(.understood, filled), at: said + 1)
        }
    }

    mutating func lose(_ what: String, at number: Int) {
        losses.append(Interchange.Loss(line: number, what: what))
    }

    func talk() throws(TranscriptError) -> Interchange.Talk {
        let isNamed = title != RasaStories.untitled && !title.isEmpty
        let head = isNamed && !isOurs ? [Transcript.Line(.note, title.onOneLine)] : []
        return Interchange.Talk(
            name: isNamed ? title : "", isOurs: isOurs,
            transcript: try Transcript(lines: head + lines + notes))
    }
}

extension String {
    fileprivate var withoutLastBreak: String {
        var text = self[...]
        while text.last?.isNewline == true { text.removeLast() }
        return String(text)
    }
}
