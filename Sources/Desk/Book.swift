import Conversation
import Ledger
import Lending
import Quantities

/// What the desk needs of the account store, as verbs. Chat uses the file's, replay and tests the
/// memory's; there is nothing to mock.
public struct Book: Sendable {
    /// The customer's position, brought to this moment.
    public var load: @Sendable (_ customer: String, Moment) throws -> Account?
    /// Carries out what was agreed to, whole or not at all.
    public var commit:
        @Sendable (Proposal, _ consent: String, _ level: Int, Session, Moment) throws
            -> Input.Execution
    public var checkIdentity:
        @Sendable (_ phone: String, _ digits: String, Moment) throws -> (
            Input.Check, customer: String?
        )
    /// Until when the customer's checks are locked, if they are.
    public var lock: @Sendable (_ customer: String, Moment) throws -> Moment?
    /// Counts a try of a code before it is compared: how many are left after it, or the lock.
    public var countCode: @Sendable (_ customer: String, Moment) throws -> Input.Check
    public var codeAccepted: @Sendable (_ customer: String) throws -> Void
    /// Puts a request for a person into the queue; its ticket.
    public var queue: @Sendable (HandOff, Session, Moment) throws -> String
    public var remember: @Sendable (Dialogue, Moment) throws -> Void
    /// How the customer's latest conversation besides this one was left, if it is not long ago.
    public var lastTime:
        @Sendable (_ customer: String, _ conversation: String, Moment) throws -> LastTime?
    /// The registered phone of a customer, and whose phone a number is.
    public var phone: @Sendable (_ customer: String) throws -> String?
    public var owner: @Sendable (_ phone: String) throws -> String?
    /// Demo stores only: the digits that `<secret>` stands for.
    public var rightDigits: @Sendable (_ customer: String) throws -> String?
}

extension Book {
    public init(_ ledger: Ledger) {
        load = { try ledger.account(of: $0, at: $1) }
        commit = { try Self.commit($0, consent: $1, level: $2, $3, at: $4, in: ledger) }
        checkIdentity = { phone, digits, now in
            switch try ledger.checkIdentity(phone: phone, digits: digits, at: now) {
            case .right(let customer): (.right, customer)
            case .wrong(let left): (.wrong(triesLeft: left), nil)
            case .locked(let until): (.locked(until: until), nil)
            }
        }
        lock = { try ledger.lock(customer: $0, at: $1) }
        countCode = { customer, now in
            switch try ledger.countCodeAttempt(customer: customer, at: now) {
            case .allowed(let left): .wrong(triesLeft: left)
            case .locked(let until): .locked(until: until)
            }
        }
        codeAccepted = { try ledger.clearCodeAttempts(customer: $0) }
        queue = { handOff, session, now in
            try ledger.queueHandOff(
                HandOffPacket(
                    conversation: session.conversation, customer: session.customer,
                    level: session.level, reason: handOff.reason, summary: handOff.summary,
                    priority: handOff.priority, at: now))
        }
        remember = { dialogue, now in
            try ledger.saveDialogue(
                DialogueCoding.encode(dialogue), conversation: dialogue.session.conversation,
                customer: dialogue.session.customer, at: now)
        }
        lastTime = { try Self.lastTime(of: $0, besides: $1, at: $2, in: ledger) }
        phone = { id in try ledger.customers().first { $0.id == id }?.phone }
        owner = { try ledger.customer(phone: $0) }
        rightDigits = { try ledger.rightDigits(of: $0) }
    }

    /// What is older than a day is not brought up again.
    private static let memory: Int64 = 24 * 3600

    private static func lastTime(
        of customer: String, besides conversation: String, at now: Moment, in ledger: Ledger
    ) throws -> LastTime? {
        // A dialogue of another version is one nobody can go on with.
        guard
            let saved = try ledger.latestDialogue(
                of: customer, besides: conversation, since: now + -memory),
            let dialogue = try? DialogueCoding.decode(saved), var last = dialogue.lastTime
        else { return nil }
        // The program may have ended between the posting and the next row: the book knows.
        if let quote = dialogue.codeQuote,
            let receipt = try ledger.receiptNumber(
                key: dialogue.session.conversation + "/" + quote)
        {
            last.unfinished = nil
            last.receipts.append(receipt)
        }
        return last
    }

    private static func commit(
        _ proposal: Proposal, consent: String, level: Int, _ session: Session, at now: Moment,
        in ledger: Ledger
    ) throws -> Input.Execution {
        guard let customer = session.customer else { return .refused("NOT_AUTHORISED") }
        let evidence = Evidence(
            level: level, quote: proposal.quote, accountVersion: proposal.accountVersion,
            consent: consent, validUntil: proposal.validUntil)
        let key = session.conversation + "/" + proposal.quote
        let execution: Execution
        do throws(LedgerError) {
            execution = try ledger.execute(
                proposal.order, customer: customer, key: key, evidence: evidence, at: now)
        } catch {
            switch error {
            case .busy, .full, .io: return .notDone
            case .outcomeUnknown: return .unknown(reference: key)
            default: throw error
            }
        }
        switch execution {
        case .posted(let receipt): return .posted(receipt)
        case .alreadyDone(let receipt): return .alreadyDone(receipt)
        case .stale, .expired: return .stale
        case .unknown(let reference): return .unknown(reference: reference)
        case .refused(let refusal): return .refused(refusal.code)
        }
    }
}
