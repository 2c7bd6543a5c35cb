import Lending
import Quantities

extension PurchaseConversionOrder: LedgerOrder {
    func carryOut(_ request: Request, _ account: Account, in book: Book) throws -> Execution {
        guard let bought = account.purchases.first(where: { $0.id == purchase }) else {
            return .stale
        }
        let entry = try book.convert(bought, offer, request.occasion)
        return .posted(try request.receipt(of: entry))
    }

    func derive(_ proof: inout Proof, in book: Book) throws { try book.derivePlan(offer, &proof) }

    func isBorneOut(by postings: [Posting]) -> Bool {
        postings.map(\.debit).sum() == offer.amount
    }
}
