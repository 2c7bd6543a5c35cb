import Quantities

/// Paying what is due of a contract, or its next instalment before it is due.
package struct DuesOrder: OrderRules {
    package let contract: String
    package let quote: DuesQuote

    package init(_ contract: String, _ quote: DuesQuote) {
        self.contract = contract
        self.quote = quote
    }

    package var subject: String { contract }
    package var total: Money { quote.total }
    package var isRepayment: Bool { true }

    package func renewed(
        in account: Account, at moment: Moment
    ) throws(LendingError) -> Result<Order, OrderRefusal> {
        guard let loan = account.contract(contract) else { return .failure(.noContract) }
        let day = valueDate(at: moment)
        if let refusal = loan.duesRefusal(
            on: day, at: moment, customer: account.customer.status)
        {
            return .failure(OrderRefusal(refusal))
        }
        let (rows, isAhead) = try loan.payable(on: day)
        // An instalment ahead stays that instalment: paid meanwhile, it is not followed by the
        // next.
        guard isAhead == quote.isAhead,
            !isAhead || rows.first?.number == quote.covered.first?.number
        else { return .failure(OrderRefusal(DuesRefusal.nothingDue)) }
        let due = rows.map(\.parts.total).sum()
        let again = try loan.duesQuote(paying: isAhead ? due : min(quote.total, due), on: day)
        return .success(.payDues(contract: contract, again))
    }
}

/// Paying what is due of a contract, or its next instalment before it is due. All amounts in fen.
package struct DuesQuote: Equatable, Codable, Sendable {
    /// The day the payment counts for.
    package var valueDate: Day
    /// Days since the oldest unpaid due date when it is beyond the days of grace, else 0: from 91
    /// on principal comes first.
    package var daysPastDue: Int
    /// What the payment covers, row by row, the oldest first (rule R12); rows it does not reach
    /// are left out.
    package var covered: [Allocation.Row]
    /// What stays owed of all that is due.
    package var remaining: Parts
    /// Whether nothing is due and the next instalment is paid ahead of its time.
    package var isAhead: Bool

    /// Everything by kind, for posting.
    package var parts: Parts { covered.map(\.parts).reduce(.zero, +) }
    /// What the customer pays.
    package var total: Money { parts.total }
}

/// Why nothing can be paid on a contract's dues. The raw values are reason codes.
package enum DuesRefusal: String, Codable, Sendable, CaseIterable {
    case alreadySettled = "ALREADY_SETTLED"
    case notActive = "NOT_ACTIVE"
    case accountFrozen = "ACCOUNT_FROZEN"
    /// The automatic debit of today takes it anyway.
    case pendingDeduction = "PENDING_DEDUCTION"
    /// Interest by the day: nothing falls due before the loan is paid off.
    case nothingDue = "NOTHING_DUE"
}

extension Loan {
    /// The rows a payment is for: those due by a day, with their penalty; where none is due, the
    /// next one.
    package func payable(
        on day: Day
    ) throws(LendingError) -> (rows: [Allocation.Row], isAhead: Bool) {
        try check()
        try Limits.check(day)
        let open = rows.filter { !$0.isPaid }
        let due = open.filter { $0.instalment.due <= day }
        var found: [Allocation.Row] = []
        for row in due.isEmpty ? Array(open.prefix(1)) : due {
            var parts = row.open
            parts.penalty = try penaltyOwed(on: row, day: day)
            found.append(Allocation.Row(number: row.instalment.number, parts: parts))
        }
        return (found, due.isEmpty)
    }

    /// Quotes a payment of dues (rule R12). Nothing is changed.
    ///
    /// - Parameter amount: any sum up to all that is due; nil for all of it. An instalment that is
    ///   not due yet is paid whole, so that no row ahead is ever half paid.
    /// - Throws: `LendingError` for other sums, and as `payoffQuote(on:)` does.
    package func duesQuote(
        paying amount: Money? = nil, on day: Day
    ) throws(LendingError) -> DuesQuote {
        let (rows, isAhead) = try payable(on: day)
        let due = rows.map(\.parts.total).sum()
        let payment = amount ?? due
        guard payment > .zero, payment <= due, !isAhead || payment == due else {
            throw .payment(payment, due: due)
        }
        let late = daysPastDue(on: day)
        let allocation = try Allocation(of: payment, to: rows, daysPastDue: late)
        return DuesQuote(
            valueDate: day, daysPastDue: late,
            covered: allocation.allocated.filter { $0.parts.total > .zero },
            remaining: allocation.remaining.map(\.parts).reduce(.zero, +), isAhead: isAhead)
    }

    /// Why nothing can be paid on the contract's dues, or nil when it can.
    package func duesRefusal(
        on day: Day, at moment: Moment, customer: Customer.Status
    ) -> DuesRefusal? {
        if status == .settled { return .alreadySettled }
        guard status == .active else { return .notActive }
        guard customer == .normal else { return .accountFrozen }
        guard terms.method != .daily, rows.contains(where: { !$0.isPaid }) else {
            return .nothingDue
        }
        return isDebitPending(at: moment) ? .pendingDeduction : nil
    }
}
