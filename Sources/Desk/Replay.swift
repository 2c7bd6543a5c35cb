import Conversation
import Ledger
import Lending
import NLU
import Quantities
import Text
import Transcripts

/// Runs the customer's lines of a transcript again, on the seeded store of its opening day.
package struct Replay: Sendable {
    /// What one recorded turn became.
    package struct Turn: Sendable {
        package var recorded: Transcript.Turn
        package var now: Transcript.Turn
        /// The recorded answer beside today's.
        package var pieces: [Transcript.Piece]
        package var changes: [Transcript.Change] { pieces.compactMap(\.change) }
        /// The events behind the lines, for the quality rules.
        package var events: [Event]
    }

    package let turns: [Turn]

    package var isSame: Bool { turns.allSatisfy(\.changes.isEmpty) }
    /// The transcript as it reads now: notes and settings kept, the opening day among them,
    /// and no mark of another tool, since nothing is missing any more.
    package var transcript: Transcript { Transcript(turns: turns.map(\.now)).withoutImport }
    package var events: [Event] { turns.flatMap(\.events) }

    /// - Parameter resuming: encodes and decodes the dialogue before each turn: what is not in it
    ///   or with the shell (the number given, the code drawn) is lost.
    /// - Parameter assistant: the model's, for whoever replays many.
    /// - Parameter place: where the store lies meanwhile: in memory, or on a server, which is left
    ///   as it is.
    package init(
        _ transcript: Transcript, model: Model, assistant: Assistant? = nil,
        resuming: Bool = false, in place: Ledger.Place = .memory
    ) throws {
        let assistant = assistant ?? Assistant(of: model)
        let settings = try ReplaySettings(transcript)
        var turns = try DemoBooks.lend(opened: settings.opened, at: settings.start, in: place) {
            ledger in
            var run = try Run(transcript, settings, model, assistant, ledger)
            return try transcript.turns.map { try run.replay($0, resuming: resuming) }
        }
        if transcript.setting("opened") == nil, !turns.isEmpty {
            turns[0].now.preface.append(Transcript.Line(.setting, "opened \(settings.opened)"))
        }
        self.turns = turns
    }

    /// How often which moves were made in the situations of a conversation.
    package static func priors(
        of transcript: Transcript, model: Model, assistant: Assistant
    ) throws -> Priors {
        let settings = try ReplaySettings(transcript)
        return try DemoBooks.lend(opened: settings.opened, at: settings.start, in: .memory) {
            ledger in
            var run = try Run(transcript, settings, model, assistant, ledger)
            var priors = Priors()
            for turn in transcript.turns {
                _ = try run.replay(turn, resuming: false)
                // What was a secret is no line.
                guard let said = turn.said, !said.text.hasPrefix("<") else { continue }
                priors.add(run.desk.lastPriors)
            }
            return priors
        }
    }

    /// Lends a way to hear lines where a conversation has got to; its goodbye is left out.
    package static func situation<Result>(
        after transcript: Transcript, model: Model,
        _ body: (_ hearing: @escaping (String) throws -> Desk.Heard) throws -> Result
    ) throws -> Result {
        let settings = try ReplaySettings(transcript)
        return try DemoBooks.lend(opened: settings.opened, at: settings.start, in: .memory) {
            ledger in
            var run = try Run(transcript, settings, model, Assistant(of: model), ledger)
            for turn in transcript.turns where turn.said?.text != "<end>" {
                _ = try run.replay(turn, resuming: false)
            }
            return try body { try run.desk.hearing(of: $0) }
        }
    }
}

/// A setting that a replay cannot use: the line, and the mend.
package struct ReplayError: Error, Equatable, CustomStringConvertible {
    package var line: Int
    /// In bytes, from 1.
    package var column: Int
    package var what: String
    package var description: String { "\(line):\(column): \(what)" }

    init(line: Int, column: Int = 1, what: String) {
        (self.line, self.column, self.what) = (line, column, what)
    }

    /// Where the value of a setting begins: `@ opened 2026-03-01`.
    init(_ line: Transcript.Line, _ what: String) {
        let key = line.setting?.key ?? ""
        self.init(line: line.number, column: key.utf8.count + 4, what: what)
    }
}

private struct Run {
    var desk: Desk
    private let book: Bookkeeping
    private let ledger: Ledger
    private let clock: Clock
    private var counted: Counters
    private let isImported: Bool
    private var isOpen = false

    /// The transcript's own time: it stands still until a line moves it.
    private final class Clock {
        var now: Moment
        init(_ now: Moment) { self.now = now }
    }

    init(
        _ transcript: Transcript, _ settings: ReplaySettings, _ model: Model,
        _ assistant: Assistant, _ ledger: Ledger
    ) throws {
        let clock = Clock(settings.now)
        var book = Bookkeeping(ledger)
        // The rows of a rehearsal are read by nobody; resuming writes and reads its own.
        book.remember = { _, _ in }
        if let reason = settings.standstill { book.standstill = { _ in reason } }
        if let customer = settings.customer, try book.phone(customer) == nil {
            throw ReplayError(
                line: settings.customerLine,
                what:
                    "the demo store has no customer '\(customer)'; `paydesk account list` names them"
            )
        }
        try EarlierOperations.apply(transcript, to: book, of: ledger)
        counted = settings.counted
        isImported = settings.isImported
        var session = Session(
            conversation: "replay", customer: settings.level > 0 ? settings.customer : nil,
            level: settings.level, lastHeard: settings.now)
        session.idleLimit = settings.idleLimit
        let language =
            try settings.language
            ?? settings.customer.flatMap {
                try book.load($0, settings.now)?.customer.language
            }.flatMap(Language.init(rawValue:))
        desk = Desk(
            model: model, assistant: assistant, book: book,
            dialogue: Dialogue(
                session: session, language: language ?? .zh,
                languageIsFixed: settings.language != nil), takesPlaceholders: true,
            clock: { clock.now }, drawCode: { "246810" }, announce: { _, _, _ in })
        desk.phoneOwner = settings.customer
        (self.book, self.ledger, self.clock) = (book, ledger, clock)
        try count()
    }

    /// What other customers were given meanwhile: only the numbers matter.
    private func count() throws {
        for _ in try ledger.counters().tickets..<max(ledger.counters().tickets, counted.tickets) {
            try EarlierOperations.queueTicket(in: book, clock.now)
        }
        try ledger.fill(receipts: counted.receipts, plans: counted.plans)
    }

    mutating func replay(_ turn: Transcript.Turn, resuming: Bool) throws -> Replay.Turn {
        try apply(turn.preface)
        if resuming { try desk.roundTrip() }
        var events: [Event] = []
        if isOpen {
            let before = desk.dialogue
            if let said = turn.said { events = try desk.hear(.text(said.text)) }
            if turn.isUndone {
                desk.restore(before)
                events.append(.undone)
            }
        } else {
            isOpen = true
            events = try desk.open()
        }
        desk.shown(events)
        let lines = Transcript.lines(
            events.filter { if case .said = $0 { false } else { true } },
            speaking: desk.assistant.phrasebook, in: desk.dialogue.language)
        var now = turn
        now.answer = lines
        let isMoved = turn.preface.contains { $0.setting?.key == "now" }
        let clock = isMoved ? [Event.clock(desk.heardAt)] : []
        let compared = isImported ? Transcript.part(of: lines, heldBy: turn.answer) : lines
        return Replay.Turn(
            recorded: turn, now: now,
            pieces: Transcript.compare(turn.answer, with: compared), events: clock + events)
    }

    private mutating func apply(_ preface: [Transcript.Line]) throws {
        for line in preface {
            guard let (key, value) = line.setting else { continue }
            switch key {
            case "now":
                guard let moment = Moment(value) else {
                    throw ReplayError(
                        line, "'\(value)' is no time; write 2026-03-02T10:00+08:00")
                }
                try ReplaySettings.check(years: moment.day, line)
                guard moment >= clock.now else {
                    throw ReplayError(line, "the clock cannot go back to \(value)")
                }
                clock.now = moment
            case "phone": desk.phoneOwner = value
            case "left": desk.lastTime = LeftSetting.read(value)
            case "meanwhile":
                let quote = "\(line.number)"
                try EarlierOperations.apply(line, named: quote, to: book, of: ledger)
            case "tickets", "receipts", "plans":
                try counted.take(line)
                try count()
            default: continue
            }
        }
    }
}
