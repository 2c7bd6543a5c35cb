import Foundation
import Lending
import Quantities

/// What entitles the desk to carry an order out: who agreed to what, and how surely.
package struct Evidence: Equatable, Sendable {
    /// Identity level; an order takes 2, a one-time code that was right.
    package var level: Int
    /// The quote that was agreed to: `Q1`.
    package var quote: String
    /// The version of the account the quote was made from.
    package var accountVersion: Int
    /// The customer's words of consent.
    package var consent: String
    package var validUntil: Moment

    package init(
        level: Int, quote: String, accountVersion: Int, consent: String, validUntil: Moment
    ) {
        self.level = level
        self.quote = quote
        self.accountVersion = accountVersion
        self.consent = consent
        self.validUntil = validUntil
    }
}

/// What became of an order. Only `posted` moved money now.
package enum Execution: Equatable, Sendable {
    case posted(Receipt)
    /// It had been carried out before; this is the receipt of then.
    case alreadyDone(Receipt)
    /// The account or the figures have changed since the quote.
    case stale
    /// The quote is no longer valid.
    case expired
    case refused(Refusal)
    /// The disk failed where nobody can tell whether the order was kept. The reference is the key
    /// of the order: sent again later, it is answered with what happened.
    case unknown(reference: String)
}

package enum Refusal: Equatable, Sendable {
    case insufficientFunds
    /// The customer's part of the book contradicts itself; nothing may be posted on it.
    case booksDamaged
    /// Clock and book are too far apart.
    case clockDoubted
    /// The rules do not allow it; the code says which.
    case notPossible(String)

    /// The reason class, as transcripts and the phrasebook know it.
    package var code: String {
        switch self {
        case .insufficientFunds: "INSUFFICIENT_FUNDS"
        case .booksDamaged: "BOOKS_DAMAGED"
        case .clockDoubted: "CLOCK_DOUBTED"
        case .notPossible(let code): code
        }
    }
}

extension Ledger {
    /// Carries an order out, once, in one transaction that holds everything: the check of the key,
    /// of the version and of the figures, the postings, the receipt and the audit record.
    ///
    /// - Parameter key: names the order. Handed in again with the same order it is answered with
    ///   the first receipt, with another order it is refused.
    /// - Throws: `LedgerError` when nothing was done, for a reason that is not the order's.
    package func execute(
        _ order: Order, customer: String, key: String, evidence: Evidence, at: Moment
    ) throws(LedgerError) -> Execution {
        guard (1...200).contains(key.unicodeScalars.count) else {
            throw .notAcceptable("the key of an order has 1 to 200 characters")
        }
        let content = try OrderText.write(order)
        let named = "\(customer)\n\(evidence.quote)\n\(content)"
        let authority = Entry.Authority(
            key: key, parameters: Digest.of(Array(named.utf8)), evidence: evidence)
        switch try standstill(at: at) {
        case .readOnly(let path): throw .readOnly(path: path)
        case .contradiction: return .refused(.booksDamaged)
        case .clock: return .refused(.clockDoubted)
        case nil: try advance(to: at, of: customer)
        }
        let request = Request(
            order: order, customer: customer, authority: authority, content: content, at: at)
        try note(request)
        do {
            return try write(of: customer) { book in
                var request = request
                request.at = try book.present(at)
                // Nothing of the customer's own may be dated later than what comes after it.
                if try book.isLarge() {
                    try book.advance(to: request.at, of: .customer(customer))
                }
                let execution = try book.execute(request)
                try book.close(orderOf: key)
                return execution
            }
        } catch .outcomeUnknown(let reason) {
            return try settleDoubt(authority, reason)
        }
    }

    /// In a transaction of its own, so that it is on the disk whatever happens next.
    private func note(_ request: Request) throws(LedgerError) {
        do {
            try store.write(of: request.customer) { book in
                guard try book.person(request.customer, at: request.at) != nil else {
                    throw LedgerError.notAcceptable("there is no customer '\(request.customer)'")
                }
                try relyOnCheckpoints(book)
                try book.note(request)
            }
        } catch .outcomeUnknown(let reason) {
            throw .io("\(reason); nothing was posted")
        }
    }

    /// After a failed commit: looks what has become of it.
    ///
    /// What a new connection does not find was never completed and never will be. What it finds
    /// may lie in the memory of the system only, so it counts when it has been brought to the disk.
    private func settleDoubt(
        _ authority: Entry.Authority, _ reason: String
    ) throws(LedgerError) -> Execution {
        let found: Execution?
        do {
            found = try store.read { try $0.earlier(authority) }
            if found != nil { try store.bringToDisk() }
            keep(try store.read { try $0.auditHead() })
        } catch {
            return .unknown(reference: authority.key)
        }
        guard let found else {
            // The customer hears it now. Where even this cannot be written, it is told once more.
            try? store.write(of: authority.key) { try $0.close(orderOf: authority.key) }
            throw .io("\(reason); nothing was posted")
        }
        guard case .alreadyDone(let receipt) = found else { return found }
        return .posted(receipt)
    }
}

/// An order with everything it is judged by.
struct Request {
    var order: Order
    var customer: String
    var authority: Entry.Authority
    /// The order as it is kept.
    var content: String
    var at: Moment
    var origin = Entry.Origin.desk

    var occasion: Occasion {
        Occasion(
            customer: customer, origin: origin, at: at, authority: authority, receipt: content)
    }
}

/// Orders as text: the same order is always the same text.
enum OrderText {
    static func write(_ order: Order) throws(LedgerError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(order), as: UTF8.self)
        } catch {
            throw .notAcceptable("the order cannot be written down: \(error)")
        }
    }

    static func read(_ text: String) -> Order? {
        try? JSONDecoder().decode(Order.self, from: Data(text.utf8))
    }
}

extension Book {
    func execute(_ request: Request) throws -> Execution {
        if let earlier = try earlier(request.authority) { return earlier }
        // The customer has been told that it was not carried out, so it must not be now.
        if try isVoid(orderOf: request.authority.key) { return .stale }
        let evidence = request.authority.evidence
        guard evidence.level >= 2, !evidence.consent.isEmpty, !evidence.quote.isEmpty else {
            return .refused(.notPossible("NOT_AUTHORISED"))
        }
        guard let account = try account(of: request.customer, at: request.at) else {
            throw LedgerError.notAcceptable("there is no customer '\(request.customer)'")
        }
        if let receipt = try receipt(ofSettled: request.order, account) {
            return .alreadyDone(receipt)
        }
        if let receipt = try receipt(
            ofEqual: request.content, customer: request.customer, version: evidence.accountVersion)
        {
            return .alreadyDone(receipt)
        }
        guard request.at <= evidence.validUntil else { return .expired }
        guard account.version == evidence.accountVersion else { return .stale }
        guard try isSound(request.customer) else { return .refused(.booksDamaged) }
        let execution = try carryOut(request, account)
        if case .posted = execution { try seal([request.customer], at: request.at) }
        return execution
    }

    /// What a key that is known stands for: the receipt it got, or a refusal where it comes with
    /// another order. Nil for a new key.
    func earlier(_ authority: Entry.Authority) throws -> Execution? {
        guard let entry = try entries(where: "operations.key = ?", [authority.key]).first else {
            return nil
        }
        guard entry.authority?.parameters == authority.parameters else {
            return .refused(.notPossible("KEY_REUSED"))
        }
        return .alreadyDone(try receipt(of: entry))
    }

    /// Paying off what is paid off already: the second of two terminals is shown what the first
    /// one did.
    private func receipt(ofSettled order: Order, _ account: Account) throws -> Receipt? {
        guard case .settle(let id, _) = order,
            (account.loans + account.plans).contains(where: { $0.id == id && $0.status == .settled }
            )
        else { return nil }
        let entry = try entries(
            where: """
                operations.subject = ? AND operations.customer = ? AND operations.key IS NOT NULL
                AND operations.kind = 'repayment'
                """, [id, account.customer.id]
        ).last
        return try entry.map(receipt)
    }

    /// An order that was carried out from the same position: two terminals showed the same quote,
    /// and the other one was first.
    func receipt(ofEqual content: String, customer: String, version: Int) throws -> Receipt? {
        try entries(
            where: """
                operations.customer = ? AND operations.account_version = ? AND EXISTS
                    (SELECT 1 FROM receipts AS twin
                    WHERE twin.operation = operations.number AND twin.content = ?)
                """, [customer, version, content]
        ).first.map(receipt)
    }

    func receipt(of entry: Entry) throws -> Receipt {
        guard let note = entry.receipt, let order = OrderText.read(note.content) else {
            throw LedgerError.damaged("operation \(entry.number) has no readable receipt")
        }
        return Receipt(
            number: Receipt.number(note.number), at: entry.at, order: order,
            postings: entry.lines.map(\.posting))
    }
}

extension Request {
    func receipt(of entry: Entry) throws -> Receipt {
        guard let note = entry.receipt else {
            throw LedgerError.damaged("operation \(entry.number) got no receipt")
        }
        return Receipt(
            number: Receipt.number(note.number), at: entry.at, order: order,
            postings: entry.lines.map(\.posting))
    }
}
