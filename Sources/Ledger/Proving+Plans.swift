import Lending
import Quantities

/// Orders about plans and documents: no money moved, but what was agreed is worked out again.
extension Book {
    /// A plan that was made: its price by the table, its rows by the rule.
    func derivePlan(_ agreed: InstalmentOffer, _ proof: inout Proof) throws {
        let lines = try lines(of: proof.operation)
        guard
            let made = lines.first(where: {
                $0.posting.account == .planPrincipal
                    && $0.posting.debit > .zero
            }),
            let source = lines.last(where: {
                $0.posting.account == .statementReceivable
                    && $0.posting.credit > .zero
            }),
            let plan = try contract(made.contract, at: try reached())?.loan
        else { throw LedgerError.damaged("operation \(proof.operation) made no plan") }
        let offer = try InstalmentOffer.offers(
            for: made.posting.debit, startingFrom: agreed.terms.start
        ).first { $0.periods == agreed.periods }
        guard let offer else {
            throw LedgerError.damaged("\(agreed.periods) instalments are not on offer")
        }
        proof.compare(offer, agreed, "the plan")
        proof.compare(plan.terms, offer.terms, "the contract of the plan; it")
        proof.contract = plan
        proof.add(.planPrincipal, offer.amount, .intoPlan(plan.id))
        proof.add(.statementReceivable, -offer.amount, .from(source.contract))
        proof.notes.append(.plan(Proof.Price(offer)))
    }

    /// A plan that was undone: its amount is owed again where it came from.
    func deriveUndoing(of id: String, _ proof: inout Proof) throws {
        let contract = try contract(id, before: &proof)
        guard
            let owed = try lines(of: proof.operation).first(where: {
                $0.posting.account == .statementReceivable && $0.posting.debit > .zero
            })
        else { throw LedgerError.damaged("operation \(proof.operation) undid no plan") }
        if contract.loan.rows.contains(where: { $0.paid.total > .zero }) {
            proof.findings.append("plan \(id) had been paid on when it was undone")
        }
        proof.add(.statementReceivable, contract.loan.terms.principal, .backTo(owed.contract))
        proof.add(.planPrincipal, -contract.loan.terms.principal, .from(id))
    }

    func deriveCertificate(of id: String, _ agreed: Certificate, _ proof: inout Proof) throws {
        let contract = try contract(id, before: &proof)
        let last = try entries(
            where: """
                operations.number < ? AND operations.kind = 'repayment' AND operations.subject = ?
                """, [proof.operation, id]
        ).last
        guard contract.loan.status == .settled, let last else {
            return proof.findings.append("contract \(id) is not paid off by its journal")
        }
        let amount = last.lines.map(\.posting.debit).sum()
        proof.compare(agreed.paid, last.at.day, "the day of the last payment;")
        proof.compare(agreed.amount, amount, "the last payment;")
        proof.compare(agreed.principal, contract.loan.terms.principal, "the amount lent;")
        proof.notes.append(.paidOff(on: last.at.day, amount))
    }

    private func lines(of operation: Int64) throws -> [Entry.Line] {
        try entries(where: "operations.number = ?", [operation]).first?.lines ?? []
    }
}
