import Lending
import Quantities

extension StatementConversionOrder: LedgerOrder {
    func carryOut(_ request: Request, _ account: Account, in book: Book) throws -> Execution {
        guard let billed = account.statement else { return .stale }
        let entry = try book.convert(billed, offer, request.occasion)
        return .posted(try request.receipt(of: entry))
    }

    func derive(_ proof: inout Proof, in book: Book) throws { try book.derivePlan(offer, &proof) }

    func isBorneOut(by postings: [Posting]) -> Bool {
        postings.map(\.debit).sum() == offer.amount
    }
}

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

    func lines(of operation: Int64) throws -> [Entry.Line] {
        try entries(where: "operations.number = ?", [operation]).first?.lines ?? []
    }
}
