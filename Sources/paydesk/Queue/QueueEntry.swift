import Conversation
import Ledger
import Quantities

/// A ticket at a moment: what was promised of it, and whether that is kept.
struct QueueEntry: Equatable {
    let ticket: Ticket
    /// By when somebody has to call: the first promise that was made; nil where nobody can.
    let due: Moment?
    /// By when the law wants an answer to a complaint, and at the latest.
    let answerBy: Day?
    let latestAnswer: Day?
    /// A promise was not kept, or a complaint not answered in time.
    let isOverdue: Bool
    let table: OnTheTable

    init(_ ticket: Ticket, now: Moment) {
        self.ticket = ticket
        let promises = ticket.requests.map { Promise(of: $0.reason, level: $0.level, at: $0.at) }
        due = promises.compactMap(\.callBack).min()
        answerBy = promises.compactMap(\.answer).min()
        latestAnswer = promises.compactMap(\.latestAnswer).min()
        isOverdue =
            ticket.state != .closed
            && (due.map { $0 < now } ?? false || answerBy.map { $0 < now.day } ?? false)
        // What is asked for next may come when the desk has cleared the table already.
        let tables = ticket.requests.map { OnTheTable($0.summary) }
        var table = OnTheTable(ticket.request.summary)
        if let first = tables.first(where: { !$0.isEmpty }) {
            (table.forms, table.quotes) = (first.forms, first.quotes)
        }
        self.table = table
    }

    /// What is open in the order in which it has to be done, then what is closed.
    static func list(_ tickets: [Ticket], now: Moment) -> [QueueEntry] {
        tickets.map { QueueEntry($0, now: now) }.sorted { $0.order < $1.order }
    }

    private var order: (Int, Int64, Int, String) {
        let dates = [due, answerBy.map { Moment($0 + 1) }].compactMap { $0?.seconds }
        return (
            ticket.state == .closed ? 1 : 0, dates.min() ?? .max, ticket.request.priority,
            ticket.number
        )
    }
}
