import Conversation
import Ledger
import Quantities
import Text
import Transcripts

/// The settings at the top of a transcript, checked.
struct ReplaySettings {
    /// 1 March 2026, where a transcript names no day at all: its sums are the same whenever it is
    /// replayed.
    static let usualOpening = Day(number: 20_513)

    private(set) var opened = Day(number: 0)
    private(set) var now = Moment(seconds: 0)
    private(set) var customer: String?
    private(set) var customerLine = 0
    private(set) var level = 0
    private(set) var language: Language?
    /// Tickets drawn, receipts given and plans made before the conversation.
    private(set) var counted = Counters(receipts: 0, plans: 0, tickets: 0)
    private(set) var idleLimit = Session.usualIdleLimit
    /// Why no money moved in the book.
    private(set) var standstill: String?
    /// From another tool: of an answer it holds what that tool tells.
    private(set) var isImported = false
    /// Nothing was done on the store before the conversation.
    private(set) var isFirst: Bool

    /// When the store opens: earlier operations happen before time has passed up to the
    /// conversation.
    var start: Moment { isFirst ? now : Moment(opened, hour: 0) }

    init(_ transcript: Transcript) throws {
        isFirst = !transcript.turns.flatMap(\.preface).contains { $0.setting?.key == "before" }
        var opening: Day?
        var start: Moment?
        for line in transcript.turns.first?.preface ?? [] {
            guard let (key, value) = line.setting else { continue }
            switch key {
            case "opened":
                opening = try Self.parsed(Day(value), line, "a day such as 2026-03-01")
                try Self.check(years: opening, line)
            // The first one starts the clock; later ones move it.
            case "now" where start == nil:
                start = try Self.parsed(
                    Moment(value), line, "a time such as 2026-03-02T10:00+08:00")
                try Self.check(years: start?.day, line)
            case "now", "phone": continue
            default: try take(key, value, line)
            }
        }
        opened = opening ?? start?.day ?? Self.usualOpening
        now = start ?? Moment(opened, hour: 10)
        guard now >= Moment(opened) else {
            throw ReplayError(line: 1, what: "the conversation begins before the store opened")
        }
    }

    private mutating func take(_ key: String, _ value: String, _ line: Transcript.Line) throws {
        switch key {
        case "customer": try takeCustomer(value, line)
        case "language":
            language =
                value == "auto"
                ? nil : try Self.parsed(Language(rawValue: value), line, "zh, en or auto")
        case "tickets", "receipts", "plans": try counted.take(line)
        case "left":
            _ = try Self.parsed(
                LeftSetting.read(value), line,
                "`left li-na instalment_setup instalment_setup_statement term=12`")
        case "format":
            let format = try Self.parsed(Int(value), line, "@ format 1")
            try Self.check(
                format <= Transcript.format, line,
                "format \(format) is newer than this program, which reads \(Transcript.format)")
        case "idle":
            idleLimit = try Self.parsed(Int64(value), line, "seconds, such as @ idle 60")
        case "standstill":
            let codes = ["BOOKS_DAMAGED", "BOOKS_READ_ONLY", "CLOCK_DOUBTED"]
            try Self.check(codes.contains(value), line, "one of " + codes.joined(separator: ", "))
            standstill = value
        case Transcript.importedKey: isImported = true
        case "before", "meanwhile": break
        default:
            throw ReplayError(
                line: line.number,
                what: "unknown setting '\(key)'; there are format, opened, now, customer, "
                    + "language, phone, idle, left, tickets, receipts, plans, standstill, imported, "
                    + "before and meanwhile")
        }
    }

    private mutating func takeCustomer(_ value: String, _ line: Transcript.Line) throws {
        let words = value.split(separator: " ")
        customer = words.first.map(String.init)
        customerLine = line.number
        level = 1
        guard words.count > 1 else { return }
        guard words.count == 3, words[1] == "level", let level = Int(words[2]),
            (0...1).contains(level)
        else {
            throw ReplayError(line, "write `@ customer li-na level 1`, level 0 or 1")
        }
        self.level = level
    }

    private static func check(_ holds: Bool, _ line: Transcript.Line, _ what: String) throws {
        guard holds else { throw ReplayError(line, what) }
    }

    /// Of a day that a setting names.
    static func check(years day: Day?, _ line: Transcript.Line) throws {
        let years = Ledger.years
        guard let day, !years.contains(day.year) else { return }
        throw ReplayError(
            line,
            "\(day) is no day of a book; name one from \(years.lowerBound) to \(years.upperBound)")
    }

    private static func parsed<T>(_ value: T?, _ line: Transcript.Line, _ example: String) throws
        -> T
    {
        guard let value else {
            throw ReplayError(line, "'\(line.text)' does not read; write \(example)")
        }
        return value
    }
}

extension Counters {
    private static let most = 100_000

    /// `tickets 3`, `receipts 12` or `plans 4`.
    mutating func take(_ line: Transcript.Line) throws {
        guard let (key, value) = line.setting, let count = Int(value),
            (0...Self.most).contains(count)
        else {
            let key = line.setting?.key ?? ""
            throw ReplayError(line, "write how many, up to 100,000, such as @ \(key) 3")
        }
        switch key {
        case "tickets": tickets = count
        case "receipts": receipts = count
        default: plans = count
        }
    }
}
