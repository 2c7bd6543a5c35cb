import Conversation
import Foundation
import Ledger
import Lending
import Quantities
import Text
import Transcripts

/// What a clerk reads of a ticket beside the queue: the customer's position and the conversation.
struct TicketPage: Equatable {
    /// A line of the conversation.
    struct Said: Equatable {
        var isCustomers: Bool
        var text: String
    }

    /// As it may be shown: masked unless it was revealed.
    var phone: String?
    /// Where the customer stands: what it is called, and what it is.
    var position: [[String]] = []
    /// Contracts, cell by cell.
    var contracts: [[String]] = []
    /// Empty where no record of it is left.
    var conversation: [Said] = []
}

extension TicketPage {
    /// - Parameters:
    ///   - ledger: a copy to look at, in which time may pass.
    ///   - phone: the number to call, where it was revealed.
    init(_ ticket: Ticket, in ledger: Ledger, at now: Moment, phone: String?, _ words: QueueWords) {
        conversation = Self.conversation(ticket.conversation, ledger)
        guard let customer = ticket.customer else { return }
        self.phone = phone ?? (try? ledger.phone(of: customer)).flatMap { $0 }.map(Masking.phone)
        // A position that cannot be told does not keep anybody from the ticket.
        let time = (try? ledger.time(at: now)) ?? now
        guard let found = try? ledger.position(of: customer, at: time) else { return }
        let view = PositionView(found, revealed: false)
        position = Self.position(view, words)
        contracts = view.contracts.filter { $0.status == "active" }.map { contract in
            [
                contract.contract, "\(Money(fen: contract.remainingTotal))",
                "\(contract.paidPeriods)/\(contract.periods)",
                contract.daysPastDue > 0
                    ? words.say("逾期\(contract.daysPastDue)天", "\(contract.daysPastDue) days late")
                    : contract.nextDue ?? "",
            ]
        }
    }

    private static func position(_ view: PositionView, _ words: QueueWords) -> [[String]] {
        func money(_ fen: Int64) -> String { "\(Money(fen: fen))" }
        var rows = [
            [words.say("客户", "customer"), view.customer.id + "  " + view.customer.name],
            [words.say("欠款", "owes"), money(view.outstandingTotal)],
            [
                words.say("应还", "due"),
                money(view.due.total) + (view.due.next.map { "  " + $0 } ?? ""),
            ],
        ]
        if view.due.arrears > 0 {
            let days = words.say("\(view.due.daysPastDue)天", "\(view.due.daysPastDue) days")
            rows.append([words.say("逾期", "arrears"), money(view.due.arrears) + "  " + days])
        }
        rows.append([words.say("可用额度", "credit"), money(view.credit.usable)])
        if let statement = view.statement {
            let unpaid = words.say("未还 ", "unpaid ") + money(statement.unpaid)
            rows.append([words.say("账单", "statement"), unpaid + "  " + statement.due])
        }
        return rows
            + view.bookings.map { [words.say("预约", "booked"), $0.day + "  " + $0.order.words] }
    }

    /// The record of a conversation, as both said it.
    private static func conversation(_ name: String, _ ledger: Ledger) -> [Said] {
        guard let record = kept(name, ledger) ?? filed(name) else { return [] }
        var lines: [Said] = []
        for turn in record.turns {
            if let said = turn.said {
                let text = Utterance.visible(said.text)
                lines.append(Said(isCustomers: said.kind == .said, text: text))
            }
            for reply in turn.answer where reply.kind == .reply {
                lines.append(Said(isCustomers: false, text: Utterance.visible(reply.text)))
            }
        }
        return lines
    }

    private static func kept(_ name: String, _ ledger: Ledger) -> Transcript? {
        guard let kept = try? ledger.keptRecords(of: name).first else { return nil }
        return try? Transcript.read(Array(kept.text.utf8))
    }

    private static func filed(_ name: String) -> Transcript? {
        guard let folder = try? Paths.records().path,
            let paths = try? FileTree.files([folder], ending: ["-\(name).transcript"]),
            let path = paths.last
        else { return nil }
        return try? TranscriptFiles.read(path)
    }
}
