import Lending
import Quantities

/// Sums of the postings of a contract, by account.
struct Balances {
    private var debits: [LedgerAccount: Money] = [:]
    private var credits: [LedgerAccount: Money] = [:]

    mutating func add(_ account: LedgerAccount, debit: Money, credit: Money) {
        debits[account, default: .zero] += debit
        credits[account, default: .zero] += credit
    }

    func debit(_ account: LedgerAccount) -> Money { debits[account] ?? .zero }
    func credit(_ account: LedgerAccount) -> Money { credits[account] ?? .zero }
    /// Credits less debits.
    func owedLess(_ account: LedgerAccount) -> Money { credit(account) - debit(account) }
}

extension Book {
    /// Balances by contract, statement and purchase; of one customer or of all.
    func balances(of customer: String? = nil) throws -> [String: Balances] {
        let whose = customer.map(Whose.customer) ?? .everybody
        let sums = try all(
            """
            SELECT contract, account, sum(debit), sum(credit)
            FROM postings JOIN operations ON operations.number = postings.operation
            WHERE \(whose.holds("customer")) GROUP BY contract, account
            """, whose.arguments
        ) {
            (
                try $0.text(0), try $0.name(1, LedgerAccount.self), try $0.money(2),
                try $0.money(3)
            )
        }
        var balances: [String: Balances] = [:]
        for (contract, account, debit, credit) in sums {
            balances[contract, default: Balances()].add(account, debit: debit, credit: credit)
        }
        return balances
    }

    /// Whether the customer's part of the book agrees with its postings and with the audit chain:
    /// the condition for posting anything more on it.
    func isSound(_ customer: String) throws -> Bool {
        guard try isSealed(customer) else { return false }
        let balances = try balances(of: customer)
        let now = try reached()
        for contract in try contracts(where: "loans.customer = ?", [customer], at: now) {
            guard contract.contradiction(to: balances[contract.loan.id]) == nil else {
                return false
            }
        }
        return true
    }
}

extension Contract {
    /// What of the contract's paid and lent sums differs from its postings.
    func contradiction(to balances: Balances?) -> Discrepancy? {
        let balances = balances ?? Balances()
        guard loan.status != .cancelled else { return undoneContradiction(to: balances) }
        let early = loan.prepayments.map(\.parts)
        let repaid =
            loan.rows.map(\.paid.principal).sum() + early.map(\.principal).sum()
            + loan.movements.filter { $0.kind == .repay }.map(\.amount).sum()
        let lent =
            loan.terms.method == .daily
            ? loan.movements.filter { $0.kind == .draw }.map(\.amount).sum()
            : loan.terms.principal
        var pairs = [
            ("principal lent", lent, balances.debit(principalAccount)),
            ("principal repaid", repaid, balances.credit(principalAccount)),
            ("fees", loan.rows.map(\.paid.fee).sum(), balances.credit(.feeIncome)),
            ("penalties", loan.rows.map(\.paid.penalty).sum(), balances.credit(.penaltyIncome)),
        ]
        // Interest by the day is charged on the whole, not on rows.
        if loan.terms.method != .daily {
            let interest =
                loan.rows.map(\.paid.interest).sum() + early.map(\.interest).sum()
            pairs.append(("interest", interest, balances.credit(.interestIncome)))
        }
        for (what, stored, posted) in pairs where stored != posted {
            return Discrepancy(
                .contract(loan.id), "has \(stored) of \(what) but \(posted) was posted",
                expected: posted, found: stored)
        }
        return nil
    }
}

extension Contract {
    /// A plan that was undone left nothing behind.
    private func undoneContradiction(to balances: Balances) -> Discrepancy? {
        let (lent, undone) = (balances.debit(principalAccount), balances.credit(principalAccount))
        guard lent == loan.terms.principal, undone == lent,
            loan.rows.allSatisfy({ $0.paid == .zero })
        else {
            return Discrepancy(
                "plan \(loan.id) was cancelled but its postings were not undone",
                about: .contract(loan.id))
        }
        return nil
    }
}

extension Verification {
    static func contracts(_ book: Book) throws -> Discrepancy? {
        let balances = try book.balances()
        let scheduled = try book.scheduledRows()
        let prepaid = try book.prepaymentOrders()
        for contract in try book.contracts(where: "true", [], at: try book.reached()) {
            let loan = contract.loan
            if let wrong = contract.contradiction(to: balances[loan.id]) { return wrong }
            if loan.terms.method != .daily {
                let schedule = try loan.schedule(after: prepaid[loan.id] ?? [])
                let stored = scheduled[loan.id] ?? []
                guard stored.count == schedule.count else {
                    return Discrepancy(
                        .contract(loan.id), "has \(stored.count) of \(schedule.count) rows")
                }
                for (row, expected) in zip(stored, schedule) where row != expected {
                    return Discrepancy(
                        "row \(expected.number) of contract \(loan.id) differs from its terms",
                        about: .contract(loan.id))
                }
            }
            guard loan.status != .cancelled else { continue }
            let isOpen = loan.openPrincipal > .zero || loan.rows.contains { !$0.isPaid }
            guard loan.status == .active || !isOpen else {
                return Discrepancy(.contract(loan.id), "is \(loan.status.rawValue) but not paid")
            }
        }
        return nil
    }

    static func statements(_ book: Book) throws -> Discrepancy? {
        let balances = try book.balances()
        let statements = try book.all(
            """
            SELECT \(Book.statementColumns), (SELECT coalesce(sum(amount), 0) FROM purchases
                WHERE purchases.statement = statements.id)
            FROM statements ORDER BY number
            """, []
        ) { (try book.statement($0), try $0.money(6)) }
        let converted = try book.conversions()
        for (statement, sum) in statements {
            guard statement.purchases == sum else {
                return Discrepancy(
                    .statement(statement.id), "differs from its purchases",
                    expected: sum, found: statement.purchases)
            }
            guard statement.converted == converted[statement.id] ?? .zero else {
                return Discrepancy(
                    .statement(statement.id), "differs from its conversions",
                    expected: converted[statement.id] ?? .zero, found: statement.converted)
            }
            let credits = balances[statement.id]?.owedLess(.statementReceivable) ?? .zero
            guard statement.converted + statement.paid == credits else {
                return Discrepancy(
                    .statement(statement.id), "differs from its postings",
                    expected: credits, found: statement.converted + statement.paid)
            }
        }
        return nil
    }

    static func purchases(_ book: Book) throws -> Discrepancy? {
        let balances = try book.balances()
        let purchases = try book.all(
            """
            SELECT id, amount, refunded = 1 OR (plan IS NOT NULL AND statement IS NULL)
            FROM purchases ORDER BY number
            """
        ) { (try $0.text(0), try $0.money(1), try $0.flag(2)) }
        for (id, amount, isGone) in purchases {
            let left = -(balances[id]?.owedLess(.statementReceivable) ?? .zero)
            guard left == (isGone ? .zero : amount) else {
                return Discrepancy(
                    .purchase(id), "differs from its postings",
                    expected: isGone ? .zero : amount, found: left)
            }
        }
        return nil
    }
}

extension Loan {
    /// The rows that follow from the terms and from each prepayment ordered since, worked out
    /// again.
    fileprivate func schedule(after orders: [PrepaymentQuote]) throws -> [Instalment] {
        var rows = try Schedule(terms).rows
        for quote in orders {
            guard let first = quote.rows.first?.number else { continue }
            var before = self
            before.status = .active
            before.rows = rows.map { row in
                let isPaid = row.number < first
                let paid = Parts(principal: row.principal, interest: row.interest, fee: row.fee)
                return Row(instalment: row, paid: isPaid ? paid : .zero)
            }
            let again = try before.prepaymentQuote(
                of: quote.principal, mode: quote.mode, on: quote.valueDate)
            guard again == quote else {
                throw LedgerError.damaged("a prepayment of \(id) does not follow from its terms")
            }
            rows = rows.filter { $0.number < first } + quote.rows
        }
        guard orders.map({ Prepayment(day: $0.valueDate, parts: $0.parts) }) == prepayments else {
            throw LedgerError.damaged("the prepayments of \(id) differ from its receipts")
        }
        return rows
    }
}

extension Book {
    /// Rows as they were signed, with what was waived since.
    fileprivate func scheduledRows() throws -> [String: [Instalment]] {
        let rows = try all(
            """
            SELECT loan, number, due, principal, interest, fee, balance_after FROM rows
            ORDER BY loan, number
            """
        ) {
            (
                try $0.text(0),
                Instalment(
                    number: try $0.int(1), due: try $0.day(2), principal: try $0.money(3),
                    interest: try $0.money(4), fee: try $0.money(5),
                    balanceAfter: try $0.money(6))
            )
        }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }

    /// The prepayments ordered at the desk, by loan.
    fileprivate func prepaymentOrders() throws -> [String: [PrepaymentQuote]] {
        var orders: [String: [PrepaymentQuote]] = [:]
        for text in try all("SELECT content FROM receipts ORDER BY number", [], { try $0.text(0) })
        {
            guard case .prepay(let loan, let quote) = OrderText.read(text) else { continue }
            orders[loan, default: []].append(quote)
        }
        return orders
    }

    /// What was converted of each statement, by its postings.
    fileprivate func conversions() throws -> [String: Money] {
        let sums = try all(
            """
            SELECT contract, sum(credit) - sum(debit) FROM postings
            JOIN operations ON operations.number = postings.operation
            WHERE kind IN ('conversion', 'change', 'reversal') AND account = '1303'
                AND contract IN (SELECT id FROM statements)
            GROUP BY contract
            """
        ) { (try $0.text(0), try $0.money(1)) }
        return Dictionary(sums, uniquingKeysWith: +)
    }
}
