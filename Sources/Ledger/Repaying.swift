import Lending
import Quantities

extension Book {
    /// Marks everything due by `day` as paid: what an automatic debit of a contract's dues does.
    func payDues(of loan: Loan, on day: Day) throws {
        for row in loan.rows where row.instalment.due <= day && !row.isPaid {
            try payDue(row, of: loan, on: day)
        }
        try closeWhenPaid(loan.id)
    }

    /// Carries a payoff into the rows. What the settlement no longer charges of later rows is
    /// waived rather than taken out, so the schedule that was signed stays readable.
    func settle(_ loan: Loan, _ quote: PayoffQuote) throws {
        if loan.terms.method == .daily {
            let repaid = DailyMovement(
                day: quote.valueDate, kind: .repay, amount: quote.parts.principal)
            try add(repaid, to: loan.id)
        }
        var interest = quote.accruedInterest
        var fee = quote.accruedFee
        for row in loan.rows where !row.isPaid {
            guard row.instalment.due > quote.valueDate else {
                try payDue(row, of: loan, on: quote.valueDate)
                continue
            }
            var paid = row.open
            paid.interest = min(interest, paid.interest)
            paid.fee = min(fee, paid.fee)
            interest -= paid.interest
            fee -= paid.fee
            try pay(paid, ofRow: row.instalment.number, of: loan.id)
            try waive(
                interest: row.open.interest - paid.interest, fee: row.open.fee - paid.fee,
                ofRow: row.instalment.number, of: loan.id)
        }
        let isTaken = loan.terms.method == .daily || (interest == .zero && fee == .zero)
        guard isTaken else {
            throw LedgerError.damaged("the rows of \(loan.id) cannot take its payoff")
        }
        try run("UPDATE loans SET status = 'settled' WHERE id = ?", [loan.id])
    }

    private func payDue(_ row: Loan.Row, of loan: Loan, on day: Day) throws {
        let penalty = try loan.penalty.penalty(
            on: row.open.principal, at: loan.terms.annualRate, days: day - row.instalment.due)
        var parts = row.open
        parts.penalty = max(.zero, penalty - row.paid.penalty)
        try pay(parts, ofRow: row.instalment.number, of: loan.id)
    }

    private func pay(_ parts: Parts, ofRow number: Int, of loan: String) throws {
        try run(
            """
            UPDATE rows SET paid_principal = paid_principal + ?,
                paid_interest = paid_interest + ?, paid_fee = paid_fee + ?,
                paid_penalty = paid_penalty + ?
            WHERE loan = ? AND number = ?
            """,
            [
                parts.principal.fen, parts.interest.fen, parts.fee.fen, parts.penalty.fen, loan,
                number,
            ])
    }

    private func waive(interest: Money, fee: Money, ofRow number: Int, of loan: String) throws {
        guard interest > .zero || fee > .zero else { return }
        try run(
            """
            UPDATE rows SET waived_interest = waived_interest + ?, waived_fee = waived_fee + ?
            WHERE loan = ? AND number = ?
            """, [interest.fen, fee.fen, loan, number])
    }

    private func closeWhenPaid(_ loan: String) throws {
        try run(
            """
            UPDATE loans SET status = 'settled'
            WHERE id = ? AND NOT EXISTS
                (SELECT 1 FROM rows WHERE rows.loan = loans.id AND \(Schema.isOpen))
            """, [loan])
    }
}
