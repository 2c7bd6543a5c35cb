import Lending
import Quantities

extension DrawnRepaymentOrder: LedgerOrder {
    func carryOut(_ request: Request, _ account: Account, in book: Book) throws -> Execution {
        try book.collect(Parts(principal: quote.principal), for: loan, request, account) { _ in
            let repaid = DailyMovement(day: quote.valueDate, kind: .repay, amount: quote.principal)
            try book.add(repaid, to: loan)
        }
    }

    func derive(_ proof: inout Proof, in book: Book) throws {
        let contract = try book.contract(loan, before: &proof)
        let principal = proof.issued.receipt.postings.map(\.debit).sum()
        let quote = try contract.loan.drawnRepayment(of: principal, on: proof.valueDate)
        proof.compare(quote, self.quote, "the quote")
        proof.add(.cash, quote.principal, .taken)
        proof.add(contract.principalAccount, -quote.principal, .drawn)
    }
}
