import ArgumentParser
import CTerminal
import Foundation
import Ledger
import Quantities
import Text

struct QueueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "Work the queue on a whole terminal: who waits, what was said, what is owed.",
        discussion: """
            The tickets on the left, in the order in which they have to be called; on the right \
            what was promised, where the customer stands, and the conversation. It follows what \
            others do. Numbers to call are masked; `p` shows one for a reason, which the audit \
            chain notes.

            KEYS
              j, k, arrows  the next ticket, the one before; g, G the first, the last
              Enter         read the ticket: j, k and the space bar scroll
              t             take it; from whoever has it, after a question
              n             write a note
              c             close it, with its outcome
              r             open a closed one again
              p             show the number to call
              /             only what holds these letters; Escape shows all again
              a             those that are closed too
              q             back, and out

            EXAMPLES
              paydesk queue
              paydesk queue --language zh --by alice
            """)

    @Option(help: "In whose name; the one you are logged in with unless it is said.")
    var by: String?

    @Option(help: "zh or en.")
    var language: LanguageChoice = .en

    @Option(help: "The book: a file.", completion: .file())
    var store: String?

    @Option(help: "Look as of this time, such as 2026-03-02T10:00 (+08:00 unless said).")
    var now: String?

    func validate() throws {
        if let by { try TicketOptions.checkName(by, of: "--by") }
    }

    func run() throws {
        let clock = try Clock(now)
        let place = try BookFile.place(store)
        try BookFile.refuseMissing(place)
        var session = QueueSession(
            place: place, clock: clock,
            clerk: Clerk(name: TicketText.kept(by ?? NSUserName()), login: NSUserName()),
            language: language.fixed ?? .zh)
        // What is wrong with the book is said before the screen is taken.
        try session.refresh()
        if let status = try Self.work(&session) { Foundation.exit(status) }
    }

    /// The terminal is given back with the end of it.
    private static func work(_ session: inout QueueSession) throws -> Int32? {
        guard let screen = FullScreen(idle: 2) else {
            throw Failure(
                .usage,
                "the queue is worked on a terminal; in a pipe use `paydesk account queue`, and "
                    + "`paydesk account take`, `note`, `close`, `reopen` and `assign`")
        }
        return try withExtendedLifetime(screen) { try session.work(on: screen) }
    }
}

/// A clerk at the queue: the state on the screen, and the book behind it.
private struct QueueSession {
    let place: Ledger.Place
    let clock: Clock
    let clerk: Clerk
    private var state: QueueState
    /// Numbers that were revealed in this session, by customer.
    private var phones: [String: String] = [:]
    /// Whose position was looked at in this session: noted once.
    private var noted: Set<String> = []

    init(place: Ledger.Place, clock: Clock, clerk: Clerk, language: Language) {
        (self.place, self.clock, self.clerk) = (place, clock, clerk)
        state = QueueState(language: language)
    }

    private var words: QueueWords { QueueWords(state.language) }

    /// Until somebody leaves. Answers the exit code of a signal, nil where it was a key.
    mutating func work(on screen: FullScreen) throws -> Int32? {
        while true {
            let (size, now) = (screen.size, clock.now)
            try screen.draw(QueueLayout(state, size, now: now).rows)
            let key = try screen.press()
            if key == .hangUp { return 128 + ct_hang_up_signal() }
            let before = state.chosen
            let deed = state.press(key, size)
            if deed == .quit { return key == .interrupt ? 130 : nil }
            do {
                if let deed { try carryOut(deed) }
                // Nothing is read while somebody types.
                let isIdle = key == .nothing || key == .redraw
                if deed != nil || isIdle || state.chosen != before { try refresh() }
            } catch {
                state.notice = Utterance.visible("\(error)")
            }
        }
    }

    /// Reads the book again, and the ticket that is looked at.
    mutating func refresh() throws {
        let now = clock.now
        let ledger = try BookFile.look(at: place, now: now)
        state.take(QueueEntry.list(try ledger.queue(), now: now))
        state.page = state.entry.map { entry in
            let phone = entry.ticket.customer.flatMap { phones[$0] }
            return TicketPage(entry.ticket, in: ledger, at: now, phone: phone, words)
        }
        if let customer = state.entry?.ticket.customer, noted.insert(customer).inserted {
            note(customer, ledger)
        }
    }

    /// A look at masked data goes on where it cannot be noted.
    private mutating func note(_ customer: String, _ copy: Ledger) {
        guard place != .memory else { return }
        do {
            // In a book of real accounts it is looked at today, whatever day is shown.
            let now = try (copy.isDemo() ? clock : Clock(nil)).now
            let ledger = try Ledger(at: place, now: now, checkpoints: Paths.state()?.path)
            try ledger.noteAccess(
                by: clerk.login, to: "queue", customer: customer, reason: nil,
                at: ledger.time(at: now))
        } catch {
            state.notice = words.say("这次查看没有记入审计链", "this look is not in the audit chain")
        }
    }

    private mutating func carryOut(_ deed: QueueState.Deed) throws {
        let ledger = try BookFile.open(place, clock)
        let at = try ledger.time(at: clock.now)
        switch deed {
        case .quit: return
        case .work(let number, let act, let isForced):
            let outcome = try ledger.work(number, act, by: clerk, isForced: isForced, at: at)
            switch outcome {
            case .success(let ticket):
                let done = ticket.steps.last.map(words.words) ?? words.state(ticket)
                state.notice = ticket.number + "  " + done
            case .failure(let refusal): state.notice = words.words(refusal)
            }
        case .reveal(let number, let reason):
            guard let customer = try ledger.ticket(number)?.customer else {
                state.notice = words.say("不知道是谁，没有号码", "nobody knows who it is")
                return
            }
            // Noted before it is shown: where it cannot be noted, nothing is revealed.
            try ledger.noteAccess(
                by: clerk.login, to: "queue", customer: customer, reason: reason, at: at)
            phones[customer] = try ledger.phone(of: customer)
        }
    }
}
