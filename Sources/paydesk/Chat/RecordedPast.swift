import Conversation
import Desk
import Ledger
import Transcripts

/// What a record has to tell of the book, so that its replay begins where the conversation began:
/// what was done for its own customers before it and meanwhile, and how far receipts, plans and
/// tickets had come. Of other customers nothing else is told.
///
/// It is read before each turn, since the turn changes it, and told once a turn has shown whose it
/// is. What cannot be read is not told: a record is no reason to stop a conversation.
struct RecordedPast {
    private let ledger: Ledger
    private let conversation: String
    /// The newest receipt's operation that has been told, by customer.
    private var told: [String: Int64] = [:]
    /// The phones whose failed tries have been told.
    private var tries: Set<String> = []
    private var counted: Counters?
    /// Of somebody who may be about to sign in.
    private var waiting: (customer: String, lines: [Transcript.Line])?
    private var lines: [Transcript.Line] = []

    init(_ ledger: Ledger, conversation: String) {
        (self.ledger, self.conversation) = (ledger, conversation)
    }

    /// To be called before a turn.
    mutating func look(before desk: Desk) {
        lines = []
        guard let now = try? ledger.counters(after: counted) else { return }
        let session = desk.dialogue.session
        let customer = session.level > 0 ? session.customer : nil
        if let customer, told[customer] == nil { tell(customer, settings(of: customer)) }
        waiting = desk.phoneOwner.flatMap { owner in
            told[owner] == nil ? (owner, settings(of: owner)) : nil
        }
        if now != counted { count(now) }
    }

    /// What goes before the turn, once it is over.
    mutating func lines(after desk: Desk) -> [Transcript.Line] {
        let session = desk.dialogue.session
        if session.level > 0, let customer = session.customer, told[customer] == nil {
            tell(customer, waiting?.customer == customer ? waiting?.lines ?? [] : [])
        }
        if let claim = desk.claim, tries.insert(claim.phone).inserted {
            let failed = try? EarlierOperations.tries(
                with: claim.phone, of: claim.customer, in: ledger)
            lines += failed ?? []
        }
        counted = (try? ledger.counters(after: counted)) ?? counted
        let newest = newest
        told = told.mapValues { _ in newest }
        return lines
    }

    private func settings(of customer: String) -> [Transcript.Line] {
        (try? EarlierOperations.settings(of: customer, in: ledger)) ?? []
    }

    private mutating func tell(_ customer: String, _ settings: [Transcript.Line]) {
        lines += settings
        told[customer] = newest
    }

    /// Receipts of whoever is told of.
    private var own: Int {
        told.keys.reduce(0) { $0 + ((try? ledger.receipts(of: $1).count) ?? 0) }
    }

    private var newest: Int64 { (try? ledger.newestOperation()) ?? 0 }

    /// Somebody was given something: the record's customers at another terminal, or others.
    private mutating func count(_ now: Counters) {
        let before = counted ?? Counters(receipts: own, plans: 0, tickets: 0)
        if counted != nil {
            for (customer, operation) in told.sorted(by: { $0.key < $1.key }) {
                lines +=
                    (try? EarlierOperations.meanwhile(
                        for: customer, since: operation, besides: conversation, in: ledger)) ?? []
            }
        }
        if now.receipts > before.receipts {
            lines += [
                Transcript.Line(.setting, "receipts \(now.receipts)"),
                Transcript.Line(.setting, "plans \(now.plans)"),
            ]
        }
        if now.tickets > before.tickets {
            lines.append(Transcript.Line(.setting, "tickets \(now.tickets)"))
        }
    }
}
