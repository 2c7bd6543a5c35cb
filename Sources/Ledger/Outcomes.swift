import Lending
import Quantities

/// Orders from the moment they are handed over until the customer has heard what became of them.
///
/// An order is noted in a transaction of its own before it is tried. So whatever happens in
/// between, a program that is killed or a disk that fails, the next sign-in finds it and can say
/// how it ended.
enum OrderState: String {
    /// Handed over; how it ended is not known yet, or is being decided.
    case open
    /// The customer has heard.
    case closed
    /// Found without postings later on: it is not carried out any more, and that has to be said.
    case void
}

extension Book {
    /// Notes an order before it is tried. One that was found void stays void.
    func note(_ order: Request) throws {
        try run(
            """
            INSERT INTO orders (key, customer, content, at, state) VALUES (?, ?, ?, ?, 'open')
            ON CONFLICT (key) DO UPDATE SET state = 'open'
                WHERE orders.state = 'closed' AND orders.content = excluded.content
            """, [order.authority.key, order.customer, order.content, order.at.seconds])
    }

    func close(orderOf key: String) throws {
        try run("UPDATE orders SET state = 'closed' WHERE key = ? AND state = 'open'", [key])
    }

    func isVoid(orderOf key: String) throws -> Bool {
        try number("SELECT count(*) FROM orders WHERE key = ? AND state = 'void'", [key]) > 0
    }

    func hasOpenOrders(of customer: String) throws -> Bool {
        try number("SELECT count(*) FROM orders WHERE customer = ? AND state = 'open'", [customer])
            > 0
    }

    /// Decides the orders of a customer whose end nobody has noted: with postings they were carried
    /// out, without they never will be, even if the terminal that tried them is still there.
    func settleOrders(of customer: String) throws {
        try run(
            """
            UPDATE orders SET state = CASE
                WHEN EXISTS (SELECT 1 FROM operations WHERE operations.key = orders.key)
                THEN 'closed' ELSE 'void' END
            WHERE customer = ? AND state = 'open'
            """, [customer])
    }

    /// Receipts that were never shown, then orders found void, each in the order they were made.
    func untoldOutcomes(of customer: String) throws -> [UntoldOutcome] {
        let done = try entries(
            where: """
                operations.customer = ? AND operations.number IN
                    (SELECT operation FROM receipts WHERE number NOT IN (SELECT receipt FROM shown))
                """, [customer])
        let refused = try refusedBookings(of: customer)
        let voided = try all(
            """
            SELECT key, content, at FROM orders WHERE customer = ? AND state = 'void'
            ORDER BY at, key
            """, [customer]
        ) { cells in
            guard let order = OrderText.read(try cells.text(1)) else {
                throw LedgerError.damaged("the order \(try cells.text(0)) cannot be read")
            }
            let reference = try cells.text(0)
            if let receipt = BookingKey.receipt(in: reference),
                let given = refused.first(where: { $0.receipt == receipt })
            {
                return UntoldOutcome.bookingRefused(
                    reference: reference, given.booking, reason: given.reason)
            }
            return UntoldOutcome.notCarriedOut(
                reference: reference, order, at: try cells.moment(2))
        }
        return try done.map { entry in
            let receipt = try receipt(of: entry)
            return entry.origin == .booking ? .madeAsBooked(receipt) : .carriedOut(receipt)
        } + voided
    }

    func markTold(_ reference: String, at: Moment) throws {
        if let number = Receipt.number(in: reference) {
            // Whatever was said, only a receipt that there is can have been shown.
            try run(
                """
                INSERT INTO shown (receipt, at)
                SELECT number, CAST(? AS INTEGER) FROM receipts WHERE number = ?
                ON CONFLICT DO NOTHING
                """, [at.seconds, number])
        }
        try run("UPDATE orders SET state = 'closed' WHERE key = ? AND state = 'void'", [reference])
    }
}

extension Ledger {
    /// What the customer has to be told at sign-in. Orders whose end is not known are decided
    /// first.
    package func untoldOutcomes(
        of customer: String
    ) throws(LedgerError) -> [UntoldOutcome] {
        if readOnly == nil, try store.read({ try $0.hasOpenOrders(of: customer) }) {
            try store.write(of: customer) { try $0.settleOrders(of: customer) }
        }
        return try store.read { try $0.untoldOutcomes(of: customer) }
    }

    /// The receipt of an equal order that was carried out from the same version of the account:
    /// what another terminal has done since this one showed its quote.
    package func receipt(
        ofEqual order: Order, customer: String, version: Int
    ) throws(LedgerError) -> Receipt? {
        let content = try OrderText.write(order)
        return try store.read {
            try $0.receipt(ofEqual: content, customer: customer, version: version)
        }
    }

    /// Notes that these outcomes have been shown; to be called once they are on the screen.
    ///
    /// - Parameter references: numbers of receipts, references of orders.
    package func markTold(_ references: [String], at: Moment) throws(LedgerError) {
        try store.write(of: references.first ?? "") { book in
            for reference in references { try book.markTold(reference, at: at) }
        }
    }
}

/// An order that was handed over and came to nothing, and of which its customer has not heard.
package struct VoidOrder: Equatable, Sendable {
    package var customer: String
    /// What the customer may have been given to ask about it.
    package var reference: String
    package var order: Order
    package var at: Moment

    package init(customer: String, reference: String, order: Order, at: Moment) {
        self.customer = customer
        self.reference = reference
        self.order = order
        self.at = at
    }
}

extension Ledger {
    /// Of all customers, in the order they were made; also those nobody has looked at since.
    package func voidOrders() throws(LedgerError) -> [VoidOrder] {
        try store.read { book in
            try book.all(
                """
                SELECT customer, key, content, at FROM orders
                WHERE state <> 'closed' AND key NOT LIKE 'booking/%' AND NOT EXISTS
                    (SELECT 1 FROM operations WHERE operations.key = orders.key)
                ORDER BY at, key
                """, [], voidOrder)
        }
    }

    /// Bookings that were given up on their day, and of which the customer has heard.
    package func toldRefusals() throws(LedgerError) -> [VoidOrder] {
        try store.read { book in
            try book.all(
                """
                SELECT customer, key, content, at FROM orders
                WHERE state = 'closed' AND key LIKE 'booking/%' ORDER BY at, key
                """, [], voidOrder)
        }
    }

    private func voidOrder(_ cells: Cells) throws -> VoidOrder {
        guard let order = OrderText.read(try cells.text(2)) else {
            throw LedgerError.damaged("the order \(try cells.text(1)) cannot be read")
        }
        return VoidOrder(
            customer: try cells.text(0), reference: try cells.text(1), order: order,
            at: try cells.moment(3))
    }

    /// For a replay: as if it had been handed over and had come to nothing.
    package func note(_ order: VoidOrder) throws(LedgerError) {
        let content = try OrderText.write(order.order)
        try store.write { book in
            try book.run(
                """
                INSERT INTO orders (key, customer, content, at, state)
                VALUES (?, ?, ?, ?, 'void') ON CONFLICT DO NOTHING
                """, [order.reference, order.customer, content, order.at.seconds])
        }
    }
}

extension Receipt {
    /// 1 of `R000001`; nil when it is no number of a receipt.
    static func number(in text: String) -> Int64? {
        guard text.first == "R", let number = Int64(text.dropFirst()), number > 0,
            Receipt.number(number) == text
        else { return nil }
        return number
    }
}
