import Conversation
import Desk
import Foundation
import Text
import Transcripts

/// A conversation from greeting to goodbye, on a terminal or in a pipe.
struct Talk {
    enum Format { case text, json }

    private var desk: Desk
    private var recorder: Recorder?
    private var rolling: RollingRecord
    private var past: RecordedPast
    private let format: Format
    private let hasStaffCommands: Bool
    private let isDemo: Bool
    private let paint: Paint
    private let isKiosk: Bool
    /// Lines are typed into an editor, which can be interrupted.
    private var isEdited = false
    private var output = Output.standard
    private var turns = 0
    /// The last line typed, as it may be kept.
    private var kept: String?
    var staff = StaffCommands()
    /// Lessons that staff give the desk.
    var teaching = Teaching()
    /// What there is to do while the first line is waited for.
    var whenGreeted: () -> Void = {}

    init(
        desk: Desk, recorder: Recorder?, rolling: RollingRecord, format: Format,
        hasStaffCommands: Bool, isDemo: Bool, paint: Paint, isKiosk: Bool
    ) {
        self.desk = desk
        self.recorder = recorder
        self.rolling = rolling
        past = rolling.past
        self.format = format
        self.hasStaffCommands = hasStaffCommands
        self.isDemo = isDemo
        self.paint = paint
        self.isKiosk = isKiosk
    }

    /// Lines without editing, and without prompts unless a person types them: for scripts.
    mutating func inPipe() throws {
        var reader = LineReader()
        try greet()
        while !desk.hasEnded {
            if Screen.hasKeyboard, desk.dialogue.expects.isSecret {
                try output.flush()
                try take(readSecret(prompt: prompt))
                continue
            }
            if Screen.isInteractive { try output.write(prompt) }
            try output.flush()
            guard let line = try reader.next() else {
                try turn(.end)
                break
            }
            // Nobody pressed Enter behind a partial line: it may ask, but it agrees to nothing.
            if line.isPartial, desk.dialogue.awaitsDecision {
                try turn(.end)
                break
            }
            try line.isTooLong ? turn(.tooLong) : take(Utterance.make(line.bytes))
        }
        try leave()
    }

    /// With editing and history; secrets are read apart, without echo.
    mutating func onTerminal() throws {
        guard let editor = LineEditor() else { return try inPipe() }
        isEdited = true
        if hasStaffCommands, isDemo, desk.dialogue.session.level == 0 {
            Console.note(
                "a demo book; --customer zhang-wei begins signed in, `paydesk account list` names the others"
            )
        }
        try greet()
        var beginning = ""
        while !desk.hasEnded {
            try tellLesson()
            try output.flush()
            Screen.setIdleLimit(seconds: idleSeconds)
            let customer = desk.dialogue.session.customer
            let isPlain = desk.dialogue.expects == .line
            let line = read(editor, beginning: beginning)
            beginning = if case .suspended(let half) = line { half } else { "" }
            try take(line)
            // What the record keeps as it was typed may be gone back to, and nothing else.
            if case .line(let text) = line, isPlain, text == kept { editor.remember(text) }
            let isSignedOut = customer != nil && customer != desk.dialogue.session.customer
            // For whoever comes next.
            if isSignedOut || line == .away { editor.forget() }
        }
        try leave()
    }

    private mutating func leave() throws {
        try output.flush()
        teaching.stop()
        rolling.close()
    }

    private func read(_ editor: LineEditor, beginning: String) -> Line {
        guard !desk.dialogue.expects.isSecret else { return readSecret(prompt: prompt) }
        let suggestions = desk.suggestions
        let staff = hasStaffCommands ? StaffCommands.all.map(\.name) : []
        editor.offer(suggestions.lines, hidden: suggestions.parts + staff)
        return editor.read(
            LineRequest(
                prompt: prompt, beginning: beginning, searchLabel: words("search"),
                notFoundLabel: words("search_not_found")))
    }

    private func words(_ key: String) -> String {
        desk.assistant.phrasebook.text(Reply(key), in: desk.dialogue.language)
    }

    /// Somebody known must not stay so for whoever comes next; at a kiosk nobody's words stay.
    private var idleSeconds: Int64 {
        let session = desk.dialogue.session
        return session.level > 0 || isKiosk ? session.idleLimit : 0
    }

    private mutating func leftAlone() throws {
        let shows = isKiosk || desk.dialogue.session.level > 0
        if shows, Screen.obeysEscapes { try output.write(Screen.clearing) }
        try turn(.away)
    }

    private mutating func take(_ line: Line) throws {
        switch line {
        case .line(let text): try take(Utterance.make(Array(text.utf8)))
        case .tooLong: try turn(.tooLong)
        case .interrupted: try turn(.interrupted)
        case .cleared, .woken: return
        case .away: try leftAlone()
        case .suspended: try turn(.away)
        case .endOfInput: try turn(.end)
        // Nobody is there to read a goodbye; what was posted is posted, what was open is not.
        case .hangUp: Startup.leaveHungUp()
        case .failed: throw Failure(.inputOutput, "the terminal can no longer be read")
        }
    }

    private var prompt: String {
        paint.prompt(desk.dialogue.expects.isSecret ? "***" : ">") + " "
    }

    // MARK: - A turn

    private mutating func greet() throws {
        // Of whoever was there before, nothing is left on a public screen.
        if isKiosk, Screen.isInteractive, Screen.obeysEscapes { try output.write(Screen.clearing) }
        if isRecorded { past.look(before: desk) }
        try show(desk.open())
        whenGreeted()
    }

    private mutating func take(_ utterance: Utterance) throws {
        switch utterance {
        case .tooLong: try turn(.tooLong)
        case .line(let text):
            if teaching.isAsking {
                kept = nil
                try say(teaching.answer(text))
                if !isEdited {
                    teaching.train()
                    try tellLesson()
                }
                return
            }
            if hasStaffCommands, text.hasPrefix(":") {
                kept = text
                return try obey(text)
            }
            try turn(.text(text))
        }
    }

    private mutating func turn(_ line: Desk.Line) throws {
        staff.before = desk.dialogue
        if isRecorded { past.look(before: desk) }
        let events = try desk.hear(line)
        kept = events.firstSaid
        staff.lastTurnPosted = events.contains { if case .receipt = $0 { true } else { false } }
        // Typed before the question was seen, it is no answer to it.
        if Screen.hasKeyboard, desk.dialogue.isAsking { Screen.discardInput() }
        try show(events)
    }

    private mutating func show(_ events: [Event]) throws {
        let lines = Transcript.lines(
            events, speaking: desk.assistant.phrasebook, in: desk.dialogue.language)
        // A receipt is on the screen before the record or the next prompt.
        switch format {
        case .text: try output.write(Screen.isInteractive ? page(events, lines) : plain(lines))
        case .json:
            let report = TurnReport(turn: turns, lines, desk)
            try output.write(JSON.line(report) + "\n")
        }
        try output.flush()
        desk.shown(events)
        turns += 1
        let turn = RecordedTurn(
            lines: lines, at: desk.heardAt, phoneOwner: desk.phoneOwner, lastTime: desk.lastTime,
            past: isRecorded ? past.lines(after: desk) : [])
        rolling.record(turn)
        try recorder?.record(turn)
        for case .withheld(let rule) in events {
            Console.note("a reply was withheld, it would have broken rule \(rule)")
        }
    }

    private var isRecorded: Bool { rolling.isKept || recorder != nil }

    private func plain(_ lines: [Transcript.Line]) -> String {
        lines.filter { $0.kind == .reply }.map { $0.text + "\n" }.joined()
    }

    private func page(_ events: [Event], _ lines: [Transcript.Line]) -> String {
        let page = Page(
            columns: Screen.columns, paint: paint, phrasebook: desk.assistant.phrasebook,
            language: desk.dialogue.language,
            answers: paint.isOn ? desk.suggestions.lines : [])
        return page.text(events, lines.filter { $0.kind == .reply }.map(\.text))
    }

    private mutating func obey(_ command: String) throws {
        if let name = StaffCommands.argument(of: ":record", in: command) {
            // A record that begins in the middle cannot be replayed, so there is none.
            return try say(
                recorder == nil
                    ? "a record holds the whole conversation: start with --record "
                        + (name.isEmpty ? "FILE" : name)
                    : "this conversation is being recorded")
        }
        if let name = StaffCommands.argument(of: ":teach", in: command) {
            return try teach(name)
        }
        if let text = StaffCommands.argument(of: ":note", in: command) { return try note(text) }
        if command == ":quit" { return try turn(.end) }
        let call = StaffWords(desk.dialogue.language).callForAPerson
        if command == ":handoff" { return try turn(.text(call)) }
        if isEdited { teaching.prepare() }
        let hadTurn = staff.before != nil
        let answer = staff.answer(command, &desk)
        if hadTurn, staff.before == nil {
            rolling.markUndone()
            try recorder?.markUndone()
        }
        try say(answer)
    }

    private mutating func note(_ text: String) throws {
        guard !text.isEmpty else { return try say("say what there is to note: :note TEXT") }
        let (note, name) = (
            MaskedLine.mask(TicketText.kept(text), hiding: .none), TicketText.kept(NSUserName())
        )
        try recorder?.note(note, by: name)
        let isKept = rolling.note(note, by: name) || recorder != nil
        try say(
            isKept ? "noted" : "there is no record yet; it begins with the customer's first line")
    }

    private mutating func teach(_ name: String) throws {
        let wake: (@Sendable () -> Void)? = isEdited ? { @Sendable in LineEditor.wake() } : nil
        let told = teaching.begin(
            name, desk.lastInterpretation, wake: wake)
        if let told { try say(told) }
        if !isEdited { try tellLesson() }
    }

    /// What has come of a lesson that is being worked out; while a secret is asked for, nothing.
    private mutating func tellLesson() throws {
        // What was typed before the question was seen is no answer to it, and has its own turn.
        guard !(isEdited && Screen.hasInput), !desk.dialogue.expects.isSecret,
            let news = teaching.news()
        else { return }
        try output.write(StaffCommands.fitted(news))
        if teaching.isAsking, Screen.hasKeyboard, !isEdited { Screen.discardInput() }
    }

    private mutating func say(_ text: String) throws {
        try output.write(StaffCommands.fitted(text + (Screen.isInteractive ? "\n\n" : "\n")))
        try output.flush()
    }
}

extension [Event] {
    /// The customer's line, as it may be kept.
    fileprivate var firstSaid: String? {
        for case .said(let line) in self { return line }
        return nil
    }
}
