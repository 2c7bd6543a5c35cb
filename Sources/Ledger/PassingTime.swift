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
    /// The moment the book has been brought to: always a boundary.
    func reached() throws -> Moment {
        guard let moment = try first("SELECT reached FROM meta", [], { try $0.moment(0) }) else {
            throw LedgerError.damaged("the table meta is empty")
        }
        return moment
    }

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
    func advance(to now: Moment, isSealing: Bool = true) throws {
        while let boundary = try nextBoundary(upTo: now) {
            let touched =
                switch boundary.kind {
                case .midnight: try turnDay(boundary.day, isSealing)
                case .debit: try debitDues(on: boundary.day, isSealing)
                }
            try reach(boundary.moment)
            if isSealing { try seal(touched, at: boundary.moment) }
        }
        try reach(Boundary.last(upTo: now).moment)
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

    private func reach(_ moment: Moment) throws {
        try run("UPDATE meta SET reached = ? WHERE reached < ?", [moment.seconds, moment.seconds])
    }

    private func nextBoundary(upTo now: Moment) throws -> Boundary? {
        let reached = try reached()
        let isBeforeDebits = reached < Boundary.debit(reached.day).moment
        let debitsFrom = isBeforeDebits ? reached.day : reached.day + 1
        let midnightsFrom = reached.day + 1
        let next = [
            try nextDebitDay(from: debitsFrom).map(Boundary.debit),
            try nextOverdueDay(from: midnightsFrom).map(Boundary.midnight),
            try nextCutDay(from: midnightsFrom).map(Boundary.midnight),
        ].compactMap { $0 }.min()
        guard let next, next.moment <= now else { return nil }
        return next
    }

    // MARK: 20:00

    /// Rows, by the index of those that are not paid.
    private var openRows: String { dialect.table("rows", by: "open_rows") }

    private func nextDebitDay(from day: Day) throws -> Day? {
        let row = try first(
            """
            SELECT min(due) FROM \(openRows) WHERE due >= ? AND \(Schema.isOpen)
            """, [day.number]
        ) { try $0.optionalInteger(0) == nil ? nil : try $0.day(0) }
        let statement = try first(
            "SELECT min(due) FROM statements WHERE due >= ? AND converted + paid < purchases",
            [day.number]
        ) { try $0.optionalInteger(0) == nil ? nil : try $0.day(0) }
        return [row ?? nil, statement ?? nil, try nextBookedDay(from: day)]
            .compactMap { $0 }.min()
    }

    /// Answers the customers whose position changed.
    private func debitDues(on day: Day, _ isSealing: Bool) throws -> Set<String> {
        let at = Boundary.debit(day).moment
        var touched: Set<String> = []
        for contract in try contractsDue(on: day) {
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
        for (customer, statement) in try statementsDue(on: day) {
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
        for booking in try bookingsDue(on: day) {
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

    private func contractsDue(on day: Day) throws -> [Contract] {
        try contracts(
            where: """
                loans.status = 'active' AND loans.id IN (SELECT rows.loan
                    FROM \(openRows) WHERE rows.due = ? AND \(Schema.isOpen))
                """, [day.number], at: Boundary.debit(day).moment)
    }

    private func statementsDue(on day: Day) throws -> [(String, Statement)] {
        try all(
            """
            SELECT \(Self.statementColumns), customer FROM statements
            WHERE due = ? AND converted + paid < purchases ORDER BY number
            """, [day.number]
        ) { (try $0.text(6), try statement($0)) }
    }

    // MARK: 00:00

    private func turnDay(_ day: Day, _ isSealing: Bool) throws -> Set<String> {
        var touched: Set<String> = []
        let overdue = try all(
            "SELECT customer FROM statements WHERE \(Self.isNewlyOverdue)",
            [day.number, Product.graceDays]
        ) { try $0.text(0) }
        for customer in overdue { try touch(customer, &touched, isSealing) }
        try run(
            "UPDATE statements SET overdue = 1 WHERE \(Self.isNewlyOverdue)",
            [day.number, Product.graceDays])
        for (customer, cutDay) in try customersToBill()
        where cutDay.next(from: day) == day {
            try touch(customer, &touched, isSealing)
            try cutStatement(of: customer, on: day)
        }
        return touched
    }

    private static let isNewlyOverdue =
        "overdue = 0 AND converted + paid < purchases AND due < ? - ?"

    private func nextOverdueDay(from day: Day) throws -> Day? {
        let due = try first(
            """
            SELECT min(due) FROM statements
            WHERE overdue = 0 AND converted + paid < purchases
            """
        ) { try $0.optionalInteger(0) == nil ? nil : try $0.day(0) }
        guard let due = due ?? nil else { return nil }
        return max(due + Product.graceDays + 1, day)
    }

    private func nextCutDay(from day: Day) throws -> Day? {
        try customersToBill().map { $0.1.next(from: day) }.min()
    }

    /// Customers with purchases to bill. While an earlier statement is unpaid their purchases
    /// wait: the newest statement is then always the one that is owed.
    private func customersToBill() throws -> [(String, CutDay)] {
        try all(
            """
            SELECT id, cut_day FROM customers
            WHERE EXISTS (SELECT 1 FROM purchases
                    WHERE purchases.customer = customers.id AND \(Schema.isUnbilled))
                AND NOT EXISTS (SELECT 1 FROM statements
                    WHERE statements.customer = customers.id
                    AND statements.converted + statements.paid < statements.purchases)
            ORDER BY number
            """
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

/// The day of the month statements are cut on; in a shorter month its last day.
struct CutDay {
    var dayOfMonth: Int

    func next(from day: Day) -> Day {
        let (year, month, _) = day.components
        let inMonth = day + (clamped(year: year, month: month) - day.dayOfMonth)
        guard inMonth < day else { return inMonth }
        let firstOfNext = day + (Day.length(ofMonth: month, year: year) - day.dayOfMonth + 1)
        return firstOfNext
            + (clamped(year: firstOfNext.year, month: firstOfNext.month) - 1)
    }

    private func clamped(year: Int, month: Int) -> Int {
        min(dayOfMonth, Day.length(ofMonth: month, year: year))
    }
}

extension Contract {
    var principalAccount: LedgerAccount { isPlan ? .planPrincipal : .loanPrincipal }
}
