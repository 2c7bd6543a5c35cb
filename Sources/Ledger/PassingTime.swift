import Lending
import Quantities

/// A moment at which something happens by itself.
struct Boundary: Comparable {
    enum Kind: Int {
        /// 00:00: statements are cut, days past due are noted.
        case midnight
        /// 20:00: what is due is debited from the bound card, then what was booked is paid.
        case debit
    }

    var day: Day
    var kind: Kind

    static func midnight(_ day: Day) -> Boundary { Boundary(day: day, kind: .midnight) }
    static func debit(_ day: Day) -> Boundary { Boundary(day: day, kind: .debit) }

    /// The last one not after `now`.
    static func last(upTo now: Moment) -> Boundary {
        now < debit(now.day).moment ? midnight(now.day) : debit(now.day)
    }

    var moment: Moment {
        switch kind {
        case .midnight: Moment(day)
        case .debit: Moment(day, hour: Product.debitHour)
        }
    }

    static func < (a: Boundary, b: Boundary) -> Bool { a.moment < b.moment }
}

extension Book {
    /// The last boundary it was brought to, or the last entry where that is later.
    func newest() throws -> Moment {
        let reached = try reached()
        let last = try first("SELECT max(at) FROM operations") {
            try $0.optionalInteger(0) == nil ? nil : try $0.moment(0)
        }
        return max(reached, (last ?? nil) ?? reached)
    }

    /// Time never runs back in the book, whatever the clock says.
    func present(_ now: Moment) throws -> Moment { max(now, try newest()) }

    /// Lets time pass up to `now`, boundary by boundary. Days on which nothing can happen are
    /// stepped over, so one leap and many small ones leave the same book.
    ///
    /// - Parameter whose: everybody only where nobody is ahead of the book.
    func advance(to now: Moment, of whose: Whose = .everybody, isSealing: Bool = true) throws {
        while let boundary = try nextBoundary(upTo: now, of: whose) {
            let touched =
                switch boundary.kind {
                case .midnight: try turnDay(boundary.day, whose, isSealing)
                case .debit: try debitDues(on: boundary.day, whose, isSealing)
                }
            try reach(boundary.moment, whose)
            if isSealing { try seal(touched, at: boundary.moment) }
        }
        try reach(Boundary.last(upTo: now).moment, whose)
    }

    /// To be called before a customer's rows change by themselves: rows that somebody else has
    /// changed must not be sealed along with them.
    private func touch(
        _ customer: String, _ touched: inout Set<String>, _ isSealing: Bool
    ) throws {
        guard touched.insert(customer).inserted, isSealing else { return }
        guard try isSealed(customer) else {
            throw LedgerError.damaged(
                "the rows of customer \(customer) differ from the audit chain")
        }
    }

    /// The next moment at which something happens; nil where there is none up to `now`.
    func nextBoundary(upTo now: Moment, of whose: Whose) throws -> Boundary? {
        let reached = try reached(of: whose)
        let isBeforeDebits = reached < Boundary.debit(reached.day).moment
        let debitsFrom = isBeforeDebits ? reached.day : reached.day + 1
        let midnightsFrom = reached.day + 1
        let next = [
            try nextDebitDay(from: debitsFrom, whose).map(Boundary.debit),
            try nextOverdueDay(from: midnightsFrom, whose).map(Boundary.midnight),
            try nextCutDay(from: midnightsFrom, whose).map(Boundary.midnight),
        ].compactMap { $0 }.min()
        guard let next, next.moment <= now else { return nil }
        return next
    }

    // MARK: 20:00

    /// Rows, by the index of those that are not paid.
    private var openRows: String { dialect.table("rows", by: "open_rows") }

    private func nextDebitDay(from day: Day, _ whose: Whose) throws -> Day? {
        let rows =
            switch whose {
            case .everybody: openRows
            case .customer: "rows JOIN loans ON loans.id = rows.loan"
            }
        let row = try first(
            """
            SELECT min(due) FROM \(rows)
            WHERE due >= ? AND \(Schema.isOpen(in: "rows.")) AND \(whose.holds("loans.customer"))
            """, [day.number] + whose.arguments
        ) { try $0.optionalInteger(0) == nil ? nil : try $0.day(0) }
        let statement = try first(
            """
            SELECT min(due) FROM statements
            WHERE due >= ? AND converted + paid < purchases AND \(whose.holds("customer"))
            """, [day.number] + whose.arguments
        ) { try $0.optionalInteger(0) == nil ? nil : try $0.day(0) }
        return [row ?? nil, statement ?? nil, try nextBookedDay(from: day, whose)]
            .compactMap { $0 }.min()
    }

    /// Answers the customers whose position changed.
    private func debitDues(
        on day: Day, _ whose: Whose, _ isSealing: Bool
    ) throws -> Set<String> {
        let at = Boundary.debit(day).moment
        var touched: Set<String> = []
        for contract in try contractsDue(on: day, whose) {
            let parts = contract.loan.duesUnpaid(on: day)
            let operation = Operation.repayment(
                contract: contract.loan.id, principal: contract.principalAccount, parts: parts)
            guard try covers(operation, parts.total, from: contract.customer, at: at) else {
                continue
            }
            try touch(contract.customer, &touched, isSealing)
            try debit(operation, parts.total, from: contract.customer, at: at)
            try payDues(of: contract.loan, on: day)
        }
        for (customer, statement) in try statementsDue(on: day, whose) {
            let operation = Operation.repayment(
                contract: statement.id, principal: .statementReceivable,
                parts: Parts(principal: statement.unpaid))
            guard try covers(operation, statement.unpaid, from: customer, at: at) else { continue }
            try touch(customer, &touched, isSealing)
            try debit(operation, statement.unpaid, from: customer, at: at)
            try run(
                "UPDATE statements SET paid = paid + ? WHERE id = ?",
                [statement.unpaid.fen, statement.id])
        }
        for booking in try bookingsDue(on: day, whose) {
            try touch(booking.customer, &touched, isSealing)
            try carryOut(booking, at: at)
        }
        return touched
    }

    /// All of a sum or nothing: a bank that finds too little on a card takes none of it.
    private func covers(
        _ operation: Operation, _ total: Money, from customer: String, at: Moment
    ) throws -> Bool {
        guard try cardBalance(of: customer) >= total else {
            var record = AuditRecord("debit-refused")
            record.add("customer", customer)
            record.add("subject", operation.subject)
            record.add("total", "\(total.fen)")
            try audit(.debitRefused, record.text, at: at, customer: customer)
            return false
        }
        return true
    }

    private func debit(
        _ operation: Operation, _ total: Money, from customer: String, at: Moment
    ) throws {
        try take(total, fromCardOf: customer)
        try post(operation, Occasion(customer: customer, origin: .debit, at: at))
    }

    private func contractsDue(on day: Day, _ whose: Whose) throws -> [Contract] {
        let dues =
            switch whose {
            case .everybody:
                """
                loans.id IN (SELECT rows.loan
                    FROM \(openRows) WHERE rows.due = ? AND \(Schema.isOpen))
                """
            case .customer:
                """
                EXISTS (SELECT 1 FROM rows WHERE rows.loan = loans.id AND rows.due = ?
                    AND \(Schema.isOpen(in: "rows.")))
                """
            }
        return try contracts(
            where: "loans.status = 'active' AND \(dues) AND \(whose.holds("loans.customer"))",
            [day.number] + whose.arguments, at: Boundary.debit(day).moment)
    }

    private func statementsDue(on day: Day, _ whose: Whose) throws -> [(String, Statement)] {
        try all(
            """
            SELECT \(Self.statementColumns), customer FROM statements
            WHERE due = ? AND converted + paid < purchases AND \(whose.holds("customer"))
            ORDER BY number
            """, [day.number] + whose.arguments
        ) { (try $0.text(6), try statement($0)) }
    }

    // MARK: 00:00

    private func turnDay(
        _ day: Day, _ whose: Whose, _ isSealing: Bool
    ) throws -> Set<String> {
        var touched: Set<String> = []
        let isOverdue = "\(Self.isNewlyOverdue) AND \(whose.holds("customer"))"
        let arguments: [Argument] = [day.number, Product.graceDays] + whose.arguments
        let overdue = try all(
            "SELECT customer FROM statements WHERE \(isOverdue)", arguments
        ) { try $0.text(0) }
        for customer in overdue { try touch(customer, &touched, isSealing) }
        try run("UPDATE statements SET overdue = 1 WHERE \(isOverdue)", arguments)
        for (customer, cutDay) in try customersToBill(whose)
        where cutDay.next(from: day) == day {
            try touch(customer, &touched, isSealing)
            try cutStatement(of: customer, on: day)
        }
        return touched
    }

    private static let isNewlyOverdue =
        "overdue = 0 AND converted + paid < purchases AND due < ? - ?"

    private func nextOverdueDay(from day: Day, _ whose: Whose) throws -> Day? {
        let due = try first(
            """
            SELECT min(due) FROM statements
            WHERE overdue = 0 AND converted + paid < purchases AND \(whose.holds("customer"))
            """, whose.arguments
        ) { try $0.optionalInteger(0) == nil ? nil : try $0.day(0) }
        guard let due = due ?? nil else { return nil }
        return max(due + Product.graceDays + 1, day)
    }

    private func nextCutDay(from day: Day, _ whose: Whose) throws -> Day? {
        try customersToBill(whose).map { $0.1.next(from: day) }.min()
    }

    /// Customers with purchases to bill. While an earlier statement is unpaid their purchases
    /// wait: the newest statement is then always the one that is owed.
    private func customersToBill(_ whose: Whose) throws -> [(String, CutDay)] {
        try all(
            """
            SELECT id, cut_day FROM customers
            WHERE EXISTS (SELECT 1 FROM purchases
                    WHERE purchases.customer = customers.id AND \(Schema.isUnbilled))
                AND NOT EXISTS (SELECT 1 FROM statements
                    WHERE statements.customer = customers.id
                    AND statements.converted + statements.paid < statements.purchases)
                AND \(whose.holds("customers.id"))
            ORDER BY number
            """, whose.arguments
        ) { (try $0.text(0), CutDay(dayOfMonth: Int(try $0.integer(1, in: 1...31)))) }
    }

    private func cutStatement(of customer: String, on day: Day) throws {
        let sum = try unbilled(of: customer)
        guard sum.isWithinLimit else { throw LedgerError.damaged("purchases exceed all limits") }
        let number = try nextNumber(in: "statements")
        let id = numbered("ST", Ledger.firstStatement + number, width: 8)
        let due = day + Ledger.daysToPay
        try run(
            """
            INSERT INTO statements (number, id, customer, cut, due, purchases, converted, paid,
                overdue) VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0)
            """, [number, id, customer, day.number, due.number, sum.fen])
        try run(
            "UPDATE purchases SET statement = ? WHERE customer = ? AND \(Schema.isUnbilled)",
            [id, customer])
        try run("UPDATE customers SET version = version + 1 WHERE id = ?", [customer])
        var record = AuditRecord("statement \(id)")
        record.add("customer", customer)
        record.add("cut", "\(day)")
        record.add("due", "\(due)")
        record.add("purchases", "\(sum.fen)")
        try audit(.statement, record.text, at: Moment(day), customer: customer)
    }
}

extension Contract {
    var principalAccount: LedgerAccount { isPlan ? .planPrincipal : .loanPrincipal }
}
