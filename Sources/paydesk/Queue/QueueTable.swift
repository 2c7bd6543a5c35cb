import Conversation
import Ledger
import Quantities
import Text

/// The queue as `account queue` prints it.
struct QueueTable {
    let entries: [QueueEntry]
    let now: Moment
    /// The numbers to call, masked or not, by customer.
    let phones: [String: String]
    let words: QueueWords

    /// A row a ticket, tab-separated, an absent value as `-`.
    var separated: [String] {
        entries.map { entry in
            let ticket = entry.ticket
            return [
                ticket.number, entry.due.map { "\($0)" } ?? "-", entry.isOverdue ? "OVERDUE" : "-",
                entry.answerBy.map { "\($0)" } ?? "-", ticket.request.reason,
                ticket.customer ?? "-", Self.holder(ticket) ?? "-", onTheTable(entry) ?? "-",
                ticket.conversation, phone(ticket) ?? "-",
                entry.table.said.map(Utterance.visible) ?? "-",
                ticket.outcome.map(Utterance.visible) ?? "-",
            ].joined(separator: "\t")
        }
    }

    private var heads: [String] {
        words.language == .zh
            ? ["编号", "应回电", "超时", "应答复", "事由", "客户", "处理人"]
            : ["ticket", "due", "late", "answer by", "reason", "customer", "taken by"]
    }
    private static let margin = "  "

    /// Under headings, and below each row what does not fit into one: within so many columns.
    func aligned(columns: Int) -> [String] {
        let rows = entries.map { entry in
            [
                entry.ticket.number, entry.due.map { words.time($0, now: now) } ?? "",
                entry.isOverdue ? words.say("超时", "OVERDUE") : "",
                entry.answerBy.map { words.day($0, now: now) } ?? "",
                words.language == .zh
                    ? words.reason(entry.ticket.request.reason) : entry.ticket.request.reason,
                Cut.to(12, entry.ticket.customer ?? ""),
                Cut.to(14, Self.holder(entry.ticket) ?? ""),
            ]
        }
        let lines = Table(heads, rows).aligned
        guard let heading = lines.first else { return [] }
        let wrapping = Wrapping(columns: columns)
        return [heading]
            + zip(lines.dropFirst(), entries).flatMap { line, entry in
                [line] + wrapping.lines(Self.margin + below(entry))
            }
    }

    private func below(_ entry: QueueEntry) -> String {
        let ticket = entry.ticket
        return [
            onTheTable(entry), entry.table.said.map { "“\(Utterance.visible($0))”" },
            phone(ticket).map { words.say("电话 ", "call ") + $0 },
            words.say("会话 ", "conversation ") + ticket.conversation,
            ticket.state == .closed ? words.state(ticket) : nil,
        ].compactMap { $0 }.joined(separator: words.say("；", "; "))
    }

    private func onTheTable(_ entry: QueueEntry) -> String? {
        let text = words.words(entry.table)
        return text.isEmpty ? nil : text
    }

    private func phone(_ ticket: Ticket) -> String? { ticket.customer.flatMap { phones[$0] } }

    private static func holder(_ ticket: Ticket) -> String? {
        ticket.holder.map(Utterance.visible)
    }
}

/// Text of a given width.
enum Cut {
    /// At most so many columns; what is longer ends in an ellipsis.
    static func to(_ columns: Int, _ text: String) -> String {
        guard Wrapping.width(text) > columns else { return text }
        var (kept, width) = ("", 0)
        for character in text {
            width += Wrapping.width(String(character))
            if width > columns - 1 { break }
            kept.append(character)
        }
        return columns > 0 ? kept + "…" : ""
    }

    /// Just so many columns.
    static func fit(_ columns: Int, _ text: String) -> String {
        let cut = to(columns, text)
        return cut + String(repeating: " ", count: max(0, columns - Wrapping.width(cut)))
    }
}
