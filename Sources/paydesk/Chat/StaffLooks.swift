import Conversation
import Foundation
import Ledger
import Quantities
import Text

/// What staff look up beside a talk: where its customer stands, and who waits for a person.
struct StaffLooks {
    let ledger: Ledger
    let now: () -> Moment

    /// The position of a customer, masked. The look is in the audit chain.
    func account(of customer: String?, _ language: Language) -> String {
        guard let customer else { return "nobody is signed in" }
        return told {
            let now = now()
            try ledger.noteAccess(
                by: NSUserName(), to: "show", customer: customer, reason: nil, at: now)
            let position = try ledger.position(of: customer, at: now)
            return PositionView(position, revealed: false).lines(StaffWords(language))
        }
    }

    /// Who waits, in the order in which they have to be called.
    func queue(_ language: Language) -> String {
        told {
            let now = now()
            let entries = QueueEntry.list(try ledger.queue(), now: now)
                .filter { $0.ticket.state != .closed }
            let phones = Dictionary(
                try entries.compactMap(\.ticket.customer).compactMap { customer in
                    try ledger.phone(of: customer).map { (customer, Masking.phone($0)) }
                }
            ) { first, _ in first }
            let table = QueueTable(
                entries: entries, now: now, phones: phones, words: QueueWords(language))
            return entries.isEmpty
                ? [StaffWords(language).nobodyWaits] : table.aligned(columns: Screen.columns)
        }
    }

    private func told(_ lines: () throws -> [String]) -> String {
        do { return try lines().joined(separator: "\n") } catch { return "\(error)" }
    }
}
