import Conversation
import Lending
import NLU
import Quantities
import Transcripts

/// The imperative shell of a turn: load, decide, commit, remember. Time, codes and the store are
/// handed in; secrets stay here and reach neither the dialogue nor any record.
public struct Desk {
    /// What one read from the customer brought.
    public enum Line: Equatable, Sendable {
        case text(String)
        /// Longer than a line may be; nothing of it was kept.
        case tooLong
        case interrupted
        case end
    }

    public let assistant: Assistant
    public let phrasebook: Phrasebook
    public private(set) var dialogue: Dialogue

    private let interpret: (_ line: String, _ today: Day) -> Interpretation
    private let book: Book
    private let clock: () -> Moment
    private let drawCode: () -> String
    /// Shows the simulated text message, on a channel that no transcript records.
    private let announce: (_ code: String, Proposal, Language) -> Void

    /// Whose number `<phone>` stands for in a replay.
    public var phoneOwner: String?
    private var phone: String?
    private var code: OneTimeCode?
    /// What the desk heard last and why it took it so, for `:why`.
    public private(set) var lastInterpretation: Interpretation?

    public init(
        model: Model, book: Book, dialogue: Dialogue, clock: @escaping () -> Moment,
        drawCode: @escaping () -> String,
        announce: @escaping (_ code: String, Proposal, Language) -> Void
    ) {
        phrasebook = Phrasebook(model.replies)
        assistant = Assistant(replies: phrasebook.keys)
        interpret = { model.interpret($0, today: $1) }
        self.book = book
        self.dialogue = dialogue
        self.clock = clock
        self.drawCode = drawCode
        self.announce = announce
    }

    public var hasEnded: Bool { dialogue.state == .ended }

    /// The greeting.
    public mutating func open() throws -> [Event] { try run(.opened, at: clock()) }

    /// One line of the customer, to the end of its turn.
    public mutating func hear(_ line: Line) throws -> [Event] {
        let now = clock()
        switch line {
        case .tooLong: return [.said("<too long>")] + (try run(.tooLong, at: now))
        case .interrupted: return [.said("<interrupt>")] + (try run(.interrupted, at: now))
        case .end: return [.said("<end>")] + (try run(.hungUp, at: now))
        case .text(let text):
            switch text {
            case "<too long>": return try hear(.tooLong)
            case "<interrupt>": return try hear(.interrupted)
            case "<end>": return try hear(.end)
            default: break
            }
            if text.allSatisfy(\.isWhitespace) { return [.said("")] + (try run(.silence, at: now)) }
            return try hear(text, at: now)
        }
    }

    private mutating func hear(_ text: String, at now: Moment) throws -> [Event] {
        switch dialogue.expects {
        case .phone:
            if let events = try takePhone(text, at: now) { return events }
        case .digits:
            if let events = try takeDigits(text, at: now) { return events }
        case .code:
            if let events = try takeCode(text, at: now) { return events }
        case .line: break
        }
        let masked = MaskedLine.mask(text)
        let heard = interpret(masked, now.day)
        lastInterpretation = heard
        return [.said(masked)] + (try run(.said(heard), at: now))
    }

    /// Writes the dialogue down and reads it back: nothing may live outside it between two turns.
    mutating func roundTrip() throws {
        dialogue = try DialogueCoding.decode(DialogueCoding.encode(dialogue))
    }

    /// Goes back to an earlier dialogue; the book stays as it is, and an open code is void.
    public mutating func restore(_ earlier: Dialogue) {
        dialogue = earlier
        code = nil
    }

    // MARK: - Load, decide, commit, remember

    private mutating func run(_ first: Input, at now: Moment) throws -> [Event] {
        var events: [Event] = []
        var next: Input? = first
        while let input = next {
            let step = assistant.step(dialogue, input, try facts(at: now, for: input))
            dialogue = step.dialogue
            events += step.events
            next = try step.effect.flatMap { try perform($0, at: now) }
        }
        try book.remember(dialogue, now)
        return events
    }

    /// The right digits are themselves the proof of who is there: the turn may go on at once.
    private func facts(at now: Moment, for input: Input) throws -> Facts {
        let session = dialogue.session
        var customer = session.level > 0 ? session.customer : nil
        if case .digits(.right, let known) = input { customer = known }
        return Facts(now: now, account: try customer.flatMap { try book.load($0, now) })
    }

    private mutating func perform(_ effect: Effect, at now: Moment) throws -> Input? {
        switch effect {
        case .end: return nil
        case .handOff(let handOff):
            return .queued(ticket: try book.queue(handOff, dialogue.session, now))
        case .execute(let proposal, let consent):
            return .executed(try book.commit(proposal, consent, dialogue.session, now))
        case .sendCode(let proposal):
            if let customer = dialogue.session.customer, let until = try book.lock(customer, now) {
                return .code(.locked(until: until))
            }
            let drawn = drawCode()
            code = OneTimeCode(digits: drawn, quote: proposal.quote, drawn: now)
            announce(drawn, proposal, dialogue.language)
            return nil
        }
    }

    // MARK: - Secrets

    /// Nil when the line is no phone number: then it is an ordinary line.
    private mutating func takePhone(_ text: String, at now: Moment) throws -> [Event]? {
        let number: String
        if text == "<phone>", let owner = phoneOwner, let own = try book.phone(owner) {
            number = own
        } else if text == "<unknown phone>" {
            number = "10000000000"
        } else if let typed = MaskedLine.phone(in: text) {
            number = typed
        } else {
            return nil
        }
        phone = number
        phoneOwner = try book.owner(number)
        let said = phoneOwner == nil ? "<unknown phone>" : "<phone>"
        return [.said(said)] + (try run(.phoneGiven, at: now))
    }

    /// Four characters are tried as the ID's tail, whatever they are; anything else is words.
    private mutating func takeDigits(_ text: String, at now: Moment) throws -> [Event]? {
        guard let phone else { return nil }
        let typed = SecretText.narrowed(text)
        let right = try phoneOwner.flatMap { try book.rightDigits($0) }
        let digits = typed == "<secret>" ? right ?? "" : typed
        guard typed == "<secret>" || typed == "<wrong>" || SecretText.isIdentityTail(typed) else {
            return nil
        }
        let (check, customer) = try book.checkIdentity(phone, digits, now)
        let said = check == .right ? "<secret>" : "<wrong>"
        return [.said(said)] + (try run(.digits(check, customer: customer), at: now))
    }

    /// Six digits are tried as the code; the try is counted before it is compared.
    private mutating func takeCode(_ text: String, at now: Moment) throws -> [Event]? {
        guard let customer = dialogue.session.customer else { return nil }
        let typed = SecretText.narrowed(text)
        guard typed == "<secret>" || typed == "<wrong>" || SecretText.isDigits(typed) else {
            return nil
        }
        var check = try book.countCode(customer, now)
        if case .wrong = check {
            let isRight = typed == "<secret>" || code?.matches(typed) == true
            if code?.isFresh(at: now) != true { check = .expired } else if isRight { check = .right }
        }
        if check == .right {
            try book.codeAccepted(customer)
            code = nil
        }
        let said = check == .right || typed == "<secret>" ? "<secret>" : "<wrong>"
        return [.said(said)] + (try run(.code(check), at: now))
    }
}
