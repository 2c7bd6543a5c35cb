import Lending
import Quantities

extension SettlementOrder: LedgerOrder {
    func carryOut(_ request: Request, _ account: Account, in book: Book) throws -> Execution {
        try book.collect(quote.parts, for: loan, request, account) { contract in
            if let contract { try book.settle(contract, quote) }
        }
    }

    func derive(_ proof: inout Proof, in book: Book) throws {
        let contract = try book.contract(self.loan, before: &proof)
        let (loan, day) = (contract.loan, proof.valueDate)
        let quote = try loan.payoffQuote(on: day)
        proof.compare(quote, self.quote, "the quote")
        proof.add(.cash, quote.total, .taken)
        if quote.dueParts.total > .zero {
            try proof.add(loan.payable(on: day).rows, of: loan, in: contract.principalAccount)
        }
        let later = loan.rows.filter { $0.instalment.due > day && !$0.isPaid }
        let account = contract.principalAccount
        if loan.terms.method == .daily {
            let interest = try DailyInterest(
                loan.movements, rate: loan.terms.annualRate, until: day)
            proof.add(account, -quote.notDuePrincipal, .drawn)
            proof.add(
                .interestIncome, -quote.accruedInterest,
                .dailyInterest(fenDays: interest.product, rate: loan.terms.annualRate))
        } else if let first = later.first, let last = later.last {
            proof.add(
                account, -quote.notDuePrincipal,
                .notDue(first: first.instalment.number, last: last.instalment.number))
            proof.add(
                .interestIncome, -quote.accruedInterest,
                .interest(
                    on: quote.notDuePrincipal, rate: loan.terms.annualRate,
                    days: quote.accruedDays, atMost: first.open.interest))
            proof.add(
                .feeIncome, -quote.accruedFee,
                .periodFee(first.open.fee, days: quote.accruedDays, loan.flatFeePolicy))
        }
        proof.addPrepaymentFee(quote.prepaymentFee, on: quote.notDuePrincipal, of: loan)
        proof.notes.append(
            .saved(interest: quote.interestSaved, fee: quote.feeSaved, net: quote.netSaved))
    }

    func repay(_ posted: Parts, of loan: inout Loan, on day: Day) throws -> Parts? {
        let quote = try loan.payoffQuote(on: day)
        loan.status = .settled
        return quote.parts
    }
}
