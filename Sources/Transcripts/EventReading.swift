import Conversation
import Lending
import Quantities

extension Transcript {
    /// One thing that happened, and the line that tells it.
    package struct Happening: Equatable, Sendable {
        package var event: Event
        package var line: Int
    }

    /// What happened, as the quality rules and the figures of a report read it. A reply is known by
    /// its words only, each line for itself; `@ now` is the clock.
    /// - Throws: `TranscriptError` for an event line that does not read.
    package func happenings() throws(TranscriptError) -> [Happening] {
        var happenings: [Happening] = []
        for turn in turns {
            // The customer's line begins the turn; the clock moved before it.
            for line in turn.preface + (turn.said.map { [$0] } ?? []) + turn.answer {
                guard let event = try Self.event(line) else { continue }
                happenings.append(Happening(event: event, line: line.number))
            }
        }
        return happenings
    }

    private static func event(_ line: Line) throws(TranscriptError) -> Event? {
        switch line.kind {
        case .note: return nil
        case .setting:
            guard let (key, value) = line.setting, key == "now" else { return nil }
            guard let now = Moment(value) else { throw unreadable(line) }
            return .clock(now)
        case .said: return .said(line.text)
        case .reply: return .replied(Reply(words: line.text))
        case .understood:
            guard let heard = understood(line.text) else { throw unreadable(line) }
            return heard
        case .event:
            guard let event = happened(line.text) else { throw unreadable(line) }
            return event
        }
    }

    private static func unreadable(_ line: Line) -> TranscriptError {
        TranscriptError(
            line: line.number, column: 3,
            what:
                "'\(line.text)' is nothing that happens; the page for script authors lists the event lines"
        )
    }

    /// `a | b slot=value …`; nil where a value has no slot.
    private static func understood(_ text: String) -> Event? {
        let words = text.split(separator: " ")
        guard !words.contains(where: { $0.hasPrefix("=") }) else { return nil }
        let slots = words.filter { $0.contains("=") }.map { word in
            let parts = word.split(separator: "=", maxSplits: 1)
            return SlotFilled(String(parts[0]), slotValue(parts.count > 1 ? parts[1] : ""))
        }
        let intents = words.filter { !$0.contains("=") && $0 != "|" }.map(String.init)
        return .understood(intents, slots: slots)
    }

    /// On paper a sum and a count look alike; which it was, the slot's name tells the reader.
    private static func slotValue(_ text: Substring) -> SlotValue {
        Int(text).map(SlotValue.count) ?? .reference(String(text))
    }

    private static func happened(_ text: String) -> Event? {
        let words = text.split(separator: " ").map(String.init)
        guard let first = words.first else { return nil }
        let rest = Array(words.dropFirst())
        switch (first, rest.count) {
        case ("level", 1): return Int(rest[0]).map(Event.level)
        case ("identity", 1): return Event.CodeResult(rawValue: rest[0]).map(Event.identity)
        case ("code", 1): return Event.CodeResult(rawValue: rest[0]).map(Event.code)
        case ("quote", 2...3): return quote(rest)
        case ("consent", 1): return .consent(rest[0])
        case ("post", 2): return posting(rest)
        case ("receipt", 1): return .receipt(rest[0])
        case ("refused", 1): return .refused(rest[0])
        case ("cancelled", 1): return .cancelled(rest[0])
        case ("handoff", 2): return .handedOff(reason: rest[0], ticket: rest[1])
        case ("told", 1): return .told(rest[0])
        case ("withheld", 1): return .withheld(rest[0])
        case ("undone", 0): return .undone
        default: return nil
        }
    }

    private static func quote(_ words: [String]) -> Event? {
        guard let total = value(of: "total", in: words[1]), let fen = Int64(total) else {
            return nil
        }
        guard words.count > 2 else { return .quote(words[0], total: Money(fen: fen), rate: nil) }
        guard let percent = value(of: "apr", in: words[2]) else { return nil }
        let parts = percent.split(separator: ".")
        guard parts.count == 2, parts[1].count == 2, let whole = Int(parts[0]),
            let fraction = Int(parts[1]), (0...99).contains(fraction),
            (0..<1_000_000).contains(whole)
        else { return nil }
        return .quote(words[0], total: Money(fen: fen), rate: whole * 100 + fraction)
    }

    private static func value(of key: String, in word: String) -> Substring? {
        word.hasPrefix(key + "=") ? word.dropFirst(key.count + 1) : nil
    }

    private static func posting(_ words: [String]) -> Event? {
        // Int64.min has no counterpart on the other side.
        guard let account = LedgerAccount(rawValue: words[0]), let fen = Int64(words[1]),
            fen > .min
        else { return nil }
        let amount = Money(fen: abs(fen))
        return .posted(
            fen < 0
                ? Posting(account: account, credit: amount)
                : Posting(account: account, debit: amount))
    }
}
