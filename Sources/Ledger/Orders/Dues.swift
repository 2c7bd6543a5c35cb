import Lending
import Quantities

extension DuesOrder: LedgerOrder {
    func carryOut(_ request: Request, _ account: Account, in book: Book) throws -> Execution {
        try book.collect(quote.parts, for: contract, request, account) { loan in
            if let loan { try book.pay(quote, of: loan) }
        }
    }

    func derive(_ proof: inout Proof, in book: Book) throws {
        let contract = try book.contract(self.contract, before: &proof)
        let paid = proof.issued.receipt.postings.map(\.debit).sum()
        let quote = try contract.loan.duesQuote(paying: paid, on: proof.valueDate)
        proof.compare(quote, self.quote, "the quote")
        proof.add(.cash, quote.total, .taken)
        try proof.add(quote.covered, of: contract.loan, in: contract.principalAccount)
        if quote.daysPastDue >= Allocation.principalFirstFrom {
            proof.notes.append(.principalFirst(daysPastDue: quote.daysPastDue))
        }
        proof.notes.append(.stillDue(quote.remaining.total))
    }

    func repay(_ posted: Parts, of loan: inout Loan, on day: Day) throws -> Parts? {
        let quote = try loan.duesQuote(paying: posted.total, on: day)
        try loan.cover(quote.covered, on: day)
        return quote.parts
    }
}
