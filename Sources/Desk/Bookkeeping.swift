import Conversation
import Ledger
import Lending
import NLU
import Quantities

/// What the desk needs of the account store, as verbs. Chat uses the file's, replay and tests the
/// memory's; there is nothing to mock.
package struct Bookkeeping: Sendable {
    /// The customer's position, brought to this moment.
    package var load: @Sendable (_ customer: String, Moment) throws -> Account?
    /// Carries out what was agreed to, whole or not at all.
    package var commit:
        @Sendable (Proposal, _ consent: String, _ level: Int, Session, Moment) throws
            -> Input.Execution
    /// Why no money moves now, whatever is ordered: the reason class of the refusal.
    package var standstill: @Sendable (Moment) throws -> String?
    /// What became of orders the customer has not heard of; and that it has been on the screen.
    package var untold: @Sendable (_ customer: String) throws -> [UntoldOutcome]
    package var markTold: @Sendable (_ references: [String], Moment) throws -> Void
    /// The receipt of the same order, when another terminal was first with it.
    package var equalReceipt: @Sendable (Proposal, _ customer: String) throws -> Receipt?
    package var checkIdentity:
        @Sendable (_ phone: String, _ digits: String, Moment) throws -> SignIn
    /// `.locked` while the customer's codes are; nil when they are not.
    package var codeLock: @Sendable (_ customer: String, Moment) throws -> Input.Check?
    /// Counts a try of a code before it is compared: how many are left after it, or the lock.
    package var countCode: @Sendable (_ customer: String, Moment) throws -> Input.Check
    package var codeAccepted: @Sendable (_ customer: String) throws -> Void
    /// Puts a request for a person into the queue; its ticket, or nil where it cannot be kept.
    package var queue: @Sendable (HandOff, Session, Moment) throws -> String?
    package var remember: @Sendable (Dialogue, Moment) throws -> Void
    /// How the customer's latest conversation besides this one was left, if it is not long ago.
    package var lastTime:
        @Sendable (_ customer: String, _ conversation: String, Moment, IntentKinds) throws ->
            LastTime?
    /// The registered phone of a customer, and whose phone a number is.
    package var phone: @Sendable (_ customer: String) throws -> String?
    package var owner: @Sendable (_ phone: String) throws -> String?
    /// Demo stores only: the digits that `<secret>` stands for.
    package var rightDigits: @Sendable (_ customer: String) throws -> String?
}

/// What became of an attempt to sign in.
package struct SignIn: Sendable {
    package var check: Input.Check
    /// Who it is, where the digits were right.
    package var customer: String?
    /// When tries failed since the customer signed in last, the latest last.
    package var failed: [Moment] = []
}

extension SignIn {
    /// - Parameter outcome: nil where the attempt could not be counted.
    fileprivate init(_ outcome: IdentityCheck?) {
        switch outcome {
        case .right(let customer, let failed):
            self.init(check: .right, customer: customer, failed: failed)
        case .wrong(let left): self.init(check: .wrong(triesLeft: left))
        case .locked(let lock): self.init(check: .locked(until: lock.end))
        case nil: self.init(check: .unavailable)
        }
    }
}

extension Bookkeeping {
    /// - Parameters:
    ///   - trouble: told when the book could not be written and the conversation goes on.
    ///   - standing: told when no money moves, and why.
    package init(
        _ ledger: Ledger, trouble: @escaping @Sendable (LedgerError) -> Void = { _ in },
        standing: @escaping @Sendable (Standstill) -> Void = { _ in }
    ) {
        let writing = Writing(trouble: trouble)
        load = { try ledger.account(of: $0, at: $1) }
        commit = {
            try Self.commit($0, consent: $1, level: $2, $3, at: $4, in: ledger, trouble)
        }
        standstill = { try Self.standstill(at: $0, in: ledger, standing) }
        untold = { try ledger.untoldOutcomes(of: $0) }
        markTold = { try ledger.markTold($0, at: $1) }
        equalReceipt = { proposal, customer in
            try ledger.receipt(
                ofEqual: proposal.order, customer: customer, version: proposal.accountVersion)
        }
        checkIdentity = { phone, digits, now in
            // An attempt that cannot be counted is not made.
            SignIn(
                try writing.attempt {
                    try ledger.checkIdentity(phone: phone, digits: digits, at: now)
                })
        }
        codeLock = { customer, now in
            try ledger.codeLock(customer: customer, at: now).map { .locked(until: $0.end) }
        }
        countCode = { customer, now in
            Self.check(
                try writing.attempt { try ledger.countCodeAttempt(customer: customer, at: now) })
        }
        codeAccepted = { customer in
            _ = try writing.attempt { try ledger.codeAccepted(customer: customer) }
        }
        queue = { handOff, session, now in
            let packet = HandOffPacket(handOff, session, at: now)
            return try writing.attempt { try ledger.queueHandOff(packet) }
        }
        remember = { try Self.remember($0, at: $1, in: ledger, writing) }
        lastTime = { try Self.lastTime(of: $0, besides: $1, at: $2, $3, in: ledger) }
        phone = { try ledger.phone(of: $0) }
        owner = { try ledger.customer(phone: $0) }
        rightDigits = { try ledger.rightDigits(of: $0) }
    }

    private static func standstill(
        at now: Moment, in ledger: Ledger, _ standing: (Standstill) -> Void
    ) throws -> String? {
        guard let standstill = try ledger.standstill(at: now) else { return nil }
        standing(standstill)
        return standstill.code
    }

    /// A conversation whose state cannot be kept goes on all the same. After a failure it is left
    /// alone for a while: each try may wait for another terminal.
    private static func remember(
        _ dialogue: Dialogue, at now: Moment, in ledger: Ledger, _ writing: Writing
    ) throws {
        try writing.attempt(unlessFailedSince: now + -30, at: now) {
            try ledger.saveDialogue(
                DialogueCoding.encode(dialogue), conversation: dialogue.session.conversation,
                customer: dialogue.session.customer, at: now)
        }
    }

    private static func check(_ count: AttemptCount?) -> Input.Check {
        switch count {
        case .allowed(let left): .wrong(triesLeft: left)
        case .locked(let lock): .locked(until: lock.end)
        case nil: .unavailable
        }
    }

    /// What is older than a day is not brought up again.
    private static let memory: Int64 = 24 * 3600

    private static func lastTime(
        of customer: String, besides conversation: String, at now: Moment, _ kinds: IntentKinds,
        in ledger: Ledger
    ) throws -> LastTime? {
        // A dialogue of another version is one nobody can go on with.
        guard
            let saved = try ledger.latestDialogue(
                of: customer, besides: conversation, since: now + -memory),
            let dialogue = try? DialogueCoding.decode(saved), var last = dialogue.lastTime(kinds)
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
        in ledger: Ledger, _ trouble: (LedgerError) -> Void
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
            trouble(error)
            switch error {
            case .busy, .full, .io, .cannotCreate, .cannotOpen, .unavailable: return .notDone
            case .readOnly: return .refused("BOOKS_READ_ONLY")
            case .damaged, .notOurs: return .refused(Refusal.booksDamaged.code)
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

extension HandOffPacket {
    fileprivate init(_ handOff: HandOff, _ session: Session, at now: Moment) {
        self.init(
            conversation: session.conversation, customer: session.customer, level: session.level,
            reason: handOff.reason, summary: handOff.summary, priority: handOff.priority, at: now,
            joins: handOff.joins)
    }
}
