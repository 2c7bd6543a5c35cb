import Lending
import Quantities

extension PrepaymentOrder: LedgerOrder {
    func carryOut(_ request: Request, _ account: Account, in book: Book) throws -> Execution {
        try book.collect(quote.parts, for: loan, request, account) { contract in
            if let contract { try book.prepay(contract, quote) }
        }
    }

    func derive(_ proof: inout Proof, in book: Book) throws {
        let contract = try book.contract(self.loan, before: &proof)
        let loan = contract.loan
        let principal = proof.issued.receipt.postings
            .filter { $0.account == contract.principalAccount }.map(\.credit).sum()
        let quote = try loan.prepaymentQuote(
            of: principal, mode: self.quote.mode, on: proof.valueDate)
        proof.compare(quote, self.quote, "the quote")
        proof.add(.cash, quote.total, .taken)
        proof.add(contract.principalAccount, -quote.principal, .prepaid)
        proof.add(
            .interestIncome, -quote.accruedInterest,
            .interest(
                on: quote.principal, rate: loan.terms.annualRate, days: quote.accruedDays,
                atMost: loan.monthlyInterest(on: quote.principal)))
        proof.addPrepaymentFee(quote.prepaymentFee, on: quote.principal, of: loan)
        if let first = quote.rows.first, let last = quote.rows.last {
            proof.notes.append(
                .rowsLeft(
                    quote.mode, count: quote.rows.count, first: first.total, last: last.total,
                    lastDue: last.due))
        }
        proof.notes.append(.saved(interest: quote.interestSaved, fee: .zero, net: quote.netSaved))
    }

    func repay(_ posted: Parts, of loan: inout Loan, on day: Day) throws -> Parts? {
        let again = try loan.prepaymentQuote(of: posted.principal, mode: quote.mode, on: day)
        let first = again.rows.first?.number ?? 0
        loan.rows.removeAll { $0.instalment.number >= first }
        loan.rows += again.rows.map { Loan.Row(instalment: $0) }
        loan.prepayments.append(Loan.Prepayment(day: day, parts: again.parts))
        return again.parts
    }
}
