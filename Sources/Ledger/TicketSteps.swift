import Lending
import Quantities

extension Ledger {
    /// Every request for a person with its steps, in the order of the numbers.
    package func queue() throws(LedgerError) -> [Ticket] {
        try store.read { try $0.tickets() }
    }

    /// A ticket by its number, `H000001` or `1`; nil where there is none.
    package func ticket(_ name: String) throws(LedgerError) -> Ticket? {
        try store.read { try $0.ticket(name) }
    }

    /// Takes a step in the working of a ticket, and answers how it stands then. A step that would
    /// change nothing is not written down.
    ///
    /// - Parameter isForced: the ticket of another member of staff may be taken over.
    package func work(
        _ name: String, _ act: TicketStep.Act, by clerk: Clerk, isForced: Bool = false, at: Moment
    ) throws(LedgerError) -> Result<Ticket, TicketRefusal> {
        if let readOnly { throw .readOnly(path: readOnly) }
        return try write { book in
            guard var ticket = try book.ticket(name) else { return .failure(.unknown(name)) }
            if ticket.has(act, by: clerk) { return .success(ticket) }
            if let refusal = ticket.refusal(of: act, by: clerk, isForced: isForced) {
                return .failure(refusal)
            }
            let step = TicketStep(at: try book.present(at), by: clerk, act: act)
            try book.add(step, to: ticket)
            ticket.take(step)
            return .success(ticket)
        }
    }
}

/// A step as its row holds it.
private struct StepRow {
    var kind: String
    var content = ""
    /// Of what was added.
    var request: HandOffPacket?

    init(_ act: TicketStep.Act) {
        switch act {
        case .added(let packet): (kind, content, request) = ("added", packet.summary, packet)
        case .taken: kind = "taken"
        case .noted(let text): (kind, content) = ("noted", text)
        case .assigned(let name): (kind, content) = ("assigned", name)
        case .closed(let outcome): (kind, content) = ("closed", outcome)
        case .reopened(let why): (kind, content) = ("reopened", why)
        }
    }
}

extension Book {
    func ticket(_ name: String) throws -> Ticket? {
        guard let number = Ledger.ticketNumber(name) else { return nil }
        return try tickets(where: "number = ?", [number]).first
    }

    func tickets(where condition: String = "true", _ arguments: [Argument] = []) throws -> [Ticket]
    {
        let requests = try all(
            """
            SELECT number, conversation, customer, level, reason, summary, priority, at
            FROM handoffs WHERE \(condition) ORDER BY number
            """, arguments
        ) { cells in
            let packet = HandOffPacket(
                conversation: try cells.text(1), customer: try cells.optionalText(2),
                level: try cells.int(3), reason: try cells.text(4), summary: try cells.text(5),
                priority: try cells.int(6), at: try cells.moment(7))
            return (number: try cells.integer(0), packet: packet)
        }
        return try requests.map { number, packet in
            let steps = try steps(where: "ticket = ?", [number], of: packet).map(\.step)
            return Ticket(Ledger.ticket(number), packet, steps: steps)
        }
    }

    /// Writes a step down and puts it into the chain.
    func add(_ step: TicketStep, to ticket: Ticket) throws {
        guard let of = Ledger.ticketNumber(ticket.number) else { return }
        let row = StepRow(step.act)
        let number = try nextNumber(in: "ticket_steps")
        try run(
            """
            INSERT INTO ticket_steps (number, ticket, at, kind, who, login, content, reason, level,
                priority) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                number, of, step.at.seconds, row.kind, step.by?.name, step.by?.login, row.content,
                row.request?.reason, row.request?.level, row.request?.priority,
            ])
        guard let record = try stepRecords(where: "number = ?", [number]).first else { return }
        try audit(.ticket, record, at: step.at, customer: ticket.customer)
    }

    private func steps(
        where condition: String, _ arguments: [Argument], of first: HandOffPacket
    ) throws -> [(number: Int64, step: TicketStep)] {
        try all(
            """
            SELECT number, at, kind, who, login, content, reason, level, priority
            FROM ticket_steps WHERE \(condition) ORDER BY number
            """, arguments
        ) { cells in
            let at = try cells.moment(1)
            let clerk = try cells.optionalText(3).map {
                Clerk(name: $0, login: try cells.text(4))
            }
            let step = TicketStep(at: at, by: clerk, act: try Self.act(cells, at, of: first))
            return (try cells.integer(0), step)
        }
    }

    private static func act(
        _ cells: Cells, _ at: Moment, of first: HandOffPacket
    ) throws -> TicketStep.Act {
        let content = try cells.text(5)
        switch try cells.text(2) {
        case "added":
            return .added(
                HandOffPacket(
                    conversation: first.conversation, customer: first.customer,
                    level: try cells.int(7), reason: try cells.text(6), summary: content,
                    priority: try cells.int(8), at: at))
        case "taken": return .taken
        case "noted": return .noted(content)
        case "assigned": return .assigned(to: content)
        case "closed": return .closed(outcome: content)
        case "reopened": return .reopened(content)
        case let kind: throw LedgerError.damaged("a step of a ticket is '\(kind)'")
        }
    }

    // MARK: - The chain

    /// What the chain says of steps: who did what with which ticket, and a digest of the row.
    private func stepRecords(
        where condition: String = "true", _ arguments: [Argument] = []
    ) throws -> [String] {
        try all(
            """
            SELECT number, ticket, at, kind, who, login, content, reason, level, priority
            FROM ticket_steps WHERE \(condition) ORDER BY number
            """, arguments
        ) { cells in
            var row: [UInt8] = []
            cells.appendCanonical(to: &row)
            var record = AuditRecord("ticket \(Ledger.ticket(try cells.integer(1)))")
            record.add("step", try cells.text(3))
            if let who = try cells.optionalText(4) {
                record.add("who", try cells.text(5))
                record.add("as", who)
            }
            record.add("digest", Digest.hexadecimal(Digest.of(row)))
            return record.text
        }
    }

    /// The first step of a ticket that is not what the chain says it is, or is missing.
    func wrongStep() throws -> Discrepancy? {
        let audited = try all(
            "SELECT record FROM audit WHERE kind = ? ORDER BY number", [AuditKind.ticket.rawValue]
        ) { try $0.text(0) }
        let steps = try stepRecords()
        let numbers = try all("SELECT number FROM ticket_steps ORDER BY number") {
            try $0.integer(0)
        }
        for (index, record) in audited.enumerated() {
            let ticket = record.prefix { $0 != "\n" }
            let step = Discrepancy.Subject.ticketStep(Int64(index + 1))
            guard index < steps.count, numbers[index] == index + 1 else {
                return Discrepancy("\(step), of \(ticket), is missing", about: step)
            }
            guard steps[index] == record else {
                return Discrepancy(
                    "\(step), of \(ticket), differs from its audit record", about: step)
            }
        }
        guard steps.count > audited.count else { return nil }
        return Discrepancy(
            .ticketStep(Int64(audited.count + 1)), "of the tickets is not in the audit chain")
    }
}
