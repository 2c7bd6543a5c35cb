import Quantities

/// Paying a statement, or a part of it.
package struct StatementOrder: OrderRules {
    package let statement: String
    package let amount: Money

    package init(_ statement: String, _ amount: Money) {
        self.statement = statement
        self.amount = amount
    }

    package var subject: String { statement }
    package var total: Money { amount }
    package var isRepayment: Bool { true }

    package func renewed(
        in account: Account, at moment: Moment
    ) throws(LendingError) -> Result<Order, OrderRefusal> {
        guard let billed = account.statement, billed.id == statement else {
            return .failure(OrderRefusal("NO_SUCH_STATEMENT"))
        }
        if let refusal = billed.paymentRefusal(at: moment, customer: account.customer.status) {
            return .failure(OrderRefusal(refusal))
        }
        // Something is paid, and not more than is owed.
        let paid = min(max(amount, Money(fen: 1)), billed.unpaid)
        return .success(.payStatement(id: statement, amount: paid))
    }
}

extension Statement {
    /// Why the statement cannot be paid now, or nil when it can.
    package func paymentRefusal(at moment: Moment, customer: Customer.Status) -> DuesRefusal? {
        guard unpaid > .zero else { return .alreadySettled }
        guard customer == .normal else { return .accountFrozen }
        return due == moment.day && moment.hour < Product.debitHour ? .pendingDeduction : nil
    }
}
