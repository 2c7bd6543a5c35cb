import Lending
import Quantities

/// What a person has to know who takes over from the desk.
package struct HandOffPacket: Equatable, Sendable {
    package var conversation: String
    package var customer: String?
    /// Identity level that was reached.
    package var level: Int
    package var reason: String
    package var summary: String
    /// Smaller is sooner.
    package var priority: Int
    package var at: Moment
    /// The ticket of the same matter, where one was drawn before.
    package var joins: String?

    package init(
        conversation: String, customer: String?, level: Int, reason: String, summary: String,
        priority: Int, at: Moment, joins: String? = nil
    ) {
        self.conversation = conversation
        self.customer = customer
        self.level = level
        self.reason = reason
        self.summary = summary
        self.priority = priority
        self.at = at
        self.joins = joins
    }
}

extension Ledger {
    /// Puts a request for a person into the queue and answers its ticket: `H000001`; that of the
    /// matter it joins, while it is open and the same customer's.
    package func queueHandOff(_ packet: HandOffPacket) throws(LedgerError) -> String {
        if let readOnly { throw .readOnly(path: readOnly) }
        return try write { book in
            if let ticket = try packet.joins.flatMap(book.ticket), ticket.outcome == nil,
                ticket.customer == packet.customer, ticket.conversation == packet.conversation
            {
                try book.add(.init(at: packet.at, act: .added(packet)), to: ticket)
                return ticket.number
            }
            let number = try book.nextNumber(in: "handoffs")
            try book.run(
                """
                INSERT INTO handoffs (number, conversation, customer, level, reason, summary,
                    priority, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    number, packet.conversation, packet.customer, packet.level, packet.reason,
                    packet.summary, packet.priority, packet.at.seconds,
                ])
            try book.auditTicket(number)
            return Self.ticket(number)
        }
    }

    static func ticket(_ number: Int64) -> String { numbered("H", number, width: 6) }

    /// The number that is meant by `H000001`, `h1` or `1`.
    static func ticketNumber(_ name: String) -> Int64? {
        let digits = name.first.map { "Hh".contains($0) } == true ? name.dropFirst() : name[...]
        guard digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        return Int64(digits)
    }
}

extension Book {
    /// Puts a ticket into the chain as it stands in its row.
    func auditTicket(_ number: Int64) throws {
        guard let ticket = try ticketRows(where: "number = ?", [number]).first else { return }
        try audit(.handOff, ticket.record, at: ticket.at, customer: ticket.customer)
    }

    /// All tickets of a book that did not put them into the chain.
    func auditTickets() throws {
        for ticket in try ticketRows(where: "true") { try auditTicket(ticket.number) }
    }

    /// The first ticket that is not what the chain says it is, or is missing.
    func wrongTicket() throws -> Discrepancy? {
        let audited = try all(
            "SELECT record FROM audit WHERE kind = ? ORDER BY number", [AuditKind.handOff.rawValue]
        ) { try $0.text(0) }
        let tickets = try ticketRows(where: "true")
        for (index, record) in audited.enumerated() {
            let name = Ledger.ticket(Int64(index + 1))
            guard index < tickets.count, tickets[index].number == index + 1 else {
                return Discrepancy(.ticket(name), "is missing")
            }
            guard tickets[index].record == record else {
                return Discrepancy(.ticket(name), "differs from its audit record")
            }
        }
        guard tickets.count > audited.count else { return nil }
        return Discrepancy(
            .ticket(Ledger.ticket(Int64(audited.count + 1))), "is not in the audit chain")
    }

    private struct TicketRow {
        var number: Int64
        var at: Moment
        var customer: String?
        var record: String
    }

    private func ticketRows(
        where condition: String, _ arguments: [Argument] = []
    ) throws -> [TicketRow] {
        try all(
            """
            SELECT number, at, customer, conversation, level, reason, summary, priority
            FROM handoffs WHERE \(condition) ORDER BY number
            """, arguments
        ) { cells in
            let number = try cells.integer(0)
            var row: [UInt8] = []
            cells.appendCanonical(to: &row)
            var record = AuditRecord("handoff \(Ledger.ticket(number))")
            record.add("digest", Digest.hexadecimal(Digest.of(row)))
            return TicketRow(
                number: number, at: try cells.moment(1), customer: try cells.optionalText(2),
                record: record.text)
        }
    }
}
