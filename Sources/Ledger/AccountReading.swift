import Lending
import Quantities

extension Book {
    /// A customer's whole position. `now` decides whether a debit is still being processed.
    func account(of id: String, at now: Moment) throws -> Account? {
        guard let person = try person(id, at: now) else { return nil }
        let contracts = try contracts(where: "loans.customer = ?", [id], at: now)
        let inOrder =
            contracts.filter { $0.loan.status == .active }
            + contracts.filter { $0.loan.status != .active }
        let plans = inOrder.filter { $0.isPlan }.map(\.loan)
        let purchasesOpen = try purchasesOpen(of: id)
        // What is drawn of a revolving loan comes from the line, and returns to it.
        let revolving = inOrder.map(\.loan).filter { $0.terms.method == .daily }
        let used =
            purchasesOpen + plans.map(\.outstandingPrincipal).sum()
            + revolving.map(\.outstandingPrincipal).sum()
        let statement = try newestStatement(of: id)
        return Account(
            asOf: now.day, version: person.version, customer: person.customer,
            loans: inOrder.filter { !$0.isPlan }.map(\.loan), plans: plans, statement: statement,
            purchases: try purchases(of: id, on: statement),
            nextStatementDue: person.cut.next(from: now.day + 1) + Ledger.daysToPay,
            credit: CreditLine(limit: person.limit, used: used, holds: person.holds),
            risk: person.risk, bookings: try bookings(of: id), history: try history(of: id))
    }

    struct Person {
        var customer: Customer
        var limit: Money
        var holds: Money
        var risk: RiskProfile
        var version: Int
        var cut: CutDay
    }

    func people() throws -> [Customer] {
        try all("SELECT \(Self.customerColumns) FROM customers ORDER BY number", [], customer)
    }

    private static let customerColumns =
        "id, name, phone, card_tail, card_balance, status, language"

    private func customer(_ cells: Cells) throws -> Customer {
        Customer(
            id: try cells.text(0), name: try cells.text(1), phone: try cells.text(2),
            cardTail: try cells.text(3), cardBalance: try cells.money(4),
            status: try cells.name(5), language: try cells.text(6))
    }

    func person(_ id: String, at now: Moment) throws -> Person? {
        // An attempt that led to no plan leaves no entry, so only the others can be counted.
        let attempts = Int(
            try number(
                """
                SELECT count(*) FROM operations
                WHERE customer = ? AND kind IN ('conversion', 'change') AND at > ?
                """, [id, now.seconds - 86_400]))
        return try first(
            """
            SELECT \(Self.customerColumns), credit_limit, holds, fraud_flag, lenders,
                hard_inquiries, monthly_income, monthly_obligations, contact_changed, version, cut_day
            FROM customers WHERE id = ?
            """, [id]
        ) { cells in
            let changed = try cells.optionalInteger(14)
            let hours = try changed.map { _ in (now - (try cells.moment(14))) / 3600 }
            let risk = RiskProfile(
                fraudFlag: try cells.flag(9), lendersWithBalance: try cells.int(10),
                hardInquiries90Days: try cells.int(11), setupAttempts24Hours: attempts,
                monthlyIncome: try cells.money(12), monthlyObligations: try cells.money(13),
                hoursSinceContactChange: hours.map { Int(max(0, $0)) })
            return Person(
                customer: try customer(cells), limit: try cells.money(7),
                holds: try cells.money(8), risk: risk, version: try cells.int(15),
                cut: CutDay(dayOfMonth: Int(try cells.integer(16, in: 1...31))))
        }
    }
}

/// A loan or plan and the facts of it that are the book's alone.
struct Contract {
    var loan: Loan
    var customer: String
    var isPlan: Bool
}

extension Book {
    /// Contracts with rows and movements, in the order they were made.
    func contracts(
        where condition: String, _ arguments: [Argument], at now: Moment
    ) throws -> [Contract] {
        var contracts = try all(
            """
            SELECT id, customer, kind, purpose, status, method, principal, annual_rate, fee_rate,
                fee_timing, periods, start, signed, source, grace_days, penalty_numerator,
                penalty_denominator, penalty_cap, penalty_daily, prepayment_rate,
                free_after_paid_rows, cooling_off_days, flat_fee_policy
            FROM loans WHERE \(condition) ORDER BY number
            """, arguments, contract)
        guard !contracts.isEmpty else { return [] }
        var places: [String: Int] = [:]
        for (index, contract) in contracts.enumerated() { places[contract.loan.id] = index }
        for (id, row) in try rows(where: condition, arguments) {
            guard let place = places[id] else { continue }
            contracts[place].loan.rows.append(row)
        }
        for (id, movement) in try movements(where: condition, arguments) {
            guard let place = places[id] else { continue }
            contracts[place].loan.movements.append(movement)
        }
        for (id, prepayment) in try prepayments(where: condition, arguments) {
            guard let place = places[id] else { continue }
            contracts[place].loan.prepayments.append(prepayment)
        }
        for index in contracts.indices {
            contracts[index].loan.pendingDebit = contracts[index].loan.debitUnderway(at: now)
        }
        return contracts
    }

    func contract(_ id: String, at now: Moment) throws -> Contract? {
        try contracts(where: "loans.id = ?", [id], at: now).first
    }

    private func contract(_ cells: Cells) throws -> Contract {
        let terms = Terms(
            method: try cells.name(5), principal: try cells.money(6),
            annualRate: try cells.rate(7), feeRatePerPeriod: try cells.rate(8),
            feeTiming: try cells.name(9), periods: try cells.int(10), start: try cells.day(11))
        let fee = PrepaymentFee(
            rate: try cells.rate(19), freeAfterPaidRows: try cells.int(20),
            coolingOffDays: try cells.int(21))
        let loan = Loan(
            id: try cells.text(0), purpose: try cells.text(3), status: try cells.name(4),
            terms: terms, rows: [], penalty: try penalty(cells), prepaymentFee: fee,
            flatFeePolicy: try cells.name(22), source: try cells.optionalText(13),
            signed: try cells.day(12))
        return Contract(
            loan: loan, customer: try cells.text(1), isPlan: try cells.text(2) == "plan")
    }

    private func penalty(_ cells: Cells) throws -> PenaltyRule {
        let grace = try cells.int(14)
        if try cells.optionalInteger(18) != nil {
            return PenaltyRule(graceDays: grace, mode: .daily(try cells.rate(18)))
        }
        let cap = try cells.optionalInteger(17) == nil ? nil : try cells.rate(17)
        return PenaltyRule(
            graceDays: grace,
            mode: .multiple(
                numerator: try cells.int(15), denominator: try cells.int(16), cap: cap))
    }

    private func rows(
        where condition: String, _ arguments: [Argument]
    ) throws -> [(String, Loan.Row)] {
        try all(
            """
            SELECT rows.loan, rows.number, rows.due, rows.principal,
                rows.interest - rows.waived_interest, rows.fee - rows.waived_fee,
                rows.balance_after, rows.paid_principal, rows.paid_interest, rows.paid_fee,
                rows.paid_penalty, rows.penalty, rows.penalty_up_to
            FROM loans JOIN rows ON rows.loan = loans.id
            WHERE \(condition) ORDER BY rows.loan, rows.number
            """, arguments
        ) { cells in
            let instalment = Instalment(
                number: try cells.int(1), due: try cells.day(2), principal: try cells.money(3),
                interest: try cells.money(4), fee: try cells.money(5),
                balanceAfter: try cells.money(6))
            let paid = Parts(
                principal: try cells.money(7), interest: try cells.money(8),
                fee: try cells.money(9), penalty: try cells.money(10))
            let charged =
                try cells.optionalInteger(12) == nil
                ? nil
                : Loan.ChargedPenalty(amount: try cells.money(11), upTo: try cells.day(12))
            return (
                try cells.text(0), Loan.Row(instalment: instalment, paid: paid, charged: charged)
            )
        }
    }

    private func movements(
        where condition: String, _ arguments: [Argument]
    ) throws -> [(String, DailyMovement)] {
        try all(
            """
            SELECT movements.loan, movements.day, movements.kind, movements.amount
            FROM loans JOIN movements ON movements.loan = loans.id
            WHERE \(condition) ORDER BY movements.number
            """, arguments
        ) {
            (
                try $0.text(0),
                DailyMovement(
                    day: try $0.day(1), kind: try $0.name(2), amount: try $0.money(3))
            )
        }
    }
}

extension Book {
    private func prepayments(
        where condition: String, _ arguments: [Argument]
    ) throws -> [(String, Loan.Prepayment)] {
        try all(
            """
            SELECT prepayments.loan, prepayments.day, prepayments.principal, prepayments.interest,
                prepayments.fee
            FROM loans JOIN prepayments ON prepayments.loan = loans.id
            WHERE \(condition) ORDER BY prepayments.number
            """, arguments
        ) {
            let parts = Parts(
                principal: try $0.money(2), interest: try $0.money(3),
                prepaymentFee: try $0.money(4))
            return (try $0.text(0), Loan.Prepayment(day: try $0.day(1), parts: parts))
        }
    }
}

extension Loan {
    /// Principal not paid yet of the rows.
    var openPrincipal: Money { rows.map(\.open.principal).sum() }

    /// The due day whose debit is announced and not yet taken: from midnight to the debit hour.
    fileprivate func debitUnderway(at now: Moment) -> Day? {
        guard status == .active, now < Boundary.debit(now.day).moment else { return nil }
        return rows.first { $0.instalment.due == now.day && !$0.isPaid }?.instalment.due
    }
}
