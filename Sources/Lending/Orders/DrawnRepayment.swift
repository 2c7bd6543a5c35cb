import Quantities

/// Paying back a part of what is drawn of a revolving loan.
package struct DrawnRepaymentOrder: OrderRules {
    package let loan: String
    package let quote: DrawnRepayment

    package init(_ loan: String, _ quote: DrawnRepayment) {
        self.loan = loan
        self.quote = quote
    }

    package var subject: String { loan }
    package var total: Money { quote.principal }
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
            .repayDrawn(loan: loan, try contract.drawnRepayment(of: quote.principal, on: day)))
    }
}

/// Paying back a part of what is drawn of a revolving loan (rule R7). There is no fee; the interest
/// of the days up to now stays owed until the loan is paid off. All amounts in fen.
package struct DrawnRepayment: Equatable, Codable, Sendable {
    /// The day the payment counts for.
    package var valueDate: Day
    /// What is paid, all of it principal.
    package var principal: Money
    /// What stays drawn.
    package var remaining: Money
    /// Interest of the days so far.
    package var interestSoFar: Money
    /// Interest of a day on what was drawn, and on what stays drawn.
    package var interestADay: Money
    package var interestADayAfter: Money
}

extension Loan {
    /// Quotes paying back a part of what is drawn. Nothing is changed.
    ///
    /// - Throws: `LendingError` for other methods than the daily one, and for a sum that is not
    ///   between nothing and what is drawn.
    package func drawnRepayment(
        of principal: Money, on day: Day
    ) throws(LendingError) -> DrawnRepayment {
        guard terms.method == .daily else { throw .notPrepayable(terms.method) }
        try check()
        try Limits.check(day)
        guard day > lastDrawdown else { throw .tooEarly(day, drawn: lastDrawdown) }
        let interest = try DailyInterest(movements, rate: terms.annualRate, until: day)
        guard principal > .zero, principal < interest.balance else {
            throw .prepayment(principal, notDue: interest.balance)
        }
        let rest = interest.balance - principal
        return DrawnRepayment(
            valueDate: day, principal: principal, remaining: rest, interestSoFar: interest.interest,
            interestADay: try interestADay(on: interest.balance),
            interestADayAfter: try interestADay(on: rest))
    }

    private func interestADay(on balance: Money) throws(LendingError) -> Money {
        try Limits.roundedHalfUp(
            Int128(balance.fen) * Int128(terms.annualRate.ppm), over: 360_000_000)
    }
}
