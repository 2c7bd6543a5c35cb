import Conversation
import Ledger
import Lending
import Quantities
import Transcripts

/// What was done on a store before a record began: `@ before 2026-03-02T10:00+08:00 li-na convert
/// ST10008001 amount=600000 term=12`. Replay does it again on the seed, by the same rules.
public enum EarlierOperations {
    /// The setting that tells one receipt; `untold` when it has never been on a screen.
    public static func setting(_ issued: IssuedReceipt) -> Transcript.Line {
        let (at, words) = (issued.receipt.at, issued.receipt.order.words)
        let mark = issued.isShown ? "" : " untold"
        return Transcript.Line(.setting, "before \(at) \(issued.customer) \(words)\(mark)")
    }

    /// A ticket somebody else drew before the record: only its number matters.
    static func queueTicket(in book: Book, _ now: Moment) throws {
        let session = Session(conversation: "before", customer: nil, level: 0, lastHeard: now)
        _ = try book.queue(HandOff(reason: "before", priority: 9, summary: ""), session, now)
    }

    static func apply(_ transcript: Transcript, to book: Book) throws {
        for (place, line) in (transcript.turns.first?.preface ?? []).enumerated() {
            guard let (key, value) = line.setting, key == "before" else { continue }
            var words = value.split(separator: " ").map(String.init)
            let isTold = words.last != "untold"
            if !isTold { words.removeLast() }
            guard words.count >= 4, let moment = Moment(words[0]),
                let account = try book.load(words[1], moment),
                let order = Order(Array(words[2...]), account, at: moment)
            else {
                throw ReplayError(
                    line: line.number, what: "this operation does not fit the demo store")
            }
            let proposal = Proposal(
                quote: "Q\(place)", order: order, rate: nil, accountVersion: account.version,
                validUntil: moment + 1)
            let session = Session(
                conversation: "before", customer: words[1], level: 1, lastHeard: moment)
            guard
                case .posted(let receipt) = try book.commit(
                    proposal, "recorded", 2, session, moment)
            else {
                throw ReplayError(
                    line: line.number, what: "this operation cannot be done again on the seed")
            }
            if isTold { try book.markTold([receipt.number], moment) }
        }
    }
}
