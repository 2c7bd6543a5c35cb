import Conversation
import Lending
import NLU
import Quantities
import Text
import Transcripts

/// The imperative shell of a turn: load, decide, commit, remember. Time, codes and the store are
/// handed in; secrets stay here, out of the dialogue and of every record.
package struct Desk {
    /// What one read from the customer brought.
    package enum Line: Equatable, Sendable {
        case text(String)
        /// Longer than a line may be; nothing of it was kept.
        case tooLong
        case interrupted
        /// Nobody has touched the keys for as long as a session may be idle.
        case away
        case end
    }

    package let assistant: Assistant
    package private(set) var dialogue: Dialogue

    let explain: (_ line: String) -> Explanation?
    private let interpret: (_ line: String, _ today: Day) -> Interpretation
    let book: Bookkeeping
    private let clock: () -> Moment
    private let drawCode: () -> String
    /// Shows the simulated text message, on a channel that no transcript records.
    private let announce: (_ code: String, Proposal, Language) -> Void
    /// Hands a document over that a receipt was given for, on a channel of its own too.
    private let deliver: (_ document: Reply, Receipt, Language) -> Void

    /// Whether `<phone>`, `<secret>` and `<wrong>` stand for answers: in a replay and in a script
    /// on a demo book, never for a person who types.
    let takesPlaceholders: Bool
    /// Whose number `<phone>` stands for; nil for a number that nobody here has.
    package var phoneOwner: String?
    /// The number given, and whose it is, until the digits are checked.
    package internal(set) var claim: (phone: String, customer: String?)?
    var code: OneTimeCode?
    /// The last codes that were sent, good or not: nothing that is kept holds them.
    private var sentCodes: [String] = []
    private static let mostSentCodes = 8
    /// How the customer's last conversation was left: found in the book, or told by a record.
    package var lastTime: LastTime?
    /// When tries to sign in failed since the last time, for the customer who signs in.
    var failedTries: [Moment] = []
    /// The customer's position when last loaded: what a receipt is told with if the book cannot be
    /// read right after it.
    private(set) var lastAccount: Account?
    /// An order of this conversation may or may not have been carried out: asked again each turn.
    var hasDoubt = false
    /// When the last turn was heard.
    package private(set) var heardAt: Moment
    /// What the desk heard last and why it took it so, for `:why`.
    package private(set) var lastInterpretation: Interpretation?
    /// Where it was heard.
    private(set) var lastSituation: (dialogue: Dialogue, facts: Facts, parts: [Interpretation])?
    /// Judges what is about to be said.
    private var gate = QualityGate()

    package init(
        model: Model, assistant: Assistant, book: Bookkeeping, dialogue: Dialogue,
        takesPlaceholders: Bool,
        clock: @escaping () -> Moment, drawCode: @escaping () -> String,
        announce: @escaping (_ code: String, Proposal, Language) -> Void,
        deliver: @escaping (_ document: Reply, Receipt, Language) -> Void = { _, _, _ in }
    ) {
        self.assistant = assistant
        let ear = Ears(model)
        interpret = { ear.hear($0, today: $1) }
        explain = { line in
            var interpreter = Interpreter(model)
            return interpreter.explain(line)
        }
        self.book = book
        self.dialogue = dialogue
        self.clock = clock
        self.drawCode = drawCode
        self.announce = announce
        self.deliver = deliver
        self.takesPlaceholders = takesPlaceholders
        phoneOwner = dialogue.session.customer
        heardAt = clock()
    }

    package var hasEnded: Bool { dialogue.state == .ended }

    /// What the customer may type next, by the position that the last turn was answered with.
    package var suggestions: Suggestions {
        let account = dialogue.session.level > 0 ? lastAccount : nil
        return assistant.suggestions(dialogue, Facts(now: heardAt, account: account))
    }

    /// The greeting.
    package mutating func open() throws -> [Event] {
        heardAt = clock()
        return try run(.opened, at: heardAt)
    }

    /// One line of the customer, to the end of its turn.
    package mutating func hear(_ line: Line) throws -> [Event] {
        let now = clock()
        heardAt = now
        switch line {
        case .tooLong: return try run(.tooLong, saying: "<too long>", at: now)
        case .interrupted: return try run(.interrupted, saying: "<interrupt>", at: now)
        case .away: return try run(.away, saying: "<away>", at: now)
        case .end: return try run(.hungUp, saying: "<end>", at: now)
        case .text(let text):
            switch text {
            case "<too long>": return try hear(.tooLong)
            case "<interrupt>": return try hear(.interrupted)
            case "<away>": return try hear(.away)
            case "<end>": return try hear(.end)
            default: break
            }
            if text.allSatisfy(\.isWhitespace) { return try run(.silence, saying: "", at: now) }
            return try hear(text, at: now)
        }
    }

    private mutating func hear(_ text: String, at now: Moment) throws -> [Event] {
        let expects = dialogue.expects
        // After a long silence a secret is nobody's: it is not even tried.
        if expects.isSecret, dialogue.session.isStale(at: now) {
            return try run(.silence, saying: "<secret>", at: now)
        }
        switch expects {
        case .phone:
            if let events = try takePhone(text, at: now) { return events }
        case .digits:
            if let events = try takeSecret(text, as: .identityTail, at: now) { return events }
        case .code:
            if let events = try takeSecret(text, as: .code, at: now) { return events }
        case .line:
            if dialogue.session.level == 0, Self.isPhoneAlone(text),
                let events = try takePhone(text, at: now)
            {
                return events
            }
        }
        let said = interpreted(text, now.day)
        lastInterpretation = said.line
        return try run(.said(said.line, parts: said.parts), saying: said.masked, at: now)
    }

    /// A line as it may be kept, what it says, and what its parts say where it has some.
    func interpreted(
        _ text: String, _ today: Day
    ) -> (masked: String, line: Interpretation, parts: [Interpretation]) {
        let own = lastAccount.map { [$0.customer.name] } ?? []
        let masked = MaskedLine.mask(text, hiding: secrets, codes: sentCodes, names: own)
        let cut = Requests.parts(of: masked, assistant.words)
        let parts = cut.count > 1 ? cut.map { interpret($0, today) } : []
        return (masked, interpret(masked, today), parts)
    }

    /// What bare digits of the next line may be.
    private var secrets: MaskedLine.Secret {
        switch dialogue.expects {
        case .phone, .digits: return .identity
        case .code: return .code
        case .line: break
        }
        let isLive = dialogue.isCodeLive || (code?.isFresh(at: heardAt) ?? false)
        return isLive ? .code : .none
    }

    /// Writes the dialogue down and reads it back: nothing may live outside it between two turns.
    mutating func roundTrip() throws {
        dialogue = try DialogueCoding.decode(DialogueCoding.encode(dialogue))
    }

    /// Goes back to an earlier dialogue; the book stays as it is, and an open code is void.
    package mutating func restore(_ earlier: Dialogue) {
        dialogue = earlier
        code = nil
        gate.takeBack()
    }

    // MARK: - Load, decide, commit, remember

    /// - Parameter said: the customer's line as it may be kept; nil when nothing was said.
    mutating func run(
        _ first: Input, saying said: String? = nil, at now: Moment
    ) throws -> [Event] {
        var events = said.map { [Event.said($0)] } ?? []
        gate.keep(events, assistant.rulebook)
        var next: Input? = first
        var hasPosted = false
        while let input = next {
            if case .executed(.posted) = input { hasPosted = true }
            let facts = try facts(at: now, for: input)
            if case .said(_, let parts) = input { lastSituation = (dialogue, facts, parts) }
            let step = gate.passed(
                assistant.step(dialogue, input, facts), after: dialogue, input, facts,
                by: assistant)
            dialogue = step.dialogue
            gate.keep(step.events, assistant.rulebook)
            events += step.events
            next = try step.effect.flatMap { try perform($0, at: now) }
        }
        do {
            // Before the first word there is nothing to go back to.
            if said != nil { try book.remember(dialogue, now) }
        } catch  where hasPosted {
            // The receipt is in the book and has to be told; the next turn will say what is wrong.
        }
        return events
    }

    /// The right digits are themselves the proof of who is there: the turn may go on at once.
    mutating func facts(at now: Moment, for input: Input) throws -> Facts {
        let session = dialogue.session
        var customer = session.level > 0 ? session.customer : nil
        if case .digits(.right, let known) = input { customer = known }
        do {
            lastAccount = try customer.flatMap { try book.load($0, now) }
        } catch {
            // Money has moved: what happened is told with the position before it.
            guard case .executed(.posted) = input else { throw error }
        }
        var facts = Facts(
            now: now, account: lastAccount,
            lastTime: try lastTime(of: customer, for: input, at: now),
            untold: untold(to: customer, for: input), doneElsewhere: try doneElsewhere(customer),
            standstill: try standstill(for: input, at: now))
        if case .digits(.right, _) = input { facts.failedTries = failedTries }
        return facts
    }

    /// Asked where a quote may be shown or agreed to.
    private func standstill(for input: Input, at now: Moment) throws -> String? {
        switch input {
        case .executed, .queued, .codeSent: return nil
        default: return lastAccount == nil ? nil : try book.standstill(now)
        }
    }

    /// Looked for once, when the customer becomes known.
    private mutating func lastTime(
        of customer: String?, for input: Input, at now: Moment
    ) throws -> LastTime? {
        switch input {
        case .opened, .digits(.right, _): break
        default: return nil
        }
        guard let customer else { return nil }
        if lastTime?.customer != customer {
            lastTime = try book.lastTime(
                customer, dialogue.session.conversation, now, assistant.kinds)
        }
        return lastTime
    }

    private mutating func perform(_ effect: Effect, at now: Moment) throws -> Input? {
        switch effect {
        case .end: return nil
        case .handOff(let handOff):
            return .queued(ticket: try book.queue(handOff, dialogue.session, now))
        case .execute(let proposal, let consent, let level):
            let execution = try book.commit(proposal, consent, level, dialogue.session, now)
            if case .unknown = execution { hasDoubt = true }
            deliverDocument(of: execution)
            return .executed(execution)
        case .sendCode(let proposal):
            if let customer = dialogue.session.customer,
                let locked = try book.codeLock(customer, now)
            {
                return .code(locked)
            }
            let drawn = drawCode()
            sentCodes = sentCodes.suffix(Self.mostSentCodes - 1) + [drawn]
            code = OneTimeCode(digits: drawn, quote: proposal.quote, drawn: now)
            announce(drawn, proposal, dialogue.language)
            return .codeSent
        }
    }

    private func deliverDocument(of execution: Input.Execution) {
        switch execution {
        case .posted(let receipt), .alreadyDone(let receipt):
            guard let customer = lastAccount?.customer,
                let document = Document.certificate(receipt, of: customer)
            else { return }
            deliver(document, receipt, dialogue.language)
        case .stale, .notDone, .refused, .unknown: return
        }
    }
}
