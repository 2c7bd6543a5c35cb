import Quantities

/// Undoing a plan on the day it was made.
package struct PlanCancellationOrder: OrderRules {
    package let plan: String
    package let amount: Money

    package init(_ plan: String, _ amount: Money) {
        self.plan = plan
        self.amount = amount
    }

    package var subject: String { plan }
    package var total: Money { amount }

    package func renewed(
        in account: Account, at moment: Moment
    ) throws(LendingError) -> Result<Order, OrderRefusal> {
        guard let made = account.plans.first(where: { $0.id == plan }),
            account.owed(of: made) != nil
        else { return .failure(.noContract) }
        if let refusal = made.planRefusal(at: moment, customer: account.customer.status) {
            return .failure(OrderRefusal(refusal))
        }
        return .success(.cancelPlan(id: plan, amount: made.terms.principal))
    }
}

/// Why a plan cannot be undone or changed. The raw values are reason codes.
package enum PlanRefusal: String, Codable, Sendable, CaseIterable {
    case accountBlocked = "ACCOUNT_BLOCKED"
    case alreadySettled = "ALREADY_SETTLED"
    case notActive = "NOT_ACTIVE"
    /// Only on the day it was made; later it can be paid off.
    case notSameDay = "NOT_SAME_DAY"
    case afterCutOff = "AFTER_CUT_OFF"
    /// A purchase is put into instalments whole: only the term can change.
    case wholePurchase = "WHOLE_PURCHASE"
}

extension Loan {
    /// Why the plan cannot be undone or changed, or nil when it can: on the day it was made, before
    /// the cut-off at 22:00.
    package func planRefusal(at moment: Moment, customer: Customer.Status) -> PlanRefusal? {
        if status == .settled { return .alreadySettled }
        guard status == .active else { return .notActive }
        guard customer == .normal else { return .accountBlocked }
        guard signed == moment.day else { return .notSameDay }
        return moment.hour < Product.cutOffHour ? nil : .afterCutOff
    }
}

extension Account {
    /// The position as it would be with a plan undone: what a change of it is judged on.
    package func without(_ plan: Loan) -> Account {
        var account = self
        account.plans.removeAll { $0.id == plan.id }
        if account.statement?.id == owed(of: plan) {
            account.statement?.converted -= plan.terms.principal
        }
        for index in account.purchases.indices where account.purchases[index].plan == plan.id {
            account.purchases[index].plan = nil
        }
        return account
    }

    /// Where a plan's amount was owed before: on a statement, or on a purchase of its own.
    package func owed(of plan: Loan) -> String? {
        guard let purchase = purchases.first(where: { $0.id == plan.source }) else {
            return plan.source
        }
        return purchase.statement ?? purchase.id
    }
}
