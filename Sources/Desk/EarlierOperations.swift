import Conversation
import Ledger
import Lending
import Quantities
import Transcripts

/// What was done on a store before a record began: `@ before 2026-03-02T10:00+08:00 li-na convert
/// ST10008001 amount=600000 term=12`, with `untold` behind it when the receipt has never been on a
/// screen, and `void REFERENCE` when the order came to nothing and nobody has been told. What was
/// booked comes about by itself: `told REFERENCE` says only that it has been told. `failed` is a
/// try to sign in with wrong digits. Replay does it again on the seed, by the same rules.
package enum EarlierOperations {
    /// The settings that tell of a book, in the order things happened.
    package static func settings(of ledger: Ledger) throws -> [Transcript.Line] {
        let receipts = try ledger.receipts()
        let done = receipts.filter { !$0.isAsBooked }.map {
            line($0.receipt.at, $0.customer, $0.receipt.order, mark: $0.isShown ? "" : " untold")
        }
        let made = receipts.filter { $0.isAsBooked && $0.isShown }.map {
            told($0.receipt.number, to: $0.customer, at: $0.receipt.at)
        }
        let refused = try ledger.toldRefusals().map {
            told($0.reference, to: $0.customer, at: $0.at)
        }
        let void = try ledger.voidOrders().map {
            line($0.at, $0.customer, $0.order, mark: " void \($0.reference)")
        }
        let failed = try ledger.untoldTries().map { customer, at in
            (at: at, line: Transcript.Line(.setting, "before \(at) \(customer) failed"))
        }
        return (void + done + made + refused + failed).enumerated()
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element.line)
    }

    private static func line(
        _ at: Moment, _ customer: String, _ order: Order, mark: String
    ) -> (at: Moment, line: Transcript.Line) {
        (at, Transcript.Line(.setting, "before \(at) \(customer) \(order.words)\(mark)"))
    }

    private static func told(
        _ reference: String, to customer: String, at: Moment
    ) -> (at: Moment, line: Transcript.Line) {
        (at, Transcript.Line(.setting, "before \(at) \(customer) told \(reference)"))
    }

    /// A ticket somebody else drew before the record: only its number matters.
    static func queueTicket(in book: Bookkeeping, _ now: Moment) throws {
        let session = Session(conversation: "before", customer: nil, level: 0, lastHeard: now)
        _ = try book.queue(HandOff(reason: "before", priority: 9, summary: ""), session, now)
    }

    static func apply(_ transcript: Transcript, to book: Bookkeeping, of ledger: Ledger) throws {
        for (place, line) in (transcript.turns.first?.preface ?? []).enumerated() {
            guard let (key, value) = line.setting, key == "before" else { continue }
            var words = value.split(separator: " ").map(String.init)
            if words.count == 3, words[2] == "failed", let moment = Moment(words[0]),
                let phone = try book.phone(words[1])
            {
                _ = try book.checkIdentity(phone, "", moment)
                continue
            }
            let ending = Ending(takenFrom: &words)
            guard words.count >= 4, let moment = Moment(words[0]),
                Ledger.years.contains(moment.day.year),
                let account = try book.load(words[1], moment)
            else { throw unfit(line) }
            if words[2] == "told" {
                try book.markTold([words[3]], moment)
                continue
            }
            guard
                let order = Order(Array(words[2...]), account, at: moment)
            else { throw unfit(line) }
            guard case .void(let reference) = ending else {
                let proposal = Proposal(
                    quote: "Q\(place)", order: order, rate: nil, accountVersion: account.version,
                    validUntil: moment + 1)
                let receipt = try carryOut(proposal, of: words[1], at: moment, in: book, line)
                if ending == .told { try book.markTold([receipt.number], moment) }
                continue
            }
            try ledger.note(
                VoidOrder(customer: words[1], reference: reference, order: order, at: moment))
        }
    }

    private static func unfit(_ line: Transcript.Line) -> ReplayError {
        ReplayError(line: line.number, what: "this operation does not fit the demo store")
    }

    /// What became of an earlier order.
    private enum Ending: Equatable {
        case told, untold
        case void(reference: String)

        init(takenFrom words: inout [String]) {
            if words.last == "untold" {
                words.removeLast()
                self = .untold
            } else if words.count > 2, words[words.count - 2] == "void" {
                self = .void(reference: words.removeLast())
                words.removeLast()
            } else {
                self = .told
            }
        }
    }

    private static func carryOut(
        _ proposal: Proposal, of customer: String, at now: Moment, in book: Bookkeeping,
        _ line: Transcript.Line
    ) throws -> Receipt {
        let session = Session(conversation: "before", customer: customer, level: 1, lastHeard: now)
        guard case .posted(let receipt) = try book.commit(proposal, "recorded", 2, session, now)
        else {
            throw ReplayError(
                line: line.number, what: "this operation cannot be done again on the seed")
        }
        return receipt
    }
}
