import Quantities

/// A conversation put together from its activities, in their order.
struct BotFrameworkReader {
    private let conversation: String
    private var lines: [Transcript.Line] = []
    private(set) var losses: [Interchange.Loss] = []
    /// What a button says, by the value it sends.
    private var titles: [String: String] = [:]
    private var clock: Moment?
    /// Where the customer spoke last.
    private var said: Int?
    /// Written by us: its lines carry all settings themselves.
    private var isOurs = false

    init(_ conversation: String) { self.conversation = conversation }

    mutating func take(
        _ activity: BotFrameworkActivities.Activity, at line: Int, isCustomer: Bool
    ) throws(TranscriptError) {
        switch (activity.type ?? "message", activity.name) {
        case ("message", _):
            if activity.from?.role == nil {
                let side = isCustomer ? "customer" : "desk"
                lose("from.role is missing; taken for the \(side)", line)
            }
            // Of the desk's only the first: what it answers belongs to the line before.
            if isCustomer || lines.isEmpty { move(to: activity.timestamp) }
            isCustomer ? said(activity, line) : replied(activity, line)
        case ("event", BotFrameworkActivities.name): try keep(activity, line)
        case ("trace", let name):
            guard let intent = BotFrameworkTrace.intent(activity.value) else {
                return lose("a trace" + (name.map { ": \($0)" } ?? ""), line)
            }
            understand(intent, line)
        case ("conversationUpdate", _), ("typing", _): return
        case (let type, let name):
            lose("an activity: \(type)" + (name.map { " \($0)" } ?? ""), line)
        }
    }

    func talk() throws(TranscriptError) -> Interchange.Talk {
        let name = conversation == "1" ? "" : conversation
        var lines = lines
        if isOurs {
            lines.removeAll { $0.number == Self.ofTimestamp }
        } else if !name.isEmpty {
            lines.insert(Transcript.Line(.note, name.onOneLine), at: 0)
        }
        return Interchange.Talk(
            name: name, isOurs: isOurs, transcript: try Transcript(lines: lines))
    }

    private mutating func lose(_ what: String, _ line: Int) {
        losses.append(Interchange.Loss(line: line, what: what))
    }

    // MARK: - Time

    /// Stands for the number of a line that a timestamp made.
    private static let ofTimestamp = -1

    /// The clock goes on, and never back.
    private mutating func move(to timestamp: String?) {
        guard let now = timestamp.flatMap({ Moment($0) }), clock.map({ $0 < now }) ?? true else {
            return
        }
        clock = now
        lines.append(Transcript.Line(.setting, "now \(now)", number: Self.ofTimestamp))
    }

    // MARK: - What is said

    private mutating func said(_ activity: BotFrameworkActivities.Activity, _ line: Int) {
        for attachment in activity.attachments ?? [] {
            lose("an attachment of the customer's: \(attachment["contentType"]?.text ?? "?")", line)
        }
        var text = activity.text ?? ""
        if text.onOneLine != text { lose("line breaks of a customer's line", line) }
        if text.isEmpty, let value = activity.value {
            let words = pressed(value)
            if words == nil { lose("a value of the customer's that is no text", line) }
            text = words ?? "<button>"
        }
        if text.isEmpty, activity.attachments?.isEmpty == false { text = "<media>" }
        said = lines.count
        lines.append(Transcript.Line(.said, text.onOneLine))
    }

    /// What the button that was pressed says; else the one text that it sends.
    private func pressed(_ value: JSONValue) -> String? {
        if let title = titles[Self.key(value)] { return title }
        if let text = value.text { return text }
        let texts = value.map.values.compactMap(\.text)
        return texts.count == 1 ? texts[0] : nil
    }

    /// The same for values that are the same.
    private static func key(_ value: JSONValue) -> String {
        switch value {
        case .map(let map):
            map.sorted { $0.key < $1.key }.map { "\($0)=\(key($1))" }.joined(separator: ",")
        case .list(let list): list.map(key).joined(separator: ",")
        default: value.text ?? "\(value)"
        }
    }

    /// A bot's words, those of its cards, and its buttons.
    private mutating func replied(_ activity: BotFrameworkActivities.Activity, _ line: Int) {
        let attachments = activity.attachments ?? []
        let suggested = activity.suggestedActions?["actions"]?.list ?? []
        for action in suggested + BotFrameworkCards.actions(attachments) {
            guard let title = action["title"]?.text else { continue }
            if let value = action["value"] ?? action["data"] { titles[Self.key(value)] = title }
        }
        var words = activity.text.map(BotFrameworkCards.broken) ?? []
        for attachment in attachments {
            let card = BotFrameworkCards.lines(attachment)
            if card.isEmpty {
                lose("an attachment: \(attachment["contentType"]?.text ?? "?")", line)
            }
            words += card
        }
        words += BotFrameworkCards.buttons(suggested)
        // A card alone has an empty text.
        if words.count > 1, words[0].isEmpty { words.removeFirst() }
        if words == [""], !attachments.isEmpty { return }
        lines += words.map { Transcript.Line(.reply, $0) }
    }

    /// Of the customer's last line; the first trace of it counts.
    private mutating func understand(_ intent: String, _ line: Int) {
        guard let said else {
            return lose("a trace before the customer's first line", line)
        }
        guard said + 1 == lines.count || lines[said + 1].kind != .understood else {
            return lose("a second trace of one line", line)
        }
        lines.insert(Transcript.Line(.understood, intent), at: said + 1)
    }

    // MARK: - Lines of ours

    private mutating func keep(
        _ activity: BotFrameworkActivities.Activity, _ line: Int
    ) throws(TranscriptError) {
        guard case .text(let written)? = activity.value else {
            return lose("an event without its line", line)
        }
        guard let read = Self.line(written) else {
            throw TranscriptError(
                line: line, column: 1, what: "the line within this activity does not read")
        }
        isOurs = true
        lines.append(read)
    }

    /// One line of ours, whatever kind it is; read behind a customer's line, where any may stand.
    private static func line(_ written: String) -> Transcript.Line? {
        guard !written.contains(where: \.isNewline),
            let read = try? Transcript.read(
                Array((written.hasPrefix("@") ? written : ">\n" + written).utf8))
        else { return nil }
        return read.lines.last
    }
}
