import Lending
import Quantities

extension Book {
    /// Moves a part of a statement into a new plan, and answers the entry.
    @discardableResult
    func convert(
        _ statement: Statement, _ offer: InstalmentOffer, _ occasion: Occasion
    ) throws -> Entry {
        let plan = try addPlan(offer, of: statement.id, for: "statement", occasion)
        try convert(offer.amount, of: statement.id)
        return try post(
            .convertStatement(statement: statement.id, plan: plan, amount: offer.amount), occasion)
    }

    /// Moves a purchase into a new plan, and answers the entry.
    func convert(
        _ purchase: Purchase, _ offer: InstalmentOffer, _ occasion: Occasion
    ) throws -> Entry {
        let plan = try addPlan(offer, of: purchase.id, for: "purchase", occasion)
        let owed = purchase.statement ?? purchase.id
        try convert(offer.amount, of: owed)
        try run("UPDATE purchases SET plan = ? WHERE id = ?", [plan, purchase.id])
        return try post(
            .convertPurchase(
                purchase: purchase.id, owed: owed, plan: plan, amount: offer.amount), occasion)
    }

    /// Undoes a plan: its amount is owed again where it was owed before.
    func cancel(_ plan: Loan, owed: String, _ occasion: Occasion) throws -> Entry {
        try close(plan, owed: owed)
        let made = Operation.convertStatement(
            statement: owed, plan: plan.id, amount: plan.terms.principal)
        return try post(.reversal(of: plan.id, lines: made.lines), occasion)
    }

    /// Undoes a plan and makes another one of the same source, in one entry.
    func change(
        _ plan: Loan, to offer: InstalmentOffer, owed: String, _ occasion: Occasion
    ) throws -> Entry {
        guard let source = plan.source else {
            throw LedgerError.damaged("plan \(plan.id) has no source")
        }
        try close(plan, owed: owed)
        let new = try addPlan(offer, of: source, for: plan.purpose, occasion)
        try convert(offer.amount, of: owed)
        try run("UPDATE purchases SET plan = ? WHERE id = ?", [new, source])
        return try post(
            .changePlan(
                plan: plan.id, to: new, owed: owed, was: plan.terms.principal,
                amount: offer.amount), occasion)
    }

    private func close(_ plan: Loan, owed: String) throws {
        try run("UPDATE loans SET status = 'cancelled' WHERE id = ?", [plan.id])
        try run("UPDATE purchases SET plan = NULL WHERE plan = ?", [plan.id])
        try convert(-plan.terms.principal, of: owed)
    }

    /// Where a purchase is owed on its own there is no statement to change.
    private func convert(_ amount: Money, of statement: String) throws {
        try run(
            "UPDATE statements SET converted = converted + ? WHERE id = ?",
            [amount.fen, statement])
    }

    private func addPlan(
        _ offer: InstalmentOffer, of source: String, for purpose: String, _ occasion: Occasion
    ) throws -> String {
        let id = numbered("IP", Ledger.firstPlan + (try plans()) + 1, width: 8)
        let plan = Loan(
            id: id, purpose: purpose, status: .active, terms: offer.terms,
            rows: offer.rows.map { Loan.Row(instalment: $0) },
            penalty: Product.penaltyRule(for: .flatFee),
            prepaymentFee: Product.prepaymentFee(for: .flatFee), source: source,
            signed: occasion.at.day)
        try add(plan, of: occasion.customer, isPlan: true)
        return id
    }
}
