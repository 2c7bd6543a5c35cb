import Quantities

/// Paying a part of a loan's principal early.
package struct PrepaymentOrder: OrderRules {
    package let loan: String
    package let quote: PrepaymentQuote

    package init(_ loan: String, _ quote: PrepaymentQuote) {
        self.loan = loan
        self.quote = quote
    }

    package var subject: String { loan }
    package var total: Money { quote.total }
    package var isRepayment: Bool { true }

    package func renewed(
        in account: Account, at moment: Moment
    ) throws(LendingError) -> Result<Order, OrderRefusal> {
        guard let contract = account.contract(loan) else { return .failure(.noContract) }
        let day = valueDate(at: moment)
        if let refusal = contract.prepaymentRefusal(
            of: quote.principal, on: day, at: moment, customer: account.customer.status)
        {
            return .failure(OrderRefusal(refusal))
        }
        return .success(
            .prepay(
                loan: loan,
                try contract.prepaymentQuote(of: quote.principal, mode: quote.mode, on: day)))
    }
}

/// What repaying a part of the principal early costs, and the rows that are left (rule R10). All
/// amounts in fen.
package struct PrepaymentQuote: Equatable, Codable, Sendable {
    /// What becomes of the rows that are left.
    package enum Mode: String, Codable, Sendable, CaseIterable {
        /// The same number of rows, each smaller.
        case reduceInstalment = "reduce_instalment"
        /// The same instalment (or principal part), fewer rows.
        case shortenTerm = "shorten_term"
    }

    /// What becomes of the rows that are left.
    package var mode: Mode
    /// The day the payment counts for.
    package var valueDate: Day
    /// The principal paid early.
    package var principal: Money
    /// Days of the running period that are used.
    package var accruedDays: Int
    /// Interest for these days on the principal paid early, at most a month's.
    package var accruedInterest: Money
    /// Share of `principal`, by the contract.
    package var prepaymentFee: Money
    /// The rows from the running one on, as they are afterwards, on the due dates they had.
    package var rows: [Instalment]
    /// Interest that these rows would have charged without the prepayment.
    package var oldRemainingInterest: Money
    /// Interest that they charge after it.
    package var newRemainingInterest: Money { rows.map(\.interest).sum() }

    /// Everything paid now by kind, for posting.
    package var parts: Parts {
        Parts(principal: principal, interest: accruedInterest, prepaymentFee: prepaymentFee)
    }
    /// What the customer pays now.
    package var total: Money { parts.total }
    /// Principal left afterwards.
    package var remainingPrincipal: Money { rows.map(\.principal).sum() }
    /// Interest not charged any more, less what is charged of it now.
    package var interestSaved: Money {
        oldRemainingInterest - newRemainingInterest - accruedInterest
    }
    /// What is saved after the fee; negative when the fee is more.
    package var netSaved: Money { interestSaved - prepaymentFee }
}

extension Loan {
    /// A whole month's interest on an amount, in fen: the most that a part paid early costs (R10).
    package func monthlyInterest(on amount: Money) -> Money {
        Amortisation.monthlyInterest(on: amount, at: terms.annualRate)
    }

    /// Quotes a partial prepayment (rule R10). Rows are taken as stored; nothing is changed.
    ///
    /// - Parameter principal: the principal to pay early: more than nothing, less than what is not
    ///   yet due.
    /// - Throws: `LendingError` for the daily method and flat-fee plans, for a shorter term of an
    ///   interest-only loan, while rows are due and not paid, when `principal` is out of range, and
    ///   as `payoffQuote(on:)` does.
    package func prepaymentQuote(
        of principal: Money, mode: PrepaymentQuote.Mode, on day: Day
    ) throws(LendingError) -> PrepaymentQuote {
        guard terms.method != .daily, terms.method != .flatFee else {
            throw .notPrepayable(terms.method)
        }
        try check()
        try Limits.check(day)
        guard day > lastDrawdown else { throw .tooEarly(day, drawn: lastDrawdown) }
        guard !rows.contains(where: { $0.instalment.due <= day && !$0.isPaid }) else {
            throw .overdueFirst(contract: id)
        }
        let period = runningPeriod(on: day)
        let open = period.open
        guard principal > .zero, principal < open.principal else {
            throw .prepayment(principal, notDue: open.principal)
        }
        let month = Amortisation.monthlyInterest(on: principal, at: terms.annualRate)
        return PrepaymentQuote(
            mode: mode, valueDate: day, principal: principal, accruedDays: period.days,
            accruedInterest: min(try period.brokenInterest(on: principal, terms), month),
            prepaymentFee: prepaymentFee(on: principal, day: day),
            rows: try rows(repaying: open.principal - principal, mode, in: period),
            oldRemainingInterest: open.interest)
    }

    /// The rest of the principal over the due dates that are left, with whole months' interest.
    private func rows(
        repaying rest: Money, _ mode: PrepaymentQuote.Mode, in period: RunningPeriod
    ) throws(LendingError) -> [Instalment] {
        guard let running = period.rows.first?.instalment else { return [] }
        let slots = period.rows.map {
            Amortisation.Slot(number: $0.instalment.number, due: $0.instalment.due)
        }
        let endsEarly = mode == .shortenTerm
        let rate = terms.annualRate
        switch (terms.method, mode) {
        case (.equalInstalment, .reduceInstalment):
            let level = try Schedule.levelInstalment(
                principal: rest, rate: rate, periods: slots.count)
            return Amortisation.rows(of: rest, at: rate, on: slots) { level - $0 }
        case (.equalInstalment, .shortenTerm):
            // What the customer pays a month by now: after an earlier reduction that is less than
            // the first schedule's instalment, and it is this one that stays the same.
            let level = running.principal + running.interest
            return Amortisation.rows(of: rest, at: rate, on: slots, endsEarly: endsEarly) {
                level - $0
            }
        case (.equalPrincipal, _):
            let share =
                endsEarly
                ? running.principal : Amortisation.equalShare(of: rest, periods: slots.count)
            return Amortisation.rows(of: rest, at: rate, on: slots, endsEarly: endsEarly) { _ in
                share
            }
        case (.interestOnly, .reduceInstalment):
            return Amortisation.rows(of: rest, at: rate, on: slots) { _ in .zero }
        case (.interestOnly, .shortenTerm), (.flatFee, _), (.daily, _):
            throw .notPrepayable(terms.method)
        }
    }
}

/// Why a part of a loan cannot be paid early. The raw values are reason codes; the first ones are
/// those of `PayoffRefusal`.
package enum PrepaymentRefusal: String, Codable, Sendable, CaseIterable {
    case alreadySettled = "ALREADY_SETTLED"
    case notActive = "NOT_ACTIVE"
    case accountFrozen = "ACCOUNT_FROZEN"
    case sameDayDrawdown = "SAME_DAY_DRAWDOWN"
    case pendingDeduction = "PENDING_DEDUCTION"
    case dailyNothingOwed = "DAILY_NOTHING_OWED"
    /// A flat-fee plan is paid off whole or not at all.
    case flatFee = "FLAT_FEE_PLAN"
    case overdueClearFirst = "OVERDUE_CLEAR_FIRST"
    /// One instalment is left: paying it is paying the loan off.
    case lastPeriod = "LAST_PERIOD"
    case duplicateSameDay = "DUPLICATE_SAME_DAY"
    /// A part was paid early in the running period.
    case oncePerPeriod = "ONCE_PER_PERIOD"
    case belowMinimum = "BELOW_MINIMUM"
    /// Less than the minimum would stay: pay the loan off instead.
    case remainderTooSmall = "REMAINDER_TOO_SMALL"
}

extension Loan {
    /// Why a part of the loan cannot be paid early, or nil when it can.
    ///
    /// - Parameters:
    ///   - principal: the principal to pay early in fen; nil while it is not chosen.
    ///   - day: the value date of the payment.
    ///   - moment: now.
    package func prepaymentRefusal(
        of principal: Money? = nil, on day: Day, at moment: Moment, customer: Customer.Status
    ) -> PrepaymentRefusal? {
        if let refusal = payoffRefusal(on: day, at: moment, customer: customer) {
            return PrepaymentRefusal(rawValue: refusal.rawValue) ?? .notActive
        }
        if terms.method == .flatFee { return .flatFee }
        if terms.method != .daily {
            guard duesUnpaid(on: day).total == .zero else { return .overdueClearFirst }
            let period = runningPeriod(on: day)
            guard period.rows.count > 1 else { return .lastPeriod }
            if let last = prepayments.last?.day {
                if last == day { return .duplicateSameDay }
                if last > period.begin { return .oncePerPeriod }
            }
        }
        guard let principal else { return nil }
        if principal < Product.minimumPrepayment { return .belowMinimum }
        let left = prepayable(on: day) - principal
        return left < Product.minimumPrepayment ? .remainderTooSmall : nil
    }

    /// The principal that can be paid early: what is not due yet, or all that is drawn, in fen.
    package func prepayable(on day: Day) -> Money {
        terms.method == .daily ? outstandingPrincipal : runningPeriod(on: day).open.principal
    }

    /// The principal of the next rows that are not due yet: what paying `count` of them early
    /// comes to, in fen.
    package func principal(ofNextRows count: Int, on day: Day) -> Money {
        runningPeriod(on: day).rows.prefix(max(0, count)).map(\.open.principal).sum()
    }

    /// The due date of the running period's row; nil when none is to come.
    package func nextDueDate(after day: Day) -> Day? {
        runningPeriod(on: day).rows.first?.instalment.due
    }
}
