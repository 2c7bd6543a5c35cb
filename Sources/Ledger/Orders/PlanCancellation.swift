import Lending
import Quantities

extension PlanCancellationOrder: LedgerOrder {
    func carryOut(_ request: Request, _ account: Account, in book: Book) throws -> Execution {
        guard let made = account.contract(plan), let owed = account.owed(of: made) else {
            return .stale
        }
        let entry = try book.cancel(made, owed: owed, request.occasion)
        return .posted(try request.receipt(of: entry))
    }

    func derive(_ proof: inout Proof, in book: Book) throws {
        try book.deriveUndoing(of: plan, &proof)
    }
}

extension Book {
    /// A plan that was undone: its amount is owed again where it came from.
    func deriveUndoing(of id: String, _ proof: inout Proof) throws {
        let contract = try contract(id, before: &proof)
        guard
            let owed = try lines(of: proof.operation).first(where: {
                $0.posting.account == .statementReceivable && $0.posting.debit > .zero
            })
        else { throw LedgerError.damaged("operation \(proof.operation) undid no plan") }
        if contract.loan.rows.contains(where: { $0.paid.total > .zero }) {
            proof.findings.append(
                Discrepancy("plan \(id) had been paid on when it was undone", about: .contract(id)))
        }
        proof.add(.statementReceivable, contract.loan.terms.principal, .backTo(owed.contract))
        proof.add(.planPrincipal, -contract.loan.terms.principal, .from(id))
    }
}
