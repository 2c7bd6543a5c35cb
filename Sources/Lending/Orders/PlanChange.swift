import Quantities

/// Exchanging a plan for another one on the day it was made.
package struct PlanChangeOrder: OrderRules {
    package let plan: String
    package let offer: InstalmentOffer

    package init(_ plan: String, _ offer: InstalmentOffer) {
        self.plan = plan
        self.offer = offer
    }

    package var subject: String { plan }
    package var total: Money { offer.totalPayable }

    package func renewed(
        in account: Account, at moment: Moment
    ) throws(LendingError) -> Result<Order, OrderRefusal> {
        guard let made = account.plans.first(where: { $0.id == plan }),
            account.owed(of: made) != nil
        else { return .failure(.noContract) }
        // Judged as a new plan would be if the old one did not exist.
        let refusals = account.changeRefusals(
            made, amount: offer.amount, periods: offer.periods, at: moment)
        if let refusal = refusals.first { return .failure(OrderRefusal(refusal)) }
        let offers = try account.changeOffers(made, amount: offer.amount)
        return account.chosen(offer, among: offers, on: moment.day).map {
            .changePlan(id: plan, $0)
        }
    }
}

extension Account {
    /// Every reason against exchanging a plan for another one; none when it can be.
    package func changeRefusals(
        _ plan: Loan, amount: Money, periods: Int? = nil, at moment: Moment
    ) -> [String] {
        if let refusal = plan.planRefusal(at: moment, customer: customer.status) {
            return [refusal.rawValue]
        }
        let before = without(plan)
        if let purchase = before.purchases.first(where: { $0.id == plan.source }) {
            let isWhole = amount == purchase.amount
            return before.purchaseRefusals(purchase, periods: periods, on: moment.day)
                .map(\.rawValue) + (isWhole ? [] : [PlanRefusal.wholePurchase.rawValue])
        }
        guard let statement = before.statement, statement.id == plan.source else {
            return [PlanRefusal.notActive.rawValue]
        }
        return before.conversionRefusals(
            of: statement, amount: amount, periods: periods, on: moment.day
        ).map(\.rawValue)
    }

    /// The terms on offer in place of a plan.
    package func changeOffers(
        _ plan: Loan, amount: Money
    ) throws(LendingError) -> [InstalmentOffer] {
        let before = without(plan)
        if let purchase = before.purchases.first(where: { $0.id == plan.source }) {
            return try before.instalmentOffers(for: purchase)
        }
        return try InstalmentOffer.offers(for: amount, startingFrom: plan.terms.start)
    }
}
