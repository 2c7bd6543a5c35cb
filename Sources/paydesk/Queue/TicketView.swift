import Conversation
import Ledger
import Quantities

/// A ticket for a script. Amounts in fen.
struct TicketView: Encodable {
    struct Request: Encodable {
        var at: String
        var reason: String
        /// Smaller is sooner.
        var priority: Int
        /// Identity level that was reached.
        var level: Int
        var onTheTable: OnTheTable

        init(_ packet: HandOffPacket) {
            (at, reason, priority) = ("\(packet.at)", packet.reason, packet.priority)
            (level, onTheTable) = (packet.level, OnTheTable(packet.summary))
        }
    }
    struct Step: Encodable {
        var at: String
        /// `added`, `taken`, `noted`, `assigned`, `closed`, `reopened`.
        var step: String
        var by: String?
        var login: String?
        /// A note, an outcome, a reason, or whom it was given to.
        var text: String?

        init(_ step: TicketStep) {
            (at, by, login) = ("\(step.at)", step.by?.name, step.by?.login)
            switch step.act {
            case .added(let request): (self.step, text) = ("added", request.reason)
            case .taken: self.step = "taken"
            case .noted(let note): (self.step, text) = ("noted", note)
            case .assigned(let name): (self.step, text) = ("assigned", name)
            case .closed(let outcome): (self.step, text) = ("closed", outcome)
            case .reopened(let why): (self.step, text) = ("reopened", why.isEmpty ? nil : why)
            }
        }
    }

    var ticket: String
    /// `waiting`, `taken` or `closed`.
    var state: String
    var at: String
    var due: String?
    var isOverdue: Bool
    /// Days, of a complaint.
    var answerBy: String?
    var answerAtLatest: String?
    var reason: String
    var priority: Int
    var customer: String?
    /// The number to call, masked unless it was revealed.
    var phone: String?
    var takenBy: String?
    var outcome: String?
    var conversation: String
    var requests: [Request]
    var steps: [Step]

    init(_ entry: QueueEntry, phone: String?) {
        let ticket = entry.ticket
        (self.ticket, state, at) = (ticket.number, ticket.state.rawValue, "\(ticket.at)")
        (due, isOverdue) = (entry.due.map { "\($0)" }, entry.isOverdue)
        (answerBy, answerAtLatest) = (
            entry.answerBy.map { "\($0)" }, entry.latestAnswer.map { "\($0)" }
        )
        (reason, priority) = (ticket.request.reason, ticket.request.priority)
        (customer, self.phone) = (ticket.customer, phone)
        (takenBy, outcome) = (ticket.holder, ticket.outcome)
        conversation = ticket.conversation
        requests = ticket.requests.map(Request.init)
        steps = ticket.steps.map(Step.init)
    }
}
