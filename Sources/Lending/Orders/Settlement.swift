import Quantities

/// Paying a loan or an instalment plan off.
package struct SettlementOrder: OrderRules {
    package let loan: String
    package let quote: PayoffQuote

    package init(_ loan: String, _ quote: PayoffQuote) {
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
        if let refusal = contract.payoffRefusal(
            on: day, at: moment, customer: account.customer.status)
        {
            return .failure(OrderRefusal(refusal))
        }
        let quote = try contract.payoffQuote(on: day)
        guard quote.total > .zero else { return .failure(OrderRefusal("NOTHING_OWED")) }
        return .success(.settle(loan: loan, quote))
    }
}

/// What paying a contract off on a day costs, item by item, and what it saves (rule R9). All
/// amounts in fen.
package struct PayoffQuote: Equatable, Codable, Sendable {
    /// The day the payment counts for.
    package var valueDate: Day
    /// Rows due by that day and not paid: principal, interest, fee, and the penalty on them (R8).
    package var dueParts: Parts
    /// Days since the oldest unpaid due date when it is beyond the days of grace, else 0.
    package var daysPastDue: Int
    /// Principal of the rows that are not due yet; for the daily method the whole balance.
    package var notDuePrincipal: Money
    /// Days of the running period that are used; for the daily method days with a balance.
    package var accruedDays: Int
    /// Interest for these days, at most what the running row would have charged.
    package var accruedInterest: Money
    /// Fee of a flat-fee plan for the running period, by the contract's policy.
    package var accruedFee: Money
    /// Share of `notDuePrincipal`, by the contract; nothing when it is free of the fee.
    package var prepaymentFee: Money
    /// Interest of the rows not due yet, less what is charged of it now.
    package var interestSaved: Money
    /// Fees of the rows not due yet, less what is charged of them now.
    package var feeSaved: Money

    /// What the customer pays.
    package var total: Money { parts.total }

    /// What paying off saves after its fee. Negative when it costs more than paying to the end,
    /// which the customer then has to be told.
    package var netSaved: Money { interestSaved + feeSaved - prepaymentFee }

    /// Everything by kind, for posting.
    package var parts: Parts {
        dueParts
            + Parts(
                principal: notDuePrincipal, interest: accruedInterest, fee: accruedFee,
                prepaymentFee: prepaymentFee)
    }

    package init(
        valueDate: Day, dueParts: Parts = .zero, daysPastDue: Int = 0, notDuePrincipal: Money,
        accruedDays: Int, accruedInterest: Money, accruedFee: Money = .zero,
        prepaymentFee: Money = .zero, interestSaved: Money = .zero, feeSaved: Money = .zero
    ) {
        self.valueDate = valueDate
        self.dueParts = dueParts
        self.daysPastDue = daysPastDue
        self.notDuePrincipal = notDuePrincipal
        self.accruedDays = accruedDays
        self.accruedInterest = accruedInterest
        self.accruedFee = accruedFee
        self.prepaymentFee = prepaymentFee
        self.interestSaved = interestSaved
        self.feeSaved = feeSaved
    }
}

extension Loan {
    /// Quotes full settlement on a value date (rule R9; R7 for the daily method). Rows are taken as
    /// stored, so it holds after partial payments and prepayments too. Nothing is changed.
    ///
    /// - Throws: `LendingError` when the contract is not active or contradicts itself, when `day`
    ///   is not after the drawdown, or when the sum is above the limit.
    package func payoffQuote(on day: Day) throws(LendingError) -> PayoffQuote {
        try check()
        try Limits.check(day)
        guard day > lastDrawdown else { throw .tooEarly(day, drawn: lastDrawdown) }
        if terms.method == .daily { return try dailyPayoffQuote(on: day) }
        let period = runningPeriod(on: day)
        let notDue = period.open
        let accruedInterest = try period.interest(on: notDue.principal, terms)
        let accruedFee = period.accruedFee(terms, flatFeePolicy)
        let quote = PayoffQuote(
            valueDate: day, dueParts: try owed(dueBy: day, on: day),
            daysPastDue: daysPastDue(on: day), notDuePrincipal: notDue.principal,
            accruedDays: period.days, accruedInterest: accruedInterest, accruedFee: accruedFee,
            prepaymentFee: prepaymentFee(on: notDue.principal, day: day),
            interestSaved: notDue.interest - accruedInterest, feeSaved: notDue.fee - accruedFee)
        _ = try Limits.within(quote.total)
        return quote
    }

    /// All that was drawn and the interest of its days; there is neither a fee nor a saving.
    private func dailyPayoffQuote(on day: Day) throws(LendingError) -> PayoffQuote {
        let interest = try DailyInterest(movements, rate: terms.annualRate, until: day)
        return PayoffQuote(
            valueDate: day, notDuePrincipal: interest.balance, accruedDays: interest.days,
            accruedInterest: interest.interest)
    }

    /// The last day money was handed out. A plan is made on the day it is signed, though its
    /// periods count from the due date of its statement.
    package var lastDrawdown: Day {
        switch terms.method {
        case .daily: movements.filter { $0.kind == .draw }.map(\.day).max() ?? terms.start
        case .flatFee: min(signed, terms.start)
        case .equalInstalment, .equalPrincipal, .interestOnly: terms.start
        }
    }

    /// What prepaying a principal costs on a day, in fen, half up (rule R9): nothing in the
    /// cooling-off days and nothing after enough paid rows.
    func prepaymentFee(on principal: Money, day: Day) -> Money {
        let rule = prepaymentFee
        guard day - terms.start > rule.coolingOffDays,
            paidRows(on: day) < rule.freeAfterPaidRows
        else { return .zero }
        return rule.rate.share(of: principal)
    }
}

extension PrepaymentFee {
    func check() throws(LendingError) {
        try Limits.check(rate)
        guard freeAfterPaidRows >= 0, coolingOffDays >= 0 else {
            throw .rule("a prepayment fee with negative counts")
        }
    }
}

/// Why a contract cannot be paid off now. The raw values are reason codes: stored, shown in
/// transcripts, and keys of the phrasebook.
package enum PayoffRefusal: String, Codable, Sendable, CaseIterable {
    /// Nothing is left to pay.
    case alreadySettled = "ALREADY_SETTLED"
    /// The contract was cancelled.
    case notActive = "NOT_ACTIVE"
    case accountFrozen = "ACCOUNT_FROZEN"
    /// The money was paid out on the value date itself.
    case sameDayDrawdown = "SAME_DAY_DRAWDOWN"
    /// The automatic debit of a row that is due today is still being processed.
    case pendingDeduction = "PENDING_DEDUCTION"
    /// A revolving loan on which nothing is drawn.
    case dailyNothingOwed = "DAILY_NOTHING_OWED"
}

extension Loan {
    /// Why the contract cannot be paid off, or nil when it can. Being overdue is no reason: the
    /// quote contains the arrears.
    ///
    /// - Parameters:
    ///   - day: the value date of the payment.
    ///   - moment: now; a debit of the day is pending until `Product.debitHour`.
    package func payoffRefusal(
        on day: Day, at moment: Moment, customer: Customer.Status
    ) -> PayoffRefusal? {
        if status == .settled || (terms.method != .daily && isPaidInFull) { return .alreadySettled }
        guard status == .active else { return .notActive }
        guard customer == .normal else { return .accountFrozen }
        guard terms.method != .daily || outstandingPrincipal > .zero else {
            return .dailyNothingOwed
        }
        guard day > lastDrawdown else { return .sameDayDrawdown }
        return isDebitPending(at: moment) ? .pendingDeduction : nil
    }

    private var isPaidInFull: Bool { rows.allSatisfy(\.isPaid) }
}
