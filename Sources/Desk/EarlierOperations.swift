import Conversation
import Ledger
import Lending
import Quantities
import Transcripts

/// What was done for a customer before a record began, such as `@ before TIME li-na convert
/// ST10008001 amount=600000 term=12 receipt=R000001 plan=IP10007002`, with `untold` behind it when
/// the receipt has never been on a screen, and `void REFERENCE` when the order came to nothing and
/// nobody has been told. What was booked comes about by itself: `made R000002` says only when
/// it did, and `told REFERENCE` that it has been told. `failed` is a try to sign in with wrong
/// digits, of `nobody` with a phone that is nobody's; `miscoded` a wrong code. `@ meanwhile` is
/// the same of what another terminal has done since.
///
/// Replay does it again on the seed, by the same rules. Of other customers nothing is told: what
/// they were given is counted by `@ receipts`, `@ plans` and `@ tickets`.
package enum EarlierOperations {
    /// The settings that tell of a customer, in the order things happened, without failed tries.
    package static func settings(
        of customer: String, in ledger: Ledger
    ) throws -> [Transcript.Line] {
        let receipts = try ledger.receipts(of: customer)
        let refused = try ledger.toldRefusals().filter { $0.customer == customer }.map {
            line($0.at, customer, "told \($0.reference)")
        }
        let void = try ledger.voidOrders().filter { $0.customer == customer }.map {
            line($0.at, customer, "\($0.order.words) void \($0.reference)")
        }
        let miscoded = try ledger.wrongCodes(of: customer).map { line($0, customer, "miscoded") }
        return (void + receipts.map(line) + refused + miscoded).enumerated()
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element.line)
    }

    /// Tries to sign in that failed.
    ///
    /// - Parameter customer: whose the phone is; nil for nobody's.
    package static func tries(
        with phone: String, of customer: String?, in ledger: Ledger
    ) throws -> [Transcript.Line] {
        try ledger.untoldTries(phone: phone).map { line($0, customer ?? nobody, "failed").line }
    }

    private static let nobody = "nobody"

    /// What has been done for a customer since an operation, in other conversations than this one.
    package static func meanwhile(
        for customer: String, since operation: Int64, besides conversation: String,
        in ledger: Ledger
    ) throws -> [Transcript.Line] {
        try ledger.receipts(of: customer).filter {
            $0.operation > operation && !$0.isAsBooked && $0.conversation != conversation
        }.map { line($0, key: "meanwhile").line }
    }

    private typealias Told = (at: Moment, line: Transcript.Line)

    private static func line(_ issued: IssuedReceipt) -> Told { line(issued, key: "before") }

    private static func line(_ issued: IssuedReceipt, key: String) -> Told {
        let receipt = issued.receipt
        guard !issued.isAsBooked else {
            let word = issued.isShown ? "told" : "made"
            return line(receipt.at, issued.customer, "\(word) \(receipt.number)", key: key)
        }
        let plan = issued.plan.map { " plan=\($0)" } ?? ""
        let mark = issued.isShown ? "" : " untold"
        let words = "\(receipt.order.words) receipt=\(receipt.number)\(plan)\(mark)"
        return line(receipt.at, issued.customer, words, key: key)
    }

    private static func line(
        _ at: Moment, _ customer: String, _ words: String, key: String = "before"
    ) -> Told {
        (at, Transcript.Line(.setting, "\(key) \(at) \(customer) \(words)"))
    }

    /// A ticket somebody else drew before the record: only its number matters.
    static func queueTicket(in book: Bookkeeping, _ now: Moment) throws {
        let session = Session(conversation: "before", customer: nil, level: 0, lastHeard: now)
        _ = try book.queue(HandOff(reason: "before", priority: 9, summary: ""), session, now)
    }

    /// All that came before the record, wherever in it a customer became known.
    static func apply(_ transcript: Transcript, to book: Bookkeeping, of ledger: Ledger) throws {
        let told = transcript.turns.flatMap(\.preface).filter { $0.setting?.key == "before" }
        let lines = try told.map { line -> (at: Moment, line: Transcript.Line) in
            guard let at = line.setting.flatMap({ Moment(String($0.value.prefix { $0 != " " })) })
            else { throw unfit(line) }
            return (at, line)
        }
        let inOrder = lines.enumerated()
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
        for (place, told) in inOrder.map(\.element.line).enumerated() {
            try apply(told, named: "Q\(place)", to: book, of: ledger)
        }
    }

    /// One operation, under the number its receipt had.
    static func apply(
        _ line: Transcript.Line, named quote: String, to book: Bookkeeping, of ledger: Ledger
    ) throws {
        var words = (line.setting?.value ?? "").split(separator: " ").map(String.init)
        guard words.count >= 3, let moment = Moment(words[0]),
            Ledger.years.contains(moment.day.year)
        else { throw unfit(line) }
        let customer = words[1]
        if words.count == 3 { return try fail(words[2], customer, at: moment, in: book, line) }
        let ending = Ending(takenFrom: &words)
        guard words.count >= 4 else { throw unfit(line) }
        let isMade = ["told", "made"].contains(words[2])
        try ledger.fill(
            before: isMade ? words[3] : value("receipt", in: words), value("plan", in: words))
        guard let account = try book.load(customer, moment) else { throw unfit(line) }
        guard !isMade else {
            if words[2] == "told" { try book.markTold([words[3]], moment) }
            return
        }
        guard let order = Order(Array(words[2...]), account, at: moment) else { throw unfit(line) }
        guard case .void(let reference) = ending else {
            let proposal = Proposal(
                quote: quote, order: order, rate: nil, accountVersion: account.version,
                validUntil: moment + 1)
            let receipt = try carryOut(proposal, of: customer, at: moment, in: book, line)
            if ending == .told { try book.markTold([receipt.number], moment) }
            return
        }
        try ledger.note(
            VoidOrder(customer: customer, reference: reference, order: order, at: moment))
    }

    /// A try to sign in, or a code, that was wrong.
    private static func fail(
        _ word: String, _ customer: String, at moment: Moment, in book: Bookkeeping,
        _ line: Transcript.Line
    ) throws {
        let phone = customer == nobody ? Desk.nobodysPhone : try book.phone(customer)
        guard let phone else { throw unfit(line) }
        switch word {
        case "failed": _ = try book.checkIdentity(phone, "", moment)
        case "miscoded": _ = try book.countCode(customer, moment)
        default: throw unfit(line)
        }
    }

    private static func value(_ name: String, in words: [String]) -> String? {
        words.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
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
