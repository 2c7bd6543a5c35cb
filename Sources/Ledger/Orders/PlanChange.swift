import Lending
import Quantities

extension PlanChangeOrder: LedgerOrder {
    func carryOut(_ request: Request, _ account: Account, in book: Book) throws -> Execution {
        guard let made = account.contract(plan), let owed = account.owed(of: made) else {
            return .stale
        }
        let entry = try book.change(made, to: offer, owed: owed, request.occasion)
        return .posted(try request.receipt(of: entry))
    }

    func derive(_ proof: inout Proof, in book: Book) throws {
        try book.deriveUndoing(of: plan, &proof)
        try book.derivePlan(offer, &proof)
    }

    func isBorneOut(by postings: [Posting]) -> Bool {
        postings.contains { $0.account == .planPrincipal && $0.debit == offer.amount }
    }
}
