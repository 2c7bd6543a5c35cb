import Lending
import NLU
import Quantities

/// "What if I paid 2000 now?": a part paid early, worked out and not ordered.
extension Part {
    /// A sum that is no part is no reason not to price the whole.
    static let supposed = Slot(
        name: "amount", isNeeded: { _, _ in false },
        read: { heard, form, facts in
            let reading = amount.read(heard, form, facts)
            guard case .unusable(let why) = reading,
                [limits.tooSmall, limits.tooLarge].contains(why.key)
            else { return reading }
            return .nothing
        })

    /// What paying this much early would do, without an order.
    static func estimate(_ loan: Loan, _ amount: Money, _ facts: Facts) -> Outcome {
        if let reason = refusal(loan, amount, facts) {
            return .refuse(reason.rawValue, [explain(reason, loan, facts)])
        }
        var form = Form(service: "", intent: "")
        form.slots = [LoanSlot.name: .reference(loan.id), "amount": .money(amount)]
        guard loan.terms.method == .daily else {
            return .say(compare(form, facts) + [Reply("prepay_next_step")])
        }
        guard case .propose(_, _, let card) = repayDrawn(loan, amount, facts) else {
            return .refer("NO_QUOTE", [Reply("settle_no_quote")])
        }
        return .say(card + [Reply("prepay_next_step")])
    }
}
