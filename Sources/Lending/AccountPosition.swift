import Quantities

/// What an assistant says of a customer's whole position. All amounts in fen.
extension Account {
    /// What one contract still costs.
    package struct Outstanding: Equatable, Sendable {
        /// The contract number.
        package var contract: String
        /// Principal not paid back.
        package var principal: Money
        /// All that is still to be paid; see `Loan.remainingTotal(on:)`.
        package var total: Money
    }

    /// Loans, then plans, that are not settled and not cancelled.
    package var activeContracts: [Loan] { (loans + plans).filter { $0.status == .active } }

    /// Principal of all contracts, and purchases not paid: billed and not yet billed.
    package var outstandingPrincipal: Money {
        activeContracts.map(\.outstandingPrincipal).sum() + outstandingPurchases
    }

    /// All that is still to be paid: every contract to its end, and the purchases.
    package func outstandingTotal(on day: Day) -> Money {
        outstanding(on: day).map(\.total).sum() + outstandingPurchases
    }

    /// Principal and total, contract by contract.
    package func outstanding(on day: Day) -> [Outstanding] {
        activeContracts.map {
            Outstanding(
                contract: $0.id, principal: $0.outstandingPrincipal,
                total: $0.remainingTotal(on: day))
        }
    }

    private var outstandingPurchases: Money {
        max(.zero, statement?.unpaid ?? .zero) + unbilled.map(\.amount).sum()
    }

    /// What was due before a day and is not paid, penalties included; a statement counts as
    /// principal.
    package func arrears(on day: Day) -> Parts {
        let contracts = activeContracts.map { $0.arrears(on: day) }.reduce(.zero, +)
        guard let statement, statement.isPastDue(on: day) else { return contracts }
        return contracts + Parts(principal: statement.unpaid)
    }

    /// Days of the oldest arrears beyond the days of grace, else 0.
    package func daysPastDue(on day: Day) -> Int {
        max(
            activeContracts.map { $0.daysPastDue(on: day) }.max() ?? 0,
            statement?.daysPastDue(on: day) ?? 0)
    }

    /// Days of the oldest arrears, the days of grace included.
    package func daysLate(on day: Day) -> Int {
        let contracts = activeContracts.map { $0.daysLate(on: day) }.max() ?? 0
        guard let statement, statement.isPastDue(on: day) else { return contracts }
        return max(contracts, day - statement.due)
    }

    /// What this period asks for: arrears, the next row of every contract, and what of the
    /// statement is not paid.
    package func amountDue(on day: Day) -> Money {
        let arrears = activeContracts.map { $0.arrears(on: day).total }.sum()
        let next = activeContracts.compactMap { $0.nextDue(from: day)?.open.total }.sum()
        return arrears + next + max(.zero, statement?.unpaid ?? .zero)
    }

    /// The next due date of every contract and of the statement, each day once, the nearest first.
    package func nextDueDates(on day: Day) -> [Day] {
        var days = Set(activeContracts.compactMap { $0.nextDue(from: day)?.instalment.due })
        if let statement, statement.unpaid > .zero, statement.due >= day {
            days.insert(statement.due)
        }
        return days.sorted()
    }

    /// The nearest of the next due dates; nil when nothing is to come.
    package func nextDueDate(on day: Day) -> Day? { nextDueDates(on: day).first }

    /// What is left of the credit line (rule R15).
    package func available(on day: Day) -> AvailableCredit {
        credit.available(
            isNormal: customer.status == .normal, isOverdue: daysPastDue(on: day) > 0)
    }

    /// The least to pay by a statement's due date so as not to be late (DESIGN: a tenth of the
    /// purchases, and all that the plans on the same line ask for by then).
    package func minimumPayment(of statement: Statement) -> Money {
        var (instalments, fees, arrears) = (Money.zero, Money.zero, Money.zero)
        for plan in plans where plan.status == .active {
            let late = plan.arrears(on: asOf)
            arrears += late.total
            for row in plan.rows
            where (asOf...max(asOf, statement.due)).contains(row.instalment.due) {
                instalments += row.open.principal + row.open.interest
                fees += row.open.fee
            }
        }
        return statement.minimumPayment(
            instalmentsDue: instalments, fees: fees, arrears: arrears)
    }
}
