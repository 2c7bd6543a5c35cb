import Lending
import Quantities

extension Book {
    /// Moves a part of a statement into a new plan, and answers the entry.
    @discardableResult
    func convert(
        _ statement: Statement, _ offer: InstalmentOffer, _ occasion: Occasion
    ) throws -> Entry {
        let plans = try number("SELECT count(*) FROM loans WHERE kind = 'plan'")
        let id = numbered("IP", Ledger.firstPlan + plans + 1, width: 8)
        let plan = Loan(
            id: id, purpose: "statement", status: .active, terms: offer.terms,
            rows: offer.rows.map { Loan.Row(instalment: $0) },
            penalty: Product.penaltyRule(for: .flatFee),
            prepaymentFee: Product.prepaymentFee(for: .flatFee), source: statement.id,
            signed: occasion.at.day)
        try add(plan, of: occasion.customer, isPlan: true)
        try run(
            "UPDATE statements SET converted = converted + ? WHERE id = ?",
            [offer.amount.fen, statement.id])
        return try post(
            .convertStatement(statement: statement.id, plan: id, amount: offer.amount), occasion)
    }
}
