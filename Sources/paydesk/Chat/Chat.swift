import ArgumentParser
import Conversation
import Desk
import Dispatch
import Foundation
import Ledger
import Lending
import Quantities
import Text

struct Chat: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat", _superCommandName: "paydesk", abstract: "Talk to the desk.",
        discussion: """
            On a terminal: line editing, history, Tab completes, Ctrl-R searches, Ctrl-C abandons a \
            question, Ctrl-D says goodbye, Ctrl-Z locks the session. A paste is sent by Enter only. \
            In a pipe it reads lines without prompts; the line after a question for a secret answers \
            it, and on a demo book <secret> stands for the right answer.

            EXAMPLES
              paydesk chat --customer li-na --language en
              printf '我要提前结清\\n确认\\n<secret>\\n' | paydesk chat --customer zhang-wei --store :memory:
              paydesk chat --customer zhang-wei --record talk.transcript
            """)

    @OptionGroup var model: ModelOptions

    @Option(
        help: "Sign a demo customer in at level 1, such as zhang-wei, 张伟 or 13800000001.",
        completion: .customers)
    var customer: String?

    @Option(help: "zh, en, or auto: follow the customer.")
    var language: LanguageChoice = .auto

    @Option(
        help: """
            The book to work on: a file, postgres://user@host/database, or :memory: for one that \
            is forgotten. Default: $PAYDESK_STORE, then the usual file.
            """,
        completion: .file())
    var store: String?

    @Flag(help: "Make the folder of --store too, where it is not there.")
    var create = false

    @Option(help: "Write the conversation to a transcript.", completion: .file())
    var record: String?

    @Option(
        help: """
            Where all conversations are recorded: book, so that staff at any desk find them, or the \
            room for them here in MiB, 0 for none. Default: $PAYDESK_RECORDS, then 64.
            """)
    var records: String?

    @Option(help: "Stop the clock at this time, such as 2026-03-02T10:00 (+08:00 unless said).")
    var now: String?

    @Flag(help: "No colours, no line editing.")
    var plain = false

    @Flag(help: "One JSON object a turn: what was said, understood, answered, and what happened.")
    var json = false

    @Flag(
        help: """
            For a public terminal: no staff commands, a session of one idle minute. As a login shell \
            the program is always one.
            """)
    var kiosk = false

    @Option(help: "Seconds without a word after which a session is locked (600, at a kiosk 60).")
    var idle: Int64?

    func validate() throws {
        guard store != nil || !create else {
            throw ValidationError("--create is for a book that --store names")
        }
        guard (1...600).contains(idle ?? 600) else {
            throw ValidationError("--idle takes 1 to 600 seconds")
        }
    }

    func run() throws {
        let clock = try Clock(now)
        let recordPlace = try RollingRecord.place(records)
        let options = model
        let model = try options.load()
        let assistant = Assistant(of: model)
        try checkAnswers(of: assistant)
        let ledger = try BookFile.openForChat(store, makingFolder: create, clock)
        let isDemo = try ledger.isDemo()
        if customer != nil, !isDemo {
            throw Failure(
                .notPermitted,
                "this book is no demo, so --customer signs nobody in; leave it out and sign in")
        }
        let book = try bookkeeping(ledger, at: clock.now)
        // Of a book that is far from the clock, the time is the book's.
        let time: () -> Moment = { (try? ledger.time(at: clock.now)) ?? clock.now }
        let began = time()
        let customer = try customer.map { try CustomerName.resolve($0, in: ledger) }
        let account = try customer.flatMap { try book.load($0, began) }
        let dialogue = dialogue(of: customer, account, from: began)
        let isTerminal = !plain && !json && Screen.isInteractive
        let paint = Paint(isOn: isTerminal && Screen.isColoured)
        if kiosk { Startup.ignoreSuspension() }
        let desk = Desk(
            model: model, assistant: assistant, book: book, dialogue: dialogue,
            takesPlaceholders: !Screen.hasKeyboard && !kiosk && isDemo, clock: time,
            drawCode: OneTimeCodes.draw, announce: TextMessage.show(assistant.phrasebook, paint),
            deliver: Documents.deliver(assistant.phrasebook))
        let header = Recorder.Header(
            model: model, ledger: ledger, session: dialogue.session, language: language.fixed,
            began: began)
        var talk = Talk(
            desk: desk, recorder: try record.map { try Recorder(path: $0, header: header) },
            rolling: RollingRecord(header, in: recordPlace), format: json ? .json : .text,
            hasStaffCommands: !kiosk && !json, isDemo: isDemo, paint: paint, isKiosk: kiosk)
        talk.staff.looks = StaffLooks(ledger: ledger, now: time)
        if options.model == nil {
            talk.teaching.teacher = Teacher(model: model, folder: try options.corpus())
        }
        try lead(&talk, isTerminal: isTerminal) { _ = try? ledger.standstill(at: began) }
    }

    /// - Parameter look: through the whole book, while the customer reads the greeting.
    private func lead(
        _ talk: inout Talk, isTerminal: Bool, _ look: @escaping @Sendable () -> Void
    ) throws {
        let looking = DispatchGroup()
        defer { looking.wait() }
        talk.whenGreeted = { DispatchQueue.global().async(group: looking) { look() } }
        try isTerminal ? talk.onTerminal() : talk.inPipe()
    }

    private func dialogue(
        of customer: String?, _ account: Account?, from began: Moment
    ) -> Dialogue {
        let session = session(of: account == nil ? nil : customer, from: began)
        let spoken =
            language.fixed ?? account.flatMap { Language(rawValue: $0.customer.language) } ?? .zh
        return Dialogue(
            session: session, language: spoken, languageIsFixed: language.fixed != nil)
    }

    private func session(of customer: String?, from began: Moment) -> Session {
        var session = Session(
            conversation: Conversations.name(), customer: customer, level: customer == nil ? 0 : 1,
            lastHeard: began)
        session.idleLimit = idle ?? (kiosk ? 60 : Session.usualIdleLimit)
        return session
    }

    /// What stops money is told before the first word where it shows at once, and else before the
    /// first answer about an account.
    private func bookkeeping(_ ledger: Ledger, at now: Moment) throws -> Bookkeeping {
        let trouble = Trouble()
        let standing: @Sendable (Standstill) -> Void = { standstill in
            // Of a file that cannot be written it has been said.
            if case .readOnly = standstill { return }
            trouble.tell(standstill)
        }
        if let standstill = try ledger.apparentStandstill(at: now) { standing(standstill) }
        return Bookkeeping(ledger, trouble: { trouble.tell($0) }, standing: standing)
    }

    /// An answer with a hole nobody can fill is no answer.
    private func checkAnswers(of assistant: Assistant) throws {
        guard assistant.phrasebook.keys.contains("greeting") else {
            throw Failure(
                .configuration,
                "this corpus has no words for a desk: desk.yml with utter_greeting is missing")
        }
        let unknown = assistant.phrasebook.unknownPlaceholders(in: assistant.faqs)
        guard let first = unknown.first else { return }
        throw Failure(.badData, "the corpus cannot be spoken: \(first)")
    }
}

enum LanguageChoice: String, ExpressibleByArgument, CaseIterable {
    case zh, en, auto

    var fixed: Language? { Language(rawValue: rawValue) }
}
