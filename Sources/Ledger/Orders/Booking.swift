import Lending
import Quantities

extension Schema {
    static let bookings = """
        -- Repayments for later days, by the operation that booked them; one stands a contract.
        CREATE TABLE bookings (
            operation INTEGER PRIMARY KEY REFERENCES operations (number),
            customer TEXT NOT NULL REFERENCES customers (id),
            -- The contract or statement that is paid.
            subject TEXT NOT NULL,
            \(day("day")),
            state TEXT NOT NULL CHECK (state IN ('waiting', 'made', 'refused', 'cancelled')),
            -- Why it was refused.
            reason TEXT,
            CHECK ((state = 'refused') = (reason IS NOT NULL))
        ) STRICT;
        CREATE UNIQUE INDEX one_booking ON bookings (subject) WHERE state = 'waiting';
        CREATE INDEX bookings_of_customer ON bookings (customer, state);
        """
}

extension BookingOrder: LedgerOrder {
    func carryOut(_ request: Request, _ account: Account, in book: Book) throws -> Execution {
        let entry = try book.post(.booking(of: subject), request.occasion)
        try book.run(
            """
            INSERT INTO bookings (operation, customer, subject, day, state)
            VALUES (?, ?, ?, ?, 'waiting')
            """, [entry.number, request.customer, subject, booking.day.number])
        return .posted(try request.receipt(of: entry))
    }

    func derive(_ proof: inout Proof, in book: Book) throws {
        try book.deriveBooking(booking, &proof)
    }

    func isBorneOut(by postings: [Posting]) -> Bool { postings.isEmpty }
}

extension BookingCancellationOrder: LedgerOrder {
    func carryOut(_ request: Request, _ account: Account, in book: Book) throws -> Execution {
        let entry = try book.post(.bookingCancelled(of: subject), request.occasion)
        try book.run(
            "UPDATE bookings SET state = 'cancelled' WHERE subject = ? AND state = 'waiting'",
            [subject])
        return .posted(try request.receipt(of: entry))
    }

    func derive(_ proof: inout Proof, in book: Book) throws {
        proof.notes.append(.booked(for: booking.day, atMost: booking.order.total))
    }

    func isBorneOut(by postings: [Posting]) -> Bool { postings.isEmpty }
}

/// Repayments for a later day: made or given up when it comes.
extension Book {
    /// What a customer has booked, in the order it was booked.
    func bookings(of customer: String) throws -> [Booking] {
        try all(
            """
            SELECT content FROM bookings JOIN receipts USING (operation)
            WHERE customer = ? AND state = 'waiting' ORDER BY operation
            """, [customer]
        ) { try Self.booking($0.text(0)) }
    }

    /// The booking that a receipt is for.
    static func booking(_ content: String) throws -> Booking {
        guard let booking = OrderText.read(content)?.booking else {
            throw LedgerError.damaged("the receipt of a booking is none")
        }
        return booking
    }

    func nextBookedDay(from day: Day, _ whose: Whose) throws -> Day? {
        try first(
            """
            SELECT min(day) FROM bookings
            WHERE state = 'waiting' AND day >= ? AND \(whose.holds("customer"))
            """, [day.number] + whose.arguments
        ) { try $0.optionalInteger(0) == nil ? nil : try $0.day(0) } ?? nil
    }

    /// The entries that booked something for a day and still stand.
    func bookingsDue(on day: Day, _ whose: Whose) throws -> [Entry] {
        try entries(
            where: """
                operations.number IN (SELECT operation FROM bookings
                    WHERE day = ? AND state = 'waiting' AND \(whose.holds("customer")))
                """, [day.number] + whose.arguments)
    }

    /// Makes a repayment that was booked, from the figures of its day and never for more than was
    /// agreed to; else it is given up, and the customer is told why.
    func carryOut(_ entry: Entry, at: Moment) throws {
        guard let note = entry.receipt, var authority = entry.authority,
            let account = try account(of: entry.customer, at: at)
        else { throw LedgerError.damaged("booking \(entry.number) has no receipt") }
        let booking = try Self.booking(note.content)
        authority.key = BookingKey.of(note.number)
        authority.evidence.accountVersion = account.version
        let reason: String
        switch try account.due(booking) {
        case .failure(let refusal): reason = refusal.code
        case .success(let order):
            let content = try OrderText.write(order)
            authority.parameters = Digest.of(Array("\(entry.customer)\n\(content)".utf8))
            let request = Request(
                order: order, customer: entry.customer, authority: authority, content: content,
                at: at, origin: .booking)
            let execution = try carryOut(request, account)
            if case .posted = execution { return try end(entry, as: "made") }
            guard case .refused(let refusal) = execution else {
                throw LedgerError.damaged("booking \(entry.number) cannot be made")
            }
            reason = refusal.code
        }
        try giveUp(entry, booking, note, because: reason, at: at)
    }

    private func giveUp(
        _ entry: Entry, _ booking: Booking, _ note: Entry.ReceiptNote, because reason: String,
        at: Moment
    ) throws {
        try end(entry, as: "refused", because: reason)
        try run("UPDATE customers SET version = version + 1 WHERE id = ?", [entry.customer])
        try run(
            "INSERT INTO orders (key, customer, content, at, state) VALUES (?, ?, ?, ?, 'void')",
            [BookingKey.of(note.number), entry.customer, note.content, at.seconds])
        var record = AuditRecord("booking-refused")
        record.add("customer", entry.customer)
        record.add("booking", Receipt.number(note.number))
        record.add("subject", entry.subject)
        record.add("total", "\(booking.order.total.fen)")
        record.add("reason", reason)
        try audit(.bookingRefused, record.text, at: at, customer: entry.customer)
    }

    private func end(_ entry: Entry, as state: String, because reason: String? = nil) throws {
        try run(
            "UPDATE bookings SET state = ?, reason = ? WHERE operation = ?",
            [state, reason, entry.number])
    }

    /// Bookings that were given up, with the reason, the oldest first.
    func refusedBookings(
        of customer: String
    ) throws -> [(receipt: Int64, booking: Booking, reason: String)] {
        try all(
            """
            SELECT receipts.number, content, reason FROM bookings JOIN receipts USING (operation)
            WHERE customer = ? AND state = 'refused' ORDER BY day, operation
            """, [customer]
        ) { (try $0.integer(0), try Self.booking($0.text(1)), try $0.text(2)) }
    }
}

/// The key under which a booked repayment is made, once: by the receipt of its booking.
enum BookingKey {
    private static let prefix = "booking/"

    static func of(_ receipt: Int64) -> String { prefix + Receipt.number(receipt) }

    /// The receipt of the booking; nil for the key of an order at the desk.
    static func receipt(in key: String) -> Int64? {
        guard key.hasPrefix(prefix) else { return nil }
        return Receipt.number(in: String(key.dropFirst(prefix.count)))
    }
}

// MARK: - Proof

extension Book {
    /// The repayment as it was quoted for its day, worked out again from the journal before.
    func deriveBooking(_ agreed: Booking, _ proof: inout Proof) throws {
        proof.notes.append(.booked(for: agreed.day, atMost: agreed.order.total))
        if case .payStatement(let id, let amount) = agreed.order {
            let unpaid = try unpaid(of: id, before: proof.operation)
            proof.notes.append(.unpaidBefore(unpaid))
            if amount > unpaid {
                proof.findings.append(
                    Discrepancy(
                        "more was booked than \(id) asks for", about: .statement(id),
                        expected: unpaid, found: amount))
            }
            return
        }
        let at = proof.issued.receipt.at
        let contract = try contract(agreed.order.subject, before: &proof)
        guard var account = try account(of: proof.issued.customer, at: at) else { return }
        (account.loans, account.plans, account.bookings) = ([contract.loan], [], [])
        account.customer.status = .normal
        let again = try account.renewed(.book(agreed), at: at)
        proof.compare(try? again.get(), proof.issued.receipt.order, "the quote for that day")
    }

    /// A repayment that was made as booked: by a booking that stood, for no more than was agreed
    /// to.
    func deriveOrigin(of entry: Entry, _ proof: inout Proof) throws {
        guard entry.origin == .booking, let key = entry.authority?.key else { return }
        guard let receipt = BookingKey.receipt(in: key),
            let booked = try entries(
                where: """
                    operations.number = (SELECT operation FROM receipts WHERE number = ?)
                    """, [receipt]
            ).first, let booking = try? Self.booking(booked.receipt?.content ?? "")
        else { return proof.findings.append(Discrepancy("\(key) is no booking")) }
        let paid = entry.lines.map(\.posting.debit).sum()
        proof.notes.append(
            .asBooked(Receipt.number(receipt), on: booked.at.day, atMost: booking.order.total))
        if paid > booking.order.total {
            proof.findings.append(
                Discrepancy(
                    "more was taken than was booked", about: .receipt(Receipt.number(receipt)),
                    expected: booking.order.total, found: paid))
        }
        if entry.at != booking.due {
            proof.findings.append(
                Discrepancy(
                    "it was booked for another day", about: .receipt(Receipt.number(receipt))))
        }
    }
}

// MARK: - Verification

extension Verification {
    /// Each booking stands as the journal and the audit chain say.
    static func bookings(_ book: Book) throws -> Discrepancy? {
        let states = try book.all("SELECT operation, subject, day, state FROM bookings") {
            (try $0.integer(0), try $0.text(1), try $0.day(2), try $0.text(3))
        }
        let all = try book.entries(
            where: "operations.origin = 'booking' OR kind IN ('booking', 'booking_cancelled')")
        let booked = all.filter { $0.kind == .booking }
        guard states.map(\.0).sorted() == booked.map(\.number) else {
            return Discrepancy("the bookings are not those of the journal")
        }
        let (ends, reached) = (try endings(of: booked, all, book), try book.reached())
        for (operation, subject, day, state) in states {
            guard let entry = booked.first(where: { $0.number == operation }),
                let booking = try? Book.booking(entry.receipt?.content ?? ""),
                booking.day == day, booking.order.subject == subject, entry.subject == subject
            else { return Discrepancy(.booking(operation), "differs from its receipt") }
            guard ends[operation] ?? "waiting" == state else {
                return Discrepancy(.booking(operation), "did not end as it says")
            }
            guard state != "waiting" || booking.due > reached else {
                return Discrepancy(.booking(operation), "was left out on its day")
            }
        }
        return nil
    }

    /// How bookings ended, by their operation.
    private static func endings(
        of booked: [Entry], _ all: [Entry], _ book: Book
    ) throws -> [Int64: String] {
        var ends: [Int64: String] = [:]
        let numbers = Dictionary(
            booked.compactMap { entry in entry.receipt.map { ($0.number, entry.number) } },
            uniquingKeysWith: { first, _ in first })
        for entry in all {
            if entry.kind == .bookingCancelled {
                let last = booked.last { $0.number < entry.number && $0.subject == entry.subject }
                if let last { ends[last.number] = "cancelled" }
            } else if let receipt = entry.authority.flatMap({ BookingKey.receipt(in: $0.key) }),
                let operation = numbers[receipt]
            {
                ends[operation] = "made"
            }
        }
        let refused = try book.all("SELECT record FROM audit WHERE kind = 'booking-refused'") {
            try $0.text(0)
        }
        for record in refused {
            let line = record.split(separator: "\n").first { $0.hasPrefix("booking=") }
            let receipt = line.flatMap { Receipt.number(in: String($0.dropFirst(8))) }
            if let operation = receipt.flatMap({ numbers[$0] }) { ends[operation] = "refused" }
        }
        return ends
    }
}
