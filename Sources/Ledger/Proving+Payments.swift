import Lending
import Quantities

/// Orders that took money: the amount is worked out again item by item.
extension Book {
    func deriveSettlement(
        of id: String, _ agreed: PayoffQuote, _ proof: inout Proof
    ) throws {
        let contract = try contract(id, before: &proof)
        let (loan, day) = (contract.loan, proof.valueDate)
        let quote = try loan.payoffQuote(on: day)
        proof.compare(quote, agreed, "the quote")
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

    func deriveDues(of id: String, _ agreed: DuesQuote, _ proof: inout Proof) throws {
        let contract = try contract(id, before: &proof)
        let paid = proof.issued.receipt.postings.map(\.debit).sum()
        let quote = try contract.loan.duesQuote(paying: paid, on: proof.valueDate)
        proof.compare(quote, agreed, "the quote")
        proof.add(.cash, quote.total, .taken)
        try proof.add(quote.covered, of: contract.loan, in: contract.principalAccount)
        if quote.daysPastDue >= Allocation.principalFirstFrom {
            proof.notes.append(.principalFirst(daysPastDue: quote.daysPastDue))
        }
        proof.notes.append(.stillDue(quote.remaining.total))
    }

    func derivePrepayment(
        of id: String, _ agreed: PrepaymentQuote, _ proof: inout Proof
    ) throws {
        let contract = try contract(id, before: &proof)
        let loan = contract.loan
        let principal = proof.issued.receipt.postings
            .filter { $0.account == contract.principalAccount }.map(\.credit).sum()
        let quote = try loan.prepaymentQuote(
            of: principal, mode: agreed.mode, on: proof.valueDate)
        proof.compare(quote, agreed, "the quote")
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

    func deriveRepayment(
        of id: String, _ agreed: DrawnRepayment, _ proof: inout Proof
    ) throws {
        let contract = try contract(id, before: &proof)
        let principal = proof.issued.receipt.postings.map(\.debit).sum()
        let quote = try contract.loan.drawnRepayment(of: principal, on: proof.valueDate)
        proof.compare(quote, agreed, "the quote")
        proof.add(.cash, quote.principal, .taken)
        proof.add(contract.principalAccount, -quote.principal, .drawn)
    }

    func derivePayment(of statement: String, _ amount: Money, _ proof: inout Proof) throws {
        let unpaid = try unpaid(of: statement, before: proof.operation)
        proof.notes.append(.unpaidBefore(unpaid))
        if amount > unpaid {
            proof.findings.append("\(amount) was paid on \(statement), where \(unpaid) was owed")
        }
        proof.add(.cash, amount, .taken)
        proof.add(.statementReceivable, -amount, .statement(statement))
    }

    /// What was owed of a statement before an operation, by the journal.
    func unpaid(of statement: String, before operation: Int64) throws -> Money {
        let billed = try first(
            "SELECT coalesce(sum(amount), 0) FROM purchases WHERE statement = ?", [statement]
        ) { try $0.money(0) }
        let gone = try number(
            """
            SELECT coalesce(sum(credit - debit), 0) FROM postings
            WHERE contract = ? AND account = '1303' AND operation < ?
            """, [statement, operation])
        return (billed ?? .zero) - Money(fen: gone)
    }
}

extension Proof {
    mutating func compare<Figures: Equatable>(
        _ derived: Figures, _ stored: Figures, _ what: String
    ) {
        if derived != stored {
            findings.append("\(what) the customer agreed to is not what the rules make")
        }
    }

    /// Rows a payment covers, part by part.
    fileprivate mutating func add(
        _ covered: [Allocation.Row], of loan: Loan, in account: LedgerAccount
    ) throws {
        for part in covered {
            guard let row = loan.rows.first(where: { $0.instalment.number == part.number }) else {
                throw LedgerError.damaged("contract \(loan.id) has no row \(part.number)")
            }
            add(account, -part.parts.principal, .row(part.number, .principal))
            add(.interestIncome, -part.parts.interest, .row(part.number, .interest))
            add(.feeIncome, -part.parts.fee, .row(part.number, .fee))
            add(
                .penaltyIncome, -part.parts.penalty,
                .penalty(
                    row: part.number, on: row.open.principal,
                    days: valueDate - row.instalment.due))
        }
    }

    /// The fee, or the reason why there is none.
    fileprivate mutating func addPrepaymentFee(
        _ fee: Money, on principal: Money, of loan: Loan
    ) {
        let rule = loan.prepaymentFee
        add(.prepaymentFeeIncome, -fee, .prepaymentFee(on: principal, rate: rule.rate))
        guard fee == .zero, principal > .zero else { return }
        let days = valueDate - loan.terms.start
        if rule.rate == .zero {
            notes.append(.freeByContract)
        } else if days <= rule.coolingOffDays {
            notes.append(.freeInCoolingOff(days: days, of: rule.coolingOffDays))
        } else if loan.paidRows >= rule.freeAfterPaidRows {
            notes.append(.freeAfterRows(paid: loan.paidRows, needed: rule.freeAfterPaidRows))
        }
    }
}
