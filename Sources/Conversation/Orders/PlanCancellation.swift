import Lending
import Quantities

extension PlanCancellationOrder: ToldOrder {
    var topic: String { "undo" }
    var sheet: Disclosure.Sheet { .plan }
    var needs: [[Disclosure.Field]] {
        [.tail, .amount, .term, .fees, .fee, .total, .until, .undo].map { [$0] }
    }
    var asksConsent: String { "ask_consent_undo" }

    func tell(in card: inout Disclosure, of contract: Loan?, _ facts: Facts) {
        card.tellUndoing(of: contract, amount, facts)
    }
}

extension Disclosure {
    /// A plan undone: nothing is charged, and its amount is owed again where it came from.
    mutating func tellUndoing(
        of plan: Loan?, _ amount: Money, _ facts: Facts
    ) {
        self.amount = amount
        term = plan?.rows.count
        (fees, fee) = (.zero, .zero)
        until = Moment(facts.now.day, hour: Product.cutOffHour)
        sentences = [.undo: .cancellingStays]
        add("cancel_card", [.name, .tail, .amount, .term, .fees, .fee, .until, .undo])
        guard let plan, let account = facts.account, let statement = account.statement,
            statement.id == account.owed(of: plan)
        else { return add("cancel_to_purchase", [.amount]) }
        unpaid = statement.unpaid + amount
        due = statement.due
        add("cancel_to_statement", [.amount, .unpaid, .due])
    }
}
