import Lending
import Quantities

/// Writes the demo customers into an empty book: what happened to them is played through from the
/// first day on, with the same operations and the same passing of time as ever after.
struct DemoBook {
    var opened: Day
    var key: StoreKey
    /// Other customers in place of the demo's own; nil for these.
    var others: [DemoCustomer]?

    var dates: DemoDates { DemoDates(opened: opened) }

    private static let firstPhone: Int64 = 13_800_000_001
    private static let firstDigits = 1001
    private static let firstCardTail = 6001
    /// On every bound card in the time before the opening, so that early dues are paid.
    private static let formerCard = yuan(100_000)

    /// The last four digits of a demo customer's ID.
    static func digits(of customer: String) -> String? {
        if let number = Crowd.number(of: customer) { return Crowd.digits(of: number) }
        let book = DemoBook(opened: Day(number: 0), key: StoreKey(Digest.keyInMemory))
        return book.customers.firstIndex { $0.id == customer }.map { String(firstDigits + $0) }
    }

    func write(into book: Book) throws {
        let customers = others ?? customers
        let events = events(of: customers)
        try open(book, from: events.first?.day ?? opened)
        for (index, customer) in customers.enumerated() { try add(customer, index, to: book) }
        for event in events {
            let at = event.day < opened ? Moment(event.day, hour: 9) : Moment(opened)
            try book.advance(to: at, isSealing: false)
            try happen(event.happening, to: event.customer, at: at, in: book)
        }
        try book.advance(to: Moment(opened), isSealing: false)
        for customer in customers { try setCard(customer.card, of: customer.id, in: book) }
        try book.seal(Set(customers.map(\.id)), at: Moment(opened))
    }

    private struct Event {
        var day: Day
        var customer: String
        var happening: Happening
    }

    /// By day; on one day in the order of the customers.
    private func events(of customers: [DemoCustomer]) -> [Event] {
        let events = customers.flatMap { customer in
            customer.past.map { Event(day: $0.day, customer: customer.id, happening: $0.1) }
        }
        return events.enumerated()
            .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
            .map(\.element)
    }

    private func open(_ book: Book, from first: Day) throws {
        try book.run(
            "INSERT INTO meta (single, opened, reached, demo, key_check) VALUES (1, ?, ?, 1, ?)",
            [opened.number, Moment(first).seconds, key.check])
        try book.audit(.opening, Self.openingRecord(opened), at: Moment(first))
    }

    static func openingRecord(_ opened: Day) -> String {
        var record = AuditRecord("opening")
        record.add("opened", "\(opened)")
        return record.text
    }

    private func add(_ customer: DemoCustomer, _ index: Int, to book: Book) throws {
        let digits = String(Self.firstDigits + index)
        try book.run(
            """
            INSERT INTO customers (number, id, name, phone, identity, card_tail, card_balance,
                credit_limit, holds, cut_day, language, status, fraud_flag, lenders,
                hard_inquiries, monthly_income, monthly_obligations, contact_changed, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, 0, ?, 1, ?, ?, NULL, 0)
            """,
            [
                index + 1, customer.id, customer.name, String(Self.firstPhone + Int64(index)),
                key.identity(customer: customer.id, digits: digits),
                String(Self.firstCardTail + index), Self.formerCard.fen, customer.limit.fen,
                customer.cut.dayOfMonth, customer.language, customer.status.rawValue,
                customer.lenders, yuan(12_000).fen, yuan(2_000).fen,
            ])
    }

    private func setCard(_ balance: Money, of customer: String, in book: Book) throws {
        try book.run(
            "UPDATE customers SET card_balance = ? WHERE id = ?", [balance.fen, customer])
    }

    private func happen(
        _ happening: Happening, to customer: String, at: Moment, in book: Book
    ) throws {
        let occasion = Occasion(customer: customer, origin: .opening, at: at)
        switch happening {
        case .lend(let id, let purpose, let terms):
            try book.add(try loan(id, purpose, terms), of: customer, isPlan: false)
            try book.post(.drawdown(loan: id, amount: terms.principal), occasion)
        case .grant(let id, let purpose, let terms):
            try book.add(try loan(id, purpose, terms), of: customer, isPlan: false)
        case .draw(let id, let amount):
            try book.add(DailyMovement(day: at.day, kind: .draw, amount: amount), to: id)
            try book.post(.drawdown(loan: id, amount: amount), occasion)
        case .repay(let id, let amount):
            try book.add(DailyMovement(day: at.day, kind: .repay, amount: amount), to: id)
            let parts = Parts(principal: amount)
            try book.post(
                .repayment(contract: id, principal: .loanPrincipal, parts: parts), occasion)
        case .buy(let merchant, let amount):
            try buy(amount, at: merchant, occasion, in: book)
        case .refund: try refund(occasion, in: book)
        case .convert(let amount, let periods):
            try convert(amount, into: periods, occasion, in: book)
        case .card(let balance):
            try setCard(balance, of: customer, in: book)
        }
    }

    private func loan(_ id: String, _ purpose: String, _ terms: Terms) throws -> Loan {
        let rows = terms.method == .daily ? [] : try Schedule(terms).rows
        return Loan(
            id: id, purpose: purpose, status: .active, terms: terms,
            rows: rows.map { Loan.Row(instalment: $0) },
            penalty: Product.penaltyRule(for: terms.method),
            prepaymentFee: Product.prepaymentFee(for: terms.method), signed: terms.start)
    }

    private func buy(
        _ amount: Money, at merchant: String, _ occasion: Occasion, in book: Book
    ) throws {
        let number = try book.nextNumber(in: "purchases")
        let id = numbered("PU", Ledger.firstPurchase + number, width: 8)
        try book.run(
            """
            INSERT INTO purchases (number, id, customer, merchant, amount, booked, statement)
            VALUES (?, ?, ?, ?, ?, ?, NULL)
            """,
            [number, id, occasion.customer, merchant, amount.fen, occasion.at.day.number])
        try book.post(.purchase(id: id, amount: amount), occasion)
    }

    private func refund(_ occasion: Occasion, in book: Book) throws {
        guard let purchase = try book.purchases(of: occasion.customer, on: nil).last
        else { throw LedgerError.damaged("the demo book has no purchase to refund") }
        try book.run("UPDATE purchases SET refunded = 1 WHERE id = ?", [purchase.id])
        let bought = Operation.purchase(id: purchase.id, amount: purchase.amount)
        try book.post(.reversal(of: purchase.id, lines: bought.lines), occasion)
    }

    private func convert(
        _ amount: Money, into periods: Int, _ occasion: Occasion, in book: Book
    ) throws {
        guard let statement = try book.newestStatement(of: occasion.customer),
            let offer = try InstalmentOffer.offers(for: amount, startingFrom: statement.due)
                .first(where: { $0.periods == periods })
        else { throw LedgerError.damaged("the demo book has no statement to convert") }
        try book.convert(statement, offer, occasion)
    }
}
